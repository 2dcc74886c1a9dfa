"""Two things that a question names, each with a figure of its own: 医保的多还是养老保险的多, 甲是乙的几倍."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import permutations

from chatbot.arithmetic.comparable import is_threshold, names, of_one_scope, same_unit
from chatbot.arithmetic.relations import relation_of
from chatbot.arithmetic.sides import asks_faster, asks_growth, sides_named
from chatbot.arithmetic.town_and_country import are_of_both, is_of_one_side
from chatbot.draft import Draft, Statement, reckoned
from chatbot.formula import operand, worked_out
from chatbot.matching.candidate import Candidate
from chatbot.matching.evidence import FigureMatch
from chatbot.matching.figures import Figures
from chatbot.matching.foremost import asks_the_most
from chatbot.matching.framing import Framing
from chatbot.question.understand import Understanding
from index.asked import asks_figure
from index.corpus import Corpus
from index.query_terms import QueryTerm
from index.tokenizer import bigrams
from ingest.conjuncts import without_side
from ingest.document import Figure
from ingest.numerals import RATES

_HEAD = 2  # characters
_TWO = 2
_TO_EACH = re.compile("[人户]均|居民收入|低保|标准")  # 2万元 to each and GDP of 108亿元 are not set against each other
_RATIO_OF = re.compile(
    r"(?P<left>[^，。？?、]{2,20})[和与跟](?P<right>[^，。？?、]{2,20}?)(?:之比|的?比[例值])(?:是|为|呢|[？?]|$)"
)
_COUNTS = re.compile("[人户]数|数量|金额|总额")
_RATE = re.compile("增[速幅]$")
_URBAN_AND_RURAL = re.compile("城"), re.compile("[乡农]"), re.compile("收入|挣")
_INCOME_RATIO = re.compile(r"城乡(?:居民)?(?:人均)?(?:可支配)?收入(?:之?比|倍差|差距)[^，。；]{0,10}\d")
_NAMES_BOTH = {"中小学": "中小", "城乡": "城乡农村", "进出口": "进出", "存贷款": "存贷"}
"""What names two things in one word, with the characters that either is told by."""
_INCREASED = re.compile(r"[多少](?:增加|新增|增)")


def two_named(figures: Figures, matches: Sequence[FigureMatch]) -> tuple[FigureMatch, FigureMatch] | None:
    """Return the figures of two indicators that the question names: 医保的多还是养老保险的多; the smaller first."""
    if len(figures.understanding.years) > 1:
        return None
    terms = figures.understanding.query.subject
    sides = sides_named(figures.understanding.query.text)
    if sides is None and asks_the_most(figures.understanding.query.text):
        return None  # 产业集群里哪个收入最高 names no two: not 集群营收 beside 村均收入
    opposed = [(a, b) for n, a in enumerate(terms) for b in terms[n + 1 :] if _are_opposed(sides, a, b)]
    pairs = [
        (left, right)
        for a, b in opposed
        for left in _naming(figures, matches, a)
        for right in _naming(figures, matches, b)
        if _stand_side_by_side(left.figure, right.figure)
        and not _are_only_rates(figures.understanding, [left.figure, right.figure])
        and _is_one_each(figures, left.figure, right.figure)
        and are_of_both(figures.understanding.query.text, left.figure, right.figure)
    ]
    asks_ratio = relation_of(figures.understanding.query.text) == "ratio"
    if asks_ratio and not sides:  # 城乡居民收入比: not 收入 by 最低生活保障标准
        pairs = [pair for pair in pairs if _of_one_head(*pair)]
    if not pairs:
        return None
    if _INCREASED.search(figures.understanding.query.text):
        # 存款比贷款多增加多少 asks for what was added to the two, not for what they come to.
        pairs = [pair for pair in pairs if pair[0].figure.scope == "增量"] or pairs
    if figures.understanding.figure.growth or asks_growth(figures.understanding.query.text):
        rates = [pair for pair in pairs if pair[0].figure.scope == "增速"]
        pairs = rates if asks_faster(figures.understanding.query.text) else rates or pairs
    else:
        amounts = [pair for pair in pairs if pair[0].figure.unit not in RATES]
        pairs = amounts or [pair for pair in pairs if pair[0].figure.scope != "增速"]
    if not pairs:
        return None  # 农村居民收入和全国差多少: only what grew is told of both
    fully = [pair for pair in pairs if sides and _have_all(figures, sides, pair)]
    alike = [pair for pair in pairs if _of_one_head(*pair)] if sides else pairs
    if sides and not fully and (asks_ratio or not alike):
        return None  # 专项债是中央预算内投资的几倍: not any investment
    # 支出比收入多多少: 一般公共预算支出 beside 一般公共预算收入, not beside 税收收入.
    best = max(
        fully or alike,
        key=lambda pair: (
            _differ_in_a_side(sides, pair),
            _is_done_where_no_time_is_asked(figures, pair),
            pair[0].score + pair[1].score,
        ),
    )
    return (best[1], best[0]) if best[0].figure.value >= best[1].figure.value else best


def _is_done_where_no_time_is_asked(figures: Figures, pair: Sequence[FigureMatch]) -> bool:
    """Say whether two results are told and no time is asked: 投资和消费哪个增得快 is asked of what has been."""
    asks_a_time = bool(figures.understanding.years) or figures.understanding.role is not None
    return not asks_a_time and all(match.figure.role == "result" for match in pair)


def _naming(figures: Figures, matches: Sequence[FigureMatch], term: QueryTerm) -> list[FigureMatch]:
    corpus = figures.index.corpus
    in_time = (match for match in matches if figures.in_time(match))
    in_time = (match for match in in_time if not is_of_one_side(figures.understanding.query.text, match.figure))
    amounts = (match for match in in_time if not is_threshold(match.figure, match.document.text))
    return [match for match in amounts if _is_of(corpus, term, match.figure)]


def _is_of(corpus: Corpus, term: QueryTerm, figure: Figure) -> bool:
    """Say whether a word names what a figure measures, or what is done: 开工 of 新开工项目416个."""
    return names(corpus, term, figure) or term.text in figure.verb


def lacks_a_side(chosen: Sequence[Candidate], asked: Understanding) -> bool:
    """Say whether it is asked how far two things lie apart and what was chosen has nothing of one of them.

    存款增速比贷款快多少: 存款增长6% alone is no answer.
    """
    text = asked.query.text
    sides = sides_named(text) if asked.kind == "compare" and asks_figure(text) and len(asked.years) < _TWO else None
    ratio = _RATIO_OF.search(text)
    sides = (ratio["left"], ratio["right"]) if ratio else sides
    told = "".join(candidate.sentence.text for candidate in chosen)
    words = _words_of_each(sides, asked) if sides else []
    if not sides or not all(words) or any(joint in told for joint in _joint_names(sides)):
        return False
    return any(not any(name in told for term in own for name in term.alternatives) for own in words)


def _joint_names(sides: tuple[str, str]) -> list[str]:
    """Return the words that name both of two sides: 城乡 of 城镇 and 农村, not of 工业 and 服务业."""
    return [joint for joint, marks in _NAMES_BOTH.items() if all(set(marks) & set(side) for side in sides)]


def are_its_sides(asked: Understanding, found: Sequence[Figure]) -> bool:
    """Say whether figures are what a question counts, and one is each side's: no 失业 for 医保, 参保率 for 参保人数."""
    if _are_only_rates(asked, found):
        return False
    sides = sides_named(asked.query.text) if len(found) == _TWO else None
    words = _words_of_each(sides, asked) if sides else []
    left, right = (bigrams(" ".join(a for term in own for a in term.alternatives)) for own in words or ((), ()))
    if not (left - right and right - left):
        return True
    called = [bigrams(f"{figure.verb}{figure.indicator}") for figure in found]
    return any(one & (left - right) and other & (right - left) for one, other in permutations(called))


