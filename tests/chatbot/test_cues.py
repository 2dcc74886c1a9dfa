"""Cue files are tables whose every row is whole."""

import pytest

from chatbot.cues import cue_rows


@pytest.mark.parametrize(
    ("name", "cells"),
    [
        ("question/wants.tsv", 3),
        ("arithmetic/relations.tsv", 2),
        ("passages/distinctions.tsv", 3),
        ("reading/compounds.tsv", 2),
        ("passages/levels.tsv", 2),
    ],
)
def test_every_row_is_whole_and_named_once(name: str, cells: int) -> None:
    rows = cue_rows(name)
    assert rows
    assert all(len(row) == cells and all(row) for row in rows)
    assert len({row[0] for row in rows}) == len(rows)
