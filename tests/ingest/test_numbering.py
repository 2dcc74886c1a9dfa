"""The numbers that Word counts by itself."""

from io import BytesIO

import docx
import pytest
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from ingest.word import docx_text


def numbered(levels: str, paragraphs: list[tuple[str, int]], override: str = "") -> bytes:
    """Return a document with one numbering; each paragraph is its words and its level, -1 for none."""
    document = docx.Document()
    root = document.part.numbering_part.element
    root.insert(0, parse_xml(f'<w:abstractNum w:abstractNumId="90" {nsdecls("w")}>{levels}</w:abstractNum>'))
    for name, inside in (("90", ""), ("91", override)):
        num = f'<w:num w:numId="{name}" {nsdecls("w")}><w:abstractNumId w:val="90"/>{inside}</w:num>'
        root.append(parse_xml(num))
    for n, (words, level) in enumerate(paragraphs):
        paragraph = document.add_paragraph(words)
        if level >= 0:
            number = 91 if override and n == len(paragraphs) - 1 else 90
            properties = f'<w:numPr {nsdecls("w")}><w:ilvl w:val="{level}"/><w:numId w:val="{number}"/></w:numPr>'
            paragraph._p.get_or_add_pPr().append(parse_xml(properties))
    out = BytesIO()
    document.save(out)
    return out.getvalue()


def level(n: int, style: str, text: str, start: int = 1) -> str:
    return (
        f'<w:lvl w:ilvl="{n}"><w:start w:val="{start}"/><w:numFmt w:val="{style}"/><w:lvlText w:val="{text}"/></w:lvl>'
    )


PARTS = (
    level(0, "chineseCounting", "%1、") + level(1, "chineseCountingThousand", "（%2）") + level(2, "decimal", "%1.%3")
)


def test_parts_and_their_points_are_counted_as_word_shows_them() -> None:
    told = [("回顾", 0), ("民生", 1), ("产业", 1), ("说明", -1), ("安排", 0), ("民生", 1), ("就业", 2)]
    assert docx_text(numbered(PARTS, told)).split("\n")[: len(told)] == [
        "一、回顾",
        "（一）民生",
        "（二）产业",
        "说明",
        "二、安排",
        "（一）民生",
        "二.1就业",
    ]


@pytest.mark.parametrize(
    ("style", "start", "shown"),
    [
        ("chineseCounting", 10, "十、"),
        ("japaneseCounting", 21, "二十一、"),
        ("decimal", 3, "3、"),
        ("decimalEnclosedCircle", 2, "②、"),
        ("upperLetter", 2, "B、"),
        ("chineseCounting", 120, "120、"),
    ],
)
def test_the_formats_of_numbers(style: str, start: int, shown: str) -> None:
    assert docx_text(numbered(level(0, style, "%1、", start), [("回顾", 0)])).startswith(f"{shown}回顾")


def test_bullets_and_empty_paragraphs_have_no_number() -> None:
    assert docx_text(numbered(level(0, "bullet", "\uf0b7"), [("回顾", 0), ("", 0)])).split("\n")[:2] == ["回顾", ""]


def test_a_list_that_starts_again_does() -> None:
    override = '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride>'
    assert "一、又" in docx_text(numbered(PARTS, [("甲", 0), ("乙", 0), ("又", 0)], override)).split("\n")


def test_a_style_may_bring_the_number() -> None:
    document = docx.Document()
    document.add_paragraph("回顾", style="List Number")
    document.add_paragraph("安排", style="List Number")
    out = BytesIO()
    document.save(out)
    assert docx_text(out.getvalue()).split("\n")[:2] == ["1.回顾", "2.安排"]
