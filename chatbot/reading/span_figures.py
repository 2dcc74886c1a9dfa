"""Spans of figures: whether the figures beside the subject can be what is asked: a stock, a rate, a share of the whole.

Each check is one feature, 1 where the clause speaks of the subject but its figures tell something else.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from chatbot.arithmetic.comparable import STANDS_AT
from chatbot.matching.answerability import says_none, unit_fits
from chatbot.matching.candidate import Clause
from chatbot.matching.listed import COUNTERS
from chatbot.question.parts import asks_several
from chatbot.question.understand import Understanding
from chatbot.reading.lacking_figure import COMPARED_TOO
from index.asked import asked_units, asks_figure
from index.query_terms import QueryTerm
from ingest.document import Figure, Sentence
from ingest.numerals import unit_kinds

_UNITS = COUNTERS
# 修几个公园, 有多少家企业: what is counted stands behind its measure word.
_NOUN_COUNTED = re.compile(rf"(?:多少|(?<!哪)几)[来多]?[{_UNITS}张套辆台艘公里](?P<noun>[\u4e00-\u9fff]{{2,8}})")
# 公园今年建几个
_NOUN_BEFORE = re.compile(
    rf"(?:^|[，,\s])(?P<noun>[\u4e00-\u9fff]{{2,8}}?)(?:去年|今年|一共|总共|计划|准备|打算|还|要)*(?:新?[建修开增添]|改造|扩建|开通|通车|投用|建成|竣工|完工|新增)(?:了|成|设)?(?:多少|几)[{_UNITS}张套辆台艘公里]"
    rf"|(?:^|[，,\s])(?P<kind>[\u4e00-\u9fff]{{0,6}}?(?:公园|商场|学校|小学|中学|大学|幼儿园|医院|机构|影院|书房|超市|市场|景区|酒店|民宿))(?:一共|总共|现在|目前)?有?(?:多少|几)[{_UNITS}]"
)
# 总共有几家, 现有多少, 人口多少: what there is of a thing, which what is added to it does not tell.
_ASKS_STOCK = re.compile(
    r"总数|总量|总里程|总长度|总面积|余额|共有|现有|拥有|存量|保有|(?:总共|一共|现在|目前|如今)有?(?:多少|几)(?!.*了)|累计有?(?:多少|几)|人[口数](?:总数|数量?)?(?:是|有)?(?:多少|几)"
)
# 全市有多少高新技术企业, 专精特新企业目前多少家, 现在有几家了
_ASKS_HOW_MANY_ARE = re.compile(
    rf"(?:全[国省市区县州盟]|[我本咱][们省市区县州地]?(?:这儿?|这里)?)[^，。？了]{{0,12}}?有(?:多少|几)"
    rf"|(?:现在|目前|如今|眼下)[^，。？了]{{0,14}}(?:多少|几)[{_UNITS}户张套辆台]?[？?。\s]*$|有(?:多少|几)(?:[家户]|[{_UNITS}张套辆台]了)[？?。\s]*$"
)
_ASKS_HOW_MANY = re.compile(rf"有(?:多少|几)[{_UNITS}张套辆台]?[？?。\s]*$")
_BY_NOW = re.compile(r"(?:截[至止到]|到)(?:去年|上年|20\d\d年)[年]?[底末]?")
_ASKS_ALL, _BETTERED = re.compile("总(?:数|里程|长度|面积)"), re.compile("(?:改造|提质|修缮|升级|改建)$")
# 人才总量有多少: not of 引进大专以上人才4万人，其中领军人才178人.
_ASKS_TOTAL = re.compile("总[量数](?!据)(?:一共|目前|现在)?(?:有|是|为|达到?)?(?:多少|几)")
_ALL = re.compile("总|共|达|超|突破|累计|现有|[拥保]有|余额|[增升扩]至")
_CAME = re.compile(r"新[增添建开修办]|增|多了|添|净|引进|招引|聚引|引育|认定|培育|入选|获评|建成|\badd|\bnew")
_ASKS_NEW = re.compile(rf"{_CAME.pattern}|去年|上年|全年|今年")
_ALL_TOLD = re.compile("(?:总共|总数|总量|存量|保有量)(?:有|是|为|达到?)?(?:多少|几)")
_ASKS_ADDED = re.compile(r"(?:新[建增开修]|净增|增加)(?!值)[^，。？]{0,12}(?:多少|几)")
_TELLS_STOCK = re.compile(
    r"(?:总[数量]|总?里程|存量|保有量|余额|累计)(?:已?达到?|分别达到?|突破|超过?|为|有)?$|(?:拥有|现有|共有)$|(?:增加|增长|扩大|上升|发展|增)[到至]$"
)
_LISTED_BEFORE = re.compile(r"(?:\d[\d.]*[万亿余多]*[^、，\d]{1,4}[、和])+$")  # 总里程分别达到160公里、1725公里
_TOLD_NEW = re.compile(r"(?:新增|净增)[^，；。]{0,8}$")  # 新增贷款余额650亿元
_BY_HOW_MUCH = frozenset({"增加", "减少", "增长"})  # 人口增加6.5万人 tells no 人口
_ADDED = ("新增", "净增", "新建", "新认定", "新培育", "引进", "聚引", "引育", "招引")
_ASKS_RATE = re.compile(
    r"(?:率|比[例重]|增速|增幅|涨幅)(?:现在|目前|能)?(?:是|为|有|达到?|到)?了?(?:多少|几|多高)(?!.*多少)|(?:增速|增幅|涨幅)[？?。\s]*$"
)
_ASKS_EACH = re.compile(r"各(?:自|有|是|为|占|提供|新增|建|投)?[^，。？各]{0,6}(?:多少|几)")
_TOLD_EACH = re.compile(r"各|均|分别|每|、.*、|和")
_ASKS_SHARE_OF = re.compile(
    r"占(?![地用道补的])(?:到|了)?(?P<whole>[^，。？?、占]{2,14}?)(?:的|总量|总数)*(?:多少|几成|几分之|百分之|比重|比例|份额)"
)
_OF_A_WHOLE = re.compile("占(?!比)")  # 财政民生支出占比超80%: of what, only its name tells
_LEVELS = ("全国", "全省", "全市", "全球", "世界")
_SHARE_OF_LEVEL = re.compile(f"占(?:{'|'.join(_LEVELS)})")
_ENDS = re.compile("[啊呀呢嘛哦哟]?")
_SEVERAL = 2
_HEAD = 2  # characters in which a name ends


@dataclass(frozen=True)
class AskedFigures:
    """The figures that one question asks for."""

    understanding: Understanding

    @property
    def _text(self) -> str:
        return self.understanding.query.text

    @property
    def _terms(self) -> Sequence[QueryTerm]:
        return self.understanding.query.terms

    @cached_property
    def _asks_one_figure(self) -> bool:
        """Whether one figure is asked for; of several things the unit of the first is not that of all."""
        query = self.understanding.query
        one = self.understanding.kind in COMPARED_TOO and not query.english and asks_figure(query.text)
        return one and not asks_several(query.text)

    @cached_property
    def _asks_stock(self) -> bool:
        """Whether it is asked how many of a thing there are, not how many came."""
        text = _BY_NOW.sub("现在", self._text)  # 截至去年底有多少家
        asks = any(pattern.search(text) for pattern in (_ASKS_STOCK, _ASKS_HOW_MANY_ARE))
        is_of_all = _ALL_TOLD.search(text) is not None  # 去年市场主体总共多少
        return asks and not (_CAME if is_of_all else _ASKS_NEW).search(text)

    @cached_property
    def _asks_how_many(self) -> bool:
        return _ASKS_HOW_MANY.search(self._text) is not None and not _CAME.search(self._text)

    @cached_property
    def _asks_rate(self) -> bool:
        return bool(_ASKS_RATE.search(self._text))

    def lacking(
        self, sentence: Sentence, clauses: Sequence[Clause], figures: Sequence[Figure], own: Sequence[Figure]
    ) -> dict[str, float]:
        """Return the checks as features; ``figures`` are those of the sentence, ``own`` those about the subject."""
        found = {"lacks_counted_thing": float(self._counts_another_thing(sentence, figures))}
        return found if says_none(sentence.text) else found | self._of_figures(sentence, clauses, figures, own)

    def _of_figures(
        self, sentence: Sentence, clauses: Sequence[Clause], figures: Sequence[Figure], own: Sequence[Figure]
    ) -> dict[str, float]:
        """Return whether the unit asked for stands where the subject does, and whether a stock or a rate is told."""
        amounts = [figure for figure in own if not _is_rate(figure)]  # 新增6.6万户、增长33%
        # 公园总数: not the 6个 that were opened; 现在有多少 may be answered by 建成341家.
        as_built = _ASKS_ALL.search(self._text) is not None
        # 新申报高新技术企业720家、备案科技型中小企业2000家: of the first, which is asked.
        names = [name for term in self.understanding.query.known_subject for name in term.alternatives]
        counts = [f for f in amounts if any(name in f.indicator for name in names)] or amounts
        new = [_is_added(f) and not _tells_stock(sentence, f) for f in counts]
        untold = _ASKS_TOTAL.search(self._text) is not None and not any(_tells_all(sentence, f) for f in counts)
        came = all(n or (as_built and _is_built(f)) for n, f in zip(new, counts, strict=True))
        only_added = bool(new) and (untold or came)
        # 过百亿元的园区有多少个: not 增加6个
        only_rose = self._asks_how_many and bool(counts) and all(f.comparison in _BY_HOW_MUCH for f in counts)
        if not self._asks_one_figure:
            is_named_alone = self.understanding.kind == "topic"  # 高新技术企业总数
            return {"lacks_stock": float(is_named_alone and self._asks_stock and only_added)}
        found = {
            "lacks_stock": float((self._asks_stock and only_added) or only_rose),
            "lacks_added": float(self._lacks_added(sentence, counts)),
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

    def _counts_another_thing(self, sentence: Sentence, figures: Sequence[Figure]) -> bool:
        """Say whether a sentence names what is to be counted but counts other things: 碧津公园停车楼，停车位1000个."""
        asked = (_NOUN_COUNTED.search(self._text) or _NOUN_BEFORE.search(self._text)) if self._asks_one_figure else None
        noun = next(filter(None, asked.groupdict().values()), "") if asked else ""
        terms = [t for t in self._terms if t.known and not t.generic and noun.startswith(t.text)]
        names = [name for term in terms for name in term.alternatives]
        counted = [figure for figure in figures if unit_fits(self.understanding, figure)]
        around = " ".join((sentence.text, *sentence.heading_path[1:]))  # 建成服务中心373个 under 办好民生实事
        if not counted or not names:
            return False
        if not any(name in around for name in names):
            if any(name[-_HEAD:] in around for name in names):
                return False  # 民生“十心”实事
            return any(_ENDS.fullmatch(noun, len(term.text)) for term in terms)  # 多少个大夫: no 医疗机构
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
        return _OF_A_WHOLE.search(told) is not None and bool(names) and not any(name in told.lower() for name in names)

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
        unit = self.understanding.figure.unit  # 8条高速公路建成，总里程达8184公里: of the 公里 that are asked
        of_unit = [figure for figure in amounts if figure.unit == unit] or amounts
        stocks = [_tells_stock(sentence, figure) or _stands_at(sentence, figure) for figure in of_unit]
        return bool(_ASKS_ADDED.search(self._text)) and bool(stocks) and all(stocks)

    def _is_rate_asked(self, figure: Figure) -> bool:
        """Say whether a figure is a rate, and not only by how much a rate rose: 城镇化率提高1.1个百分点."""
        return _is_rate(figure) and (figure.unit != "个百分点" or self.understanding.figure.growth)


def _tells_stock(sentence: Sentence, figure: Figure) -> bool:
    """Say whether a figure tells what there is of a thing: 新增研发机构19家、总数52家 tells both."""
    before = _LISTED_BEFORE.sub("", figure.before_in(sentence.text, sentence.start))
    return _TELLS_STOCK.search(before) is not None and not _TOLD_NEW.search(before)


def _tells_all(sentence: Sentence, figure: Figure) -> bool:
    """Say whether a figure's clause tells of all that there is of a thing: 人才总量50万人, 经营主体突破20万户."""
    return _ALL.search(figure.clause_in(sentence.text, sentence.start)) is not None


def _stands_at(sentence: Sentence, figure: Figure) -> bool:
    """Say whether a figure tells what there is by now, and not what came: “专精特新”企业达到46家, 新增…达到46家."""
    clause = figure.clause_in(sentence.text, sentence.start)
    return STANDS_AT.search(figure.comparison) is not None and not any(word in clause for word in _ADDED)


def _is_added(figure: Figure) -> bool:
    told = f"{figure.comparison}{figure.verb}{figure.indicator}"
    return figure.verb.startswith("新") or figure.comparison in _BY_HOW_MUCH or any(word in told for word in _ADDED)


def _is_built(figure: Figure) -> bool:
    """Say whether a figure tells what was opened or made better, and not what there is: 建成6个, 提质改造350公里."""
    return (figure.scope == "增量" and figure.verb.startswith("建成")) or _BETTERED.search(figure.indicator) is not None


def _is_rate(figure: Figure) -> bool:
    return unit_kinds().get(figure.unit) == "ratio"
