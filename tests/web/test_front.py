"""The first page: in Chinese, ours, with a box that works before the scripts have come; and what may be compressed."""

from pathlib import Path

from fastapi import FastAPI
from fastapi.responses import PlainTextResponse
from fastapi.testclient import TestClient

from chatbot import Chatbot
from web import create_app
from web.compressed import Compressed
from web.front import front_page
from web.options import ServiceOptions

GRADIO = """<!doctype html><html lang="en"><head><meta charset="utf-8">
<meta property="og:title" content="Gradio" /><meta name="twitter:creator" content="@Gradio" />
<script>window.gradio_config = {"a": 1};</script>
<script>
  script.src = "static/js/iframeResizer.contentWindow.min.js";
</script>
<link rel="manifest" href="/manifest.json" /><script type="module" src="./assets/index.js"></script>
<link rel="stylesheet" crossorigin href="./assets/index.css">
</head><body style="width: 100%"><gradio-app></gradio-app></body></html>"""


def test_the_box_comes_first_and_nothing_names_the_makers() -> None:
    page = front_page(GRADIO, "12345<热线>")
    head, _, body = page.partition("<body")
    assert 'lang="zh-CN"' in head
    assert 'property="og:title" content="报告通"' in head
    for foreign in ('content="Gradio"', "@Gradio", "manifest", "iframeResizer", "stylesheet"):
        assert foreign not in head
    assert "window.gradio_config" in head
    assert body.index('id="shell-q"') < body.index("./assets/index.css") < body.index("<gradio-app>")
    assert "12345&lt;热线&gt;" in body


def test_files_with_hashed_names_are_kept_and_staffs_pages_never_compressed(chatbot: Chatbot, tmp_path: Path) -> None:
    inner = FastAPI()

    @inner.get("/{path:path}")
    def any_page(path: str) -> PlainTextResponse:
        return PlainTextResponse("年" * 5000)

    client = TestClient(Compressed(inner))
    asset = client.get("/assets/index-abc.js")
    assert (asset.headers["content-encoding"], asset.headers["cache-control"]) == (
        "gzip",
        "public, max-age=31536000, immutable",
    )
    for path in ("/staff", "/commitments/abc", "/api/v1/reports"):
        assert "content-encoding" not in client.get(path).headers


def test_a_browser_gets_a_page_where_something_is_not_there_and_a_program_the_envelope(
    chatbot: Chatbot, tmp_path: Path
) -> None:
    options = ServiceOptions(ledger_file=tmp_path / "r.sqlite", feedback_file=tmp_path / "f.sqlite")
    client = TestClient(create_app(chatbot, with_page=False, options=options))
    browser = {"accept": "text/html,application/xhtml+xml"}
    page = client.get("/report/nope", headers=browser)
    assert page.status_code == 404
    assert "没有这个页面" in page.text
    assert 'href="/report"' in page.text
    assert client.get("/report/nope").json()["errcode"] == 40401
    assert client.get("/api/v1/reports/nope/text", headers=browser).json()["errcode"] == 40401
    assert "`" not in client.get("/docs").text
