"""The soak's judgement: growth is seen, and what settles is not growth."""

from eval.soak import Reading, growth


def test_what_settles_is_no_growth() -> None:
    assert list(growth([Reading(200, 20, 30), Reading(400, 24, 40), Reading(405, 24, 40), Reading(410, 24, 41)])) == []


def test_memory_threads_and_files_that_grow_are_named() -> None:
    readings = [Reading(400, 20, 30)] * 4
    assert "memory grew" in next(growth([*readings, Reading(430, 20, 30)]))
    assert "threads or files" in next(growth([*readings, Reading(400, 25, 30)]))
    assert "threads or files" in next(growth([*readings, Reading(400, 20, 40)]))
