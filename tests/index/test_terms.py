"""Terms of many texts at once are those of each text."""

from collections import Counter

import bm25s
import numpy as np
import pytest

from index.lexical import LexicalIndex
from index.terms import Postings, TermTable
from index.tokenizer import bigrams, tokenize
from ingest.document import Document

TEXTS = (
    "新增学位1.2万个、5g基站300座，增长8.5%。",
    "S2线、G15高速，GDP（地区生产总值）达２５００亿元",
    "好，a，的 s-2 5.0g 12万 万 三",
    "",
    " 空 格 连 成 一 词 ",
    "😀新学位新学位",
)


@pytest.mark.parametrize("texts", [TEXTS, TEXTS[::-1], TEXTS[3:4], ()])
def test_each_text_has_the_terms_that_it_has_by_itself(texts: tuple[str, ...]) -> None:
    table = TermTable()
    for found, of_one in ((table.tokens(texts), tokenize), (table.bigrams(texts), bigrams)):
        terms, rows = list(table.terms(found[0])), found[1].tolist()
        for n, text in enumerate(texts):
            here = [term for term, row in zip(terms, rows, strict=True) if row == n]
            if of_one is tokenize:
                assert Counter(here) == Counter(of_one(text))
            else:
                assert frozenset(here) == of_one(text)


def test_the_rows_of_a_term_are_found_and_no_others() -> None:
    table = TermTable()
    postings = Postings(table, table.bigrams(TEXTS), len(TEXTS))
    for term in set().union(*map(bigrams, TEXTS)):
        assert postings.rows_of(term).tolist() == [n for n, text in enumerate(TEXTS) if term in bigrams(text)]
    assert all(postings.rows_of(term).size == 0 for term in ("没有", "nowhere", "学位新增", "", "99"))


def test_texts_that_repeat_have_what_one_of_them_has() -> None:
    table = TermTable()
    which = np.array([1, 0, 1, 5, 1])
    spread = table.spread(table.bigrams(TEXTS), which)
    postings = Postings(table, spread, len(which))
    for term in set().union(*map(bigrams, TEXTS)):
        assert postings.rows_of(term).tolist() == [n for n, text in enumerate(which) if term in bigrams(TEXTS[text])]


def test_bm25_is_that_of_the_library(report: Document) -> None:
    texts = [sentence.text for sentence in report.sentences]
    theirs = bm25s.BM25(k1=1.2, b=0.75)
    theirs.index([tokenize(text) for text in texts], show_progress=False)
    ours = LexicalIndex(texts)
    for query in ("今年新增学位多少个", "地区生产总值增长", "5g 2031 的", texts[5]):
        known = [term for term in tokenize(query) if term in theirs.vocab_dict]
        np.testing.assert_allclose(ours.scores(query), theirs.get_scores(known), rtol=1e-5, atol=1e-6)
    assert not ours.scores("zzz").any()
    assert LexicalIndex([]).scores("学位").shape == (0,)
    assert not LexicalIndex(["", ""]).scores("学位").any()
