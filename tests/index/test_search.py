"""Search: three modes, one signature; year and role are hard fields."""

import pytest

from index.dense import DenseIndex
from index.search import SearchIndex, SearchMode
from ingest.document import Document
from ingest.report import read_document
from tests.conftest import HashingEncoder


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


@pytest.fixture
def many(report: Document, encoder: HashingEncoder) -> SearchIndex:
    """Twelve reports; only that of 云岭县 speaks of a museum of ceramics."""
    names = ["安澜县", *(f"{letter}岭县" for letter in "云风雨雪山水花鸟松竹梅")]
    documents = [
        read_document(
            f"{name}人民政府工作报告\n（2031年1月15日）\n一、2030年工作回顾\n新增学位{900 + n}个。\n道路全线贯通。\n"
            + ("陶瓷博物馆建成开放，接待游客3万人次。\n" if name == "云岭县" else "图书馆对外开放。\n"),
            f"{n}-2031",
        )
        for n, name in enumerate(names)
    ]
    vectors = encoder.encode_documents([chunk.embedded_text for d in documents for chunk in d.chunks])
    return SearchIndex(documents, DenseIndex.from_vectors(vectors), lambda: encoder, "many")


def test_of_many_reports_the_nearest_are_looked_into(many: SearchIndex, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("index.search.REPORTS_SEARCHED", 3)
    found = many.search("陶瓷博物馆接待多少游客", top_k=5)
    assert found[0].text.startswith("陶瓷博物馆")
    assert len({result.report_id for result in found}) <= 3
    assert "corpus" not in vars(many)  # the sentences of all reports are never put side by side
    assert len({result.report_id for result in many.search("新增学位", report_ids=["3-2031", "4-2031"])}) == 2
    with pytest.raises(KeyError):
        many.search("新增学位", report_ids=["nowhere"])


def test_the_report_of_the_place_named_is_searched(many: SearchIndex) -> None:
    assert {result.report_id for result in many.search("花岭县新增学位多少个")} == {"7-2031"}


def test_only_so_many_reports_are_kept_ready_and_answers_stay(
    many: SearchIndex, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("index.search.PARTS_KEPT", 2)
    before = many.only("3-2031").search("新增学位", top_k=1)[0]
    for report_id in many.documents:
        assert many.only(report_id).documents.keys() == {report_id}
    assert len(many._parts) == 2
    assert many.only("3-2031").search("新增学位", top_k=1)[0] == before
    assert "903个" in before.text
