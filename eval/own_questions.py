"""Questions that reports ask of themselves: every figure has a name, so its question and its answer are known.

No one has labelled these reports. 去年粮食产量多少 is asked of the report that tells it once, and has to be answered
from that sentence; asked of another report, none of whose sentences has all its words, it has to be declined.
What two figures make together (:mod:`eval.own_kinds`) is known as well. Thousands of neutral questions come of it,
where cases by hand are few.
"""

from __future__ import annotations

import random
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import permutations
from pathlib import Path

from tqdm import tqdm

from chatbot import Answer, Chatbot
from chatbot.messages import messages_for
from eval.indexes import ReportIndexes
from eval.own_kinds import combined, wordings
from index.search import SearchIndex
from ingest.conjuncts import is_measure
from ingest.document import Document, Figure
from ingest.numerals import find_quantities, unit_kinds

_NAME = re.compile("[\u4e00-\u9fff]{3,14}")
_SAID_IN = frozenset({"公里", "平方米", "亩", "吨"})  # beside what is counted, units that a question says
_FORMS = {
    "增速": ("{name}增长多少", "{name}增长了多少", "{name}增速是多少", "{name}同比增长多少"),
    "占比": ("{name}占比多少", "{name}的比重是多少"),
    "": ("{name}多少{unit}", "{name}有多少{unit}", "{name}是多少{unit}", "{name}达到多少{unit}"),
}
_CLAIMS = ("{when}{name}是{value}，对吗", "{when}{name}是不是{value}", "听说{when}{name}{value}，是真的吗")
_YEARS = {0: ("今年", "今年计划", ""), -1: ("去年", "去年全年", "")}
_TOLD, _ABSENT, _OF_IT = "told, and answered", "not told, and declined", "not told of what is, and declined"
_SWAPPED = "told by what stands beside it, and corrected"
_ATTRIBUTES = Path(__file__).with_name("own_attributes.tsv")
_ROUNDED = 0.006  # of a value: an answer rounds to the report's own digits
_BOTH_SIDES = re.compile("城乡|城镇|农村")  # 城乡居民收入分别增长: each side has its figure, under no name of its own


@dataclass(frozen=True, slots=True)
class OwnQuestion:
    """A question of figures' names, the last of its turns; ``spans`` are their sentences, none where none is there.

    ``value`` is what is worked out of the figures (万/亿 multiplied out), where that is asked for.
    """

    report: str
    kind: str
    turns: tuple[str, ...]
    figures: tuple[str, ...]
    spans: tuple[tuple[int, int], ...] = ()
    value: float | None = None


def own_questions(documents: Sequence[Document], each: int, seed: int = 0) -> Iterator[OwnQuestion]:
    """Yield as many questions of each report's own figures, of two together, and of what it does not name.

    Args:
        documents: the reports.
        each: questions of any sort for a report, where it has so many.
        seed: of the choice among figures and wordings.
    """
    chance = random.Random(seed)  # noqa: S311 - a sample, no secret
    named = {document.report_id: _named_figures(document) for document in documents}
    for document in documents:
        own = named[document.report_id]
        for figure in chance.sample(own, min(each, len(own))):
            question = _asked(figure, document, chance)
            yield OwnQuestion(document.report_id, _TOLD, (question,), (figure.text,), _spans((figure,), document))
        yield from _together(own, document, each, chance)
        yield from _swapped(own, document, each, chance)
        yield from _of_it(own, document, each, chance)
        others = [(f, d) for d in documents if d is not document for f in named[d.report_id]]
        absent = [(f, d) for f, d in others if f.indicator not in document.text and not _BOTH_SIDES.search(f.indicator)]
        for figure, other in chance.sample(absent, min(each, len(absent))):
            yield OwnQuestion(document.report_id, _ABSENT, (_asked(figure, other, chance),), (figure.text,))


def _together(own: Sequence[Figure], document: Document, each: int, chance: random.Random) -> Iterator[OwnQuestion]:
    possible = list(combined(own, document))
    for asked in chance.sample(possible, min(each, len(possible))):
        names = {"a": asked.figures[0].indicator, "b": asked.figures[-1].indicator}
        names |= {"last": str(document.year - 1), "now": str(document.year)}
        turns = tuple(turn.format(**names) for turn in chance.choice(wordings()[asked.kind]))
        shown = asked.figures[len(turns) - 1 :] if asked.value is None else ()  # of a conversation, the last turn's
        figures = tuple(figure.text for figure in shown)
        spans = _spans(shown or asked.figures, document)
        yield OwnQuestion(document.report_id, asked.kind, turns, figures, spans, asked.value)


def _of_it(own: Sequence[Figure], document: Document, each: int, chance: random.Random) -> Iterator[OwnQuestion]:
    """Yield what is not told of that which a report counts: 口袋公园平均每个有多大."""
    counted = [f for f in own if _is_counted(f) and _back(f, document) in _YEARS]
    asked = [(f, *row) for f in counted for row in _attributes() if not _is_told(f.indicator, row[1], document)]
    for figure, wording, _ in chance.sample(asked, min(each, len(asked))):
        when = _YEARS[_back(figure, document) or 0][0]
        question = wording.format(when=when, name=figure.indicator)
        yield OwnQuestion(document.report_id, _OF_IT, (question,), (figure.text,))


