"""What a total comes to, or by how much it rises, at a rate that the question or the report sets."""

from __future__ import annotations

import re
from collections.abc import Sequence

from chatbot.arithmetic.comparable import STANDS_AT, is_added, names, same_thing, same_unit
from chatbot.arithmetic.town_and_country import is_of_one_side
from chatbot.draft import Draft, Statement, reckoned
from chatbot.formula import ends_of_rate, operand, worked_out
from chatbot.matching.evidence import FigureMatch
from chatbot.matching.figures import Figures
from chatbot.messages import Messages
from chatbot.question.understand import Understanding
from ingest.document import Figure
from ingest.numerals import RATES

_ONE_TENTH = re.compile("[涨增长多升]了?一成(?!不)")
_LOWER_END, _UPPER_END = re.compile(r"下限|最低|最少|至少|保底"), re.compile(r"上限|最高|最多|封顶")
# 照这样今年底会有多少个, 今年要建几个，加上现有的一共多少个
_YEAR_END = re.compile(
    "(?:照这样|照此|按(?:此|这个)?计划|[照按][^，。？]{0,4}(?:目标|计划|任务)[^。？]{0,8}年底)[^。？]*(?:多少|几)|年底[^，。？]{0,12}(?:能|会|将|可以?)[^，。？]{0,8}(?:多少|几)"
    "|(?:建完|建成|完成)后?[^，。？]{0,6}(?:累计|总[数量共]|一共)[^，。？]{0,6}(?:多少|几)"
    "|加上?(?:现有|已有|原有|原来|现在|目前)的?[^，。？]{0,8}(?:多少|几)"
)
_EACH = "人均"
_STEP = re.compile("[百千万]亿|台阶|关口|大关")  # 连跨4个千亿台阶
_RISE = re.compile(r"(?:增加(?!值)|净增|多)[^，。？\d]{0,3}(?:多少|几)")


def projection(figures: Figures, matches: Sequence[FigureMatch]) -> Draft | None:
    """Work out last year's total grown by the rate that the question supposes, or else by the report's own target."""
    corpus, supposed = figures.index.corpus, _rate_supposed(figures.understanding)
    named = [match for match in matches if _is_asked(figures, match)]
    done = [m for m in named if m.figure.role == "result"]
    totals = (m for m in done if m.figure.scope == "总量")
    # 接待游客4620万人次 came in the year, and no more will by how many were 新增.
    base = next(totals, next((m for m in done if m.figure.scope == "增量" and not is_added(m.figure)), None))
    if base is None or base.figure.unit in RATES:
        return None
    figure = base.figure
    goals = [m for m in named if m.figure.role == "target" and (m.figure.unit, m.figure.scope) == ("%", "增速")]
    alike = [m for m in goals if same_thing(corpus, figure, m.figure)]
    # The rate is cited too where it is the report's own target.
    goal = next((m for m in alike if supposed in {"", m.figure.text}), None)
    rates = (supposed,) if supposed else _ends_asked(figures, goal.figure) if goal else ()
    by_how_much = asks_rise(figures.understanding.query.text)
    notes = [_grown(figure, rate, figures.messages, supposed=goal is None, gain=by_how_much) for rate in rates]
    operands = [figures.say(match) for match in (base, goal) if match is not None]
    told = tuple(note for note in notes if note is not None)
    return Draft("answered", (*operands, *told)) if told else None


def asks_year_end(question: str) -> bool:
    """Say whether a question asks what there will be when what is planned has come to what there is."""
    return _YEAR_END.search(question) is not None


def year_end(figures: Figures, matches: Sequence[FigureMatch]) -> Draft | None:
    """Work out what there will be of a thing: what there is, and what the year's plan adds to it."""
    named = [m for m in matches if _is_asked(figures, m) and m.figure.unit not in RATES]
    stock = next((m for m in named if m.figure.role == "result" and _stands_at(m.figure)), None)
    if stock is None:
        return None
    planned = (m for m in named if m.figure.role == "target" and not _stands_at(m.figure))
    alike = (m for m in planned if same_unit(stock.figure, m.figure) and m.figure.scope != "增速")
    plan = next((m for m in alike if same_thing(figures.index.corpus, stock.figure, m.figure)), None)
    derived = worked_out(f"{operand(stock.figure)}＋{operand(plan.figure)}", stock.figure.unit) if plan else None
    if plan is None or derived is None:
        return None
    return Draft("answered", (figures.say(stock), figures.say(plan), reckoned(derived, figures.messages.worked_out)))


def _is_asked(figures: Figures, match: FigureMatch) -> bool:
    """Say whether a figure is called by the rarest word that names a thing, and is of no part of that.

    软件业务收入 is no 一般公共预算收入, 人均地区生产总值 and 连跨4个千亿台阶 no GDP, 农村居民收入 no 居民收入.
    """
    corpus, query, figure = figures.index.corpus, figures.understanding.query, match.figure
    rarest = max(query.known_subject, key=corpus.term_weight, default=None)
    is_part = is_of_one_side(query.text, figure) or (_EACH in figure.indicator and _EACH not in query.text)
    is_step = _STEP.match(match.document.text, figure.end) is not None
    return figures.is_named(match) and not (is_part or is_step) and (rarest is None or names(corpus, rarest, figure))


def _stands_at(figure: Figure) -> bool:
    return STANDS_AT.search(f"{figure.verb}{figure.comparison}{figure.indicator}") is not None


def _rate_supposed(asked: Understanding) -> str:
    """Return the rate that a question supposes; 两成 is 20%; "" for none."""
    if _ONE_TENTH.search(asked.query.text):
        return "10%"
    rates = (f"{claim.value * 10:g}%" if claim.unit == "成" else claim.text for claim in asked.claims)
    return next((rate for rate in rates if rate.endswith("%")), "")


def asks_rise(question: str) -> bool:
    """Say whether a question asks by how much something rises, not what it comes to: 能增加多少, 比去年多出多少."""
    return _RISE.search(question) is not None


def _ends_asked(figures: Figures, goal: Figure) -> tuple[str, ...]:
    """Return the rates that a target sets; of a range (5.0%—5.5%) the end that the question names, or both."""
    ends, text = ends_of_rate(goal), figures.understanding.query.text
    if _LOWER_END.search(text):
        return ends[:1]
    return ends[-1:] if _UPPER_END.search(text) else ends


def _grown(base: Figure, rate: str, messages: Messages, *, supposed: bool, gain: bool) -> Statement | None:
    """Say what an amount comes to at a rate, or with ``gain`` by how much it rises."""
    formula = f"{operand(base)}×{rate}" if gain else f"{operand(base)}×（1＋{rate}）"
    derived = worked_out(formula, base.unit, supposed=rate if supposed else "")
    if derived is None:
        return None
    template = messages.projected_gain if gain else messages.projected
    return Statement(template.format(base=operand(base), rate=rate, value=derived.text), derived=derived)
