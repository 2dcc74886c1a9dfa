"""Which figures measure the same thing, and so may stand side by side, be subtracted or not be added."""

from __future__ import annotations

import re
from collections.abc import Sequence

from chatbot.formula import count_alike
from index.corpus import Corpus
from index.query_terms import QueryTerm
from index.tokenizer import bigrams
from ingest.conjuncts import without_side
from ingest.document import Figure
from ingest.numerals import PERCENTS, RATES, Quantity, unit_kinds

# Names of kinds, not of things: 经营收入 and 预算收入 have nothing to do with each other.
_GENERIC_HEADS = frozenset(
    {"产品", "收入", "支出", "占比", "比例", "企业", "平台", "项目", "工程", "中心", "基地", "面积"}
)
_THRESHOLD = re.compile(
    r"(?:及|和)?以[上下内]的?[\u4e00-\u9fff]{0,6}?(?:项目|企业|工程|园区|集群|产业|单位|人口|老年?人|学校|增长点|主体|商户|客户|[\u4e00-\u9fff]{1,6}\d)"
)
FUNDS = re.compile(
    r"(?:统筹|筹[措集]|投入|安排|争取|到位|落实|拨付|下达|整合|累计|共|各[类级]|财政|专项|本级|上级)*(?:资金|投资)(?:到位|投入|支持)?"
)
"""How money is called that is told by itself, before or behind what it is for: 统筹资金7.15亿元，支持“一镇一品”."""
_ADDED = re.compile(r"新增|净增|增加|^新(?![建改开竣完])")
STANDS_AT = re.compile("[达升增][到至]|达|累计|总|[共现拥]有|突破|超过?$")
"""How a figure is led in that tells what there is by now: 达到1.4万家, 突破1300家."""
_MADE = re.compile("形成|打造|培育|建成|创[建成]|建设|引进|认定|获批|新建")  # 形成成果30项 is as many as 新增成果50项
_BEYOND_A_GOAL = re.compile("^(?:超|高出)(?:额|出|过)?[^超]{0,4}(?:任务|目标|计划|预期|指标)")  # how far, not how much
_GROWS = re.compile(r"(?<=..)(?:增长|增速|增幅)$")  # GDP增长 is a change of what is named
CHANGES = re.compile(r"^(?:增加|增长|减少|提高|提升|上升|下降|降低|回落|净增)")
"""How a figure is led in by which another changed."""
_NUMBER = re.compile(r"\d[\d.]*[万亿]?")
_FALL = re.compile(r"下降|减少|降低|回落|缩小|缩短")
_QUOTED = re.compile(r"[“《]([^”》]+)[”》]")
_ROUNDED = re.compile(r"[多余几来]")
_BEYOND, _BELOW = (
    re.compile(r"(?:突破|超过?|多于|高于|大于|不止|[上越]过|(?<![不通经])过)了?$"),
    re.compile(r"(?:低于|少于|小于|不到|不足|没到)$"),
)
_BEGINNING = 2  # characters that tell 竺山湖 from 滆湖
_NO_NAME = 2  # characters of 占比, 增速
_SAME_INDICATOR = 0.5
_SAME_HEAD = 0.25
_COMPARABLE = 0.6
_NAMED = 0.8  # share of a word's bigrams that an indicator named by it has


def same_indicator(corpus: Corpus, left: Figure, right: Figure, question: str = "") -> bool:
    """Say whether two figures measure the same thing closely enough to stand side by side.

    Args:
        corpus: the sentences of the reports.
        left: one figure.
        right: the other.
        question: what is asked: a name that it quotes itself may stand at one figure only.
    """
    if not left.indicator or not right.indicator or (left.scope == "增速") != (right.scope == "增速"):
        return False
    if (left.scope == "排名") != (right.scope == "排名") or not of_one_size(left, right, question):
        return False
    forward = corpus.overlap(left.indicator, bigrams(right.indicator))
    backward = corpus.overlap(right.indicator, bigrams(left.indicator))
    # 品牌首店 and 全国、全市首店 stand side by side under one head, though they count different things.
    head = without_side(left.indicator)[-2:]
    same_head = head == without_side(right.indicator)[-2:] and head not in _GENERIC_HEADS and left.unit == right.unit
    return max(forward, backward) >= (_SAME_HEAD if same_head else _SAME_INDICATOR)


