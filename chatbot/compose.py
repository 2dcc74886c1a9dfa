"""Compose: an answer in the report's own words, chosen from the evidence."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from chatbot.answer import ANSWERED_STATUSES
from chatbot.answerability import is_target_in_words, says_none, says_the_opposite, unit_fits
from chatbot.candidate import Candidate
from chatbot.claims import Claims
from chatbot.clauses import between, said
from chatbot.compared import compares_with, in_two_years
from chatbot.compute import compare_pair
from chatbot.conversation import Context
from chatbot.decline import NAMED_MISSING, Decline
from chatbot.derive import from_to, share_of
from chatbot.difference import difference_of, growth_of, part_of_other, with_differences_beside
from chatbot.draft import Draft, Statement, reckoned
from chatbot.evidence import FigureMatch, match_figures, proper_name
from chatbot.figures import Figures
from chatbot.fit import Asked
from chatbot.formula import Derived
from chatbot.framing import Framing
from chatbot.messages import Messages, messages_for
from chatbot.outline import outline
from chatbot.parts import asks_several, asks_twice
from chatbot.projection import asks_rise, projection
from chatbot.reader import SENTENCES_READ, Reading, RuleReader
from chatbot.relations import OF_ONE_THING, Told, is_called, relate, relation_of
from chatbot.sides import asks_which, of_sides
from chatbot.totals import sum_of, total_of, without_incomplete_sum
from chatbot.two_named import ratio_of, two_named
from chatbot.understand import Kind, Understanding
from index.asked import asked_units, asks_figure
from index.ranking import RankedSentences
from index.search import SearchIndex
from index.tokenizer import bigrams
from ingest.document import Figure

_OUTLINE = re.compile(
    r"(?:哪[些几]|几个?|[一二两三四五六七八九十]+个)方面|哪[几一二三四五六七八九十]+(?:条|部分)(?=[？?。，\s]|$)|部分讲"
    r"|(?:重点|主要)(?:抓|做|干|工作|任务)|(?<![\u4e00-\u9fff])(?:政府)?(?:今年|明年|20\d\d年?)?的?(?:政府)?工作(?:怎么|如何|咋)?(?:安排|部署|打算)"
)
_IF = re.compile(
    r"如果|假如|要是|若|为基数|测算|推算.{0,12}(?:20\d\d|今年)|(?:[照按]|以(?![上下内外来及])).{0,18}(?:增长|增速|增幅|涨|速度|计算|算|目标|走)|\bif\b"
)
_SINCE_LAST = re.compile(r"[比较](?:上年|去年|上一年)")
_BESIDE_THE_YEAR_BEFORE = re.compile(r"[比较跟和与](?:前年|上一年度)")
_STOCK_TOO = re.compile(r"(?:新增|增加)[^，,]{0,6}(?:多少|几)[^，,]{0,2}[，,](?:现在)?(?:一共|总共)")
_YEARS_AGO = {0: ("今年",), 1: ("去年", "上年"), 2: ("前年", "上一年")}
_STATE = re.compile(r"情况|进展|怎么样|动静|消息|状态|现状|进度|落实|成果|成绩")
WHOLE_SENTENCE_KINDS = frozenset({"list", "explain"})
_FIGURE_KINDS = frozenset({"fact", "compare", "compute", "topic"})
_OF_TWO_YEARS = frozenset({"growth", "ratio", "share"})
_RECKONED_WITH = 2  # sentences, best first


@dataclass(frozen=True, slots=True)
class Composer:
    """Composes drafts from one index."""

    index: SearchIndex
    understanding: Understanding
    ranked: RankedSentences
    context: Context | None = None  # the turn before, for a question that goes on from it

    @property
    def messages(self) -> Messages:
        """The sentences of the question's language."""
        return messages_for(self.understanding.language)

    @property
    def figures(self) -> Figures:
        """What chooses figures."""
        return Figures(self.index, self.understanding, self.kind, self._name)

    @property
    def claims(self) -> Claims:
        """What checks the figures that the question states."""
        return Claims(self.figures)

    @property
    def _name(self) -> str:
        """The name in the question that only a few sentences have; "" when there is none."""
        return proper_name(self.index.corpus, self.understanding)

    @property
    def wants_figures(self) -> bool:
        """Whether a figure may be the answer."""
        return self.kind in _FIGURE_KINDS or bool(self.understanding.claims)

    @property
    def kind(self) -> Kind:
        """The question's kind; how things stand in two years, or 进展如何, asks for words rather than a figure."""
        kind, text = self.understanding.kind, self.understanding.query.text
        in_words = len(self.understanding.years) > 1 or _STATE.search(text)
        return "explain" if kind == "topic" and in_words else kind

    def compose(self) -> Draft:
        """Return the best draft for the question."""
        figures = match_figures(self.index.corpus, self.understanding, self.ranked)
        asked = Asked(self.index.corpus, self.index.lexicon, self.understanding, self.context)
        reading = RuleReader(self.index, self.understanding, asked, self.ranked, figures).read()
        figures = asked.exact.kept(figures) if self.kind == "compare" else figures
        # 贷款比存款多多少 sets two things of one year beside each other, not one in two years.
        draft = self._of_two_named(figures) or self._risen()
        draft = draft if draft and draft.works_out else self._of_sides(reading) or draft
        draft = draft or self._related(reading, asked, "before" if self._asks_year_before() else "")
        draft = draft or self._worked_out(self.kind, figures) or self._compared(reading, asked)
        draft = draft or self.claims.wrong_premise(figures) or self._contrary(reading, asked)
        draft = draft or self._said(reading, asked)
        if draft.status not in ANSWERED_STATUSES and self._asks_year_before():
            draft = self.derived(figures) or draft
        draft = self._with_total(draft) if self._adds_up else self._of_one_year_only(draft, asked)
        return without_incomplete_sum(draft, self.understanding.query.text)

    def _of_one_year_only(self, draft: Draft, asked: Asked) -> Draft:
        """Say of a comparison that is not worked out of which year the report does not say it: 班列比前年多多少."""
        growth = [want for want in asked.wants if want.name == "growth"]
        if self.kind != "compare" or not growth or draft.status != "answered" or draft.works_out:
            return draft
        said = [sentence for statement in draft.statements for _, sentence in statement.sources]
        told = {sentence.year for sentence in said}
        missing = [year for year in self.understanding.years - told if not any(str(year) in s.text for s in said)]
        words = [self._as_asked(year) for year in missing]
        if not all(words) or not told & self.understanding.years or any(growth[0].is_met(s.text) for s in said):
            return draft
        notes = (Statement(self.messages.partial.format(part=word), echo=(word,)) for word in words)
        return Draft("partial", (*draft.statements, *notes)) if words else draft

    def _as_asked(self, year: int) -> str:
        """Return a year in the question's words: 前年; "" where it is meant and not named."""
        since = next(iter(self.index.documents.values())).year - year
        names = (f"{year}年", *_YEARS_AGO.get(since, ()))
        return next((name for name in names if name in self.understanding.query.text), "")

    @property
    def _adds_up(self) -> bool:
        """Whether a sum is asked; in 新增几家，一共几家了 一共 asks for what there is of the one thing."""
        return self.kind == "compute" and not _STOCK_TOO.search(self.understanding.query.text)

    def _said(self, reading: Reading, asked: Asked) -> Draft:
        """Return what the reader points at, in the report's words."""
        if not reading.chosen:
            return self._decline(reading, asked)
        told = [self._say(candidate, asked) for candidate in reading.chosen]
        if not any(self._has_unit(c, statement) for c, statement in zip(reading.chosen, told, strict=True)):
            return self._decline(Reading((), reading.chosen[0], None), asked)
        return Draft("answered", (*self.claims.premise(reading.chosen), *told))

    def _has_unit(self, candidate: Candidate, stated: Statement) -> bool:
        """Say whether what is said has a figure of the unit that is asked, where one is: 几张床 asks for no award."""
        understanding, sentence = self.understanding, candidate.sentence
        if understanding.kind != "fact" or not understanding.figure.unit or asks_several(understanding.query.text):
            return True
        if says_none(stated.text) or (sentence.role == "target" and is_target_in_words(stated.text)):
            return True
        return any(figure.text in stated.text and unit_fits(understanding, figure) for figure in candidate.figures)

    def _contrary(self, reading: Reading, asked: Asked) -> Draft | None:
        """Correct what a question for reasons takes for granted where the report says the opposite: 为什么最差."""
        if not any(want.name == "reason" for want in asked.wants):
            return None
        for candidate in (c for c in reading.considered if c.features["missing_own"] <= NAMED_MISSING):
            best = max(candidate.clauses, key=lambda clause: clause.share, default=None)
            if best and says_the_opposite(self.understanding.query.text, best.text):
                return Draft("answered", (Statement(self.messages.wrong_premise), self._say(candidate, asked)))
        return None

    def _of_sides(self, reading: Reading) -> Draft | None:
        """Return what follows from two things that the question names and one sentence that answers counts."""
        named = [c for c in reading.considered if c.features["missing_own"] <= NAMED_MISSING]
        for candidate in (reading.chosen or named) if len(self.understanding.years) < 2 else ():
            document, sentence = candidate.document, candidate.sentence
            found = of_sides(self.understanding.query.text, candidate.figures, document.text)
            if found is not None:
                places = [(f.clause_start - sentence.start, f.clause_end - sentence.start) for f in found[1]]
                start, end = between(candidate.clauses, min(places)[0], max(end for _, end in places))
                phrase = sentence.text[start:end].strip("，。；：、;,: ")
                stated = Statement(Framing(self.messages).stretch(sentence, phrase), ((document, sentence),))
                return Draft("answered", (stated, self._worked_out_note(found[0])))
        return None

    def _of_two_named(self, figures: Sequence[FigureMatch]) -> Draft | None:
        """Return the comparison of two things that the question names, both asked of one time."""
        is_ratio = relation_of(self.understanding.query.text) == "ratio"
        pair = two_named(self.figures, figures) if is_ratio or self.kind == "compare" else None
        if pair is None:
            return None
        return ratio_of(self.figures, pair) if is_ratio else self._worked_out(self.kind, figures)

    def _related(self, reading: Reading, asked: Asked, relation: str = "") -> Draft | None:
        """Return what the question asks to be worked out from the figures of the sentences that answer it."""
        spoken = relation_of(self.understanding.query.text)
        relation = relation or spoken
        of_original = relation_of(self.understanding.query.original)
        if of_original == "growth" or (relation == spoken and of_original in _OF_TWO_YEARS):
            relation = of_original  # 比去年增长百分之多少 is put to the report as the question for the thing itself
        most = min((c.features["missing_own"] for c in reading.chosen), default=0.0)
        named = [c for c in reading.chosen if c.features["missing_own"] <= most]
        done = [candidate for candidate in named if candidate.sentence.role == "result"]
        chosen = done if relation in OF_ONE_THING and len(done) == 1 else reading.chosen
        if len(chosen) == 2:
            return self._across(chosen, asked, relation)
        others = self._worth_reckoning(reading, spoken) if relation == spoken and len(chosen) < 2 else ()
        found = (self._related_in(c, asked, relation) for c in (*(chosen if len(chosen) == 1 else ()), *others))
        return next((draft for draft in found if draft is not None), None)

    @staticmethod
    def _worth_reckoning(reading: Reading, relation: str) -> Sequence[Candidate]:
        """Return sentences that name the thing and do not answer by themselves.

        新设的占几成: the sentence counts both and states no share, which is to be worked out.
        """
        limit = _RECKONED_WITH if relation in OF_ONE_THING else int(relation == "share" and not reading.chosen)
        if any("均" in figure.indicator for c in reading.chosen for figure in c.own_figures):
            return ()  # 人均旅游消费超过1300元 says what each spent
        most = min((c.features["missing_own"] for c in reading.chosen), default=NAMED_MISSING)
        named = [c for c in reading.considered if c not in reading.chosen and c.features["missing_own"] <= most]
        return named[:limit]

    def _related_in(self, candidate: Candidate, asked: Asked, relation: str) -> Draft | None:
        for whole in (False, True) if relation in OF_ONE_THING else (False,):
            stated = self._say(candidate, asked, whole=whole or None)
            told = self._told(candidate, stated)
            if relation == "before" and self._names_a_thing and not any(is_called(f, told.named) for f in told.own):
                continue
            derived = relate(told, relation)
            if derived is not None:
                return Draft("answered", (stated, self._worked_out_note(derived)))
        return None

    @property
    def _names_a_thing(self) -> bool:
        return any(term.known and not term.generic for term in self.understanding.query.terms)

    def _told(self, candidate: Candidate, stated: Statement) -> Told:
        query = self.understanding.query
        figures = [figure for figure in candidate.figures if figure.text in stated.text]
        own = [figure for figure in figures if figure in candidate.own_figures]
        of_unit = [figure for figure in own if figure.unit == self.understanding.figure.unit]
        called = " ".join((query.text, *(name for term in query.terms for name in term.alternatives)))
        return Told(query.text, figures, of_unit or own, candidate.document.text, called)

    def _compared(self, reading: Reading, asked: Asked) -> Draft | None:
        """Return the difference of two sentences that answer a comparison which names no relation: 比今年目标高吗."""
        compares = self.kind == "compare" and len(reading.chosen) == 2
        return self._across(reading.chosen, asked, "difference") if compares else None

    def _across(self, chosen: Sequence[Candidate], asked: Asked, relation: str) -> Draft | None:
        """Return the sum or the difference of one indicator in two sentences."""
        unit, corpus = self.understanding.figure.unit, self.index.corpus
        own = [[f for f in c.own_figures if f.unit == unit] or self._of_unit(c) or c.own_figures for c in chosen]
        pairs = in_two_years(corpus, self.understanding.query.terms, unit, *own)
        pair = next((p for p in pairs if self.figures.are_done_as_asked(chosen[0].document, *p)), None)
        if pair is None:
            return None
        # Said each with the figure that is reckoned with.
        # 今年的目标和去年的差多少 asks one thing, for all its 和.
        text = self.understanding.query.text
        one_thing = all(c.features["exact"] for c in chosen) and len(asked_units(text)) < 2
        several = asks_twice(text) and not one_thing
        earlier, later = (
            replace(self._say(c, asked, whole=False, several=several, needed=(f,)), figure=f)
            for c, f in zip(chosen, pair, strict=True)
        )
        if relation in _OF_TWO_YEARS and len(self.understanding.years) > 1:
            text = self.understanding.query.original
            found = growth_of(*pair) if relation == "growth" else part_of_other(*pair, relation, text)
            return Draft("answered", (earlier, later, self._worked_out_note(found))) if found else None
        if relation == "total" and len(self.understanding.years) > 1:
            return total_of(self.index.corpus, (earlier, later), self.messages)
        if relation == "difference":
            draft = difference_of(self.index.corpus, earlier, later, self.messages)
            if draft is not None and several:
                return with_differences_beside(draft, chosen, self.messages)
            return draft
        return None

    def _of_unit(self, candidate: Candidate) -> Sequence[Figure]:
        """Return the figures of the unit that is asked, where the ones about the subject have another."""
        unit = self.understanding.figure.unit
        return [figure for figure in candidate.figures if unit and figure.unit == unit]

    def _worked_out_note(self, derived: Derived) -> Statement:
        return reckoned(derived, self.messages.worked_out)

    def _say(
        self,
        candidate: Candidate,
        asked: Asked,
        *,
        whole: bool | None = None,
        several: bool | None = None,
        needed: Sequence[Figure] | None = None,
    ) -> Statement:
        """Return what a candidate says; ``whole``, ``several``, ``needed`` tell what the question's kind does not."""
        needed = self._needed(candidate) if needed is None else needed
        whole = self.understanding.kind in WHOLE_SENTENCE_KINDS if whole is None else whole
        if several is None:  # 固定资产投资去年增速和今年目标分别是多少 asks of one thing, which one clause says
            of_two_years = candidate.features["exact"] and len(self.understanding.years) > 1
            several = asks_several(self.understanding.query.text) and not of_two_years
        phrase = said(candidate, asked.wants, several=several, whole=whole, needed=needed)
        own = self._meant([figure for figure in candidate.own_figures if figure.text in phrase])
        framed = Framing(self.messages).stretch(candidate.sentence, phrase)
        return Statement(framed, ((candidate.document, candidate.sentence),), own)

    def _meant(self, told: Sequence[Figure]) -> Figure | None:
        """Return which of the figures that are said is the one asked for, by its kind and its name.

        科技型中小企业、高新技术企业分别达12453家、6310家 has one for either.
        """
        asked, terms = self.understanding.figure, [t for t in self.understanding.query.terms if not t.generic]
        names = [name for term in terms for name in term.alternatives]

        def fits(figure: Figure) -> tuple[bool, bool, float]:
            of_kind = (figure.scope == "占比") == asked.share and (figure.scope == "增速") == asked.growth
            shares = (self.index.corpus.overlap(name, bigrams(figure.indicator)) for name in names)
            return unit_fits(self.understanding, figure), of_kind, max(shares, default=0.0)

        return max(told, key=fits, default=None)

    def _before(self, reading: Reading, asked: Asked) -> Draft | None:
        """Return last year's value where this year's is told with what it is more: 3.9万亿元、比上年增加1000亿元."""
        other, years = reading.other_year, self.understanding.years
        if other is None or len(years) != 1 or other.sentence.year != next(iter(years)) + 1:
            return None
        told = self._told(other, self._say(other, asked))
        if not any(_SINCE_LAST.search(told.before(figure)) for figure in told.figures):
            return None
        return self._related(replace(reading, chosen=(other,)), asked, "before")

    def _needed(self, candidate: Candidate) -> Sequence[Figure]:
        """Return the figures of which one has to be said where one is asked: of the unit, and about the subject."""
        understanding = self.understanding
        in_words = candidate.sentence.role == "target" and is_target_in_words(candidate.sentence.text)
        if understanding.kind != "fact" or not asks_figure(understanding.query.text) or in_words:
            return ()
        return [figure for figure in candidate.own_figures if unit_fits(understanding, figure)]

    def _decline(self, reading: Reading, asked: Asked) -> Draft:
        """Say that the report does not have what is asked, and what comes nearest to it."""
        if (before := self._before(reading, asked)) is not None:
            return before
        report = next(iter(self.index.documents.values()))
        return Decline(self.understanding, self.messages, lambda near: self._say(near, asked)).draft(reading, report)

    def _worked_out(self, kind: Kind, figures: Sequence[FigureMatch]) -> Draft | None:
        """Return what headings list, or what follows from figures: a difference, a sum, a share, a projection."""
        text = self.understanding.query.text
        draft = None
        if kind in WHOLE_SENTENCE_KINDS and _OUTLINE.search(text):
            draft = outline(self.index.corpus, self.understanding, self.ranked.best(SENTENCES_READ))
        elif kind == "compare" and not self._asks_own_growth():
            draft = self._of_years_asked(compare_pair(self.figures, figures)) or from_to(self.figures, figures)
        elif self._adds_up:
            draft = sum_of(self.figures, figures)
        elif self.understanding.figure.share:
            draft = share_of(self.figures, figures)
        return self._projected() if draft is None and _IF.search(text) else draft

    def _risen(self) -> Draft | None:
        """Return by how much a total rises at a rate that the question supposes: 要是涨5.5%，比去年多出多少亿."""
        text = self.understanding.query.text
        return self._projected() if _IF.search(text) and asks_rise(text) else None

    def _projected(self) -> Draft | None:
        """Return what a total comes to at a rate: the total is told of the year reviewed, whichever year is asked."""
        if relation_of(self.understanding.query.text) in OF_ONE_THING:
            return None
        query = replace(self.understanding.query, years=frozenset(), time_tags=frozenset())
        of_any_year = replace(self.understanding, query=query, years=frozenset(), role=None)
        matches = match_figures(self.index.corpus, of_any_year, self.index.rank(query))
        return projection(replace(self, understanding=of_any_year).figures, matches)

    def _of_years_asked(self, draft: Draft | None) -> Draft | None:
        """Return a comparison only where both sides are of the years that the question names."""
        years = self.understanding.years
        if draft is None or len(years) < (1 if asks_which(self.understanding.query.text) else 2):
            return draft
        told = {statement.figure.year for statement in draft.statements if statement.figure}
        return draft if told <= years else None

    def derived(self, figures: Sequence[FigureMatch] | None = None) -> Draft | None:
        """Return the value of an earlier year that follows from what is said of a later one; ``None`` for none.

        Of the year before the reviewed one that is what is said of this; of any other, what names it as its base.
        """
        if figures is None:
            figures = match_figures(self.index.corpus, self.understanding, self.ranked)
        years = self.understanding.years
        following = frozenset(year + 1 for year in years) if self._asks_year_before() else frozenset[int]()
        following_one = replace(self.understanding, years=following)
        asked = Asked(self.index.corpus, self.index.lexicon, following_one)
        reading = RuleReader(self.index, following_one, asked, self.ranked, figures).read()
        if not following:
            named = [c for c in reading.chosen if any(compares_with(year, c.sentence.text) for year in years)]
            reading = replace(reading, chosen=tuple(named))
        return replace(self, understanding=following_one)._related(reading, asked, "before")

    def _asks_year_before(self) -> bool:
        """Say whether the year before the reviewed one is among the years asked, and not only compared with."""
        reviewed = next(iter(self.index.documents.values())).year - 1
        text = self.understanding.query.text
        compared = _BESIDE_THE_YEAR_BEFORE.search(text) and str(reviewed - 1) not in text
        return reviewed - 1 in self.understanding.years and not compared

    def _with_total(self, draft: Draft) -> Draft:
        """Add the sum when several figures of one unit were found and none was worked out."""
        if draft.works_out or len(draft.statements) < 2:
            return draft
        unit = self.understanding.figure.unit
        apart = {s.figure.start if s.figure else -n: s for n, s in enumerate(draft.statements, start=1)}
        asked = [s for s in apart.values() if s.figure is None or not unit or s.figure.unit == unit]
        if len({s.figure.year for s in asked if s.figure}) > 1 and len(self.understanding.years) < 2:
            return draft  # one thing in two years, said side by side
        return total_of(self.index.corpus, asked, self.messages) or draft

    def _asks_own_growth(self) -> bool:
        """Say whether 比上年增加多少 is asked of the year reviewed, whose growth the report itself states."""
        planned = self.understanding.query.time_tags & {"planned", "this_year"}
        return len(self.understanding.years) == 1 and self.understanding.figure.growth and not planned
