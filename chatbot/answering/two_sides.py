"""Two things set against each other, each told in a sentence of its own.

Which of two indicators grew faster, and by how much: GDP和社零哪个增长快; into which of two works more money went.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from itertools import product

from chatbot.arithmetic.difference import difference_of, is_more
from chatbot.arithmetic.sides import sides_named
from chatbot.arithmetic.town_and_country import is_of_one_side, sides_in
from chatbot.draft import Draft, Statement
from chatbot.messages import messages_for
from chatbot.question.parts import combine, is_value
from chatbot.question.understand import Understanding
from index import SearchIndex
from index.query import SearchQuery
from ingest.document import Document, Figure

_TIME = re.compile(r"(?:(?:[去今前上]年|20\d\d年|全年)的?)+")
_GROWTH = re.compile("(?:的|同比|实际|预期)*(?:(?:增长(?:速度|率|幅度)?|增速|增幅|涨幅)(?:的?目标)?|目标)值?$")
_ASKS = re.compile("快|慢|涨|增(?!加值)|目标.*[高低差]")  # what is aimed at is, of most indicators, how they grow
_OF_A_PLAN = re.compile("目标|计划|预期|[要会能]")
_OF_THE_WHOLE = re.compile(r"(?:\d+万元及?以上的?|全社会|全体|全[国省市州县区]|地方|一般|货物|外贸|实现|完成|预计|的)*")
_OF_MONEY = re.compile("花[的了]?钱|[花投][的了]?(?:多|少)|投资|投入|资金")
_ITS_MONEY = re.compile("(?:相比|工程|项目|建设|的|总?投资额?|投入|资金|花了?|投了?|钱)+$")
_TWO = 2
_MORE_THAN_TWO = re.compile("[、，,]")


@dataclass(frozen=True, slots=True)
class TwoSides:
    """Sets the growth of two indicators beside each other, each answered as a question of its own."""

    index: SearchIndex
    answer: Callable[[SearchQuery], Draft]

    def compared(self, asked: Understanding) -> Draft | None:
        """Return both rates and how far apart they are, or what is told of the two where not both rates are.

        ``None`` where a question sets no two indicators of one time against each other, or nothing is told of them.
        """
        when, sides = _sides(asked)
        if not sides:
            return None
        parts = [f"{when}{name}增长多少" for name in sides]
        drafts = [self.answer(replace(self.index.parse(part), original=asked.query.original)) for part in parts]
        told = [list(self._rates(draft, name)) for draft, name in zip(drafts, sides, strict=True)]
        pairs = ((a, b) for a, b in product(*told) if _of_one_time(a, b) and a.figure is not b.figure)
        # What came of both before what both are to be.
        pair = min(pairs, key=lambda both: [s.figure and s.figure.role for s in both] != ["result"] * 2, default=None)
        messages = messages_for(asked.language)
        if pair is None:
            typed = [part.replace("gdp", "GDP") for part in parts]
            return combine(typed, drafts, messages) if any(draft.status == "answered" for draft in drafts) else None
        less, more = pair
        if less.figure and more.figure and is_more(less.figure, more.figure):
            less, more = more, less
        return difference_of(self.index.corpus, less, more, messages, same_thing=False)

    def spent(self, asked: Understanding) -> Draft | None:
        """Return what went into each of two things and how far apart that is; ``None`` where it is not told of both."""
        text = asked.query.text
        sides = sides_named(text) if asked.kind == "compare" and _OF_MONEY.search(text) else None
        names = [_ITS_MONEY.sub("", _TIME.sub("", side)) for side in sides or ()]
        if not names or not all(len(name) >= _TWO and not is_value(name) for name in names):
            return None
        drafts = [self.answer(replace(self.index.parse(f"{name}投资多少"), original=text)) for name in names]
        told = [_money_of(draft, name) for draft, name in zip(drafts, names, strict=True)]
        pair = sorted((each for each in told if each), key=lambda each: each.figure.value if each.figure else 0)
        if len(pair) != _TWO or pair[0].sources == pair[1].sources:
            return None
        less, more = pair
        return difference_of(self.index.corpus, less, more, messages_for(asked.language), same_thing=False)

    def _rates(self, draft: Draft, name: str) -> Iterator[Statement]:
        """Yield what an answer tells of how one indicator grew, each with the rate."""
        called = self._called(name)
        for statement in draft.statements if draft.status == "answered" else ():
            for document, sentence in statement.sources:
                of_one_year = (f for f in document.figures if f.sentence == sentence.index and _is_rate(f, document))
                own = (f for f in of_one_year if not is_of_one_side(name, f) and _is_called(f, called))
                yield from (replace(statement, figure=figure) for figure in own if figure.text in statement.text)

    def _called(self, name: str) -> frozenset[str]:
        """Return what reports call an indicator."""
        terms = self.index.parse(name).known_subject
        alternatives = terms[0].alternatives if len(terms) == 1 else ()
        return frozenset({name, *alternatives})


def _money_of(draft: Draft, name: str) -> Statement | None:
    """Return the statement of an answer that tells one amount of money, with that amount as the thing's."""
    if draft.status != "answered" or len(draft.statements) != 1:
        return None
    statement = draft.statements[0]
    money = [figure for figure in statement.figures_there if figure.is_money and figure.text in statement.text]
    return replace(statement, figure=replace(money[0], indicator=f"{name}投资")) if len(money) == 1 else None


def _is_rate(figure: Figure, document: Document) -> bool:
    """Say whether a figure is by how much something grew in one year, not 年均增长9.2% over many."""
    is_growth = figure.scope == "增速" and figure.unit == "%"
    return is_growth and "年均" not in figure.before_in(document.text) + figure.indicator


def _is_called(figure: Figure, names: frozenset[str]) -> bool:
    """Say whether a figure is of an indicator by one of its names: 全社会固定资产投资, not 工业固定资产投资."""
    indicator = figure.indicator.lower()
    rest = (indicator.removesuffix(name) for name in names if indicator.endswith(name))
    return any(map(_OF_THE_WHOLE.fullmatch, rest))


def _sides(asked: Understanding) -> tuple[str, tuple[str, ...]]:
    """Return the time and the names of two indicators whose growth a question sets against each other."""
    text = asked.query.text
    is_one_time = asked.kind == "compare" and len(asked.years) < _TWO
    of_growth = _ASKS.search(text) is not None and asked.figure.unit != "元"
    # Town and country are told in one breath.
    sides = sides_named(text) if is_one_time and of_growth and not sides_in(text) else None
    if sides is None or any(map(_MORE_THAN_TWO.search, sides)):
        return "", ()
    when = _TIME.search(text)
    called = tuple(_GROWTH.sub("", _TIME.sub("", side)).removesuffix("的") for side in sides)
    by_default = "今年" if "目标" in text else "" if _OF_A_PLAN.search(text) else "去年"  # what grew has grown
    return (when.group() if when else by_default), called if all(map(is_value, called)) else ()


def _of_one_time(left: Statement, right: Statement) -> bool:
    if left.figure is None or right.figure is None:
        return False
    return (left.figure.year, left.figure.role) == (right.figure.year, right.figure.role)