def of_one_size(left: Figure, right: Figure, question: str) -> bool:
    """Say whether names that hold a number or a quoted word hold the same one, or one that the question has.

    超100亿元项目 are no 超10亿元项目, “小巨人”企业 no 专精特新企业.
    """
    own = [figure.indicator.rpartition("、")[2] for figure in (left, right)]  # 打响“旅居”品牌、力争人数
    sizes = [_NUMBER.findall(name) for name in own]
    quoted = [quoted_in(name) for name in own]
    if _is_one_of(left, right) or _is_one_of(right, left):
        return False  # 竺山湖、滆湖清淤 is told of both
    strange = any(word not in right.indicator + question for word in quoted[0])
    strange |= any(word not in left.indicator + question for word in quoted[1])
    return not strange and (sizes[0] == sizes[1] or not all(sizes))


def quoted_in(name: str) -> list[str]:
    """Return the words of a name that stand in quotation marks: 小巨人 of “小巨人”企业."""
    return _QUOTED.findall(name)


def fell(figure: Figure) -> bool:
    """Say whether a figure is a rate by which something fell."""
    return figure.unit in RATES and figure.scope == "增速" and _FALL.search(figure.comparison) is not None


def _is_one_of(part: Figure, joint: Figure) -> bool:
    """Say whether a name is one of the things that another names together: 竺山湖清淤 of 竺山湖、滆湖清淤."""
    things = [name[:_BEGINNING] for name in joint.indicator.split("、")]
    return len(things) > 1 and "、" not in part.indicator and part.indicator[:_BEGINNING] in things


def comparable(corpus: Corpus, left: Figure, right: Figure) -> bool:
    """Say whether the difference of two figures means anything: same thing, same unit, same scope."""
    if (
        corpus.overlap(left.indicator, bigrams(right.indicator))
        < _COMPARABLE
        > corpus.overlap(right.indicator, bigrams(left.indicator))
    ):
        return False
    return same_unit(left, right) and (
        left.scope == right.scope or (_is_named_in(left, right) and of_one_scope(left, right))
    )


def _is_named_in(left: Figure, right: Figure) -> bool:
    """Say whether one figure's name holds the other's, in either order: 内江黑猪, 出栏内江黑猪; 生猪出栏, 出栏生猪."""
    one, other = left.indicator, right.indicator
    return one in other or other in one or sorted(one) == sorted(other)


def of_one_scope(left: Figure, right: Figure) -> bool:
    """Say whether two figures are totals both, or changes: 举办…4120场 and 放映4000场, not 新增25家 and 达116家."""
    if left.indicator == right.indicator and "新增" in left.indicator:
        return True  # 促进城镇新增就业7.1万人 and 城镇新增就业5.2万人
    added = is_added(left) or is_added(right)
    if added and all(is_added(figure) or _MADE.search(figure.verb) for figure in (left, right)):
        return not any(STANDS_AT.search(figure.verb + figure.comparison) for figure in (left, right))
    return left.scope == right.scope or ({left.scope, right.scope} == {"增量", "总量"} and not added)


def called_in_full(question: str, figures: Sequence[Figure], least: int) -> list[Figure]:
    """Return the figures that have the longest name which stands in a question: 托育点7个 beside 托育机构8个.

    Args:
        question: in standard words.
        figures: of a sentence.
        least: characters of a name that is meant as such.
    """
    called = [f for f in figures if len(f.indicator) >= least and f.indicator.lower() in question]
    longest = max((len(figure.indicator) for figure in called), default=0)
    return [figure for figure in called if len(figure.indicator) == longest]


def is_added(figure: Figure) -> bool:
    """Say whether a figure is told as what was added: 新增25家, 净增1000家."""
    return _ADDED.search(figure.verb + figure.comparison) is not None


def is_counted_stock(figure: Figure) -> bool:
    """Say whether a figure counts what there is by now, of which two years make no sum: 总量达到8580家."""
    is_count = unit_kinds().get(figure.unit) in {"count", "person"}
    return is_count and STANDS_AT.search(figure.verb + figure.comparison) is not None


