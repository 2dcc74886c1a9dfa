"""Every home of the vectors: the same rows in, the same answers out."""

from __future__ import annotations

import json
import time
from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np
import pytest

from chatbot import Chatbot
from index.build import build_index
from index.dense import DenseIndex
from index.embedding import Encoder, Vectors
from index.engine import FullSet, keep_only, open_engine, put_lacking, vectors_in
from index.milvus import ALIAS, MilvusEngine
from index.milvus_rows import MOST_BYTES, spelled_terms
from index.store import fill_engine, load_index
from index.vectors import (
    FlatVectors,
    ReportVectors,
    RowSet,
    VectorStoreError,
    counts_of,
    reports_near,
    row_sets,
)
from ingest.document import Document
from ingest.report import read_document
from tests.index.engines import Relay, free_port, running_server

PARAGRAPH = "新建公园{n}座、道路{n}公里。城镇新增就业{n}万人。一般公共预算收入增长{n}%。"


NAMES = "甲乙丁戊己庚辛壬癸子丑寅卯"


def _report(n: int) -> Document:
    text = f"丙{NAMES[n]}县人民政府工作报告\n（2031年1月15日）\n一、2030年工作回顾\n" + "\n".join(
        PARAGRAPH.format(n=n * 10 + k) for k in range(8)
    )
    return read_document(f"{text}\n二、2031年重点工作\n新建学校{n}所。", f"bing-{n}")


REPORTS = tuple(_report(n) for n in range(1, 13))
BY_ID = {document.report_id: document for document in REPORTS}


def _vectors(documents: Sequence[Document], seed: int = 0) -> Vectors:
    rows = sum(len(document.chunks) for document in documents)
    found = np.random.default_rng(seed).normal(size=(rows, 64)).astype(np.float32)
    normalised: Vectors = found / np.linalg.norm(found, axis=1, keepdims=True)
    return normalised


def _sets(documents: Sequence[Document], made_of: str = "") -> list[RowSet]:
    rows = sum(len(document.chunks) for document in documents)
    return row_sets([document.head for document in documents], [f"{made_of}{n}" for n in range(rows)])


def _full(rows: RowSet, vectors: Vectors) -> FullSet:
    return rows, BY_ID[rows.head.report_id], vectors[rows.start : rows.stop]


@pytest.fixture(scope="session")
def address() -> Iterator[str]:
    with running_server() as url:
        yield url


@pytest.fixture(scope="session")
def lite(tmp_path_factory: pytest.TempPathFactory) -> str:
    return str(tmp_path_factory.mktemp("lite") / "rows.db")  # pymilvus starts the small server for such an address


@pytest.fixture(params=["address", "lite"])
def engine(request: pytest.FixtureRequest) -> MilvusEngine:
    return MilvusEngine(request.getfixturevalue(request.param), exact=True)


@pytest.fixture(params=["flat", "address", "lite"])
def home(request: pytest.FixtureRequest) -> ReportVectors:
    vectors = _vectors(REPORTS)
    if request.param == "flat":
        return FlatVectors(DenseIndex.from_vectors(vectors), counts_of(document.head for document in REPORTS))
    engine = MilvusEngine(request.getfixturevalue(request.param), exact=True)
    put_lacking(engine, "contract", _sets(REPORTS), BY_ID, vectors)
    return vectors_in(engine, "contract", 64, _sets(REPORTS))


def test_a_report_s_rows_come_back_in_their_order(home: ReportVectors) -> None:
    vectors = _vectors(REPORTS)
    for rows in _sets(REPORTS):
        assert np.allclose(home.of_report(rows.head.report_id), vectors[rows.start : rows.stop], atol=1e-6)


def test_the_nearest_rows_are_those_of_all_rows_compared(home: ReportVectors) -> None:
    vectors, sets = _vectors(REPORTS), _sets(REPORTS)
    owners = {rows.start + n: (rows.head.report_id, n) for rows in sets for n in range(rows.count)}
    same = total = 0
    for query in _vectors(REPORTS, seed=1)[:40]:
        best = [owners[int(row)] for row in np.argsort(-(vectors @ query))[:10]]
        found = [(hit.report_id, hit.row) for hit in home.nearest(query, [d.report_id for d in REPORTS], 10)]
        same += len(set(best) & set(found))
        total += 10
    assert same / total >= 0.99