def _are_only_rates(asked: Understanding, found: Sequence[Figure]) -> bool:
    """Say whether numbers are set against each other and figures are none: 参保率 for 参保人数."""
    counts = _COUNTS.search(asked.query.text) is not None and not asks_growth(asked.query.text)
    return counts and all(figure.unit in RATES for figure in found)


def _words_of_each(sides: tuple[str, str], asked: Understanding) -> list[list[QueryTerm]]:
    """Return the words of each of two sides that the other has not."""
    return [
        [term for term in asked.query.known_subject if term.text in side and term.text not in other]
        for side, other in permutations(sides)
    ]


def _are_opposed(sides: tuple[str, str] | None, left: QueryTerm, right: QueryTerm) -> bool:
    """Say whether two words stand on different sides of the question, or it has no sides.

    实绩企业比破零企业多多少: 企业, which stands on both, tells nothing apart.
    """
    if sides is None:
        return True
    of_sides = [[word in side for side in sides] for word in (left.text, right.text)]
    return sorted(of_sides) == [[False, True], [True, False]]


def _of_one_head(left: FigureMatch, right: FigureMatch) -> bool:
    """Say whether two figures measure one thing of two kinds: 新能源装机 and 火电装机, not 农产品 and 总投资.

    What grew is told in one clause: 接待游客、门票收入分别增长.
    """
    if left.figure.scope == "增速" and left.figure.clause_start == right.figure.clause_start:
        return True
    heads = [without_side(match.figure.indicator)[-_HEAD:] for match in (left, right)]
    return heads[0] == heads[1]


