"""Lines on pages: which of them are one paragraph, and in which order."""

from ingest.layout import NOTES_HEADING, Line, joined_pieces, pages_to_text

SIZE = 12.0
FULL = 20  # letters of a full line


def line(words: str, row: int, x: float = 72.0, size: float = SIZE) -> Line:
    top = 72.0 + 20 * row
    return Line(x, top, x + size * len(words), top + size, words, size)


def full(words: str) -> str:
    return words.ljust(FULL, "一")


def column(x: float, *words: str) -> list[Line]:
    """Lines of a column; those that begin with a space are indented."""
    return [line(w.strip(), row, x + (2 * SIZE if w.startswith(" ") else 0)) for row, w in enumerate(words)]


def test_a_line_without_an_indent_goes_on_and_one_with_an_indent_begins() -> None:
    page = column(72, " " + full("改造小区十七个，")[2:], full("新增学位达到"), "900个。", " " + "建成公园六座。")
    assert pages_to_text([page]).split("\n") == [page[0].text + page[1].text + "900个。", "建成公园六座。"]


def test_an_indent_begins_a_paragraph_after_a_full_line_too() -> None:
    page = column(72, full("甲"), full("新增学位九百个").replace("一一", "一。")[:FULL], " " + "建成公园六座。")
    assert pages_to_text([page]).split("\n")[-1] == "建成公园六座。"
    page = column(72, full("甲，"), full("未完的一行"), " " + "建成公园六座。")
    assert pages_to_text([page]).split("\n")[-1] == "建成公园六座。"


def test_the_number_of_a_single_page_is_no_text() -> None:
    assert pages_to_text([[line("建成公园6座。", 0), line("- 12 -", 30)]]) == "建成公园6座。"


def test_a_paragraph_goes_on_overleaf_past_running_heads_and_page_numbers() -> None:
    words = [full("新增学位九百个，"), full("改造老旧小区，"), "建成公园6座。"]
    pages = [[line("安澜县政府工作报告", -2), line(w, 0), line(f"— {n} —", 30)] for n, w in enumerate(words, start=1)]
    assert pages_to_text(pages) == "".join(words)


def test_columns_are_read_one_after_the_other() -> None:
    left = column(72, " 甲" + "一" * 10, *("乙" + "一" * 11,) * 4)
    right = column(320, "丙" + "一" * 11, *("丁" + "一" * 11,) * 3, "完。")
    across = [Line(72, 30, 460, 42, "政府工作报告", 24)]
    text = pages_to_text([[*across, *(x for pair in zip(left, right, strict=True) for x in pair)]])
    assert text == "政府工作报告\n" + "".join(x.text for x in [*left, *right])


def test_a_heading_that_is_not_indented_is_set_apart() -> None:
    page = [*column(72, full("甲"), "完。"), line("（四）推进城乡融合发展", 4), line(full("大力提升功能。"), 6)]
    assert pages_to_text([page]).split("\n") == [full("甲") + "完。", "（四）推进城乡融合发展", full("大力提升功能。")]


def test_a_title_in_two_lines_is_one() -> None:
    page = [line("2031年安澜县政府工", 0, 100, 20), line("作报告", 1, 160, 20), *column(72, *[full("甲")] * 3)[2:]]
    assert pages_to_text([page]).startswith("2031年安澜县政府工作报告\n")


def test_notes_at_the_foot_of_a_page_are_taken_to_the_end() -> None:
    first = [line(full("落实链长制，新增企业"), 0), line("1链长制：由县领导担任", 3, size=9), line("链长。", 4, size=9)]
    assert pages_to_text([first, [line("20家以上。", 0)]]).split("\n") == [
        full("落实链长制，新增企业") + "20家以上。",
        NOTES_HEADING,
        "链长制：由县领导担任链长。",
    ]


def test_a_table_goes_on_overleaf() -> None:
    header, rows = ("指标", "2031年目标"), [("学位", "900个"), ("单位能耗", "完成上级下达")]
    first = Line(72, 300, 500, 400, "", 0.0, (header, *rows))
    second = Line(72, 72, 500, 200, "", 0.0, (header, ("", "的任务"), ("公园", "6座")))
    assert pages_to_text([[line("见下表：", 0), first], [second]]).split("\n") == [
        "见下表：",
        "2031年目标，学位900个。",
        "2031年目标，单位能耗完成上级下达的任务。",
        "2031年目标，公园6座。",
    ]


def test_spaces_that_set_chinese_apart_are_not_the_texts() -> None:
    assert pages_to_text([[line("新 增 学 位 900 个，5G Plus 基站 20 座。", 0)]]) == "新增学位900个，5G Plus基站20座。"


def test_pieces_of_a_row_are_one_line() -> None:
    beside = [line("左栏的字", 0, 72), line("右栏的字", 0, 72 + 5 * SIZE)]  # no more than a letter between them
    assert len(joined_pieces(beside)) == 2
    pieces = [line("增", 0, 84), line("新", 0, 72), line("学位", 0, 96), line("另一栏", 0, 300), line("下一行", 1, 72)]
    assert [x.text for x in joined_pieces(pieces)] == ["新增学位", "下一行", "另一栏"]
