"""Search measured on public Chinese question sets: passages as documents, ranked by their best sentence."""

from __future__ import annotations

import json
import random
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tqdm import tqdm

from eval.intervals import Rate
from eval.retrieval import MODES
from eval.tables import format_rate, format_table
from index.dense import DenseIndex
from index.embedding import Encoder, load_encoder
from index.search import SearchIndex
from ingest.chunks import DEFAULT_MAX_TOKENS, split_chunks
from ingest.document import Document, Section, Sentence
from ingest.sentences import split_paragraphs, split_sentences

SETS = ("ncp_policy", "cmrc2018", "drcd", "xquad")
PASSAGES_PER_QUESTION = 1.5  # the passages of the sampled questions, and half as many others as distractors
DEPTHS = (1, 5, 10)
_SENTENCES_TO_RANK = 60


@dataclass(frozen=True, slots=True)
class PublicSet:
    """Sampled questions, each with the number of its passage."""

    name: str
    passages: tuple[str, ...]
    questions: tuple[tuple[str, int], ...]


@dataclass(frozen=True, slots=True)
class PublicResult:
    """How often one mode found the passage, by depth."""

    name: str
    mode: str
    hits: Mapping[int, Rate]
    mean_reciprocal_rank: float


def measure_sets(folder: Path, sample: int) -> list[PublicResult]:
    """Return the results of every set found under ``folder``."""
    encoder = load_encoder()
    sets = [sample_set(name, list(_read(folder / name)), sample) for name in SETS if (folder / name).is_dir()]
    if not sets:
        raise FileNotFoundError(f"none of {', '.join(SETS)} is in {folder}")
    return [result for public in sets for result in measure_set(public, encoder)]


def sample_set(name: str, pairs: Sequence[tuple[str, str]], size: int) -> PublicSet:
    """Return ``size`` questions of (question, passage) pairs and the passages to search, the same every time."""
    shuffled = sorted(pairs)
    random.Random(0).shuffle(shuffled)  # noqa: S311 - a sample, not a secret
    wanted = list(dict.fromkeys(passage for _, passage in shuffled[:size]))
    others = [passage for passage in dict.fromkeys(passage for _, passage in shuffled) if passage not in set(wanted)]
    passages = wanted + others[: max(0, int(size * PASSAGES_PER_QUESTION) - len(wanted))]
    numbers = {passage: number for number, passage in enumerate(passages)}
    return PublicSet(
        name, tuple(passages), tuple((question, numbers[passage]) for question, passage in shuffled[:size])
    )


def measure_set(public: PublicSet, encoder: Encoder) -> Iterator[PublicResult]:
    """Yield the result of every search mode on one set."""
    documents = [passage_document(number, passage) for number, passage in enumerate(public.passages)]
    texts = [chunk.embedded_text for document in documents for chunk in document.chunks]
    with tqdm(total=len(texts), desc=f"{public.name}: embedding", unit="chunk", disable=None) as bar:
        dense = DenseIndex.from_vectors(encoder.encode_documents(texts, bar.update))
    index = SearchIndex(documents, dense, lambda: encoder, version=public.name)
    for mode in MODES:
        bar = tqdm(public.questions, desc=f"{public.name}: {mode}", unit="question", disable=None)
        ranks = [_rank(index.search(q, top_k=_SENTENCES_TO_RANK, mode=mode), str(number)) for q, number in bar]
        yield summarise_ranks(public.name, mode, ranks)


def passage_document(number: int, passage: str) -> Document:
    """Return a passage as a document without headings or years."""
    section = Section(
        title="", level=0, start=0, end=len(passage), heading_path=(), role="result", year=None, parent=None
    )
    spans = [span for start, end in split_paragraphs(passage) for span in split_sentences(passage, start, end)]
    sentences = tuple(
        Sentence(position, start, end, passage[start:end], 0, (), "result", None)
        for position, (start, end) in enumerate(spans)
    )
    chunks = split_chunks(passage, sentences, DEFAULT_MAX_TOKENS)
    # A year far from any that the questions name, so that 今年 or 2003年 decide nothing.
    return Document(str(number), passage, "", "", "", 1900, "", "", (section,), sentences, (), chunks)


def _rank(results: Sequence[Any], wanted: str) -> int:
    found = list(dict.fromkeys(result.report_id for result in results))
    return found.index(wanted) + 1 if wanted in found else 0


def summarise_ranks(name: str, mode: str, ranks: Sequence[int]) -> PublicResult:
    """Return hit rates and MRR of ranks from 1; 0 stands for not found."""
    hits = {depth: Rate(sum(0 < rank <= depth for rank in ranks), len(ranks)) for depth in DEPTHS}
    return PublicResult(name, mode, hits, sum(1 / rank for rank in ranks if rank) / len(ranks))


def format_public(results: Sequence[PublicResult]) -> str:
    """Return the table of all sets and modes."""
    rows = [
        [
            result.name,
            result.mode,
            *(" ".join(format_rate(rate)) for rate in result.hits.values()),
            f"{result.mean_reciprocal_rank:.3f}",
        ]
        for result in results
    ]
    return format_table(("set", "mode", *(f"Hit@{depth}" for depth in DEPTHS), "MRR"), rows)


def _read(folder: Path) -> Iterator[tuple[str, str]]:
    for path in sorted(folder.glob("*.jsonl")):
        rows = [json.loads(line) for line in path.read_text(encoding="utf-8").split("\n") if line.strip()]
        yield from ((row["question"], row["context"]) for row in rows)
    for path in sorted(folder.glob("*.json")):
        paragraphs = [
            p for article in json.loads(path.read_text(encoding="utf-8"))["data"] for p in article["paragraphs"]
        ]
        yield from ((qa["question"], p["context"]) for p in paragraphs for qa in p["qas"])