def _differ_in_a_side(sides: tuple[str, str] | None, pair: tuple[FigureMatch, FigureMatch]) -> bool:
    """Say whether two names are one but for what they end in, which tells the question's sides apart."""
    ends = [match.figure.indicator[-_HEAD:] for match in pair]
    starts = {match.figure.indicator[:-_HEAD] for match in pair}
    said = [_RATE.sub("", side)[-_HEAD:] for side in sides or ()]
    return len(starts) == 1 and ends in (said, said[::-1])


def _have_all(figures: Figures, sides: tuple[str, str], pair: tuple[FigureMatch, FigureMatch]) -> bool:
    """Say whether each of two figures is called by all the words of a side of its own."""
    corpus, terms = figures.index.corpus, figures.understanding.query.known_subject
    words = [[term for term in terms if term.text in side] for side in sides]
    return any(
        all(_is_of(corpus, term, match.figure) for match, of_side in zip(pair, order, strict=True) for term in of_side)
        for order in permutations(words)
    )


def _is_one_each(figures: Figures, left: Figure, right: Figure) -> bool:
    """Say whether not all that the question names stands at both: 国家级 and 省级科技型企业 are one thing twice."""
    if without_side(left.indicator) == without_side(right.indicator) and left.verb == right.verb:
        return True  # 城乡居民收入（城镇） and （农村） have one name
    corpus, terms = figures.index.corpus, figures.understanding.query.subject
    called = [[term for term in terms if _is_of(corpus, term, figure)] for figure in (left, right)]
    return called[0] != called[1]


def _stand_side_by_side(left: Figure, right: Figure) -> bool:
    of_one_kind = same_unit(left, right) and of_one_scope(left, right) and left.role == right.role
    of_each = [_TO_EACH.search(figure.indicator) is not None for figure in (left, right) if figure.unit not in RATES]
    of_one_kind &= len(set(of_each)) < _TWO
    of_one_year = left.year == right.year or None in {left.year, right.year}  # 收入22000元 and 由2012年的3262元
    return of_one_kind and of_one_year and (left.indicator, left.verb) != (right.indicator, right.verb)


def told_ratio(figures: Figures, candidates: Sequence[Candidate]) -> Draft | None:
    """Say what urban income is of rural where the report itself does: 城乡收入比2.31:1."""
    if not all(side.search(figures.understanding.query.text) for side in _URBAN_AND_RURAL):
        return None
    told = ((c, clause.text) for c in candidates for clause in c.clauses if _INCOME_RATIO.search(clause.text))
    for candidate, clause in told:
        stated = Framing(figures.messages).stretch(candidate.sentence, clause)
        return Draft("answered", (Statement(stated, ((candidate.document, candidate.sentence),)),))
    return None


def ratio_of(figures: Figures, pair: Sequence[FigureMatch]) -> Draft | None:
    """State two things that a question names and how many times the smaller goes into the larger."""
    less, more = pair
    derived = worked_out(f"{operand(more.figure)}÷{operand(less.figure)}", "倍")
    if derived is None or more.figure.unit in RATES:
        return None
    note = reckoned(derived, figures.messages.worked_out)
    return Draft("answered", (figures.say(more), figures.say(less), note))
