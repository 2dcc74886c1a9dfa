"""Spans: whether what stands beside the subject can be what is asked: a name, a place, a meaning, a figure's unit.

Each check is one feature, 1 where the clause speaks of the subject but cannot be the answer: a count where names are
asked, an abbreviation (“四早”) that is used but not explained, a unit that only another thing's figure has.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from chatbot.matching.candidate import Clause
from chatbot.matching.listed import COUNTERS, count_items, count_parts, items_of, numbers_items, without_counts
from chatbot.matching.part_of import is_counted_alone, part_asked
from chatbot.passages.abbreviations import AskedAbbreviations
from chatbot.question.understand import Understanding
from chatbot.question.wants import asks_for
from chatbot.reading.span_figures import AskedFigures
from chatbot.reading.which_place import asks_district, lacks_place_named
from index.asked import asks_figure
from index.common import common_bigrams
from index.query_terms import QueryTerm
from index.tokenizer import bigrams
from ingest.document import Figure, Sentence
from ingest.numerals import parse_number

_ONES = "一二两三四五六七八九十百"
_UNITS = COUNTERS
# 叫什么, 名单, 哪四家, 是谁: something is asked by its name; 叫 beside 多少 and 哪一步 ask for something else.
_ASKS_NAME = re.compile(
    rf"叫|名字|名称|名单|哪[{_ONES}几\d]+[家所个座位条处户件项种支款名]?|是谁"
    r"|(?:是|(?<![国所私公])有)(?:些|哪些)?(?:什么|啥)?(?:牌子|公司|企业|学校|村|小区|楼盘|店|人(?![说讲问传告])|名)"
    r"|哪(?:些|[家个所座位条处])|(?:都|逐一)(?:是|叫)(?:什么|啥)|\bnames?\b|which|\bwho\b"
)
_ASKS_NO_NAME = re.compile(
    r"哪一?[步年天月]|哪[一个边]{0,2}更?[多少高低快慢大小长][？?\s]*$|程度|多少|(?<![哪十百千])几[家个所座户名人](?!.*[叫名])"
)
_ASKS_PLACE = re.compile(
    r"(?<!用)在哪|何处|何地|哪里|哪儿|哪疙瘩|哪嘎达|哪旮旯|什么地方|啥地方|地点|归哪|[搬挪]哪|\bwhere\b"
)
# Also what is counted in units by which nothing is called in a question: 320万平方米, 1万余套.
_MEASURED = rf"(?:[{_UNITS}套台张辆场幢栋盏棵艘架头只趟班列间元亩]|公里|平方米|平米|公顷)"
_COUNT_BEFORE = re.compile(rf"\d[\d.]*[万亿余]*(?:{_MEASURED}|[类批大])[\u4e00-\u9fff“]{{0,8}}$")
_COUNT_AFTER = re.compile(rf"[\u4e00-\u9fff”]{{0,6}}?(?:新增|达到?|共|增至|总数达?|获得)?\d[\d.]*[万亿余]*{_MEASURED}")
_ASKS_STATE_NOW = re.compile(
    r"(?:前|过去)五年[^，。？]*了(?:多少|几)|(?:目前|现在|眼下|如今|当前|实际)(?:已经?|完成|开起?|建|有)|已经?(?:完成|建成|开|建|用)|实际(?:是|为|完成|达到)"
)
# 有没有俺们大庄村: one that may be among those that are counted.
_MEMBER = re.compile(
    r"(?:有没有|有无|包括|算不算|是不是|有)(?:[我俺咱]们?)(?:家|那儿|这儿|那边)?"
    r"([\u4e00-\u9fff]{2,6}?(?:村|旗|县|区|镇|乡|小区|社区|街道|路|街|学校|小学|中学))"
)
# 除了甲和乙，另外四个是啥: only what is listed beside those two answers.
_ASKS_OTHERS = re.compile(
    rf"(?:除了|除开|除去)[^？?]{{2,}}(?:另外?|其余|其他|剩下?)[^，。]{{0,3}}[{_ONES}几\d]*[家个所座位条处项]"
    r"|(?:除了|除开|除去)[^？?]{2,}另一[家个所座位条处项]"
    rf"|除(?!了|开|去|夕|[了尘霜])[^？?]{{2,}}外[^？?]*(?:其余|其他|另外?|剩下?)[^，。]{{0,3}}[{_ONES}几\d]*[家个所座位条处项类]"
)
_COUNTED_ASKED = re.compile(
    rf"(?<![第\d])(?P<number>[{_ONES}]{{1,3}}几?|\d{{1,3}})(?:多)?(?P<unit>[{_UNITS}味样])(?!月|区)"
)
_WHICH_NOUN = re.compile(
    r"哪些(?P<noun>[\u4e00-\u9fff]{2})[？?。 ]*$"
    r"|(?P<named>[\u4e00-\u9fff]{4})(?:具体|都|分别|主要)*[有是]哪些[？?。 ]*$"
)
_BIG = re.compile(r"([一二两三四五六七八九十\d]{1,2})大(?=[\u4e00-\u9fff])")  # 三大基金
_PLACES_COUNTED = re.compile(
    rf"(?<![第\d.])(?P<number>[{_ONES}]{{1,3}}|\d{{1,3}})个?(?:[县市区旗镇乡村]|街道)(?![级域内场委])"
)
_TITLED = re.compile("成为|被评为|获评|荣获|当选")  # has its subject in the clause before
_SEVERAL = 2
# 那五家公司是哪几家, 哪三所; not 3个示范区里哪家企业最大
_NAMES_ASKED = re.compile(
    rf"哪(?!一)(?:[{_ONES}]{{1,3}}|\d+)几?[{_UNITS}味样]"
    rf"|(?:[{_ONES}]{{1,3}}几?|\d+)[多大]?[{_UNITS}味样大](?!里|中)[^，。？]{{0,14}}(?:哪些|哪几|分别|各叫|各是|都[是叫有在]|名[单字称]|叫什么|叫啥|列出|内容|条款)"
)
_FEW = 4  # of so many each is named
_ENOUGH = 5  # named items that are a list, however many there are
_QUOTES = re.compile(r"[“”\"]")
_PAUSE = re.compile(r"[，；：]")
_NAME_RUN = 2  # bigrams in a row that are rare in reports: three characters of a name
_LONG_RUN = 3


@dataclass(frozen=True)
class AskedSpan:
    """The type of span that one question asks for."""

    understanding: Understanding

    @property
    def _text(self) -> str:
        return self.understanding.query.text

    @cached_property
    def asks_name(self) -> bool:
        """Whether something is asked by its name."""
        return bool(_ASKS_NAME.search(self._text)) and not _ASKS_NO_NAME.search(self._text)

    @cached_property
    def _figures(self) -> AskedFigures:
        return AskedFigures(self.understanding)

    @cached_property
    def _abbreviations(self) -> AskedAbbreviations:
        return AskedAbbreviations(self._text)

    @cached_property
    def _asked(self) -> frozenset[str]:
        names = (name for term in self.understanding.query.terms for name in term.alternatives)
        return bigrams(self._text) | frozenset().union(*map(bigrams, names))

    @cached_property
    def _asks_what_came(self) -> bool:
        """Whether what has come about is asked, which no plan tells."""
        return _ASKS_STATE_NOW.search(self._text) is not None or asks_for("met", self._text)

    @property
    def _terms(self) -> Sequence[QueryTerm]:
        return self.understanding.query.terms

    @cached_property
    def _part(self) -> str:
        return part_asked(self._text) if asks_figure(self._text) else ""

    def lacking(
        self, sentence: Sentence, clauses: Sequence[Clause], figures: Sequence[Figure], own: Sequence[Figure]
    ) -> dict[str, float]:
        """Return the checks as features.

        Args:
            sentence: the candidate.
            clauses: the one that fits the question best, between its neighbours.
            figures: the figures of the sentence.
            own: those that are about the subject.
        """
        best = _with_its_list(sentence.text, clauses)
        run = self._name_run(without_counts(best))
        listed = self._is_listed(count_items(best))
        counted = not listed and run < _LONG_RUN and self._is_counted(best)
        asks_place = bool(_ASKS_PLACE.search(self._text))
        lacks_place = lacks_place_named(self._text, sentence.text)
        found = {
            "lacks_explanation": self._abbreviations.are_unexplained_in(sentence),
            "lacks_names_counted": self.asks_name and counted,
            "lacks_place_counted": asks_place and counted,
            "lacks_new_name": self.asks_name and run < _NAME_RUN,
            "lacks_new_place": asks_place and run < _NAME_RUN,
            "lacks_place_named": lacks_place,
            "lacks_district_named": lacks_place and asks_district(self._text),
            "lacks_done": sentence.role == "target" and self._asks_what_came,
            "lacks_member": self._lacks_member(sentence.text),
            "lacks_others": bool(_ASKS_OTHERS.search(self._text)) and not self._new_items(best),
            "lacks_counted_names": self.asks_name
            and not (listed or self._lists_as_many(clauses))
            and (self._counts_what_is_asked(figures, best) or self._counts_the_noun(best)),
            "lacks_as_many": self.asks_name and self._lists_too_few(sentence),
            "lacks_part_alone": bool(self._part) and not is_counted_alone(self._part, self._terms, figures),
        }
        return {name: float(value) for name, value in found.items()} | self._figures.lacking(
            sentence, clauses, figures, own
        )

    def _name_run(self, text: str) -> int:
        """Return the most bigrams in a row that neither the question has nor reports use everywhere."""
        longest = 0
        for run in re.findall(r"[\u4e00-\u9fff]+", text):
            here = 0
            for pair in (run[n : n + 2] for n in range(len(run) - 1)):
                here = 0 if pair in self._asked or pair in common_bigrams() else here + 1
                longest = max(longest, here)
        return longest

    def _is_counted(self, clause: str) -> bool:
        """Say whether a clause counts something that the question names: 新增两院院士5人."""
        terms = self.understanding.query.known_subject
        clause = _QUOTES.sub("", clause)
        return any(
            _COUNT_BEFORE.search(clause[: match.start()]) or _COUNT_AFTER.match(clause[match.end() :])
            for term in terms
            for name in term.alternatives
            for match in re.finditer(re.escape(name), clause)
        )

    def _is_listed(self, items: int) -> bool:
        """Say whether so many items are a list of what is asked: two beside 44件实事 name none of those."""
        return items > 1 and items >= min(_ENOUGH, self._number / 2)

    @cached_property
    def _number(self) -> float:
        """How many things the question says that there are: 那五家公司是哪几家; 0 where it does not."""
        asked = _COUNTED_ASKED.search(self._text)
        return (parse_number(asked["number"].replace("几", "")) if asked else None) or 0

    def _lists_too_few(self, sentence: Sentence) -> bool:
        """Say whether a sentence names fewer than are to be named, of many not half, nor opens their list."""
        is_theirs = _NAMES_ASKED.search(self._text) is not None
        if not is_theirs or self._number < _SEVERAL or sentence.is_heading or sentence.text.endswith(("：", ":")):
            return False
        named = max(max(count_parts(clause), count_items(clause)) for clause in _PAUSE.split(sentence.text))
        return named < (self._number if self._number <= _FEW else min(_ENOUGH, self._number / 2))

    def _new_items(self, text: str) -> list[str]:
        """Return what a sentence lists that the question does not name."""
        listed = (item.partition("等")[0] for clause in _PAUSE.split(text) for item in items_of(clause))
        return [item for item in listed if len(bigrams(item) & self._asked) < len(bigrams(item)) / 3]

    def _lists_as_many(self, clauses: Sequence[Clause]) -> bool:
        """Say whether a clause beside the count lists as many by name: 获批2所高校，甲学院、乙大学首次招生.

        What it numbers, ①…②…, is what it counts.
        """
        if any(numbers_items(clause.text) for clause in clauses):
            return True
        asked = _COUNTED_ASKED.search(self._text)
        number = parse_number(asked["number"]) if asked and "几" not in asked["number"] else None
        return number is not None and any(count_items(clause.text) == number for clause in clauses)

    def _counts_what_is_asked(self, figures: Sequence[Figure], text: str) -> bool:
        """Say whether a sentence has the number by which the question calls what it wants named: 那五家公司是哪几家."""
        asked, number = _COUNTED_ASKED.search(self._text), self._number
        if asked is None or number < _SEVERAL:
            return False
        upto = number + 10 if "几" in asked["number"] else number + 1
        counted = any(number <= figure.value < upto and figure.unit in _UNITS for figure in figures)
        return counted or self._counts_places(number, upto, text)

    def _counts_the_noun(self, text: str) -> bool:
        """Say whether a clause only has the number of what is to be named: 直通全球84座城市, 三大科技基金."""
        asked = _WHICH_NOUN.search(self._text)
        if asked and re.search(rf"\d[\d.]*[万余多]*[{_UNITS}]{asked['noun'] or asked['named']}", text):
            return True
        return any(parse_number(m[1]) == self._number for m in _BIG.finditer(text))

    def _counts_places(self, number: float, upto: float, text: str) -> bool:
        """Say whether a sentence only counts the districts or towns that the question wants named: 山区5县."""
        found = (parse_number(match["number"]) for match in _PLACES_COUNTED.finditer(text))
        return any(number <= (value or 0) < upto for value in found)

    def _lacks_member(self, text: str) -> bool:
        member = _MEMBER.search(self._text)
        return member is not None and member[1] not in text


def _with_its_list(text: str, clauses: Sequence[Clause]) -> str:
    """Return the clause that fits best, with what it opens behind a colon: 6所幼儿园：甲、乙…"""
    if not clauses:
        return ""
    best = max(range(len(clauses)), key=lambda n: clauses[n].share)
    own = clauses[best]
    if best and _TITLED.match(own.text):
        return f"{clauses[best - 1].text}，{own.text}"  # 云岭农业挂牌，成为乡村振兴第一股
    opens = own.text.endswith(("：", ":")) or text[own.end : own.end + 1] in {"：", ":"}
    return text[own.start : clauses[best + 1].end] if opens and best + 1 < len(clauses) else own.text