def _swapped(own: Sequence[Figure], document: Document, each: int, chance: random.Random) -> Iterator[OwnQuestion]:
    """Yield claims that one thing's figure is another's of the same sentence: 托育点是8个，对吗."""
    pairs = [(f, g) for f, g in permutations(own, 2) if f.sentence == g.sentence and f.value != g.value]
    alike = [(f, g) for f, g in pairs if (f.unit, f.scope, f.year) == (g.unit, g.scope, g.year)]
    for figure, other in chance.sample(alike, min(each, len(alike))):
        when = _YEARS[_back(figure, document) or 0][0]
        turn = chance.choice(_CLAIMS).format(when=when, name=figure.indicator, value=other.text)
        yield OwnQuestion(document.report_id, _SWAPPED, (turn,), (figure.text,), _spans((figure,), document))


def _is_told(name: str, words: re.Pattern[str], document: Document) -> bool:
    return any(name in sentence.text and words.search(sentence.text) for sentence in document.sentences)


@cache
def _attributes() -> tuple[tuple[str, re.Pattern[str]], ...]:
    lines = _ATTRIBUTES.read_text(encoding="utf-8").splitlines()
    rows = (line.split("\t") for line in lines if not line.startswith("#"))
    return tuple((wording, re.compile(words)) for wording, words in rows)


def _is_counted(figure: Figure) -> bool:
    return unit_kinds().get(figure.unit) in {"count", "person"} or figure.unit in _SAID_IN


def _spans(figures: Sequence[Figure], document: Document) -> tuple[tuple[int, int], ...]:
    sentences = (document.sentences[figure.sentence] for figure in figures)
    return tuple((sentence.start, sentence.end) for sentence in sentences)


def _named_figures(document: Document) -> list[Figure]:
    """Return the figures of last year or this that alone have their name in their year."""
    by_name: defaultdict[tuple[str, str], list[Figure]] = defaultdict(list)
    for figure in document.figures:
        if figure.role != "other" and _NAME.fullmatch(figure.indicator) and not is_measure(figure.indicator):
            by_name[figure.indicator, figure.scope].append(figure)
    alone = [figures for figures in by_name.values() if len({f.year for f in figures}) == len(figures)]
    return [f for figures in alone for f in figures if _back(f, document) in _YEARS and f.scope != "排名"]


def _back(figure: Figure, document: Document) -> int | None:
    return None if figure.year is None else figure.year - document.year


def _asked(figure: Figure, document: Document, chance: random.Random) -> str:
    form = chance.choice(_FORMS.get(figure.scope, _FORMS[""]))
    when = chance.choice(_YEARS[_back(figure, document) or 0])
    return when + form.format(name=figure.indicator, unit=figure.unit if _is_counted(figure) else "")


def may_be_told(question: str, index: SearchIndex) -> bool:
    """Say whether a sentence of the reports has every word of a question, by any name, and so may be the answer."""
    terms = [term for term in index.parse(question).terms if not term.generic]
    return any(all(any(n in s.text for n in term.alternatives) for term in terms) for s in index.corpus.sentences)


def ask_own(report_ids: Sequence[str], indexes: ReportIndexes, each: int) -> Iterator[tuple[OwnQuestion, str]]:
    """Yield each question with what is wrong with its answer; "" for nothing."""
    documents = [indexes.document(report_id) for report_id in report_ids]
    for question in tqdm(list(own_questions(documents, each)), unit="question", desc="own", disable=None):
        index = indexes.open(question.report)
        if question.spans or question.kind == _OF_IT or not may_be_told(question.turns[-1], index):
            yield question, what_is_wrong(question, _answer(question, Chatbot(index)))


def _answer(question: OwnQuestion, chatbot: Chatbot) -> Answer:
    conversation = None
    for turn in question.turns[:-1]:
        conversation = chatbot.ask(turn, conversation_id=conversation).conversation_id
    return chatbot.ask(question.turns[-1], conversation_id=conversation)


def what_is_wrong(question: OwnQuestion, answer: Answer) -> str:
    """Return what an answer should not have done; "" where it gives its figures and sentences, or rightly declines."""
    if question.kind == _OF_IT and answer.status == "partial":
        return ""  # 比2025年多多少: what is not told is named
    if question.kind == _SWAPPED and answer.text.startswith(messages_for("zh").right_premise.rstrip("。")):
        return f"confirmed: {answer.text}"
    if not question.spans:
        return f"answered: {answer.text}" if answer.answered else ""
    if not answer.answered:
        return f"declined: {answer.text}"
    cited = all(any(c.start < end and start < c.end for c in answer.citations) for start, end in question.spans)
    shown = all(figure in answer.text for figure in question.figures) and _has(question.value, answer.text)
    return "" if cited and shown else f"another: {answer.text}"


def _has(value: float | None, text: str) -> bool:
    return value is None or any(abs(said.value - value) <= _ROUNDED * value for said in find_quantities(text))


def told(asked: Iterable[tuple[OwnQuestion, str]]) -> str:
    """Return what is wrong, question by question, and the rates of each kind."""
    rows = list(asked)
    lines = [f"{q.report} {' >> '.join(q.turns)} ({_expected(q)}) {wrong}" for q, wrong in rows if wrong]
    for kind in dict.fromkeys(question.kind for question, _ in rows):
        right = [not wrong for question, wrong in rows if question.kind == kind]
        lines.append(f"{sum(right) / len(right):6.1%}  {sum(right)}/{len(right)}  {kind}")
    return "\n".join(lines)


def _expected(question: OwnQuestion) -> str:
    if question.value is not None:
        return f"{question.value:.6g}"
    return "、".join(question.figures) if question.spans else "-"
