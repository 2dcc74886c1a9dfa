"""What a language model's words were worth: how soon they came, how many, and how many had to be replaced."""

from __future__ import annotations

import time
from collections.abc import Iterable, Iterator, Mapping, Sequence

from chatbot import Answer
from eval.grading import Outcome
from eval.intervals import Rate
from eval.metrics import percentile
from eval.tables import format_table
from ingest.tokens import count_tokens

Spoken = Mapping[str, float]
"""Of one answer: ms to the first words and to the end, its pieces, those that say a statement as it stands, tokens."""

_HEADER = ("kind", "n", "right", "right, proven only", "first words p50/p95", "whole p50/p95", "replaced", "tokens")


def listen(events: Iterable[Answer | str]) -> tuple[Answer, Spoken]:
    """Return the final answer of a stream with how its words came; empty where no model spoke."""
    started, first = time.perf_counter(), 0.0
    proven, answer, pieces = "", None, []
    for event in events:
        if isinstance(event, str):
            first = first or (time.perf_counter() - started) * 1000
            pieces.append(event)
        else:
            answer, proven = event, proven or event.text
    assert answer is not None  # noqa: S101 - a stream ends with an answer
    if not pieces:
        return answer, {}
    spoken = {
        "first_ms": first,
        "whole_ms": (time.perf_counter() - started) * 1000,
        "pieces": len(pieces),
        "replaced": sum(_bare(piece) in _bare(proven) for piece in pieces),
        "tokens": count_tokens("".join(pieces)),
    }
    return answer, spoken


def _bare(text: str) -> str:
    return text.rstrip("。；;.")


def format_spoken(outcomes: Sequence[Outcome], right_before: Mapping[str, bool]) -> str:
    """Return the table of what a model's words were worth, by kind; "" when none spoke.

    Args:
        outcomes: judged answers of a run with a model.
        right_before: by case, whether its proven answer alone is right.
    """
    told = [outcome for outcome in outcomes if outcome.spoken]
    kinds = {kind: [o for o in told if o.kind == kind] for kind in sorted({o.kind for o in told})}
    rows = [_row(kind, members, right_before) for kind, members in {**kinds, "all": told}.items() if members]
    return format_table(_HEADER, rows) if told else ""


def _row(kind: str, members: Sequence[Outcome], right_before: Mapping[str, bool]) -> list[str]:
    pieces, replaced = (sum(o.spoken[name] for o in members) for name in ("pieces", "replaced"))
    right = Rate(sum(o.right for o in members), len(members))
    before = Rate(sum(right_before.get(f"{o.case_id}#{o.turn}", False) for o in members), len(members))
    return [
        kind,
        str(len(members)),
        _share(right),
        _share(before),
        "/".join(_seconds(members, "first_ms")),
        "/".join(_seconds(members, "whole_ms")),
        _share(Rate(int(replaced), int(pieces))),
        f"{sum(o.spoken['tokens'] for o in members) / len(members):.0f}",
    ]


def _seconds(members: Sequence[Outcome], name: str) -> Iterator[str]:
    for share in (0.5, 0.95):
        yield f"{percentile([o.spoken[name] for o in members], share) / 1000:.1f}s"


def _share(rate: Rate) -> str:
    low, high = rate.interval
    return f"{rate.hits}/{rate.total} ({low:.0%}-{high:.0%})"
