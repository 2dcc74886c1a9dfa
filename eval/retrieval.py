"""How often search finds the evidence: our three modes beside the plain LlamaIndex default."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import get_args

from tqdm import tqdm

from eval.cases import Case
from eval.indexes import ReportIndexes
from eval.intervals import Rate
from eval.llama_default import LlamaDefault
from eval.metrics import Span, hit_at, ndcg_at, reciprocal_rank
from eval.tables import format_rate, format_table
from index.search import SearchIndex, SearchMode

TOP_K = 10
DEPTHS = (1, 5, 10)
MODES: tuple[SearchMode, ...] = get_args(SearchMode)
LLAMA_DEFAULT = "llamaindex"

Ranker = Callable[[str], Sequence[Span]]


@dataclass(frozen=True, slots=True)
class RankedCase:
    """What one configuration found for one question."""

    configuration: str
    case_id: str
    style: str
    frozen: bool
    hits: Mapping[int, bool]  # by depth
    reciprocal_rank: float
    ndcg: float
    characters: int  # of the results shown, the reader's price of a hit


def rank_cases(
    cases: Sequence[Case], indexes: ReportIndexes, *, llamaindex: bool = True, progress: bool = True
) -> list[RankedCase]:
    """Return what every configuration finds for the first question of every case with evidence."""
    asked = sorted((case for case in cases if case.turns[0].gold), key=lambda case: case.report)
    rankers: dict[str, dict[str, Ranker]] = {}
    found: list[RankedCase] = []
    for case in tqdm(asked, desc="questions", unit="question", disable=None if progress else True):
        if case.report not in rankers:
            rankers = {case.report: open_rankers(case.report, indexes, llamaindex)}
        found += [rank_case(case, name, ranker) for name, ranker in rankers[case.report].items()]
    return found


def open_rankers(report_id: str, indexes: ReportIndexes, llamaindex: bool) -> dict[str, Ranker]:
    """Return the configurations to compare over one report, by name."""
    search_index = indexes.open(report_id)
    rankers: dict[str, Ranker] = {mode: _mode_ranker(search_index, mode) for mode in MODES}
    if llamaindex:
        llama = LlamaDefault(report_id, search_index.documents[report_id].text, indexes.encoder)
        rankers[LLAMA_DEFAULT] = lambda question: llama.search(question, TOP_K)
    return rankers


def _mode_ranker(search_index: SearchIndex, mode: SearchMode) -> Ranker:
    def rank(question: str) -> Sequence[Span]:
        results = search_index.search(question, top_k=TOP_K, mode=mode)
        return [(result.report_id, result.start, result.end) for result in results]

    return rank


def rank_case(case: Case, configuration: str, ranker: Ranker) -> RankedCase:
    """Return what one configuration finds for the first question of a case."""
    turn = case.turns[0]
    ranked = ranker(turn.question)
    gold = [[(case.report, span.start, span.end) for span in group] for group in turn.gold]
    return RankedCase(
        configuration,
        case.id,
        case.style,
        case.frozen,
        {depth: hit_at(depth, ranked, gold) for depth in DEPTHS},
        reciprocal_rank(ranked, gold),
        ndcg_at(TOP_K, ranked, gold),
        sum(end - start for _, start, end in ranked[:5]),
    )


def format_ranking(found: Iterable[RankedCase]) -> str:
    """Return the table of hit rates per style and configuration."""
    header = ("style", "configuration", "n", *(f"Hit@{depth}" for depth in DEPTHS), "MRR", "nDCG@10", "characters@5")
    return format_table(header, list(_rows(_by_style(found))))


def _by_style(found: Iterable[RankedCase]) -> dict[tuple[str, str], list[RankedCase]]:
    groups: defaultdict[tuple[str, str], list[RankedCase]] = defaultdict(list)
    for ranked in found:
        for style in ("all", ranked.style):
            groups[style, ranked.configuration].append(ranked)
    return dict(sorted(groups.items()))


def _rows(groups: Mapping[tuple[str, str], Sequence[RankedCase]]) -> Iterator[list[str]]:
    for (style, configuration), members in groups.items():
        hits = [" ".join(format_rate(rate)[:2]) for rate in hit_rates(members).values()]
        means = (_mean(m.reciprocal_rank for m in members), _mean(m.ndcg for m in members))
        shown = _mean(m.characters for m in members)
        yield [style, configuration, str(len(members)), *hits, *(f"{mean:.3f}" for mean in means), f"{shown:.0f}"]


def hit_rates(members: Sequence[RankedCase]) -> dict[int, Rate]:
    """Return the hit rate at every depth."""
    return {depth: Rate(sum(member.hits[depth] for member in members), len(members)) for depth in DEPTHS}


def _mean(values: Iterable[float]) -> float:
    collected = list(values)
    return sum(collected) / len(collected)
