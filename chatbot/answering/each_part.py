"""A question that asks several things: cut into parts, each answered by itself, and put together again."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from chatbot.answer import ANSWERED_STATUSES
from chatbot.answering.one_ask import OneAsk
from chatbot.answering.scope import Scope
from chatbot.answering.told_parts import counts_as_asked, derived_in, figures_told, follows, sources_of, tells_of_each
from chatbot.arithmetic.relations import relation_of
from chatbot.arithmetic.sides import asks_growth
from chatbot.derived.from_turns import of_one_sentence
from chatbot.draft import Draft
from chatbot.matching.evidence import proper_name
from chatbot.messages import messages_for
from chatbot.phrasing.beside import told_beside
from chatbot.question.conversation import Turn
from chatbot.question.coverage import NAMED, is_named
from chatbot.question.follow_up import IN_CHARGE, Context, names_no_thing, rewrite
from chatbot.question.other_side import asked_of_the_other_side
from chatbot.question.parts import (
    as_question,
    asks_of_another_time,
    asks_of_two_times,
    combine,
    names_another,
    split_enumeration,
    split_parts,
    split_run_on,
    things_asked,
)
from chatbot.question.understand import Understanding
from chatbot.question.wants import wants_of
from chatbot.reading.by_name import MOSTLY, name_asked
from index import SearchIndex
from index.asked import asks_figure
from index.query import SearchQuery
from index.query_terms import QueryTerm
from index.query_years import wanted_years
from index.tokenizer import bigrams
from ingest.conjuncts import is_measure
from ingest.numerals import RATES

_ENUMERATED_KINDS = frozenset({"fact", "topic"})
_MAY_LACK_ONE = frozenset({"not_in_report", "answered"})  # of 口袋公园还有营造林 one may be told alone
# 进出口总额多少，比上年涨了多少; 目标比去年多多少，由谁负责: no comparison of two things alone.
_HAS_A_SECOND = re.compile(
    "(?:多少|几)[^，。？]{0,4}[，,][^，。？]{0,4}[比较](?:上年|去年|前年|上一年|同期)"
    "|[，,][^，。？]{0,4}(?:谁|哪个(?:部门|单位))(?:来|在)?(?:负责|牵头|主抓|管)[？?。 ]*$"
)
# How much a thing is that is measured in money, and how it grew.
_AMOUNT = re.compile(
    r"总量|数额|金额|(?:[总余]额|收入|支出|投资|产值|增加值|总值)(?:去年|今年|20\d\d年)?(?:[是为有]|达到?|完成|实现)*了?(?:多少|几|$)"
)
_WHOLE_KINDS = frozenset({"compare", "compute"})  # 哪个多？差多少？ is one question
_MEASURE = 4  # characters that the name of a measure has at most
_HEADS = frozenset({"项目", "工程", "企业"})  # of which there are many kinds


def _names_a_measure_alone(query: SearchQuery) -> bool:
    subject = query.known_subject
    return bool(subject) and all(is_measure(term.text) for term in subject)


def _asks_two_kinds(parts: Sequence[str]) -> bool:
    """Say whether one part asks for a figure and another for something else, or each for something worked out."""
    worked_out = list(map(relation_of, parts))
    return len({asks_figure(part) for part in parts}) > 1 or (all(worked_out) and len(set(worked_out)) > 1)


def _is_named_whole(query: SearchQuery) -> bool:
    """Say whether 建成区面积 is asked, a thing none of whose words says anything, and not 建成面积 of another."""
    return not query.subject and len(name_asked(query.text)) > _MEASURE


def _is_dated(query: SearchQuery) -> bool:
    """Say whether a question names its time."""
    return bool(query.years or query.time_tags - {"done", "planned"})


def _cut_after(question: str, asked: Understanding, whole: Draft) -> list[str]:
    """Return the parts of a question that was put as one, where its answer may lack one of them."""
    may_lack_one = whole.status in _MAY_LACK_ONE and asked.kind in _ENUMERATED_KINDS
    if may_lack_one and len(listed := split_enumeration(question)) > 1:
        return listed
    if whole.status in ANSWERED_STATUSES:
        return [question]
    return split_parts(question) if not may_lack_one and _HAS_A_SECOND.search(question) else split_run_on(question)


def _cuts(question: str) -> Iterator[list[str]]:
    """Yield the ways in which a question is cut into parts."""
    yield split_parts(question)
    yield split_enumeration(question)


@dataclass(frozen=True, slots=True)
class EachPart:
    """Answers questions that may ask several things."""

    one: OneAsk

    @property
    def index(self) -> SearchIndex:
        """The index of the report."""
        return self.one.index

    @property
    def scope(self) -> Scope:
        """The report."""
        return self.one.scope

    def answer(self, raw: SearchQuery, asked: Understanding, context: Context | None) -> Draft:
        """Return the draft of the answer to a question as it was typed and as it was understood in its conversation."""
        parts, of_each = self._cut(raw.text, asked)
        if asks_of_two_times(raw.text) and len(parts) > 1:
            return self._combined(raw, parts, asked)
        whole = self.one.answer(asked, context)
        parts = parts if len(parts) > 1 else _cut_after(raw.text, asked, whole)
        lacks_amount = len(parts) > 1 and self._lacks_an_amount(whole, parts)
        is_covered = len(parts) > 1 and whole.status == "answered" and self.covers(whole, parts) and not lacks_amount
        # 充电桩、光伏装机去年各多少: one figure is not that of each.
        is_short = bool(of_each) and not tells_of_each(whole, len(parts))
        # 21万名干部包抓46万户，平均一个包几户: what there is to each is reckoned.
        is_short |= not whole.works_out and any(relation_of(part) == "per_head" for part in parts[1:])
        if len(parts) == 1 or (is_covered and not is_short and not _asks_two_kinds(parts)):
            return whole
        combined = self._combined(raw, parts, asked, None if is_covered or lacks_amount else whole)
        if is_covered:
            # 地铁多长，新开了哪些线: what each of the two was answered from, where that is another sentence.
            is_apart = not sources_of(whole) & sources_of(combined) or derived_in(combined) > derived_in(whole)
            is_apart |= is_short and sources_of(combined) > sources_of(whole)
            return combined if combined.status == "answered" and is_apart else whole
        named = [part for part in parts if self.index.parse(part).subject]
        goes_on = combined.status not in ANSWERED_STATUSES and len(named) < len(parts)
        if goes_on and not any(self._speaks_of(whole, part, parts) for part in named):
            # 森林覆盖率多少，今年目标多少: not the target of another thing
            return combined if whole.status in ANSWERED_STATUSES else whole
        is_better = combined.status == "answered" or whole.status not in ANSWERED_STATUSES
        # 今年出口目标是多少，进口呢: the same said, and named what is not there.
        names_one = of_each or lacks_amount or self._lacks_one(whole, parts)
        names_one |= not all(counts_as_asked(part, whole) for part in parts)
        is_better |= names_one and combined.status == "partial" and sources_of(whole) <= sources_of(combined)
        return combined if is_better and combined.status in ANSWERED_STATUSES else whole

    def covers(self, draft: Draft, parts: Sequence[str]) -> bool:
        """Say whether an answer speaks of what each part of the question names, with the type of span it asks for."""
        return all(self._speaks_of(draft, part, parts) for part in parts)

    def _cut(self, question: str, asked: Understanding) -> tuple[list[str], bool]:
        """Return the parts of a question, and whether they ask the same of several things."""
        if asked.kind in _WHOLE_KINDS:
            return [question], False
        parts = split_parts(question)
        of_each = things_asked(question, self.scope.report.text) if len(parts) == 1 else []
        return of_each or parts, bool(of_each)

    def _lacks_an_amount(self, whole: Draft, parts: Sequence[str]) -> bool:
        """Say whether one part asks how much a thing is and another how it grew, and only rates are told of it.

        去年GDP总量和增速各是多少, and 地区生产总值增长6%左右.
        """
        of_amount = next((part for part in parts if _AMOUNT.search(part)), "")
        if not of_amount or not any(map(asks_growth, parts)):
            return False
        names = [name for term in self.index.parse(of_amount).subject for name in term.alternatives]
        told = list(figures_told(whole))
        called = [f for f in told if any(self.index.corpus.overlap(n, bigrams(f.indicator)) >= NAMED for n in names)]
        return bool(told) and all(figure.unit in RATES for figure in called or told)

    def _lacks_one(self, whole: Draft, parts: Sequence[str]) -> bool:
        """Say whether a part names another thing, or a year of which the whole question's answer does not speak."""
        told = {sentence.year for statement in whole.statements for _, sentence in statement.sources}
        return any(names_another(part) for part in parts[1:]) or any(not self._years_of(part) <= told for part in parts)

    def _combined(
        self, raw: SearchQuery, parts: Sequence[str], asked: Understanding, whole: Draft | None = None
    ) -> Draft:
        """Put the answers to the parts together; the whole question's is that of a part which has none and it tells."""
        drafts = self._answer_each(parts, asked)
        if whole and whole.status == "answered":
            drafts = [
                whole if draft.status != "answered" and self._tells(whole, part, parts) else draft
                for part, draft in zip(parts, drafts, strict=True)
            ]
        typed = next((cut for cut in _cuts(raw.original) if len(cut) == len(parts)), parts)
        return combine(typed, drafts, messages_for(asked.language))

    def _tells(self, whole: Draft, part: str, parts: Sequence[str]) -> bool:
        if part != parts[0] and not self.index.parse(part).subject and not self._speaks_of(whole, parts[0], parts):
            return False  # 今年目标多少 goes on from a thing of which nothing is told
        return asks_figure(part) and self._speaks_of(whole, part, parts)

    def _speaks_of(self, draft: Draft, part: str, parts: Sequence[str]) -> bool:
        corpus = self.index.corpus
        sources = [sentence for statement in draft.statements for _, sentence in statement.sources]
        told = bigrams(" ".join(text for s in sources for text in (s.text, *s.heading_path)))
        named = names_another(part)  # 进口呢: also where the report does not know the word
        query = self.index.parse(part)
        subject = [term for term in query.terms if not term.generic and (term.known or named)]
        if _is_named_whole(query) and corpus.overlap(name_asked(query.text), told) < MOSTLY:
            return False
        said = [
            any(corpus.overlap(name, told) >= NAMED for name in self._called(term, part, parts)) for term in subject
        ]
        # 稀土产业出口额多少，高新技术产业营业收入多少: 产业 alone is not the second of them.
        if named:
            is_told = all(said)
        else:
            is_told = 2 * sum(said) > len(said) if len(parts) > 1 and asks_figure(part) else any(said)
        if subject and not is_told:
            return False
        if not all(any(want.is_met(sentence.text) for sentence in sources) for want in wants_of(part)):
            return False
        if len(parts) > 1 and not counts_as_asked(part, draft):
            return False
        return self._years_of(part) <= {sentence.year for sentence in sources}

    def _called(self, term: QueryTerm, part: str, parts: Sequence[str]) -> tuple[str, ...]:
        """Return how a thing of a part may be called: by its own name alone where the report has that.

        全部财政收入多少，一般公共预算收入多少: the first, which is 财政收入 too, does not tell the second; nor is
        技改投资 what is meant by 工业投资 where both are asked.
        """
        if asks_figure(part) and len(term.text) > _MEASURE and term.text in self.scope.report.text:
            return (term.text,)
        others = [other for other in parts if other != part]
        return tuple(name for name in term.alternatives if not any(name in other for other in others)) or (term.text,)

    def _years_of(self, part: str) -> frozenset[int]:
        """Return the years that a part of a question names and the report speaks of."""
        years = wanted_years(self.index.parse(part), self.scope.report.year)
        return frozenset(year for year in years if self.index.corpus.has_year(year))

    def _answer_each(self, parts: Sequence[str], asked: Understanding) -> list[Draft]:
        drafts: list[Draft] = []
        queries: list[SearchQuery] = []
        for part in parts:
            queries.append(self._as_asked(part, asked, queries, parts[len(queries) + 1 :]))
            drafts.append(self._answer_part(part, queries, asked, drafts))
            if len(drafts) == 1 and drafts[0].status != "answered" and (first := self._undated(part, parts[1:])):
                queries, drafts = [first], [self._answer_part(part, [first], asked, [])]
        return [
            draft if draft.status == "answered" else self._beside(query, drafts) or draft
            for draft, query in zip(drafts, queries, strict=True)
        ]

    def _as_asked(
        self, part: str, asked: Understanding, before: Sequence[SearchQuery], later: Sequence[str]
    ) -> SearchQuery:
        """Return a part as it goes on from the one before, of the time that the whole question is about."""
        parsed = self.index.parse(part)
        turns = () if _is_named_whole(parsed) else tuple(Turn(query) for query in before[-1:])
        query = asked_of_the_other_side(parsed, turns, self.index)
        query = query or self._going_on(part, turns, asks_of_two_times(asked.query.text))
        told_of = {self.scope.report.year, self.scope.report.year - 1}
        if not before and not asked.years & told_of and any(_is_dated(self.index.parse(other)) for other in later):
            return query  # 总数多少，前年呢: the time is the second's
        of_later = frozenset[int]().union(*map(self._years_of, later))
        if not before and not query.years and of_later and (rest := asked.years - of_later):
            return replace(query, years=rest)  # 家庭农场多少家，今年新增多少: what there was before
        return replace(
            query, time_tags=query.time_tags or asked.query.time_tags, years=query.years or asked.query.years
        )

    def _undated(self, part: str, later: Sequence[str]) -> SearchQuery | None:
        """Return the first part by itself where the time is that of what goes on from it: 加装多少部，去年装了多少."""
        first, dated = self.index.parse(part), [q for q in map(self.index.parse, later) if _is_dated(q)]
        is_theirs = bool(dated) and all(map(names_no_thing, dated)) and not _is_dated(first)
        return first if is_theirs and not names_no_thing(first) else None

    def _answer_part(
        self, part: str, queries: Sequence[SearchQuery], asked: Understanding, before: Sequence[Draft]
    ) -> Draft:
        *others, query = queries
        is_lacking = before and before[-1].status != "answered" and self._leaves_open_what(part)
        # 财政收入去年多少，今年目标呢: the first may lack an amount and the second be told.
        # 谁负责老旧小区改造，办到哪一步了: who does it is not told, and how far it is.
        may_be = asks_of_another_time(part) or any(term.text in IN_CHARGE for term in queries[0].terms)
        if is_lacking and not (may_be and self._names_all(before[-1], others[-1])):
            return Draft("not_in_report", ())  # 买房补多少钱一套，去哪里领: of a thing that is not there
        draft = self._of_those_before(part, asked, before) or self._answer_named(query, asked)
        if others and _names_a_measure_alone(query) and not self._is_of(draft, others[-1].terms, before):
            return Draft("not_in_report", ())  # 接待游客多少人次，收入多少: the budget's income is another thing
        return draft

    def _names_all(self, draft: Draft, query: SearchQuery) -> bool:
        """Say whether what is told, as what comes nearest too, is of all that a question names: 财政收入增长11%."""
        told = bigrams(" ".join(s.text for statement in draft.statements for _, s in statement.sources))
        return self._are_named([term for term in query.subject if term.text not in IN_CHARGE], told)

    def _are_named(self, terms: Sequence[QueryTerm], told: frozenset[str]) -> bool:
        """Say whether a text, by its bigrams, has a name of each of some things; of none it says nothing."""
        return bool(terms) and all(is_named(self.index.corpus, term, told) for term in terms)

    def _leaves_open_what(self, part: str) -> bool:
        """Say whether a part names no thing of its own and asks for no figure: 去哪里领, 归谁管, 怎么保障."""
        return names_no_thing(self.index.parse(part)) and not asks_figure(part)

    def _of_those_before(self, part: str, asked: Understanding, drafts: Sequence[Draft]) -> Draft | None:
        """Return what a part comes to of the figures that the parts before it are answered with: 平均每个多少."""
        told = tuple(s for draft in drafts if draft.status == "answered" for s in draft.statements)
        if not told or relation_of(part) != "per_head":
            return None
        return of_one_sentence(self.index.parse(part), (Turn(asked.query, told),), messages_for(asked.language))

    def _going_on(self, part: str, turns: tuple[Turn, ...], of_times: bool) -> SearchQuery:
        """Return a part of a question as it goes on from the one before: 人均多少 is theirs, not another thing."""
        readings = rewrite(self.index.parse(as_question(part, of_a_time=of_times)), turns)
        return readings[0 if relation_of(part) == "per_head" else -1].query

    def _beside(self, query: SearchQuery, drafts: Sequence[Draft]) -> Draft | None:
        if _is_named_whole(query):
            return None
        asked = self.scope.understand(query)
        return told_beside(asked, drafts, self.index.corpus, messages_for(asked.language))

    def _is_of(self, draft: Draft, terms: Sequence[QueryTerm], before: Sequence[Draft]) -> bool:
        """Say whether an answer goes on from the one before, or names all of the things that one was about.

        新签约项目1060个 and, in a sentence of their own, 政府投资项目完成投资154亿元 are of other projects.
        """
        found = [sentence for statement in draft.statements for _, sentence in statement.sources]
        answered = [s for each in before for statement in each.statements for _, s in statement.sources]
        told = bigrams(" ".join(sentence.text for sentence in found))
        named = [term for term in terms if term.known and not term.generic and not is_measure(term.text)]
        things = [term for term in named if term.text not in _HEADS]
        is_beside = any(follows(there, s) for s in found for there in answered)
        is_other = draft.status in ANSWERED_STATUSES and bool(named) and not is_beside
        return not is_other or self._are_named(things, told)

    def _answer_named(self, query: SearchQuery, asked: Understanding) -> Draft:
        """Answer a part as one about what the whole question names, else as it stands: …，今年要做成什么样."""
        name = proper_name(self.index.corpus, asked)
        named = tuple(term for term in asked.query.terms if term.text == name)
        if named and name not in query.text:
            about = replace(query, text=f"{name}{query.text}", terms=(*named, *query.terms))
            draft = self.one.answer(self.scope.understand(about))
            if draft.status == "answered" and self.covers(draft, [query.text]):
                return draft
        return self.one.answer(self.scope.understand(query))
