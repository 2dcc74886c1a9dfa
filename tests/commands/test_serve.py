"""Serving: what does not fit together is a sentence before anything starts."""

from pathlib import Path

import pytest

import app
from commands.opening import open_chatbot
from report_folder import ReportFolderError
from settings import Settings

SHARED = {"BAOGAOTONG_PROCESSES": "2", "BAOGAOTONG_SHARED_STORE": "redis://127.0.0.1:1/0"}


@pytest.mark.parametrize(
    ("environment", "told"),
    [
        ({"BAOGAOTONG_PROCESSES": "2"}, "shared_store"),
        ({**SHARED, "BAOGAOTONG_LLM_MODEL_FILE": "{here}"}, "本机模型"),
        ({"BAOGAOTONG_SHARED_STORE": "mongodb://x", "BAOGAOTONG_LLM_MODEL_FILE": ""}, "redis://"),
    ],
)
def test_settings_that_do_not_fit_together(
    environment: dict[str, str],
    told: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    model = tmp_path / "model.gguf"
    model.write_bytes(b"GGUF")
    for name, value in environment.items():
        monkeypatch.setenv(name, value.format(here=model))
    monkeypatch.setenv("BAOGAOTONG_FEEDBACK_FILE", str(tmp_path / "f.sqlite"))
    assert app.main(["serve", "--port", "8799"]) == 2
    assert told in capsys.readouterr().err


def test_a_server_that_does_not_build_needs_an_index(tmp_path: Path) -> None:
    settings = Settings(index_dir=tmp_path, reports_dir=tmp_path, llm_model_file=Path())
    with pytest.raises(ReportFolderError, match="索引"):
        open_chatbot(settings, builds=False)
