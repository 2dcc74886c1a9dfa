"""A report's text as HTML: nothing of it is lost, and every mark stands on its own characters."""

from dataclasses import replace

import pytest
from lxml import html

from ingest import Document
from web.reader_text import report_html


def shown(document: Document, cited: tuple[int, int] = (0, 0), find: str = "") -> html.HtmlElement:
    return html.fromstring(f"<div>{report_html(document, cited, find)}</div>")


def test_every_character_is_there_once_in_its_order(report: Document) -> None:
    lines = [line.strip() for line in report.text.splitlines() if line.strip()]
    assert [p.text_content() for p in shown(report).xpath("./p")] == lines


def test_sentences_carry_their_place_and_figures_are_marked(report: Document) -> None:
    tree = shown(report)
    for span in tree.xpath(".//span[@class='s']"):
        start, end = int(span.get("data-s")), int(span.get("data-e"))
        assert span.text_content() in report.text[start:end]
    figures = {b.text_content() for b in tree.xpath(".//b[@class='n']")}
    assert {"2600个", "1350个"} <= figures


@pytest.mark.parametrize("cut", [0, 3])
def test_a_mark_may_begin_within_a_figure(report: Document, cut: int) -> None:
    figure = next(f for f in report.figures if f.text == "2600个")
    sentence = report.sentences[figure.sentence]
    start = figure.start + cut if cut else sentence.start
    tree = shown(report, (start, sentence.end))
    assert tree.xpath(".//mark")[0].get("id") == "hl"
    assert "".join(mark.text_content() for mark in tree.xpath(".//mark")) == report.text[start : sentence.end]


def test_what_was_looked_for_is_marked_wherever_it_stands(report: Document) -> None:
    found = shown(report, find="学位").xpath(".//mark")
    assert len(found) == report.text.count("学位")
    assert {mark.text_content() for mark in found} == {"学位"}


def test_a_reports_own_markup_is_text(report: Document) -> None:
    text = report.text.replace("学位", "<b>位", 1)
    assert not shown(replace(report, text=text, figures=())).xpath(".//b")
