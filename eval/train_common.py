"""Count which pairs of characters work reports use everywhere, so that they are part of no name."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

from tqdm import tqdm

from eval.reports import texts_of
from index.tokenizer import bigrams

COMMON_FILE = Path(__file__).parent.parent / "index" / "common_bigrams.txt"
_IN_SENTENCES = 1 / 640  # share of all sentences from which a pair is common
_IN_REPORTS = 5
_SHORTEST = 4
_PER_LINE = 60
_CHINESE_PAIR = re.compile(r"[\u4e00-\u9fff]{2}")


def train_common(folder: Path) -> None:
    """Write ``index/common_bigrams.txt`` from the reports of a folder."""
    in_sentences: Counter[str] = Counter()
    in_reports: Counter[str] = Counter()
    count = reports = 0
    for _, text in tqdm(list(texts_of(folder)), unit="report", disable=None):
        sentences = [s for s in map(str.strip, re.split(r"[。；！？\n]", text)) if len(s) >= _SHORTEST]
        found = [bigrams(sentence) for sentence in sentences]
        in_sentences.update(pair for pairs in found for pair in pairs)
        in_reports.update(frozenset().union(*found))
        count, reports = count + len(sentences), reports + 1
    common = sorted(
        pair
        for pair, times in in_sentences.items()
        if times >= _IN_SENTENCES * count and in_reports[pair] >= _IN_REPORTS and _CHINESE_PAIR.fullmatch(pair)
    )
    head = (
        f"# The {len(common)} pairs of characters that work reports use everywhere, so that they are part of no name:\n"
        f"# one in {round(1 / _IN_SENTENCES)} of {count} sentences of {reports} reports has each"
        " (python -m eval train-common).\n"
    )
    lines = ("".join(common[at : at + _PER_LINE]) for at in range(0, len(common), _PER_LINE))
    COMMON_FILE.write_text(head + "\n".join(lines) + "\n", encoding="utf-8")
