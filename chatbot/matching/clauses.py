"""Clauses: which words of a sentence are said. Whole clauses as they stand, each with what hangs on it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from chatbot.arithmetic.comparable import FUNDS
from chatbot.matching.candidate import Candidate, Clause
from chatbot.question.wants import Want
from ingest.document import Figure
from ingest.parts_of_year import PART_OF_YEAR

MAX_LENGTH = 96  # of a phrase, Latin letters and digits counted half: a fact fits a phone's screen with its year
LONG = 170  # to reach a value, or behind a head
_LONGEST = 230  # where several things are asked, a list or an explanation
# A clause that begins so goes on with the one before it: it has no subject of its own, as 居民 and 排水 are one.
_HANGS_ON = re.compile(
    r"^(?:同比|环比|[比较]|增长|增加|增幅|增速|提高|提升|上升|下降|降低|减少|回落|总数|总量|累计|其中|占|居(?![民住家委])|位居|位列|排名|排(?![水放污涝查洪灌])|分别"
    r"|并(?!网|购|行)|惠及|覆盖|涉及|带动|可(?!再生|持续|支配)|达到?|突破|超过|超|净增|新增量|总投资|到位|成为|被评为|获评|荣获|当选|高于|低于|连续|均(?!衡)|年均|实际(?!使用|利用|到位|有效)|完成率|总规模|总面积)"
)
_NOTE_NUMBER = re.compile(r"^(?:[\[【〔（(]\d{1,3}[\]】〕）)]|\d{1,3}[.．、](?!\d))\s*")  # of a glossary's item
# 前三季度，全市实现地区生产总值…: what a whole sentence is told of.
_PERIOD_LEAD = re.compile(rf"(?:{PART_OF_YEAR.pattern}|截至[^，。；]{{2,12}}|(?:力争)?到20\d\d年[底末]?)，")
_NOTE_MARK = re.compile(r"[\[〔【]\d{1,3}[\]〕】]|&nbsp;")  # of the report's own notes, beside our citations
_MARKS = "。！；;，,、：:"
_LEFT_OPEN = re.compile(r"(?<=[，；、])其中$")
_NEEDS_MORE = re.compile(r"(?:是|为|包括|有|即|：|分别|如下|目标)$")
_LISTS = re.compile("分别[是为]|即|包括|具体[是为]|主要[是有]")
_TOLD_OF_ALL = "gap"  # 甲增长6%，乙增长5%，均高于全国: what closes a list is told of each
_DATED = "date"
_AS_MUCH = 0.05  # of the question's words that a clause may have less
_NEARLY = 0.6
_WHOLE_SHARE = 0.5  # of the best clause's share of the question's words: another clause that answers too


def said(
    candidate: Candidate, wants: Sequence[Want], *, several: bool, whole: bool, needed: Sequence[Figure] = ()
) -> str:
    """Return the words of a sentence that answer: a stretch of whole clauses, without the closing mark.

    Args:
        candidate: the sentence beside the question.
        wants: the types of span that are asked for.
        several: whether the question asks several things.
        whole: whether a list or an explanation is asked, which a clause alone would cut.
        needed: figures of which one has to be said, where a figure is asked.
    """
    clauses, text = candidate.clauses, candidate.sentence.text
    limit = _LONGEST if several or whole else MAX_LENGTH
    if not clauses or (whole and reading_length(text) <= limit):
        return _closed(text)
    first, last = _stretch(clauses, wants, _having(clauses, needed), several=several, limit=limit)
    first, last = _to_a_figure(clauses, needed, first, last, limit)
    if _is_head(text, clauses[last]):
        last = _past_the_head(clauses, wants, first, last)
    lead = period_lead(text)
    since = lead if len(lead) <= clauses[first].start else ""
    return since + _closed(text[clauses[first].start : clauses[last].end])


def between(clauses: Sequence[Clause], start: int, end: int) -> tuple[int, int]:
    """Return where the words of a stretch of a sentence begin and end, with the clauses that it hangs on.

    总量分别达到60家、70家 hangs on 高新技术企业、科技型企业加快成长.
    """
    own = first = max((n for n, clause in enumerate(clauses) if clause.start <= start), default=0)
    while first > 0 and _HANGS_ON.match(clauses[first].text):
        first -= 1
    if 0 < first < own and clauses[own].text.startswith("分别"):
        first -= 1  # 接待游客1071万人次，实现旅游收入43.5亿元，分别增长19.5%、48.3%
    return (clauses[first].start if clauses else start), end


def window_of(clauses: tuple[Clause, ...]) -> tuple[Clause, ...]:
    """Return the best clause between its neighbours."""
    best = max(range(len(clauses)), key=lambda n: clauses[n].share, default=0)
    return clauses[max(0, best - 1) : best + 2]


def hangs_on(clause: str) -> bool:
    """Say whether a clause has no subject of its own, so that it goes on with the one before it."""
    return _HANGS_ON.match(clause) is not None


def period_lead(text: str) -> str:
    """Return the period that a whole sentence is told of, where it begins with one: 前三季度，; else nothing."""
    found = _PERIOD_LEAD.match(text)
    return found.group() if found else ""


def _stretch(
    clauses: Sequence[Clause], wants: Sequence[Want], having: Sequence[int], *, several: bool, limit: int
) -> tuple[int, int]:
    """Return the first and last of the clauses that are said; those in ``having`` have a figure that is needed."""
    best = max(clause.share for clause in clauses)
    # 实施企业倍增计划，…，科技型企业50家: of clauses that have the words the one with the figure.
    told = [n for n in having if clauses[n].share >= best - _AS_MUCH]
    anchor = max(told or range(len(clauses)), key=lambda n: _worth(clauses[n], wants))
    first = last = anchor
    best = clauses[anchor].share
    fitting = [n for n, clause in enumerate(clauses) if best and clause.share >= _WHOLE_SHARE * best]
    for n in sorted(fitting, key=lambda n: abs(n - anchor)):
        grown = min(first, n), max(last, n)
        # Where one has the very figure that is asked (its share is all), no others are said to get to a far one.
        is_far = best >= 1 and not several and not first - 1 <= n <= last + 1
        if _length(clauses, *grown) <= limit and not is_far:
            first, last = grown
    while first > 0 and _HANGS_ON.match(clauses[first].text) and _length(clauses, first - 1, last) <= limit:
        first -= 1
    dated = next((want for want in wants if want.name == _DATED), None)
    undated = dated and not any(dated.is_met(clause.text) for clause in clauses[first : last + 1])
    if dated and undated and first > 0 and dated.is_met(clauses[first - 1].text):
        first -= 1  # 5月5日，省政府宣布脱贫
    while last + 1 < len(clauses) and _length(clauses, first, last + 1) <= limit:
        stretch = "，".join(clause.text for clause in clauses[first : last + 1])
        following = {
            want: clauses[last + 1 :] if want.name == _TOLD_OF_ALL else clauses[last + 1 : last + 2] for want in wants
        }
        lacks = any(not w.is_met(stretch) and any(w.is_met(c.text) for c in following[w]) for w in wants)
        hangs = _HANGS_ON.match(clauses[last + 1].text) or _NEEDS_MORE.search(clauses[last].text)
        if not (hangs or lacks or several):
            break
        last += 1
    if last + 1 < len(clauses) and _LISTS.match(clauses[last + 1].text) and _asks_names(wants):
        last += 1  # 形成12件民生实事，分别是…: however long the list is
    while several and first > 0 and _length(clauses, first - 1, last) <= limit:
        first -= 1
    # 接待游客10.9亿人次，旅游收入1.3万亿元，分别增长15.8%和11.5%: the first rate is that of the clause before.
    if first > 0 and any(clauses[n].text.startswith("分别") for n in (first, first + 1) if n <= last):
        first -= _length(clauses, first - 1, last) <= limit
    return first, last


def _asks_names(wants: Sequence[Want]) -> bool:
    return any(want.name in {"names", "content"} for want in wants)


def _to_a_figure(
    clauses: Sequence[Clause], needed: Sequence[Figure], first: int, last: int, limit: int
) -> tuple[int, int]:
    """Return the clauses grown to the nearest that has a figure which is needed: 审批流程再造，时限精简73%.

    A figure before them is said where the subject stands before it too, alone where it is far: 实施太湖治理，完成227个
    工程，太湖治理走在前列.
    """
    having = _having(clauses, needed)
    if any(first <= n <= last for n in having):
        return first, last
    best = max(clause.share for clause in clauses[first : last + 1])
    told = [n for n in having if n > last or any(c.share >= _NEARLY * best for c in clauses[: n + 1])]
    funds = _having(clauses, [figure for figure in needed if FUNDS.fullmatch(figure.indicator)])
    told += [n for n in funds if n == first - 1]  # 筹措资金45亿元，实施为民办实事工程
    nearest = next((n for n in sorted(told, key=lambda n: (n < first, n))), None)
    if nearest is None:
        return first, last
    grown = min(first, nearest), max(last, nearest)
    # Where the subject stands first and its value last, all between is said: without the value nothing is answered.
    if _length(clauses, *grown) <= (LONG if nearest > last else limit):
        return grown
    return (nearest, nearest) if nearest < first else (first, last)


def _is_head(text: str, clause: Clause) -> bool:
    """Say whether a clause is what a sentence of the appendix explains: 39.长江十年禁渔：…"""
    return clause.start == 0 and text[clause.end : clause.end + 1] in {"：", ":"}


def _past_the_head(clauses: Sequence[Clause], wants: Sequence[Want], first: int, last: int) -> int:
    """Return the last clause of what is said behind a head, as far as what is asked for: a head says nothing."""
    while last + 1 < len(clauses) and _length(clauses, first, last + 1) <= LONG:
        last += 1
        told = "，".join(clause.text for clause in clauses[first + 1 : last + 1])
        if wants and all(want.is_met(told) for want in wants):
            break
    return last


def _having(clauses: Sequence[Clause], needed: Sequence[Figure]) -> list[int]:
    return [n for n, clause in enumerate(clauses) if any(figure.text in clause.text for figure in needed)]


def _worth(clause: Clause, wants: Sequence[Want]) -> float:
    met = sum(want.is_met(clause.text) for want in wants) / len(wants) if wants else 0.0
    return clause.share + 0.25 * met


def _length(clauses: Sequence[Clause], first: int, last: int) -> float:
    return sum(reading_length(clause.text) + 1 for clause in clauses[first : last + 1])


def without_note_marks(text: str) -> str:
    """Return a text without the numbers of the report's own notes, which would look like citations."""
    return _NOTE_MARK.sub("", text)


def reading_length(text: str) -> float:
    """Return how long a text reads: Latin letters and digits count half."""
    return sum(0.5 if character.isascii() else 1.0 for character in text)


def _closed(text: str) -> str:
    bare = without_note_marks(_NOTE_NUMBER.sub("", text.strip()))
    return _LEFT_OPEN.sub("", bare.rstrip(_MARKS)).rstrip(_MARKS)
