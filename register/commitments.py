"""Commitments: what a report promises, one verifiable thing each, in its own words and at its own place."""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cache
from importlib import resources
from typing import Literal

from ingest.document import Document, Figure, Sentence
from ingest.normalise import squeeze
from ingest.numerals import find_quantities
from ingest.sentences import split_clauses
from register.named import named_projects

CommitmentType = Literal["预期指标", "约束指标", "项目", "事项", "改革", "定性", "自行增加"]
OWN: CommitmentType = "自行增加"  # put in by an office, not from the report
TYPES: tuple[CommitmentType, ...] = ("预期指标", "约束指标", "项目", "事项", "改革", "定性", OWN)

# A clause that only says how or why belongs to the next one; one that only says what comes of it, to the one before.
_LEADS_ON = re.compile(
    r"^(?:以(?!旧换新)|围绕|聚焦|依托|通过|按照|根据|针对|着眼|紧扣|立足|适应|抢抓|坚持以|在.{1,20}[上中下]$|为了?)"
    r"|^(?:今年|今后|20\d\d年|我们)$"
)
_ANNOUNCES = re.compile(r"(?:是|为|如下|目标|工作)$")  # 今年的主要预期目标是: the colon's other side says it
# 今年是…收官之年, 挑战前所未有: a view of the year, no promise.
_VIEWS = re.compile(
    r"^(?:今年|当前|20\d\d年)是|之年|前所未有|^(?:实现|完成)上述目标|^做好今年.{0,10}(?:总体要求|工作)"
    r"|(?:抓好|做好|聚焦|把握|部署了?).{1,4}(?:方面|项)的?(?:重点)?(?:工作)?[。：:]?$|(?:全会|会议)(?:强调|指出|明确)"
)
_GOES_ON = re.compile(r"^(?:让|使|确保.{0,12}(?:实惠|满意)|切实|从而|以便|真正)")
# How something is done, at the head of a clause: the verb behind it says what.
_LEAD = (
    r"(?:^|，)(?:今年|全年|持续|深入|积极|全力|加快|扎实|大力|加力|稳步|有序|统筹|全面|进一步|着力|聚力|高标准|高质量|高水平"
    r"|迭代|提速|提质|接续|适时|规划|聚焦|坚决|力争|确保|推动|支持|力促|逐步|努力|抓好|抓紧|滚动|纵深|新|再|率先|常态化|继续|实现"
    r"|推进|严格|精心|切实|协同|一体|同步|主动|做好|分类|分批|分级|启动|科学|稳妥|合力|用好|\d+月底?前)*"
)
_QUOTED = re.compile(r"“[^”]*”|[\[［〔]\d+[\]］〕]")  # and the marks of notes
_LISTS_TARGETS = re.compile(r"预期目标|主要目标是|目标是[：:]?")
_KINDS_FIRST = re.compile(r"能耗|主要污染物|PM2\.?5|优良天数|水质|碳排放|减排")
_RATE = re.compile(r"[\u4e00-\u9fff]{2}[率比]$")
_STATES = re.compile(r"\d|[一二三四五六七八九十]+(?:个|项|所)|[\u4e00-\u9fff]{4}")
_DEADLINE = re.compile(
    r"(?:明年|20\d\d年)?(?:[1-9]|1[0-2])月(?:底|末|份|\d{1,2}日)?(?:之?前)?(?!起|\d|日)|(?:今年|明年)?[上下]半年"
    r"|[一二三四]季度末?|国庆节?前|春节前|年内|年底前?"
)


@dataclass(frozen=True, slots=True)
class Commitment:
    """One promise; a clause with several figures gives one for each of them."""

    id: str  # of its report, its words and its figure: the same words keep it
    report_id: str
    text: str  # Document.text[start:end]
    start: int
    end: int
    sentence: int  # position in Document.sentences
    source: str  # the whole sentence
    heading_path: tuple[str, ...]
    year: int | None
    type: CommitmentType
    figure: Figure | None  # the target; None where it is stated in words
    deadline: str
    deadline_inferred: bool  # True: the report names none, so it is the year's end
    part: str = ""  # the thing that this row is for, where one clause names several: its own words


def own_commitment(identity: str, report_id: str, text: str, year: int) -> Commitment:
    """Return a row that an office put in: it stands nowhere in the report, and no answer knows it."""
    return Commitment(
        id=identity,
        report_id=report_id,
        text=text,
        start=0,
        end=0,
        sentence=-1,
        source="",
        heading_path=(OWN,),
        year=year,
        type=OWN,
        figure=None,
        deadline=f"{year}年底",
        deadline_inferred=True,
    )


@dataclass(frozen=True, slots=True)
class Coverage:
    """How many of the plan's sentences gave at least one commitment."""

    planned: int
    covered: int


def extract_commitments(document: Document) -> tuple[Commitment, ...]:
    """Return every commitment of a report, in the order of the text."""
    seen: Counter[str] = Counter()
    found: list[Commitment] = []
    for sentence in promising_sentences(document):
        for start, end in _promises(sentence):
            figures = [f for f in document.figures if f.sentence == sentence.index and start <= f.start < end]
            targets: list[Figure | None] = [one for figure in figures for one in _each(figure)] or [None]
            for figure in targets:
                found += _each_project(_commitment(document, sentence, (start, end), figure, seen), seen)
    return tuple(found)