def test_only_the_reports_that_are_wanted_are_searched(home: ReportVectors) -> None:
    query = _vectors(REPORTS, seed=2)[0]
    among = ["bing-3", "bing-7"]
    hits = home.nearest(query, among, 10)
    assert {hit.report_id for hit in hits} <= set(among)
    assert [hit.score for hit in hits] == sorted((hit.score for hit in hits), reverse=True)
    assert set(reports_near(home, query, "", among, 8)) == set(among)
    assert home.nearest(query, ["bing-5"], 3)[0].report_id == "bing-5"


@pytest.fixture
def worded(lite: str) -> ReportVectors:
    engine = MilvusEngine(lite, exact=True)
    put_lacking(engine, "worded", _sets(REPORTS), BY_ID, _vectors(REPORTS))
    found = vectors_in(engine, "worded", 64, _sets(REPORTS))
    _searched_until_answered(found, seconds=30)
    return found


def _searched_until_answered(vectors: ReportVectors, seconds: float) -> None:
    """Search words until the small server, which first reads its rows, does so in the time that a question has."""
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        try:
            vectors.by_words("道路", ["bing-1"], 1)
            return
        except VectorStoreError:
            time.sleep(0.2)


def test_an_engine_with_full_text_finds_the_rows_that_have_the_words(worded: ReportVectors) -> None:
    everywhere = [document.report_id for document in REPORTS]
    hits = worded.by_words("道路34公里", everywhere, 5)
    best = BY_ID[hits[0].report_id].chunks[hits[0].row]
    assert (hits[0].report_id, "道路34公里" in best.text) == ("bing-3", True)
    assert [hit.score for hit in hits] == sorted((hit.score for hit in hits), reverse=True)
    assert {hit.report_id for hit in worded.by_words("道路34公里", ["bing-5", "bing-6"], 9)} <= {"bing-5", "bing-6"}
    assert worded.by_words("", everywhere, 5) == worded.by_words("zzz", everywhere, 5) == []


def test_a_report_far_in_meaning_is_looked_into_for_its_words(worded: ReportVectors) -> None:
    vectors, sets = _vectors(REPORTS), _sets(REPORTS)
    query = -vectors[sets[6].start : sets[6].stop].mean(axis=0)
    everywhere = [document.report_id for document in REPORTS]
    rank = [reports_near(worded, query, words, everywhere, 12).index("bing-7") for words in ("", "道路74公里")]
    assert rank[1] < rank[0]


def test_an_engine_without_full_text_says_so_and_finds_none(
    address: str, lite: str, caplog: pytest.LogCaptureFixture
) -> None:
    old = open_engine(address)
    assert "不检索词语" in caplog.text
    caplog.clear()
    open_engine(lite)
    assert not caplog.text
    assert old is not None
    put_lacking(old, "contract", _sets(REPORTS[:1]), BY_ID, _vectors(REPORTS[:1]))
    assert vectors_in(old, "contract", 64, _sets(REPORTS[:1])).by_words("道路", ["bing-1"], 5) == []


def test_terms_are_spelled_as_words_that_any_analyser_keeps_whole() -> None:
    assert spelled_terms("学位5g") == "x35x67 x5b66 x4f4d x5b66x4f4d x35 x67"
    longest = spelled_terms("学位" * 9000)
    assert len(longest) <= MOST_BYTES
    assert set(longest.split()) <= {"x5b66", "x4f4d", "x5b66x4f4d", "x4f4dx5b66"}


