"""Sentence and clause splitting."""

import pytest

from ingest.sentences import split_clauses, split_paragraphs, split_sentences


def pieces(text: str) -> list[str]:
    return [text[start:end] for start, end in split_sentences(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("产值2769.1亿元。增长6.6%。", ["产值2769.1亿元。", "增长6.6%。"], id="decimals stay whole"),
        pytest.param("他说“好。很好！”大家笑了。", ["他说“好。很好！”", "大家笑了。"], id="quote ends the sentence"),
        pytest.param(
            "推进项目（含续建；新建）建设。完工。",
            ["推进项目（含续建；新建）建设。", "完工。"],
            id="brackets stay whole",
        ),
        pytest.param("增长5%；就业稳定。", ["增长5%；", "就业稳定。"], id="semicolon"),
        pytest.param("没有句号", ["没有句号"], id="no terminator"),
        pytest.param("", [], id="empty"),
    ],
)
def test_sentences(text: str, expected: list[str]) -> None:
    assert pieces(text) == expected


def test_an_unclosed_quote_does_not_swallow_the_paragraph() -> None:
    text = "推进“一网通办。" + "完成年度任务若干项。" * 60
    assert len(pieces(text)) == 61


def test_paragraphs_join_lines_broken_inside_a_sentence() -> None:
    text = "在党的领导下，\n全县人民\n、各界人士团结奋斗。\n\n一、工作回顾"
    assert [text[a:b] for a, b in split_paragraphs(text)] == [
        "在党的领导下，\n全县人民\n、各界人士团结奋斗。",
        "一、工作回顾",
    ]


def test_paragraph_spans_leave_out_outer_space() -> None:
    text = "\u3000\u3000各位代表：  \r\n  现在，我报告工作。"
    assert [text[a:b] for a, b in split_paragraphs(text)] == ["各位代表：", "现在，我报告工作。"]


def test_clauses_keep_quotes_whole() -> None:
    sentence = "推广“一窗办，一网办”，新增学位10个；完成。"
    assert [sentence[a:b] for a, b in split_clauses(sentence)] == ["推广“一窗办，一网办”", "新增学位10个", "完成"]


def test_what_a_web_page_puts_around_a_report_is_no_paragraph() -> None:
    text = "下载\n打印\n【字号：大 中 小】\n来源：安澜日报\n新增学位900个。\n上一篇：无"
    assert [text[a:b] for a, b in split_paragraphs(text)] == ["新增学位900个。"]


def test_line_breaks_that_were_spelled_out_break_lines() -> None:
    text = r"一、工作回顾\r\n新增学位900个。\n（一）教育"
    assert [text[a:b] for a, b in split_paragraphs(text)] == ["一、工作回顾", "新增学位900个。", "（一）教育"]


@pytest.mark.parametrize(
    ("text", "paragraphs"),
    [
        (
            "加快绿色制造，\n创建省\n级绿色工厂100家。\n新增企业3家。",
            ["加快绿色制造，\n创建省\n级绿色工厂100家。", "新增企业3家。"],
        ),
        ("一、坚定前行、\n砥砺奋进\n这五年成就显著。", ["一、坚定前行、\n砥砺奋进", "这五年成就显著。"]),
        ("坚持稳中求进，\n加快发展\n二、今年工作", ["坚持稳中求进，\n加快发展", "二、今年工作"]),
        ("二〇三一年一月\n各位代表", ["二〇三一年一月", "各位代表"]),
    ],
)
def test_a_sentence_goes_on_over_lines_that_a_page_broke_at_its_links(text: str, paragraphs: list[str]) -> None:
    assert [text[start:end] for start, end in split_paragraphs(text)] == paragraphs


def test_a_character_that_a_web_page_spells_out_ends_nothing() -> None:
    text = "浓度分别下降8.7%&nbsp;和5.7%；水质改善。"
    assert [text[a:b] for a, b in split_sentences(text)] == ["浓度分别下降8.7%&nbsp;和5.7%；", "水质改善。"]
    assert [text[a:b] for a, b in split_clauses(text)] == ["浓度分别下降8.7%&nbsp;和5.7%", "水质改善"]
