"""Search: three modes, one signature; year and role are hard fields."""

import pytest

from index.search import SearchIndex, SearchMode
from ingest.document import Document


@pytest.mark.parametrize("mode", ["hybrid", "lexical", "dense"])
def test_every_mode_finds_the_sentence(search_index: SearchIndex, mode: SearchMode) -> None:
    results = search_index.search("新建养老服务中心多少个？", top_k=3, mode=mode)
    assert any("新建养老服务中心3个" in result.text for result in results)


@pytest.mark.parametrize("mode", ["hybrid", "lexical", "dense"])
def test_results_are_sentences_at_their_offsets_best_first(
    search_index: SearchIndex, report: Document, mode: SearchMode
) -> None:
    results = search_index.search("充电站", top_k=5, mode=mode)
    assert all(report.text[r.start : r.end] == r.text for r in results)
    assert [r.score for r in results] == sorted((r.score for r in results), reverse=True)


@pytest.mark.parametrize(
    ("question", "year"),
    [
        ("今年新增学位多少个？", 2031),
        ("去年新增学位多少个？", 2030),
        ("2030年新增学位多少个？", 2030),
        ("三一年新增学位多少个？2031年的", 2031),
    ],
)
def test_the_year_asked_comes_first(search_index: SearchIndex, question: str, year: int) -> None:
    assert search_index.search(question, top_k=1)[0].year == year


def test_traditional_characters_are_understood(search_index: SearchIndex) -> None:
    assert "新增学位1350个" in search_index.search("去年新增學位多少個？", top_k=1)[0].text


def test_top_k_bounds_the_results(search_index: SearchIndex) -> None:
    assert len(search_index.search("学位", top_k=2)) == 2


def test_an_unknown_report_is_an_error(search_index: SearchIndex) -> None:
    with pytest.raises(KeyError):
        search_index.search("学位", report_ids=["nowhere"])


def test_the_same_question_gives_the_same_results(search_index: SearchIndex) -> None:
    assert search_index.search("学位") == search_index.search("学位")
