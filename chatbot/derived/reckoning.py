"""Reckoning: what follows from the sentences that answer, and from the figures of those that search found."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from chatbot.arithmetic.comparable import is_called, is_threshold
from chatbot.arithmetic.difference import (
    difference_note,
)
from chatbot.arithmetic.part_year import asks_of_two
from chatbot.arithmetic.relations import OF_ONE_THING, relate, relation_of
from chatbot.arithmetic.shares import asks_the_whole, share_told
from chatbot.arithmetic.sides import asks_growth, asks_which, of_sides, sides_named
from chatbot.arithmetic.told import Told
from chatbot.derived.compute import compare_pair, sets_two_things
from chatbot.derived.derive import from_to, share_of
from chatbot.derived.projection import asks_rise, asks_year_end, projection, year_end
from chatbot.derived.totals import sum_of, total_of
from chatbot.derived.two_named import are_its_sides, lacks_a_side, ratio_of, told_ratio, two_named
from chatbot.derived.two_sentences import OF_TWO_YEARS, TwoSentences
from chatbot.draft import Draft, Statement, reckoned
from chatbot.formula import Derived
from chatbot.matching.answerability import unit_fits
from chatbot.matching.candidate import Candidate
from chatbot.matching.clauses import between
from chatbot.matching.evidence import FigureMatch, match_figures
from chatbot.matching.figures import Figures
from chatbot.matching.foremost import asks_foremost, asks_whose, foremost
from chatbot.matching.framing import Framing
from chatbot.messages import Messages
from chatbot.phrasing.decline import NAMED_MISSING
from chatbot.phrasing.saying import Teller
from chatbot.question.understand import Understanding
from chatbot.reading.fit import Asked
from chatbot.reading.reader import Reading
from index.asked import asks_figure
from index.ranking import RankedSentences
from index.search import SearchIndex
from index.tokenizer import bigrams
from ingest.document import Figure

_IF = re.compile(
    r"如果|假如|要是|照这样|照此|若|为基数|测算|推算.{0,12}(?:20\d\d|今年)|(?:[照按]|以(?![上下内外来及])).{0,18}(?:增长|增速|增幅|涨|速度|计算|算|目标|走)|\bif\b"
    # 今年财政收入大概能到多少, where only by how much it is to grow is told
    r"|今年[^，。？]{2,16}?(?:(?:大概|大约|估计|预计|差不多)(?:能|会|可以?|将)?|能|会)(?:到|达到?|有)(?:多少|几)(?!个?(?:百分)?点)"
)
_SINCE_THE_YEAR_BEFORE = re.compile(r"(?<!占)[比较]前年")
_SINCE_LAST = re.compile(r"[比较](?:上年|去年|上一年)")
# 易涝点少了多少: of 由488个减至277个 the difference is asked.
_CHANGED = re.compile(r"(?:减少|增加|增长|下降|降低|提高|提升|扩大|缩短|[多少降升涨增减])了?(?:多少|几|百分之)")
_TWO_YEARS = re.compile(r"[两二]年")
_STOCK_TOO = re.compile(r"(?:新增|增加)[^，,]{0,6}(?:多少|几)[^，,]{0,2}[，,](?:现在)?(?:一共|总共)")
# 去年新放多少，三只基金一共筹了多少: what is summed up is the second's alone.
_OF_THE_LAST = re.compile(
    r"(?:多少|几)[^，,；;？?]{0,8}[，,；;？?](?!两[年项者]|[加合])(?:现在|目前|如今|[^，,；;？?]{3,}?)(?:一共|总共)(?!.*[加合]起来)"
)
_SETS_TWO = re.compile("[比较和与跟同]|[去今前]年|哪[个年边]|谁|变")  # 还差几所 sets nothing against anything
_TWO = 2
_SEVERAL = 3  # more than the two things that are set against each other
_RECKONED_WITH = 2  # sentences, best first


@dataclass(frozen=True, slots=True)
class Reckoner:
    """Works out what one question asks for beyond what a sentence says."""

    figures: Figures
    ranked: RankedSentences
    asked: Asked

    @property
    def index(self) -> SearchIndex:
        """What is searched."""
        return self.figures.index

    @property
    def understanding(self) -> Understanding:
        """What is asked."""
        return self.figures.understanding

    @property
    def messages(self) -> Messages:
        """The sentences of the question's language."""
        return self.figures.messages

    @property
    def teller(self) -> Teller:
        """What says the sentences that are reckoned with."""
        return Teller(self.understanding, self.asked.wants, self.index.corpus, self.messages)

    @property
    def _two_sentences(self) -> TwoSentences:
        return TwoSentences(self.figures, self.teller)

    def work_out(self, reading: Reading, figures: Sequence[FigureMatch], relation: str = "") -> Draft | None:
        """Return what follows from a reading, or from figures; ``None`` when nothing that is asked does.

        Args:
            reading: the sentences that answer.
            figures: of the best sentences, beside the question.
            relation: a name of ``relations.tsv``, where the question's words do not say it but its year does.
        """
        # 贷款比存款多多少 sets two things of one year beside each other, not one in two years.
        if asks_year_end(self.understanding.query.text) and (draft := year_end(*self._of_any_year())):
            return draft
        sides = sides_named(self.understanding.query.text)
        of_two = sides is not None and not any("、" in side for side in sides)  # 营收、利润、资产哪个 are three
        whose = asks_whose(self.understanding.query.text)  # 助餐点哪个乡镇最多: not how many more than of another thing
        draft = None if of_two else self._foremost(reading, of=_SEVERAL)
        draft = draft or (None if whose else self._of_two_named(reading, figures)) or self._risen()
        is_told = draft is not None and (draft.works_out or relation_of(self.understanding.query.text) == "ratio")
        draft = draft if is_told else self._of_sides(reading) or draft or (None if of_two else self._foremost(reading))
        draft = draft or self.related(reading, relation)
        if whose:
            return draft
        return draft or self._worked_out(figures) or self._compared(reading)

    @property
    def adds_up(self) -> bool:
        """Whether a sum is asked; in 新增几家，一共几家了 一共 asks for what there is of the one thing."""
        of_one_year = len(self.understanding.years) < 2
        text = self.understanding.query.text
        is_stock = of_one_year and _STOCK_TOO.search(text) is not None
        return self.figures.kind == "compute" and not is_stock and not _OF_THE_LAST.search(text)

    def _of_sides(self, reading: Reading) -> Draft | None:
        """Return what follows from two things that the question names and one sentence that answers counts."""
        named = [c for c in reading.considered if c.features["missing_own"] <= NAMED_MISSING]
        # 高于城镇1个百分点 of the targets answers which grows faster, and what both grew by in another sentence too.
        others = named if asks_which(self.understanding.query.text) or not reading.chosen else []
        for candidate in (*reading.chosen, *others) if len(self.understanding.years) < 2 else ():
            document, sentence = candidate.document, candidate.sentence
            found = of_sides(self.understanding.query.in_words_of(sentence.text), candidate.figures, document.text)
            if found is not None and are_its_sides(self.understanding, found[1]):
                places = [(f.clause_start - sentence.start, f.clause_end - sentence.start) for f in found[1]]
                start, end = between(candidate.clauses, min(places)[0], max(end for _, end in places))
                phrase = sentence.text[start:end].strip("，。；：、;,: ")
                stated = Statement(Framing(self.messages).stretch(sentence, phrase), ((document, sentence),))
                less, *_, more = sorted(found[1], key=lambda figure: figure.value)
                which = asks_which(self.understanding.query.text) and len(found[1]) == _TWO
                note = difference_note(less, more, self.messages) if which else None
                return Draft("answered", (stated, note or self._worked_out_note(found[0])))
        return None

    def _foremost(self, reading: Reading, of: int = 2) -> Draft | None:
        """Return which of the things that one sentence tells of is the most: 营收、利润、资产哪个增长最快."""
        text = self.understanding.query.text
        named = [c for c in reading.considered if c.features["missing_own"] <= NAMED_MISSING]
        for candidate in (reading.chosen or named) if asks_foremost(text) else ():
            stated = self.teller.say(candidate, whole=True)
            told = [figure for figure in candidate.figures if figure.text in stated.text]
            own = {figure.clause_start for figure in candidate.own_figures}
            words = bigrams(self.understanding.query.in_words_of(candidate.sentence.text))
            called = [figure for figure in told if bigrams(figure.indicator) & words]
            alike = called if len(called) > 1 else [figure for figure in told if figure.clause_start in own]
            note = foremost(text, [(stated, figure) for figure in alike], self.messages)
            if note is not None and len(alike) >= of:
                return Draft("answered", (stated, note))
        return None

    def _of_two_named(self, reading: Reading, figures: Sequence[FigureMatch]) -> Draft | None:
        """Return the comparison of two things that the question names, both asked of one time."""
        is_ratio = relation_of(self.understanding.query.text) == "ratio"
        if is_ratio and (told := told_ratio(self.figures, reading.considered)):
            return told
        pair = two_named(self.figures, figures) if is_ratio or self.figures.kind == "compare" else None
        if pair is None:
            return None
        return ratio_of(self.figures, pair) if is_ratio else self._worked_out(figures)

    def related(self, reading: Reading, relation: str = "") -> Draft | None:
        """Return what the question asks to be worked out from the figures of the sentences that answer it."""
        spoken = relation_of(self.understanding.query.text)
        relation = spoken if spoken == "gained" else relation or spoken  # 比2023年多了多少 asks for no 2023
        of_original = relation_of(self.understanding.query.original)
        if of_original == "growth" or (relation == spoken and of_original in OF_TWO_YEARS):
            relation = of_original  # 比去年增长百分之多少 is put to the report as the question for the thing itself
        if relation == "total" and asks_year_end(self.understanding.query.text):
            return None  # 今年上市几家，加上现有的一共多少: not 上市2家＋报审2家
        most = min((c.features["missing_own"] for c in reading.chosen), default=0.0)
        named = [c for c in reading.chosen if c.features["missing_own"] <= most]
        done = [candidate for candidate in named if candidate.sentence.role == "result"]
        chosen = done if relation in OF_ONE_THING and len(done) == 1 else reading.chosen
        beside = relation == "difference" and sets_two_things(self.understanding)
        if len(chosen) == 2 and relation not in OF_ONE_THING and not beside:
            silent = all(c.features["missing_own"] >= 1 for c in chosen)  # 智能煤矿一共几座: not of 5G基站
            return None if silent else self._two_sentences.worked_out(chosen, relation)
        if not relation and len(chosen) == 1 and self._asks_the_whole(chosen[0]):
            relation = "by_share"
        others = self._worth_reckoning(reading, spoken) if relation == spoken and len(chosen) < 2 else ()
        told = chosen if len(chosen) == 1 else ()
        if relation in OF_ONE_THING or beside:  # what was done first, else what is planned
            told = sorted(reading.chosen, key=lambda candidate: candidate not in chosen)
        found = (self._related_in(c, relation) for c in (*told, *others))
        return next((draft for draft in found if draft is not None), None)

    def _asks_the_whole(self, candidate: Candidate) -> bool:
        """Say whether an amount is asked of what a sentence tells only another thing's share of."""
        asked = self.understanding
        is_amount = asks_figure(asked.query.text) and not (asked.figure.share or asked.figure.growth)
        return is_amount and asks_the_whole(self._told(candidate, self.teller.say(candidate, whole=True)))

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

    def _related_in(self, candidate: Candidate, relation: str) -> Draft | None:
        if relation == "share" and (share := self._share_told(candidate)):
            return Draft("answered", (self.teller.say(candidate, needed=(share,)),))
        in_full = relation in OF_ONE_THING or asks_of_two(self.understanding.query.text)
        if relation == "difference" and lacks_a_side([candidate], self.understanding):
            return None  # 存款增速比贷款快多少: not of 制造业、普惠小微贷款分别增长22%和29%
        for whole in (False, True) if in_full else (False,):
            stated = self.teller.say(candidate, whole=whole or None)
            told = self._told(candidate, stated)
            if relation == "before" and self._names_a_thing and not self._has_its_own(told):
                continue
            derived = relate(told, relation)
            if derived is not None:
                return Draft("answered", (stated, self._worked_out_note(derived)))
        return None

    def _share_told(self, candidate: Candidate) -> Figure | None:
        """Return the share that is asked where a sentence tells it itself."""
        question = self.understanding.query.in_words_of(candidate.sentence.text)
        return share_told(question, candidate.figures, candidate.document.text)

    def _has_its_own(self, told: Told) -> bool:
        """Say whether a figure is called by what is asked, and counts that: 旅游收入 tells of no 游客."""
        return any(is_called(f, told.named) and unit_fits(self.understanding, f) for f in told.own)

    @property
    def _names_a_thing(self) -> bool:
        return bool(self.understanding.query.known_subject)

    def _told(self, candidate: Candidate, stated: Statement) -> Told:
        query = self.understanding.query
        text = candidate.document.text
        figures = [f for f in candidate.figures if f.text in stated.text and not is_threshold(f, text)]
        own = [figure for figure in figures if figure in candidate.own_figures]
        asked = self.understanding.figure
        of_unit = [figure for figure in own if figure.unit == (asked.unit or (asked.money and "元"))]
        if asked.money and not of_unit:  # 37个省重点项目、324个市重点项目完成投资370亿元、1115亿元
            clauses = {figure.clause_start for figure in own}
            of_unit = [figure for figure in figures if figure.unit == "元" and figure.clause_start in clauses]
        if asked.growth and not asked.unit and sets_two_things(self.understanding):
            of_unit = [figure for figure in own if figure.scope == "增速"]  # 涨得快多少: not by how much one is more
        called = " ".join((query.text, *(name for term in query.terms for name in term.alternatives)))
        return Told(query.text, figures, of_unit or own, text, called)

    def _compared(self, reading: Reading) -> Draft | None:
        """Return the difference of two sentences that answer a comparison which names no relation: 比今年目标高吗."""
        sets_two = len(self.understanding.years) > 1 or _SETS_TWO.search(self.understanding.query.text)
        compares = self.figures.kind == "compare" and len(reading.chosen) == 2 and sets_two
        return self._of_years_asked(self._two_sentences.worked_out(reading.chosen, "difference") if compares else None)

    def _worked_out_note(self, derived: Derived) -> Statement:
        return reckoned(derived, self.messages.worked_out)

    def before(self, reading: Reading) -> Draft | None:
        """Return last year's value where this year's is told with what it is more: 3.9万亿元、比上年增加1000亿元."""
        other, years = reading.other_year, self.understanding.years
        if other is None or len(years) != 1 or other.sentence.year != next(iter(years)) + 1:
            return None
        told = self._told(other, self.teller.say(other))
        if not any(_SINCE_LAST.search(told.before(figure)) for figure in told.figures):
            return None
        return self.related(replace(reading, chosen=(other,)), "before")

    def _worked_out(self, figures: Sequence[FigureMatch]) -> Draft | None:
        """Return what follows from figures: a difference, a sum, a share, a projection."""
        text = self.understanding.query.text
        draft = None
        if self.figures.kind == "compare" and not self._asks_own_growth():
            money = [match for match in figures if match.figure.unit == "元" and not asks_growth(text)]
            figures = money if self._two_sentences.unit == "元" and money else figures
            of_unit = [match for match in figures if unit_fits(self.understanding, match.figure)]
            figures = of_unit if self.understanding.figure.unit and of_unit else figures
            draft = self._of_years_asked(compare_pair(self.figures, figures)) or from_to(self.figures, figures)
        elif self.adds_up:
            draft = sum_of(self.figures, figures)
        elif self.understanding.figure.share:
            draft = share_of(self.figures, figures)
        elif _CHANGED.search(text):
            draft = from_to(self.figures, figures)
        return self._projected() if draft is None and _IF.search(text) else draft

    def _risen(self) -> Draft | None:
        """Return by how much a total rises at a rate that the question supposes: 要是涨5.5%，比去年多出多少亿."""
        text = self.understanding.query.text
        return self._projected() if _IF.search(text) and asks_rise(text) else None

    def _projected(self) -> Draft | None:
        """Return what a total comes to at a rate: the total is told of the year reviewed, whichever year is asked."""
        if relation_of(self.understanding.query.text) in OF_ONE_THING:
            return None
        return projection(*self._of_any_year())

    def _of_any_year(self) -> tuple[Figures, Sequence[FigureMatch]]:
        """Return the figures beside the question whichever year they are of."""
        query = replace(self.understanding.query, years=frozenset(), time_tags=frozenset())
        of_any_year = replace(self.understanding, query=query, years=frozenset(), role=None)
        matches = match_figures(self.index.corpus, of_any_year, self.index.rank(query))
        return replace(self.figures, understanding=of_any_year), matches

    def _of_years_asked(self, draft: Draft | None) -> Draft | None:
        """Return a comparison only where both sides are of the years that the question names."""
        years, text = self.understanding.years, self.understanding.query.text
        if len(years) == 1 and _SINCE_THE_YEAR_BEFORE.search(text):
            years = years | {year - 1 for year in years}  # 比前年多多少 is not of this year's target
        elif draft is None or len(years) < (1 if asks_which(text) else 2):
            return draft
        told = {statement.figure.year for statement in draft.statements if statement.figure} if draft else set()
        return draft if draft and told <= years else None

    def with_total(self, draft: Draft) -> Draft:
        """Add the sum when several figures of one unit were found and none was worked out."""
        if draft.works_out or len(draft.statements) < 2:
            return draft
        unit = self.understanding.figure.unit
        apart = {s.figure.start if s.figure else -n: s for n, s in enumerate(draft.statements, start=1)}
        asked = [s for s in apart.values() if s.figure is None or not unit or s.figure.unit == unit]
        both = len(self.understanding.years) > 1 or _TWO_YEARS.search(self.understanding.query.text)
        if len({s.figure.year for s in asked if s.figure}) > 1 and not both:
            return draft  # one thing in two years, said side by side
        return total_of(self.index.corpus, asked, self.messages) or draft

    def _asks_own_growth(self) -> bool:
        """Say whether 比上年增加多少 is asked of the year reviewed, whose growth the report itself states."""
        planned = self.understanding.query.time_tags & {"planned", "this_year"}
        return len(self.understanding.years) == 1 and self.understanding.figure.growth and not planned
