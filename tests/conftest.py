"""A made-up report, a seeded hashing encoder, and an index and chatbot made from both: no network, no model."""

import hashlib
from collections.abc import Callable, Sequence
from pathlib import Path

import numpy as np
import pytest

from chatbot import Chatbot
from index.build import build_index
from index.dense import DenseIndex
from index.embedding import Vectors
from index.search import SearchIndex
from index.tokenizer import bigrams
from ingest.document import Document
from ingest.report import read_document, read_report

DATA = Path(__file__).parent / "data"
FILES = {"anlan-2031.txt": "told"}  # what the index that is built is of


class HashingEncoder:
    """Adds up one seeded random direction per bigram: shared words make similar vectors."""

    name = "hashing"
    dimension = 64

    def encode_query(self, text: str) -> Vectors:
        vector = np.zeros(self.dimension, dtype=np.float32)
        for bigram in sorted(bigrams(text)):
            seed = int.from_bytes(hashlib.sha256(bigram.encode()).digest()[:4], "big")
            vector += np.random.default_rng(seed).standard_normal(self.dimension).astype(np.float32)
        norm = float(np.linalg.norm(vector))
        return vector / norm if norm else vector

    def encode_documents(self, texts: Sequence[str], progress: Callable[[int], None] | None = None) -> Vectors:
        rows = [self.encode_query(text) for text in texts]
        if progress:
            progress(len(rows))
        return np.stack(rows) if rows else np.zeros((0, self.dimension), dtype=np.float32)


@pytest.fixture(scope="session")
def report() -> Document:
    return read_report(DATA / "anlan-2031.txt")


@pytest.fixture(scope="session")
def encoder() -> HashingEncoder:
    return HashingEncoder()


@pytest.fixture(scope="session")
def search_index(report: Document, encoder: HashingEncoder) -> SearchIndex:
    vectors = encoder.encode_documents([chunk.embedded_text for chunk in report.chunks])
    return SearchIndex([report], DenseIndex.from_vectors(vectors), lambda: encoder, "test")


@pytest.fixture(scope="session")
def chatbot(search_index: SearchIndex) -> Chatbot:
    bot = Chatbot(search_index)
    bot.warm_up()
    return bot


@pytest.fixture(scope="session")
def chatbot_on(encoder: HashingEncoder) -> Callable[[str], Chatbot]:
    """Make a chatbot on a report of the given lines: first what 2030 brought, after ``---`` what 2031 shall bring."""

    def make(lines: str) -> Chatbot:
        done, _, planned = lines.partition("---")
        text = f"安澜县人民政府工作报告\n（2031年1月15日）\n一、2030年工作回顾\n{done}\n二、2031年重点工作\n{planned}"
        document = read_document(text, "anlan-2031")
        vectors = encoder.encode_documents([chunk.embedded_text for chunk in document.chunks])
        bot = Chatbot(SearchIndex([document], DenseIndex.from_vectors(vectors), lambda: encoder, "lines"))
        bot.warm_up()
        return bot

    return make


@pytest.fixture
def built_index(tmp_path: Path, report: Document, encoder: HashingEncoder) -> Path:
    build_index([report], tmp_path / "index", encoder, 64, files=FILES)
    return tmp_path / "index"
