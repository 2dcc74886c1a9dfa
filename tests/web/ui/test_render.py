"""Answers as HTML."""

from dataclasses import replace

from chatbot import Answer, Chatbot, Citation, TableRow
from web.ui.render import render_conversation, render_turn


def test_markers_and_quotes_open_the_sentence_in_the_reader(chatbot: Chatbot) -> None:
    answer = chatbot.ask("今年新增学位多少个？")
    page = render_turn("今年新增学位多少个？", answer, chatbot.heads)
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
    assert "扫描件" not in render_turn("", answer, chatbot.heads)
    assert "五年来 › 扫描件识别，请对照原件" in render_turn("", scan, chatbot.heads)


def test_the_table_of_several_reports_names_those_that_do_not_say() -> None:
    citation = Citation(1, "anlan-2031", "安澜县报告", "新建公园6座。", 10, 17, (), "result", 2030)
    told = TableRow("安澜县", "anlan-2031", "安澜县", 2030, "result", 6.0, "座", "6座", "新建公园6座。", 1)
    rows = (told, TableRow("<b>丙寅县</b>", "bingyin-2031", "丙寅县"))
    page = render_turn("谁的公园多", Answer("安澜县6座[1]", "partial", (citation,), table=rows), {})
    assert "<td>6座</td><td>2030年完成情况</td>" in page
    assert "报告没有写" in page
    assert "&lt;b&gt;丙寅县" in page
    assert 'download="对照表.csv"' in page
    assert "<table" not in render_turn("", Answer("无", "not_in_report"), {})