def test_an_update_takes_the_old_rows_out_and_a_reader_of_them_notices(engine: MilvusEngine) -> None:
    old, new = _sets(REPORTS[:2], "old"), _sets(REPORTS[:2], "new")
    put_lacking(engine, "contract", old, BY_ID, _vectors(REPORTS[:2]))
    before = vectors_in(engine, "contract", 64, old)
    assert put_lacking(engine, "contract", new, BY_ID, _vectors(REPORTS[:2], seed=5)) == 2
    assert len(before.of_report("bing-1")) == len(REPORTS[0].chunks)  # the published index reads on meanwhile
    query = _vectors(REPORTS[:2])[0]
    assert all(hit.score <= 1.0001 for hit in before.nearest(query, ["bing-1", "bing-2"], 50))
    assert before.nearest(query, ["bing-1", "bing-2"], 1)[0].score == pytest.approx(1, abs=1e-4)
    keep_only(engine, "contract", 64, [rows.key for rows in new])
    with pytest.raises(VectorStoreError, match="2 份报告"):
        vectors_in(engine, "contract", 64, old)
    with pytest.raises(VectorStoreError, match="bing-1 的向量"):
        _read_until_gone(before, "bing-1")


def _read_until_gone(vectors: ReportVectors, report_id: str) -> None:
    for _ in range(60):  # a read with bounded staleness may see what is gone for some seconds
        vectors.of_report(report_id)
        time.sleep(0.25)


def test_what_a_killed_build_left_half_is_written_whole(engine: MilvusEngine) -> None:
    sets, vectors = _sets(REPORTS[:3], "half"), _vectors(REPORTS[:3])
    collection = engine.use("contract", 64)

    def killed(rows: int) -> None:
        raise KeyboardInterrupt

    engine.put(collection, [_full(sets[0], vectors)])
    with pytest.raises(KeyboardInterrupt):
        engine.put(
            collection,
            [(rows, BY_ID[rows.head.report_id], vectors[rows.start : rows.stop]) for rows in sets[1:]],
            killed,
        )
    assert {rows.key for rows in sets} & engine.held(collection) == {sets[0].key}
    assert put_lacking(engine, "contract", sets, BY_ID, vectors) == 2
    assert {rows.key for rows in sets} <= engine.held(collection)
    assert all(len(engine.rows(collection, rows)) == rows.count for rows in sets)


def test_the_alias_names_the_collection_of_the_encoder_in_use(engine: MilvusEngine) -> None:
    for encoder in ("contract", "another", "contract"):
        collection = engine.use(encoder, 64)
        assert engine._client.describe_alias(ALIAS)["collection_name"] == collection


def test_a_quote_in_a_name_ends_no_filter(engine: MilvusEngine) -> None:
    text = '丙"县人民政府工作报告\n（2031年1月15日）\n一、2030年工作回顾\n新建公园3座。'
    document = read_document(text, 'bing" or row >= 0 or rows == "')
    sets = _sets([document], "quoted")
    put_lacking(
        engine,
        "contract",
        [*sets, *_sets(REPORTS[:1], "beside")],
        {**BY_ID, document.report_id: document},
        np.concatenate([_vectors([document]), _vectors(REPORTS[:1])]),
    )
    assert len(vectors_in(engine, "contract", 64, sets).of_report(document.report_id)) == len(document.chunks)
    keep_only(engine, "contract", 64, [rows.key for rows in _sets(REPORTS[:1], "beside")])
    assert len(engine.held(engine.use("contract", 64))) == 1


def test_an_index_is_built_into_the_engine_and_answers_from_there(
    engine: MilvusEngine, encoder: Encoder, tmp_path: Path
) -> None:
    build_index(REPORTS[:3], tmp_path, encoder, 64, engine=engine)
    flat = Chatbot(load_index(tmp_path, lambda _: encoder))
    remote = Chatbot(load_index(tmp_path, lambda _: encoder, engine=engine))
    for question in ("丙丁县去年新建公园多少座？", "丙乙县今年新建学校多少所？", "丙乙县和丙戊县谁的公园多？"):
        assert remote.ask(question).text == flat.ask(question).text
    found = [[(r.report_id, r.start) for r in bot.search("新建学校", top_k=5)] for bot in (flat, remote)]
    assert found[0] == found[1]
    build_index(REPORTS[1:2], tmp_path, encoder, 64, engine=engine)
    build_index(REPORTS[2:3], tmp_path, encoder, 64, engine=engine)
    named = json.loads(next(tmp_path.glob("gen-*/manifest.json")).read_text(encoding="utf-8"))["rows"]
    held = engine.held(engine.use(encoder.name, encoder.dimension))
    assert len(held) == 2  # of the generation that is published and of the one before it
    assert set(named.values()) <= set(held)


