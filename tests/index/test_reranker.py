"""The second look: only the order of the best sentences changes."""

from collections.abc import Sequence

import numpy as np

from index.corpus import FloatArray
from index.dense import DenseIndex
from index.embedding import Encoder
from index.reranker import TOP_K, rerank
from index.search import SearchIndex
from ingest.document import Document


class PrefersSchools:
    """Gives a sentence with 学校 a high score and all others a low one."""

    def __init__(self) -> None:
        self.asked: list[int] = []

    def scores(self, question: str, texts: Sequence[str]) -> FloatArray:
        self.asked.append(len(texts))
        return np.array([50.0 if "学校" in text else -50.0 for text in texts])


def test_the_best_sentences_are_read_again(report: Document, encoder: Encoder) -> None:
    reranker = PrefersSchools()
    vectors = encoder.encode_documents([chunk.embedded_text for chunk in report.chunks])
    index = SearchIndex(
        [report], DenseIndex.from_vectors(vectors), lambda: encoder, "test", load_reranker=lambda: reranker
    )
    assert "学校3所" in index.search("新增学位", top_k=1)[0].text
    assert reranker.asked == [min(TOP_K, len(index.corpus.sentences))]
    index.search("新增学位", mode="lexical")
    assert len(reranker.asked) == 1


def test_no_sentence_that_was_read_again_falls_below_the_others(search_index: SearchIndex) -> None:
    ranked = search_index.rank(search_index.parse("去年新增学位多少个"))
    again = rerank(PrefersSchools(), search_index.corpus, "去年新增学位多少个", ranked)
    assert set(again.best(TOP_K)) == set(ranked.best(TOP_K))
