"""The rooms beside the chat: the register, the report, what this is. HTML that works without a script."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from fastapi.testclient import TestClient
from lxml import html

from chatbot import Chatbot
from web.api import create_app
from web.keys import KeyFile
from web.options import ServiceOptions


@pytest.fixture
def client(chatbot: Chatbot, tmp_path: Path) -> Iterator[TestClient]:
    """A server without keys: whoever comes from this machine is staff."""
    options = ServiceOptions(ledger_file=tmp_path / "r.sqlite", feedback_file=tmp_path / "f.sqlite")
    with TestClient(create_app(chatbot, with_page=False, options=options)) as client:
        yield client


@pytest.fixture
def visitor(chatbot: Chatbot, tmp_path: Path) -> Iterator[TestClient]:
    """A server with keys, visited without one."""
    keys = KeyFile(tmp_path / "keys.json")
    keys.add("甲", "staff")
    options = ServiceOptions(keys=keys, ledger_file=tmp_path / "r.sqlite", feedback_file=tmp_path / "f.sqlite")
    with TestClient(create_app(chatbot, with_page=False, options=options)) as client:
        yield client


def rows(client: TestClient, **asked: str) -> list[str]:
    tree = html.fromstring(client.get("/commitments", params=asked).text)
    return [row.text_content() for row in tree.xpath("//tbody/tr")]


def test_the_register_is_a_table_of_what_the_report_promises(client: TestClient) -> None:
    shown = rows(client)
    assert any("新增学位2600个" in row for row in shown)
    assert len(shown) > len(rows(client, query="学位")) > 0
    assert all("学位" in row for row in rows(client, query="学位"))
    assert rows(client, query="没有这件事") == []
    valued = rows(client, with_value="true")
    assert len(valued) + len(rows(client, with_value="false")) == len(shown)
    assert all(any(character.isdigit() for character in row) for row in valued)
    assert sorted(rows(client, sort="type")) == sorted(shown)


def test_what_nobody_filled_in_is_neither_late_nor_on_time(client: TestClient) -> None:
    assert all("未填报" in row for row in rows(client))
    assert rows(client, light="红") == []
    assert len(rows(client, light="灰")) == len(rows(client))


def test_visitors_without_a_key_see_the_reports_columns_only(client: TestClient, visitor: TestClient) -> None:
    row = client.get("/api/v1/commitments").json()["items"][0]["id"]
    client.patch(f"/api/v1/commitments/{row}", json={"version": 0, "lead_unit": "区教委", "status": "推进中"})
    assert "区教委" in client.get("/commitments").text
    assert "区教委" in client.get(f"/commitments/{row}").text
    for page in ("/commitments", f"/commitments/{row}", "/commitments?responsible=区教委&status=推进中"):
        told = visitor.get(page)
        assert told.status_code == 200
        assert not any(word in told.text for word in ("区教委", "推进中", "牵头单位", "亮灯"))


def test_a_row_leads_to_its_sentence(client: TestClient) -> None:
    item = next(i for i in client.get("/api/v1/commitments").json()["items"] if "2600个" in i["text"])
    tree = html.fromstring(client.get(f"/commitments/{item['id']}").text)
    link = tree.xpath("//blockquote//a/@href")[0].partition("#")[0]
    marked = html.fromstring(client.get(link).text).xpath("//mark")
    assert "新增学位2600个" in "".join(mark.text_content() for mark in marked)
    assert client.get("/commitments/none").json()["errcode"] == 40403


def test_a_report_is_searched_and_outlined(client: TestClient) -> None:
    tree = html.fromstring(client.get("/report/anlan-2031", params={"find": "学位"}).text)
    text = client.get("/api/v1/reports/anlan-2031/text").json()["text"]
    assert len(tree.xpath("//main//mark")) == text.count("学位")
    assert f"找到 {text.count('学位')} 处" in tree.text_content()
    assert len(tree.xpath("//nav[@aria-label='目录']//a")) > 2
    assert client.get("/report").status_code == 200


@pytest.mark.parametrize("words", ["<script>alert(1)</script>", '"><img src=x onerror=alert(1)>'])
def test_words_from_people_are_shown_as_words(client: TestClient, words: str) -> None:
    for page in (
        client.get("/commitments", params={"query": words, "section": words}),
        client.get("/report/anlan-2031", params={"find": words}),
    ):
        assert "<script>alert" not in page.text
        assert "<img" not in page.text


@pytest.mark.parametrize("path", ["/commitments", "/report/anlan-2031", "/about", "/staff"])
def test_every_room_has_the_tabs_a_title_and_a_way_past_them(client: TestClient, path: str) -> None:
    tree = html.fromstring(client.get(path).text)
    assert tree.get("lang") == "zh-CN"
    assert [a.get("href") for a in tree.xpath("//nav[@class='rooms']//a")] == [
        "/",
        "/commitments",
        "/report",
        "/about",
        "/staff",
    ]
    assert len(tree.xpath("//nav[@class='rooms']//a[@aria-current='page']")) == 1
    assert tree.xpath("//a[@class='skip']/@href") == ["#main"]
    assert tree.xpath("//*[@id='main']")
    assert len(tree.xpath("//h1")) == 1
    assert not tree.xpath("//*[starts-with(@src, 'http') or (self::link and starts-with(@href, 'http'))]")


def test_the_page_about_it_says_whether_a_model_is_used(client: TestClient) -> None:
    assert "没有使用语言模型" in client.get("/about").text
    assert client.get("/site.css").headers["content-type"].startswith("text/css")
    assert client.get("/site.js").status_code == 200
