"""Answers as HTML."""

from dataclasses import replace

from chatbot import Answer, Chatbot
from web.ui.render import render_conversation, render_turn


def test_markers_and_quotes_open_the_sentence_in_the_reader(chatbot: Chatbot) -> None:
    answer = chatbot.ask("今年新增学位多少个？")
    page = render_turn("今年新增学位多少个？", answer, chatbot.reports)
    link = f"/report/anlan-2031?start={answer.citations[0].start}&end={answer.citations[0].end}#hl"
    assert page.count(f'href="{link}"') == 2
    assert 'target="reader"' in page
    assert "原文摘录" in page
    assert "优先发展教育" in page


def test_what_people_type_is_shown_as_text() -> None:
    page = render_turn('<script>alert(1)</script><img src=x onerror="1">', Answer("<b>无</b>[7]", "not_in_report"), {})
    assert "<script>" not in page
    assert "<img" not in page
    assert "&lt;b&gt;无&lt;/b&gt;[7]" in page


def test_an_empty_conversation_says_what_to_do() -> None:
    assert "还没有提问" in render_conversation([])


def test_a_quote_from_a_scan_or_of_a_period_says_so(chatbot: Chatbot) -> None:
    answer = chatbot.ask("今年新增学位多少个？")
    [citation] = answer.citations
    scan = replace(answer, citations=(replace(citation, recognised=True, year=None, period="五年来"),))
    assert "扫描件" not in render_turn("", answer, chatbot.reports)
    assert "五年来 › 扫描件识别，请对照原件" in render_turn("", scan, chatbot.reports)
