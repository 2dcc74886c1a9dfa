"""Reports that are much the same: one text filed twice, or the national one under a city's name."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping
from itertools import combinations

from ingest.document import Document
from ingest.normalise import squeeze

SHARE = 0.5  # of the shorter report's sentences that stand in the other one too
_TELLING = 12  # characters: a shorter sentence is a phrase that many reports have
_COMMON = 12  # reports: a sentence of more of them is one too


class Alike:
    """Is shown reports one after the other, and keeps a number for each sentence only."""

    def __init__(self) -> None:
        self._reports_of: defaultdict[int, list[str]] = defaultdict(list)
        self._sizes: dict[str, int] = {}

    def add(self, document: Document) -> None:
        """Note a report's sentences."""
        said = {hash(text) for s in document.sentences if len(text := squeeze(s.text)) >= _TELLING}
        self._sizes[document.report_id] = len(said)
        for sentence in said:
            self._reports_of[sentence].append(document.report_id)

    def found(self) -> Mapping[str, list[str]]:
        """Return for each report that has any the ids of those that are much the same, the nearest first."""
        said_by = (reports for reports in self._reports_of.values() if 1 < len(reports) <= _COMMON)
        shared = Counter(pair for reports in said_by for pair in combinations(reports, 2))
        near: defaultdict[str, list[tuple[float, str]]] = defaultdict(list)
        for (one, other), count in shared.items():
            share = count / max(1, min(self._sizes[one], self._sizes[other]))
            if share >= SHARE:
                near[one].append((-share, other))
                near[other].append((-share, one))
        return {report_id: [name for _, name in sorted(others)] for report_id, others in near.items()}
