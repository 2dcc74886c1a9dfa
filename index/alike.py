"""Reports that are much the same: one text filed twice, or the national one under a city's name."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from itertools import combinations

from ingest.document import Document
from ingest.normalise import squeeze

SHARE = 0.5  # of the shorter report's sentences that stand in the other one too
_TELLING = 12  # characters: a shorter sentence is a phrase that many reports have
_COMMON = 12  # reports: a sentence of more of them is one too


def alike(documents: Iterable[Document]) -> Mapping[str, list[str]]:
    """Return for each report that has any the ids of those that are much the same, the nearest first."""
    reports_of: defaultdict[int, list[str]] = defaultdict(list)
    sizes: dict[str, int] = {}
    for document in documents:
        said = {hash(text) for s in document.sentences if len(text := squeeze(s.text)) >= _TELLING}
        sizes[document.report_id] = len(said)
        for sentence in said:
            reports_of[sentence].append(document.report_id)
    shared = Counter(
        pair for reports in reports_of.values() if 1 < len(reports) <= _COMMON for pair in combinations(reports, 2)
    )
    found: defaultdict[str, list[tuple[float, str]]] = defaultdict(list)
    for (one, other), count in shared.items():
        share = count / max(1, min(sizes[one], sizes[other]))
        if share >= SHARE:
            found[one].append((-share, other))
            found[other].append((-share, one))
    return {report_id: [name for _, name in sorted(near)] for report_id, near in found.items()}
