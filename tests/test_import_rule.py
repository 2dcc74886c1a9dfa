"""Imports point the way the data flows."""

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
ROOMS = (
    "ingest",
    "index",
    "register",
    "llm",
    "chatbot",
    "prompts",
    "web",
    "eval",
    "app",
    "commands",
    "report_folder",
    "settings",
)
ALLOWED = {
    "ingest": set(),
    "index": {"ingest"},
    "register": {"ingest"},
    "prompts": set(),
    "llm": set(),
    "chatbot": {"ingest", "index", "register", "prompts", "llm"},
    "web": {"ingest", "index", "register", "chatbot", "prompts", "llm"},
    "settings": set(),
    "report_folder": {"ingest", "index", "chatbot", "settings"},
    "commands": {"ingest", "index", "register", "chatbot", "prompts", "web", "llm", "report_folder", "settings"},
    "app": set(ROOMS) - {"eval"},
    "eval": set(ROOMS),
}
# The packages of `chatbot/`, each of which imports only those before it, and the values beside them.
CHATBOT = (
    "arithmetic",
    "question",
    "matching",
    "passages",
    "reading",
    "phrasing",
    "derived",
    "answering",
    "model",
)
VALUES = frozenset({"answer", "clock", "cues", "draft", "errors", "formula", "messages"})
HEAVY = {
    "tiktoken": "ingest/tokens.py",
    "faiss": "index/dense.py",
    "pymilvus": "index/milvus.py",
    "opencc": "index/query.py",
    "gradio": "web/ui/page.py",
}


def imports_of(path: Path) -> set[str]:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    names = {alias.name for node in ast.walk(tree) if isinstance(node, ast.Import) for alias in node.names}
    names |= {node.module or "" for node in ast.walk(tree) if isinstance(node, ast.ImportFrom) and not node.level}
    return {name.split(".")[0] for name in names}


def chatbot_imports_of(path: Path) -> set[str]:
    """What of `chatbot/` a file imports: packages, or modules beside them."""
    nodes = [node for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))) if isinstance(node, ast.ImportFrom)]
    of_modules = {str(node.module).split(".")[1] for node in nodes if str(node.module).startswith("chatbot.")}
    return of_modules | {alias.name for node in nodes if node.module == "chatbot" for alias in node.names}


def files_of(room: str) -> list[Path]:
    return [ROOT / f"{room}.py"] if (ROOT / f"{room}.py").exists() else sorted((ROOT / room).rglob("*.py"))


@pytest.mark.parametrize("room", ROOMS)
def test_a_room_imports_only_what_comes_before_it(room: str) -> None:
    files = files_of(room)
    assert files
    for path in files:
        forbidden = imports_of(path) & set(ROOMS) - ALLOWED[room] - {room}
        assert not forbidden, f"{path.relative_to(ROOT)} imports {forbidden}"


@pytest.mark.parametrize("package", HEAVY)
def test_a_heavy_package_has_one_user(package: str) -> None:
    users = [
        str(path.relative_to(ROOT))
        for room in ROOMS
        if room != "eval"
        for path in files_of(room)
        if package in imports_of(path)
    ]
    assert users == [HEAVY[package]]


@pytest.mark.parametrize("package", [*CHATBOT, *sorted(VALUES)])
def test_a_package_of_the_chatbot_imports_only_what_comes_before_it(package: str) -> None:
    before = set(CHATBOT[: CHATBOT.index(package) + 1]) if package in CHATBOT else set()
    files = files_of(f"chatbot/{package}")
    assert files
    for path in files:
        forbidden = chatbot_imports_of(path) - before - VALUES
        assert not forbidden, f"{path.relative_to(ROOT)} imports {forbidden}"


def test_every_module_of_the_chatbot_has_its_place() -> None:
    beside = {path.stem for path in (ROOT / "chatbot").iterdir() if path.suffix == ".py"}
    assert beside == VALUES | {"__init__", "pipeline"}
    assert {path.parent.name for path in (ROOT / "chatbot").glob("*/__init__.py")} == set(CHATBOT)