def _each_project(whole: Commitment, seen: Counter[str]) -> list[Commitment]:
    """Return a clause that lists projects as one row for each of them."""
    names = named_projects(whole.text) if whole.type == "项目" and whole.figure is None else ()
    return [replace(whole, id=identity_of(whole, name, seen), part=name) for name in names] or [whole]


def _each(figure: Figure) -> list[Figure]:
    """Return a rate that holds for two things (养老、医疗参保率) as one for each of them."""
    first, joined, second = figure.indicator.partition("、")
    shared = _RATE.search(second)
    if figure.unit != "%" or not joined or shared is None or "、" in second:
        return [figure]
    return [
        replace(figure, indicator=first if _RATE.search(first) else first + shared[0]),
        replace(figure, indicator=second),
    ]


def coverage(document: Document, commitments: Iterable[Commitment]) -> Coverage:
    """Return how much of what a report promises the commitments cover."""
    planned = {s.index for s in document.sentences if s.role == "target" and not s.is_heading}
    return Coverage(len(planned), len(planned & {commitment.sentence for commitment in commitments}))


def promising_sentences(document: Document) -> list[Sentence]:
    """Return the sentences that plan something; headings only name what follows, views of the year plan nothing."""
    planned = (s for s in document.sentences if s.role == "target" and not s.is_heading)
    return [s for s in planned if _STATES.search(s.text) and not _VIEWS.search(s.text)]


def _promises(sentence: Sentence) -> Iterator[tuple[int, int]]:
    """Yield the spans of a sentence's promises.

    Clauses that only lead on or go on are joined to theirs, and so are neighbours that promise nothing verifiable.
    """
    spans: list[tuple[int, int]] = []
    for start, end in _clauses(sentence.text):
        if (
            spans
            and not _is_verifiable(sentence.text[start:end])
            and not _is_verifiable(sentence.text[slice(*spans[-1])])
        ):
            spans[-1] = (spans[-1][0], end)
        else:
            spans.append((start, end))
    for start, end in spans:
        clause = sentence.text[start:end]
        lead = len(clause) - len(clause.lstrip())
        yield sentence.start + start + lead, sentence.start + end


def _clauses(text: str) -> list[tuple[int, int]]:
    spans: list[tuple[int, int]] = []
    pending: int | None = None
    clauses = split_clauses(text)
    for number, (start, end) in enumerate(clauses):
        clause = text[start:end]
        is_last = number == len(clauses) - 1
        if not is_last and _ANNOUNCES.search(clause) and text[end] in "：:":
            continue
        begin = start if pending is None else pending
        if not is_last and _LEADS_ON.search(clause) and not re.search(r"\d{2}", clause):
            pending = begin
            continue
        pending = None
        if spans and _GOES_ON.search(clause):
            spans[-1] = (spans[-1][0], end)
        else:
            spans.append((begin, end))
    return spans


def _is_verifiable(clause: str) -> bool:
    return _type(clause, "", None) != "定性"


def _commitment(
    document: Document, sentence: Sentence, span: tuple[int, int], figure: Figure | None, seen: Counter[str]
) -> Commitment:
    start, end = span
    text = document.text[start:end]
    deadline = _DEADLINE.search(text)
    return Commitment(
        id=_id(document.report_id, text, figure, seen),
        report_id=document.report_id,
        text=text,
        start=start,
        end=end,
        sentence=sentence.index,
        source=sentence.text,
        heading_path=sentence.heading_path,
        year=sentence.year,
        type=_type(text, sentence.text, figure),
        figure=figure,
        deadline=deadline.group() if deadline else f"{sentence.year or document.year}年底",
        deadline_inferred=deadline is None,
    )


def _id(report_id: str, text: str, figure: Figure | None, seen: Counter[str]) -> str:
    """Return what identifies a commitment whatever stands before it in the report."""
    words = squeeze(text)
    key = f"{report_id}\n{words}\n{figure.text if figure else ''}\n{figure.indicator if figure else ''}"
    seen[key] += 1
    return hashlib.sha256(f"{key}\n{seen[key]}".encode()).hexdigest()[:12]


def identity_of(whole: Commitment, part: str, seen: Counter[str]) -> str:
    """Return what identifies one part of a commitment."""
    return _id(whole.report_id, f"{whole.text}\n{part}", whole.figure, seen)


def _type(clause: str, sentence: str, figure: Figure | None) -> CommitmentType:
    if figure is not None and _LISTS_TARGETS.search(sentence) and not _KINDS_FIRST.search(clause):
        return "预期指标"
    plain = _QUOTED.sub("“”", clause)
    kinds = (name for name, fits, not_if in _patterns() if fits.search(plain) and not (not_if and not_if.search(plain)))
    kind = next(kinds)
    counts = figure is not None or any(quantity.unit for quantity in find_quantities(plain))
    return "事项" if kind == "定性" and counts else kind


@cache
def _patterns() -> tuple[tuple[CommitmentType, re.Pattern[str], re.Pattern[str] | None], ...]:
    lines = resources.files("register").joinpath("types.tsv").read_text(encoding="utf-8").splitlines()
    rows = [line.split("\t") for line in lines if line and not line.startswith("#")]
    known = {name: name for name in TYPES}
    return tuple(
        (known[name], re.compile(fits.replace("{lead}", _LEAD)), re.compile(not_if) if not_if else None)  # type: ignore[index]
        for name, fits, not_if in rows
    )
