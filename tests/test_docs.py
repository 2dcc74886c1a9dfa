"""The documents are as the code is, and their snippets run."""

import re
from dataclasses import fields
from pathlib import Path

import pytest

from commands.write_docs import described
from settings import Settings

ROOT = Path(__file__).parent.parent
SNIPPETS = re.findall(r"```python\n(.*?)```", (ROOT / "docs" / "library.md").read_text(encoding="utf-8"), re.S)


@pytest.mark.parametrize("name", ["openapi.json", "errors.md", "settings.md"])
def test_a_generated_document_is_current(name: str) -> None:
    kept = (ROOT / "docs" / name).read_text(encoding="utf-8")
    assert kept == described()[name], "run `make docs`"


def test_every_setting_is_described() -> None:
    rows = [line for line in described()["settings.md"].splitlines() if line.startswith("| `")]
    assert len(rows) == len(fields(Settings))
    assert not [row for row in rows if row.endswith("|  |")]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    from index import build_index, load_encoder
    from ingest import read_report

    folder = tmp_path_factory.mktemp("library")
    build_index(
        [read_report(ROOT / "tests" / "data" / "anlan-2031.txt")], folder / "data" / "index", load_encoder(), 64
    )
    return folder


@pytest.mark.real
@pytest.mark.parametrize("snippet", SNIPPETS, ids=["ask", "async", "model", "mount", "retriever", "view"])
def test_a_snippet_of_the_library_runs(
    snippet: str, folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(folder)
    exec(snippet, {"__name__": "__main__"})  # noqa: S102 - our own documentation
    assert "2600个" in capsys.readouterr().out