def test_an_engine_that_came_later_is_filled_from_the_index(
    engine: MilvusEngine, encoder: Encoder, tmp_path: Path
) -> None:
    build_index(REPORTS[4:6], tmp_path, encoder, 64)
    with pytest.raises(VectorStoreError, match=r"app\.py build"):
        load_index(tmp_path, lambda _: encoder, engine=engine)
    assert fill_engine(tmp_path, engine) == 2
    assert fill_engine(tmp_path, engine) == 0
    assert load_index(tmp_path, lambda _: encoder, engine=engine).only("bing-5").search("新建公园")


def test_an_engine_that_is_away_is_told_of_at_once_and_asked_again_when_it_is_back(
    address: str, encoder: Encoder, tmp_path: Path
) -> None:
    relay = Relay(address)
    relay.come()
    engine = _reached(relay.address)
    build_index(REPORTS[:2], tmp_path, encoder, 64, engine=engine)
    bot = Chatbot(load_index(tmp_path, lambda _: encoder, engine=engine))
    told = bot.ask("丙乙县去年新建公园多少座？").text
    relay.go()
    began = time.monotonic()
    with pytest.raises(VectorStoreError):
        bot.ask("丙丁县去年新建公园多少座？")
    assert time.monotonic() - began < 2
    assert bot.ask("丙乙县去年新建公园多少座？").text == told  # it is loaded
    with pytest.raises(VectorStoreError):
        build_index(REPORTS[2:4], tmp_path, encoder, 64, engine=engine)
    assert set(load_index(tmp_path, lambda _: encoder).documents) == {"bing-1", "bing-2"}  # published as before
    relay.come()
    assert _asked_until_answered(bot, "丙丁县去年新建公园多少座？", seconds=30)
    relay.go()


def test_an_engine_that_is_too_slow_is_told_of_within_seconds(address: str, encoder: Encoder, tmp_path: Path) -> None:
    relay = Relay(address)
    relay.come()
    engine = _reached(relay.address)
    build_index(REPORTS[:2], tmp_path, encoder, 64, engine=engine)
    bot = Chatbot(load_index(tmp_path, lambda _: encoder, engine=engine))
    relay.stall()
    began = time.monotonic()
    with pytest.raises(VectorStoreError, match="没有应答"):
        bot.ask("丙丁县去年新建公园多少座？")
    assert time.monotonic() - began < 2
    relay.flow()
    assert _asked_until_answered(bot, "丙丁县去年新建公园多少座？", seconds=30)
    relay.go()


def _reached(address: str, seconds: float = 10) -> MilvusEngine:
    """Connect, again where a busy machine is too slow for the first time: what follows is what is tested."""
    deadline = time.monotonic() + seconds
    while True:
        try:
            return MilvusEngine(address)
        except VectorStoreError:
            if time.monotonic() > deadline:
                raise
            time.sleep(0.2)


def _asked_until_answered(bot: Chatbot, question: str, seconds: float) -> bool:
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        try:
            return bot.ask(question).status == "answered"
        except VectorStoreError:
            time.sleep(0.2)
    return False


def test_nothing_listens_and_nothing_answers_are_told_within_seconds() -> None:
    import socket

    began = time.monotonic()
    with pytest.raises(VectorStoreError, match="没有应答"):
        MilvusEngine(f"http://127.0.0.1:{free_port()}")
    with socket.socket() as deaf:
        deaf.bind(("127.0.0.1", 0))
        deaf.listen()
        with pytest.raises(VectorStoreError, match="没有应答"):
            MilvusEngine(f"http://127.0.0.1:{deaf.getsockname()[1]}")
    assert time.monotonic() - began < 8
