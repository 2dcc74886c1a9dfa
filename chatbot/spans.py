"""Spans: whether what stands beside the subject can be what is asked: a name, a place, a meaning, a figure's unit.

Each check is one feature, 1 where the clause speaks of the subject but cannot be the answer: a count where names are
asked, an abbreviation (“四早”) that is used but not explained, a unit that only another thing's figure has.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from chatbot.abbreviations import AskedAbbreviations
from chatbot.answerability import says_none, unit_fits
from chatbot.candidate import Clause
from chatbot.lacking_figure import COMPARED_TOO
from chatbot.listed import COUNTERS, count_items, items_of, numbers_items, without_counts
from chatbot.part_of import is_counted_alone, part_asked
from chatbot.parts import asks_several
from chatbot.understand import Understanding
from index.asked import asked_units, asks_figure
from index.common import common_bigrams
from index.query_terms import QueryTerm
from index.tokenizer import bigrams
from ingest.document import Figure, Sentence
from ingest.numerals import parse_number, unit_kinds

_ONES = "一二两三四五六七八九十百"
_UNITS = COUNTERS
# 叫什么, 名单, 哪四家, 是谁: something is asked by its name; 叫 beside 多少 and 哪一步 ask for something else.
_ASKS_NAME = re.compile(
    rf"叫|名字|名称|名单|哪[{_ONES}几\d]+[家所个座位条处户件项种支款名]?|是谁"
    r"|(?:是|(?<![国所私公])有)(?:些|哪些)?(?:什么|啥)?(?:牌子|公司|企业|学校|村|小区|楼盘|店|人|名)"
    r"|哪(?:些|[家个所座位条处])|(?:都|逐一)(?:是|叫)(?:什么|啥)|\bnames?\b|which|\bwho\b"
)
_ASKS_NO_NAME = re.compile(r"哪一?[步年天月]|程度|多少|(?<![哪十百千])几[家个所座户名人](?!.*[叫名])")
_ASKS_PLACE = re.compile(
    r"(?<!用)在哪|何处|何地|哪里|哪儿|哪疙瘩|哪嘎达|哪旮旯|什么地方|啥地方|地点|归哪|[搬挪]哪|\bwhere\b"
)
_COUNT_BEFORE = re.compile(rf"\d[\d.]*[万亿余]*[{_UNITS}类批大][\u4e00-\u9fff“]{{0,8}}$")
_COUNT_AFTER = re.compile(
    rf"[\u4e00-\u9fff”]{{0,6}}?(?:新增|达到?|共|增至|总数达?|获得)?\d[\d.]*[万亿余]*(?:[{_UNITS}元]|公里)"
)
# 哪个镇, 哪个村: the kind of place is asked for, and its names end in it.
_WHICH_PLACE = re.compile(r"哪[一几些]?[个条座]?(乡镇|街道|社区|小区|镇|乡|村|路|街|区|县)(?![域委])")
_ENDINGS = {
    **dict.fromkeys(("路", "街"), "路|街|巷|大道"),
    **dict.fromkeys(("乡镇", "镇", "乡", "街道"), "镇|乡|街道"),
    **dict.fromkeys(("村", "社区"), "村|社区"),
    **dict.fromkeys(("区", "县"), "区|县|市|旗"),
    "小区": "小区|苑|园|院",
}
_SEVERAL_PLACES = re.compile(r"[\u4e00-\u9fff]{2,3}、[\u4e00-\u9fff]{2,3}等地")
_NO_NAME_END = re.compile(r"(?:全|各|本|我|个|新|小|老|旧)[\u4e00-\u9fff]?$|农村|乡村")
_ASKS_STATE_NOW = re.compile(
    r"(?:目前|现在|眼下|如今|当前|实际)(?:已经?|完成|开起?|建|有)|已经?(?:完成|建成|开|建|用)|实际(?:是|为|完成|达到)"
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
_WHICH_NOUN = re.compile(r"哪些(?P<noun>[\u4e00-\u9fff]{2})[？?。 ]*$")
_BIG = re.compile(r"([一二两三四五六七八九十\d]{1,2})大(?=[\u4e00-\u9fff])")  # 三大基金
_PLACES_COUNTED = re.compile(
    rf"(?<![第\d.])(?P<number>[{_ONES}]{{1,3}}|\d{{1,3}})个?(?:[县市区旗镇乡村]|街道)(?![级域内场委])"
)
# 修几个公园, 有多少家企业: what is counted stands behind its measure word.
_NOUN_COUNTED = re.compile(rf"(?:多少|(?<!哪)几)[来多]?[{_UNITS}张套辆台艘公里](?P<noun>[\u4e00-\u9fff]{{2,8}})")
# 公园今年建几个
_NOUN_BEFORE = re.compile(
    rf"(?:^|[，,\s])(?P<noun>[\u4e00-\u9fff]{{2,8}}?)(?:去年|今年|一共|总共|计划|准备|打算|还|要)*(?:新?[建修开增添]|改造|扩建|开通|通车|投用|建成|竣工|完工|新增)(?:了|成|设)?(?:多少|几)[{_UNITS}张套辆台艘公里]"
    rf"|(?:^|[，,\s])(?P<kind>[\u4e00-\u9fff]{{0,6}}?(?:公园|商场|学校|小学|中学|大学|幼儿园|医院|机构|影院|书房|超市|市场|景区|酒店|民宿))(?:一共|总共|现在|目前)?有?(?:多少|几)[{_UNITS}]"
)
# 总共有几家, 现有多少, 人口多少: what there is of a thing, which what is added to it does not tell.
_ASKS_STOCK = re.compile(
    r"总数|总量|总里程|总长度|总面积|余额|共有|现有|拥有|存量|保有|(?:总共|一共|现在|目前|如今)有?(?:多少|几)(?!.*了)|人[口数](?:总数|数量?)?(?:是|有)?(?:多少|几)"
)
_ASKS_ALL, _BETTERED = re.compile("总(?:数|里程|长度|面积)"), re.compile("(?:改造|提质|修缮|升级|改建)$")
_ASKS_NEW = re.compile(r"新[增添建开修办]|增|多了|添|净|去年|上年|全年|今年|\badd|\bnew")
_ASKS_ADDED = re.compile(r"(?:新[建增开修]|净增|增加)(?!值)[^，。？]{0,4}(?:多少|几)")
_TELLS_STOCK = re.compile(
    r"(?:总[数量]|总?里程|存量|保有量|余额|累计)(?:已?达到?|分别达到?|突破|超过?|为|有)?$|(?:拥有|现有|共有)$|(?:增加|增长|扩大|上升|发展|增)[到至]$"
)
_LISTED_BEFORE = re.compile(r"(?:\d[\d.]*[万亿余多]*[^、，\d]{1,4}[、和])+$")  # 总里程分别达到160公里、1725公里
_TOLD_NEW = re.compile(r"(?:新增|净增)[^，；。]{0,8}$")  # 新增贷款余额650亿元
_BY_HOW_MUCH = frozenset({"增加", "减少", "增长"})  # 人口增加6.5万人 tells no 人口
_ADDED = ("新增", "净增", "新建", "新认定", "新培育", "引进", "聚引", "引育", "招引")
_ASKS_RATE = re.compile(
    r"(?:率|增速|增幅|涨幅)(?:现在|目前|能)?(?:是|为|有|达到?|到)?了?(?:多少|几|多高)(?!.*多少)|(?:增速|增幅|涨幅)[？?。\s]*$"
)
_ASKS_EACH = re.compile(r"各(?:自|有|是|为|占|提供|新增|建|投)?[^，。？各]{0,6}(?:多少|几)")
_TOLD_EACH = re.compile(r"各|均|分别|每|、.*、|和")
_ASKS_SHARE_OF = re.compile(
    r"占(?![地用道补的])(?:到|了)?(?P<whole>[^，。？?、占]{2,14}?)(?:的|总量|总数)*(?:多少|几成|几分之|百分之|比重|比例|份额)"
)
_LEVELS = ("全国", "全省", "全市", "全球", "世界")
_SHARE_OF_LEVEL = re.compile(f"占(?:{'|'.join(_LEVELS)})")
_TITLED = re.compile("成为|被评为|获评|荣获|当选")  # has its subject in the clause before
_SEVERAL = 2
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
    def _abbreviations(self) -> AskedAbbreviations:
        return AskedAbbreviations(self._text)

    @cached_property
    def _asked(self) -> frozenset[str]:
        names = (name for term in self.understanding.query.terms for name in term.alternatives)
        return bigrams(self._text) | frozenset().union(*map(bigrams, names))

    @property
    def _terms(self) -> Sequence[QueryTerm]:
        return self.understanding.query.terms

    @cached_property
    def _part(self) -> str:
        return part_asked(self._text) if asks_figure(self._text) else ""

    @cached_property
    def _asks_one_figure(self) -> bool:
        """Whether one figure is asked for; of several things the unit of the first is not that of all."""
        query = self.understanding.query
        one = self.understanding.kind in COMPARED_TOO and not query.english and asks_figure(query.text)
        return one and not asks_several(query.text)

    @cached_property
    def _asks_stock(self) -> bool:
        """Whether it is asked how many of a thing there are, not how many came."""
        return bool(_ASKS_STOCK.search(self._text)) and not _ASKS_NEW.search(self._text)

    @cached_property
    def _asks_rate(self) -> bool:
        return bool(_ASKS_RATE.search(self._text))

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
        found = {
            "lacks_explanation": self._abbreviations.are_unexplained_in(sentence),
            "lacks_names_counted": self.asks_name and counted,
            "lacks_place_counted": asks_place and counted,
            "lacks_new_name": self.asks_name and run < _NAME_RUN,
            "lacks_new_place": asks_place and run < _NAME_RUN,
            "lacks_place_named": self._lacks_place(sentence.text),
            "lacks_done": sentence.role == "target" and bool(_ASKS_STATE_NOW.search(self._text)),
            "lacks_member": self._lacks_member(sentence.text),
            "lacks_others": bool(_ASKS_OTHERS.search(self._text)) and not self._new_items(best),
            "lacks_counted_names": self.asks_name
            and not (listed or self._lists_as_many(clauses))
            and (self._counts_what_is_asked(figures, best) or self._counts_the_noun(best)),
            "lacks_counted_thing": self._counts_another_thing(sentence, figures),
            "lacks_part_alone": bool(self._part) and not is_counted_alone(self._part, self._terms, figures),
        }
        of_figures = {} if says_none(sentence.text) else self._of_figures(sentence, clauses, figures, own)
        return {name: float(value) for name, value in found.items()} | of_figures

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

    def _lacks_place(self, text: str) -> bool:
        """Say whether a kind of place is asked for and no new name of that kind stands in a sentence."""
        asked = _WHICH_PLACE.search(self._text)
        if not asked:
            return False
        if _SEVERAL_PLACES.search(text):
            return False  # 上高、宜丰等地
        names = (match.group() for match in re.finditer(rf"[\u4e00-\u9fff]{{1,6}}?(?:{_ENDINGS[asked[1]]})", text))
        return not any(name[-3:] not in self._text and not _NO_NAME_END.search(name[-2:]) for name in names)

    def _is_listed(self, items: int) -> bool:
        """Say whether so many items are a list of what is asked: two beside 44件实事 name none of those."""
        asked = _COUNTED_ASKED.search(self._text)
        number = parse_number(asked["number"].replace("几", "")) if asked else None
        return items > 1 and items >= min(_ENOUGH, (number or 0) / 2)

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
        asked = _COUNTED_ASKED.search(self._text)
        number = parse_number(asked["number"].replace("几", "")) if asked else None
        if asked is None or not number or number < _SEVERAL:
            return False
        upto = number + 10 if "几" in asked["number"] else number + 1
        counted = any(number <= figure.value < upto and figure.unit in _UNITS for figure in figures)
        return counted or self._counts_places(number, upto, text)

    def _counts_the_noun(self, text: str) -> bool:
        """Say whether a clause only has the number of what is to be named: 直通全球84座城市, 三大科技基金."""
        asked, several = _WHICH_NOUN.search(self._text), _COUNTED_ASKED.search(self._text)
        if asked and re.search(rf"\d[\d.]*[万余多]*[{_UNITS}]{asked['noun']}", text):
            return True
        number = parse_number(several["number"].replace("几", "")) if several else None
        return number is not None and any(parse_number(m[1]) == number for m in _BIG.finditer(text))

    def _counts_places(self, number: float, upto: float, text: str) -> bool:
        """Say whether a sentence only counts the districts or towns that the question wants named: 山区5县."""
        found = (parse_number(match["number"]) for match in _PLACES_COUNTED.finditer(text))
        return any(number <= (value or 0) < upto for value in found)

    def _counts_another_thing(self, sentence: Sentence, figures: Sequence[Figure]) -> bool:
        """Say whether a sentence names what is to be counted but counts other things: 碧津公园停车楼，停车位1000个."""
        asked = (_NOUN_COUNTED.search(self._text) or _NOUN_BEFORE.search(self._text)) if self._asks_one_figure else None
        noun = next(filter(None, asked.groupdict().values()), "") if asked else ""
        terms = [t for t in self._terms if t.known and not t.generic and noun.startswith(t.text)]
        names = [name for term in terms for name in term.alternatives]
        counted = [figure for figure in figures if unit_fits(self.understanding, figure)]
        if not counted or not any(name in sentence.text for name in names):
            return False
        return not any(
            name in f.indicator + f.clause_in(sentence.text, sentence.start) for f in counted for name in names
        )

    def _lacks_whole(self, clauses: Sequence[Clause]) -> bool:
        """Say whether a share of one thing is asked and the words only tell a share of another: 占GDP, 占工业."""
        asked = _ASKS_SHARE_OF.search(self._text)
        told = "，".join(clause.text for clause in clauses)
        level = next((name for name in _LEVELS if asked and name in asked["whole"]), "")
        if level and _SHARE_OF_LEVEL.search(told):
            return level not in told  # 占全国多少: not where it is 占全省的41.9%
        terms = [t for t in self._terms if asked and t.known and not t.generic and t.text in asked["whole"]]
        names = [name for term in terms for name in term.alternatives]
        return "占" in told and bool(names) and not any(name in told.lower() for name in names)

    def _lacks_each(self, clauses: Sequence[Clause], own: Sequence[Figure]) -> bool:
        """Say whether several things are asked each for its own and one figure is told of them all."""
        told = "，".join(clause.text for clause in clauses)
        return bool(_ASKS_EACH.search(self._text)) and len(own) < _SEVERAL and not _TOLD_EACH.search(told)

    def _lacks_units(self, figures: Sequence[Figure]) -> bool:
        """Say whether figures of several units are asked, and a sentence has none of any."""
        units = asked_units(self._text)
        kinds = {unit_kinds().get(unit, "count") for unit in units}
        told = {unit_kinds().get(figure.unit, "count") for figure in figures}
        return len(units) > 1 and not kinds & told

    def _lacks_added(self, sentence: Sentence, amounts: Sequence[Figure]) -> bool:
        """Say whether it is asked how much came new and only told what there is: 新建多少公里地铁, 里程达567公里."""
        stocks = [_tells_stock(sentence, figure) for figure in amounts]
        return bool(_ASKS_ADDED.search(self._text)) and bool(stocks) and all(stocks)

    def _lacks_member(self, text: str) -> bool:
        member = _MEMBER.search(self._text)
        return member is not None and member[1] not in text

    def _of_figures(
        self, sentence: Sentence, clauses: Sequence[Clause], figures: Sequence[Figure], own: Sequence[Figure]
    ) -> dict[str, float]:
        """Return whether the unit asked for stands where the subject does, and whether a stock or a rate is told."""
        amounts = [figure for figure in own if not _is_rate(figure)]  # 新增6.6万户、增长33%
        # 公园总数: not the 6个 that were opened; 现在有多少 may be answered by 建成341家.
        as_built = _ASKS_ALL.search(self._text) is not None
        new = [_is_added(f) and not _tells_stock(sentence, f) for f in amounts]
        only_added = bool(new) and all(n or (as_built and _is_built(f)) for n, f in zip(new, amounts, strict=True))
        if not self._asks_one_figure:
            is_named_alone = self.understanding.kind == "topic"  # 高新技术企业总数
            return {"lacks_stock": float(is_named_alone and self._asks_stock and only_added)}
        found = {
            "lacks_stock": float(self._asks_stock and only_added),
            "lacks_added": float(self._lacks_added(sentence, amounts)),
            "lacks_rate_own": float(self._asks_rate and not any(map(self._is_rate_asked, own))),
            "lacks_whole": float(self._lacks_whole(clauses)),
            "lacks_each": float(self._lacks_each(clauses, own)),
            "lacks_units": float(self._lacks_units(figures)),
        }
        if not self.understanding.figure.unit:
            return found
        fitting = [figure for figure in figures if unit_fits(self.understanding, figure)]
        near = "，".join(clause.text for clause in clauses)
        return found | {
            "lacks_unit_near": float(not any(figure.text in near for figure in fitting)),
            "lacks_unit_own": float(bool(own) and not any(figure in fitting for figure in own)),
        }

    def _is_rate_asked(self, figure: Figure) -> bool:
        """Say whether a figure is a rate, and not only by how much a rate rose: 城镇化率提高1.1个百分点."""
        return _is_rate(figure) and (figure.unit != "个百分点" or self.understanding.figure.growth)


def _tells_stock(sentence: Sentence, figure: Figure) -> bool:
    """Say whether a figure tells what there is of a thing: 新增研发机构19家、总数52家 tells both."""
    before = _LISTED_BEFORE.sub("", figure.before_in(sentence.text, sentence.start))
    return _TELLS_STOCK.search(before) is not None and not _TOLD_NEW.search(before)


def _is_added(figure: Figure) -> bool:
    told = f"{figure.comparison}{figure.verb}{figure.indicator}"
    return figure.comparison in _BY_HOW_MUCH or any(word in told for word in _ADDED)


def _is_built(figure: Figure) -> bool:
    """Say whether a figure tells what was opened or made better, and not what there is: 建成6个, 提质改造350公里."""
    return (figure.scope == "增量" and figure.verb.startswith("建成")) or _BETTERED.search(figure.indicator) is not None


def _is_rate(figure: Figure) -> bool:
    return unit_kinds().get(figure.unit) == "ratio"


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