def is_threshold(figure: Figure, text: str, offset: int = 0) -> bool:
    """Say whether a figure only tells which things are meant: 投资5000万元以上项目超200个; or how far: 超任务5亿元.

    Args:
        figure: of a document.
        text: of the document, or a part of it.
        offset: where in the document that begins.
    """
    return _THRESHOLD.match(text, figure.end - offset) is not None or _BEYOND_A_GOAL.match(figure.indicator) is not None


def same_unit(left: Figure, right: Figure) -> bool:
    """Say whether two figures count in one unit, as 65个 and 59座 of one thing, or 634人 and 700名, do."""
    if {left.unit, right.unit} == PERCENTS:
        return False  # 增长7% and 高于目标1个百分点: a rate and a gap
    return count_alike(left.unit, right.unit)


def same_thing(corpus: Corpus, left: Figure, right: Figure) -> bool:
    """Say whether two figures measure one indicator, whatever their scope."""
    forward = corpus.overlap(left.indicator, bigrams(right.indicator))
    return max(forward, corpus.overlap(right.indicator, bigrams(left.indicator))) >= _COMPARABLE


def names(corpus: Corpus, term: QueryTerm, figure: Figure) -> bool:
    """Say whether a word of the question names what a figure measures: GDP增速 the rate of 地区生产总值."""
    measured = bigrams(figure.indicator)
    return any(corpus.overlap(without_growth(name), measured) >= _NAMED for name in term.alternatives)


def with_deed(figure: Figure) -> str:
    """Return what a figure measures with what is done: 新竣工亿元工业项目 beside 新开工亿元工业项目."""
    is_said = not figure.verb or figure.verb in figure.indicator
    return figure.indicator if is_said else f"{figure.verb}{figure.indicator}"


def without_growth(name: str) -> str:
    """Return the indicator that the name of its growth has: 地区生产总值 of 地区生产总值增长."""
    return _GROWS.sub("", name)


def same_measure(figure: Figure, claim: Quantity) -> bool:
    """Say whether a stated quantity and a figure are of one unit."""
    return figure.unit == claim.unit or {figure.unit, claim.unit} <= {"%", "成"}


def is_value(claim: Quantity, figure: Figure) -> bool:
    """Say whether a stated quantity is a figure's value; 三成 is 30%, and 九万多 is 9.7万."""
    value = claim.value * 10 if claim.unit == "成" and figure.unit == "%" else claim.value
    if _ROUNDED.search(claim.text) and value >= 1:
        zeros = len(f"{value:.0f}") - len(f"{value:.0f}".rstrip("0"))
        return value <= figure.value < value + float(10**zeros)
    return abs(value - figure.value) <= 1e-9 * max(1.0, abs(value))


def holds(claim: Quantity, figure: Figure, question: str) -> bool:
    """Say whether what a question states of a figure is so: its value, or a bound that it keeps (突破2000亿了吗)."""
    before, behind = question[: claim.start], question[claim.end :]
    if _BEYOND.search(before) or behind.startswith("以上"):
        return figure.value >= claim.value
    if _BELOW.search(before) or behind.startswith("以下"):
        return figure.value <= claim.value
    return is_value(claim, figure)


def is_called(figure: Figure, named: str) -> bool:
    """Say whether words name anything of what a figure measures: 污水收集率 is no 城镇化率; 占比 alone may be of it."""
    return len(figure.indicator) <= _NO_NAME or bool(bigrams(named) & bigrams(figure.indicator))


def two_of_one_unit(figures: Sequence[Figure]) -> tuple[Figure, Figure] | None:
    """Return two figures of one unit and scope in one clause, the larger first, where there are just two."""
    amounts = [f for f in figures if f.unit not in RATES and f.scope != "排名"]
    by_unit = {f.unit: [g for g in amounts if g.unit == f.unit] for f in amounts}
    pairs = [sorted(group, key=lambda figure: -figure.value) for group in by_unit.values() if len(group) == 2]
    alike = [(a, b) for a, b in pairs if a.clause_start == b.clause_start and a.scope == b.scope]
    # 专项债3.9万亿元、比上年增加1000亿元: one is what the other grew by.
    alike = [(a, b) for a, b in alike if not (CHANGES.match(b.comparison) and not CHANGES.match(a.comparison))]
    return alike[0] if len(alike) == 1 else None
