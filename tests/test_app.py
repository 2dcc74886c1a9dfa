"""The command line."""

import json
import socket
from pathlib import Path

import pytest

import app
from chatbot import Chatbot


@pytest.fixture
def opened(monkeypatch: pytest.MonkeyPatch, chatbot: Chatbot) -> None:
    monkeypatch.setattr(app, "open_chatbot", lambda _: chatbot)


@pytest.mark.usefixtures("opened")
def test_ask_prints_answer_section_and_quote(capsys: pytest.CaptureFixture[str]) -> None:
    assert app.main(["ask", "今年新增学位多少个？"]) == 0
    out = capsys.readouterr().out
    assert "2031年计划新增学位2600个[1]。" in out
    assert "优先发展教育" in out
    assert "建成滨河中学等学校3所，新增学位2600个。" in out


@pytest.mark.usefixtures("opened")
def test_ask_json_prints_the_apis_object(capsys: pytest.CaptureFixture[str]) -> None:
    app.main(["ask", "今年新增学位多少个？", "--json"])
    assert json.loads(capsys.readouterr().out)["status"] == "answered"


@pytest.mark.usefixtures("opened")
def test_batch_carries_other_keys_over_and_errors_are_lines(tmp_path: Path) -> None:
    source, out = tmp_path / "questions.jsonl", tmp_path / "answers.jsonl"
    source.write_text('{"id": 7, "question": "今年新增学位多少个？"}\n\n{"id": 8, "question": ""}\n', encoding="utf-8")
    assert app.main(["ask", "--batch", str(source), "--out", str(out)]) == 0
    first, second = [json.loads(line) for line in out.read_text(encoding="utf-8").splitlines()]
    assert (first["id"], first["errcode"], first["status"]) == (7, 0, "answered")
    assert (second["id"], second["errcode"]) == (8, 40001)


@pytest.mark.usefixtures("opened")
def test_a_batch_line_without_a_question_is_named(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    source = tmp_path / "questions.jsonl"
    source.write_text('{"id": 7}\n', encoding="utf-8")
    assert app.main(["ask", "--batch", str(source)]) == 2
    assert "第 1 行" in capsys.readouterr().err


def test_a_port_in_use_is_a_sentence(capsys: pytest.CaptureFixture[str]) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        assert app.main(["serve", "--port", str(taken.getsockname()[1])]) == 2
    assert "请换一个端口" in capsys.readouterr().err


def test_a_bad_setting_is_a_sentence(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setenv("BAOGAOTONG_NONSENSE", "1")
    assert app.main(["build"]) == 2
    assert "nonsense" in capsys.readouterr().err


def test_the_language_model_is_found_by_the_settings(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    def run(words: str) -> int:
        file = tmp_path / "settings.toml"
        file.write_text(words, encoding="utf-8")
        return app.main(["--settings", str(file), "llm", "check"])

    nothing = f'llm_model_file = "{tmp_path}/none.gguf"\n'
    assert run(nothing) == 2
    assert "没有模型文件" in capsys.readouterr().err
    assert run('llm_base_url = "http://127.0.0.1:9/v1"\n') == 2
    assert "llm_model" in capsys.readouterr().err
    assert run('llm_base_url = "http://127.0.0.1:9/v1"\nllm_model = "m"\nllm_api_key = "sk-secret"\n') == 2
    told = capsys.readouterr()
    assert "不能用" in told.err
    assert "sk-secret" not in told.err + told.out
