"""Of a comparison that is not worked out, which year the report does not say it: 班列比前年多多少."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from chatbot.draft import Draft, Statement
from chatbot.messages import messages_for
from chatbot.question.understand import Understanding
from chatbot.question.wants import Want, all_wants
from ingest.document import Document, Sentence

_BESIDE_A_YEAR = re.compile(
    r"(?<!占)[比较跟和与](?:(?P<year>20\d\d)年?|前年)[^，。？]{0,4}[多少高低快慢增减涨降比]"
    r"|(?:是|为|相当于)(?:(?P<base>20\d\d)年?|前年)的?(?:几倍|多少|几成|百分之)"
)
_BESIDE_THE_LAST = re.compile(
    "(?<!占)[比较](?:上年|上一年|前一年)(?:[多少]了?(?:多少|几)|[增减]加?了?(?:多少|几)[个家座所处])"
)
_EACH_YEAR = re.compile(
    r"(?P<years>近[两三四五六七八九十几\d]+年|历年|这几年)(?:呢|[^，。？]{0,6}(?:分别|各(?!项|类|种|级|地)|逐年|每年))"
)
_OVER_YEARS = re.compile(r"[两三四五六七八九十]年|年均|历年|逐年|连续")
_YEARS_AGO = {0: ("今年",), 1: ("去年", "上年"), 2: ("前年", "上年", "上一年", "前一年")}


def with_missing_year(draft: Draft, asked: Understanding, report: Document, wants: Sequence[Want]) -> Draft:
    """Return a draft that names the year asked of which it says nothing, where it tells another one's figure."""
    growth = next(want for want in all_wants() if want.name == "growth")
    base = _compared_with(asked, report)
    # 去年和今年哪个多: the one year alone tells of neither that it is more.
    compares = base or (asked.kind == "compare" and (len(asked.years) > 1 or growth in wants))
    compares = compares or (len(asked.years) > 1 and report.year - 2 in asked.years)  # 去年多少，前年呢
    if not compares or draft.status != "answered" or draft.works_out:
        return draft
    said = [sentence for statement in draft.statements for _, sentence in statement.sources]
    told = {sentence.year for sentence in said}
    # 去年2000亿元、增长5% tells nearly of the year before; 去年涨了多少，前年涨了多少 asks how either grew.
    grows = base or not asked.figure.growth
    changed = [s for statement in draft.statements for s in _changing(statement, growth)] if grows else []
    grown = {s.year - 1 for s in changed if s.year}
    missing = [year for year in (asked.years | base) - told - grown if not any(str(year) in s.text for s in said)]
    words = [_as_asked(year, asked, report) for year in missing]
    if not words or not all(words) or not told & asked.years:
        return draft
    return _without(draft, words, asked)


def _changing(statement: Statement, growth: Want) -> Iterator[Sentence]:
    """Yield the sentences of a statement that tell by how much its own thing changed: not 电子信息产业增速超20%."""
    for document, sentence in statement.sources:
        own = statement.figure
        beside = (f for f in document.figures if f.sentence == sentence.index and own and f.indicator == own.indicator)
        changes = (
            any(f.scope in {"增速", "增量"} and f is not own for f in beside) if own else growth.is_met(sentence.text)
        )
        if changes or (own and own.scope == "增速"):
            yield sentence


def _compared_with(asked: Understanding, report: Document) -> frozenset[int]:
    """Return the year that a question only compares with: 比前年多几个."""
    text, before_last = asked.query.text, report.year - 2
    if base := _BESIDE_A_YEAR.search(text):
        return frozenset({int(base["year"] or base["base"] or before_last)})
    # 去年新增了多少，比上年多几个
    of_last = asked.years == {report.year - 1} and _BESIDE_THE_LAST.search(text) is not None
    return frozenset({before_last} if of_last else ())


def with_missing_years(draft: Draft, asked: Understanding) -> Draft:
    """Return a draft that names the years of which each is asked, where it tells one alone: 近三年分别是多少."""
    span = _EACH_YEAR.search(asked.query.text)
    if span is None or draft.status != "answered" or draft.works_out:
        return draft
    said = [sentence for statement in draft.statements for _, sentence in statement.sources]
    if len({s.year for s in said if s.role == "result"}) > 1 or any(_OVER_YEARS.search(s.text) for s in said):
        return draft
    return _without(draft, [span["years"]], asked)


def _without(draft: Draft, words: Sequence[str], asked: Understanding) -> Draft:
    part = messages_for(asked.language).partial
    return Draft("partial", (*draft.statements, *(Statement(part.format(part=word), echo=(word,)) for word in words)))


def _as_asked(year: int, asked: Understanding, report: Document) -> str:
    """Return a year in the question's words: 前年; "" where it is meant and not named."""
    names = (f"{year}年", *_YEARS_AGO.get(report.year - year, ()))
    typed = f"{asked.query.original} {asked.query.text}"
    return next((name for name in names if name in typed), "")
