"""Decline: that the report does not say what is asked, and what it does say that comes nearest."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, replace

from chatbot.draft import Draft, Statement
from chatbot.matching.candidate import Candidate
from chatbot.messages import Messages
from chatbot.question.understand import Understanding
from chatbot.reading.lacking_figure import names_a_measure
from chatbot.reading.reader import Reading
from index.asked import asks_figure
from ingest.document import Document

NAMED_MISSING = 0.4
"""Share of the subject that may be missing where the report still speaks of the thing."""
_UNIT = re.compile(
    r"(?:谁|哪个?(?:部门|单位|局|领导)|哪位领导)[^，。？]{0,4}(?:负责|牵头|管|抓|落实)|(?:责任|牵头|负责)(?:单位|部门|人)|归谁管"
    r"|who is (?:responsible|in charge)"
)
# 去年已经完工了吧, 是不是落后于: a claim, which what the report says of the same thing answers.
_CONFIRMS = re.compile(
    r"(?:吧|是不是|对不对|对吗|对吧|不是[^，。？]*[嘛吗么])[？?。！!\s]*$|已经?[^，。？]*了[吗没么]|是不是|是否"
)
_ASKS_MEANING = re.compile("指的?是?什么|什么意思|含义|怎么理解")  # a meaning is no figure that is left out
_COUNTED = ("counts_only", "lacks_names_counted", "lacks_counted_names")  # names are asked where a number stands
_HEAD = 2  # characters
_NEAR = 0.2  # share of the question's words from which a sentence is worth showing as the nearest


@dataclass(frozen=True, slots=True)
class Decline:
    """Declines one question: of another year, without a value, only counted, of no unit, not stated, not mentioned."""

    understanding: Understanding
    messages: Messages
    say: Callable[[Candidate], Statement]  # a sentence in the report's words

    def draft(self, reading: Reading, document: Document) -> Draft:
        """Return the draft for a reading that answers nothing in a report."""
        nearest = reading.other_year or reading.nearest
        if nearest is None:
            return Draft("not_in_report", (self._silent(document),))
        said_there = self.say(nearest)
        if self._is_confirmed_otherwise(nearest, other_year=reading.other_year is not None):
            text = self.messages.told_instead.format(phrase=said_there.text)
            return Draft("answered", (replace(said_there, text=text),))
        if reading.other_year and self.understanding.years:
            years = "、".join(str(year) for year in sorted(self.understanding.years))
            a_figure = asks_figure(self.understanding.query.text) or names_a_measure(self.understanding.query.text)
            told = self.messages.only_other_year if a_figure else self.messages.only_other_year_in_words
            note = Statement(told.format(asked=years), echo=(f"{years}年", years))
            return Draft("not_in_report", (note, said_there))
        return self._beside(nearest, said_there)

    def _beside(self, nearest: Candidate, said_there: Statement) -> Draft:
        features = nearest.features
        is_named = features["missing_window"] <= NAMED_MISSING and self._has_a_head(nearest)
        if is_named and features["figure_none"] and not _ASKS_MEANING.search(self.understanding.query.text):
            text = self.messages.no_value.format(phrase=said_there.text)
            return Draft("no_value", (replace(said_there, text=text),))
        counted = any(features.get(name) for name in _COUNTED) and not self._asks_unit
        if counted and features["missing_own"] <= NAMED_MISSING:
            text = self.messages.counts_only.format(phrase=said_there.text)
            return Draft("not_in_report", (replace(said_there, text=text),))
        silent = Statement(self.messages.no_unit) if self._asks_unit else self._silent(nearest.document, nearest)
        is_far = features["coverage"] <= _NEAR or features["no_word"]
        if is_far and not features["figure_unit"]:
            return Draft("not_in_report", (silent,))
        shown = replace(said_there, text=self.messages.nearest.format(phrase=said_there.text))
        return Draft("not_in_report", (silent, shown))

    def _has_a_head(self, nearest: Candidate) -> bool:
        """Say whether a sentence has how a name in the question ends: of 居民消费价格 not 居民消费 alone."""
        terms = self.understanding.query.subject
        text = nearest.sentence.text.lower()
        return not terms or any(name[-_HEAD:] in text for term in terms for name in term.alternatives)

    def _is_confirmed_otherwise(self, nearest: Candidate, *, other_year: bool) -> bool:
        """Say whether a claim is put to the report and it tells something else of that: 去年就建成了吧, of a plan."""
        features = nearest.features
        named = features["missing_own"] <= NAMED_MISSING
        named |= features["missing_known_here"] <= NAMED_MISSING and bool(features["stands_out"])
        if not named or not _CONFIRMS.search(self.understanding.query.text):
            return False
        return not other_year or nearest.sentence.role == "target"

    @property
    def _asks_unit(self) -> bool:
        """Whether it is asked who is responsible, which a report seldom names."""
        return _UNIT.search(self.understanding.query.text) is not None

    def _silent(self, document: Document, nearest: Candidate | None = None) -> Statement:
        """Say that a report does not mention what is asked, or mentions it and does not state this of it."""
        is_named = nearest is not None and nearest.features["missing_own"] <= NAMED_MISSING
        text = self.messages.not_stated if is_named else self.messages.not_in_report
        return Statement(text.format(title=document.title), echo=(document.title,))
