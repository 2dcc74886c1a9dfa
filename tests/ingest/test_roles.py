"""Role and time of sentences where headings do not say them."""

import pytest

from ingest.document import Role
from ingest.report import read_document
from ingest.sections import read_structure
from ingest.times import period_of

HEAD = (
    "安澜县人民政府工作报告\n——2031年1月15日在安澜县人民代表大会上\n各位代表：\n"
    "现在，我代表县人民政府报告工作，请予审议。\n"
)
DONE = (
    "过去一年，全县地区生产总值完成186.4亿元，增长6.3%。新建公办幼儿园4所，新增学位1260个，改造老旧小区17个，惠及居民3860户。"
    "工业园区建成标准厂房8.6万平方米，引进亿元以上项目9个，到位资金27.5亿元。城乡环境明显改善。"
)
PLANNED = (
    "今年经济社会发展的主要预期目标是：地区生产总值增长6.5%左右。新建公办幼儿园3所，新增学位900个，力争引进项目20个以上。"
    "加快推进工业园区建设，着力培育高新技术企业，确保群众满意。要坚持项目为王，进一步优化营商环境。"
)


def read(text: str) -> dict[str, tuple[Role, int | None]]:
    return {s.text: (s.role, s.year) for s in read_structure(text, 2031).sentences}


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("一、牢记嘱托，全县发展取得新成效\n", "二、感恩奋进，奋力谱写安澜新篇章\n"),  # slogans
        ("一、砥砺奋进谱华章\n", "二、踔厉奋发启新程\n"),  # slogans that say nothing at all
        ("", ""),  # no headings
        ("一、二〇三〇年工作回顾", "二、2031年主要目标和重点工作"),  # glued to their paragraphs
    ],
    ids=["slogans", "slogans without time", "none", "glued"],
)
@pytest.mark.parametrize("line_break", ["\n", ""], ids=["paragraphs", "one paragraph"])
def test_words_and_order_decide_where_headings_do_not(first: str, second: str, line_break: str) -> None:
    said = read(HEAD + first + DONE + line_break + second + PLANNED)
    doing = next(text for text in said if "1260个" in text)
    planning = next(text for text in said if "900个" in text)
    assert said[doing] == ("result", 2030)
    assert said[planning] == ("target", 2031)


def test_a_heading_with_a_year_outweighs_the_words_under_it() -> None:
    said = read(f"{HEAD}一、2030年工作回顾\n加快推进园区建设，力争引进项目9个。\n二、2031年工作安排\n{PLANNED}")
    assert said["加快推进园区建设，力争引进项目9个。"] == ("result", 2030)


def test_where_nothing_decides_no_year_is_stated_and_somebody_is_told() -> None:
    text = HEAD + "一、园区\n园区厂房8.6万平方米。\n二、2031年工作安排\n" + PLANNED
    document = read_document(text, "anlan-2031")
    sentence = next(s for s in document.sentences if "8.6万" in s.text)
    assert sentence.year is None
    assert any("一、园区" in warning for warning in document.warnings)


def test_figures_of_a_period_are_no_figures_of_the_year() -> None:
    period = "“十四五”时期，全县累计新增城镇就业2.6万人，改造老旧小区83个。"
    text = (
        f"{HEAD}一、2030年工作回顾\n{period}过去一年，全县地区生产总值完成186.4亿元。\n（一）民生\n改造老旧小区17个。"
    )
    document = read_document(text, "anlan-2031")
    assert {(f.text, f.year, f.period) for f in document.figures} == {
        ("2.6万人", None, "“十四五”时期"),
        ("83个", None, "“十四五”时期"),
        ("186.4亿元", 2030, ""),
        ("17个", 2030, ""),
    }


def test_a_review_of_period_and_year_goes_on_in_the_period_until_the_paragraph_ends() -> None:
    text = (
        f"{HEAD}一、“十四五”时期和2030年工作回顾\n五年来，全县经济不断壮大。建成学校30所。\n"
        "2030年，我们办成了许多大事。新增学位900个。\n二、2031年工作安排\n建成园区1个。"
    )
    said = read(text)
    assert said["建成学校30所。"] == ("result", None)
    assert said["新增学位900个。"] == ("result", 2030)


BOTH = f"{HEAD}一、2030年工作回顾和“十五五”发展成就\n2030年，全县地区生产总值增长5.5%。\n"
PERIOD = (
    "五年来，我们聚力干好四件大事。\n——发展质效不断提高。地区生产总值年均增长5.9%。\n"
    "——改革不断深入。人均地区生产总值从2025年的10万元提高到2030年的14万元。\n"
)


def test_a_review_of_the_year_that_turns_to_the_period_stays_in_it() -> None:
    document = read_document(f"{BOTH}{PERIOD}二、2031年工作安排\n建成园区1个。", "anlan-2031")
    times = {s.text: (s.year, s.period) for s in document.sentences}
    assert times["2030年，全县地区生产总值增长5.5%。"] == (2030, "")
    assert times["地区生产总值年均增长5.9%。"] == (None, "“十五五”时期")
    assert times["人均地区生产总值从2025年的10万元提高到2030年的14万元。"] == (None, "“十五五”时期")


@pytest.mark.parametrize(
    ("turns", "year"),
    [
        ("2030年，我们办成了许多大事。新增学位900个。", 2030),
        ("我们也清醒地看到，学位还有900个缺口。新增学位900个。", None),
    ],
)
def test_the_period_ends_where_the_year_is_told_and_where_troubles_are(turns: str, year: int | None) -> None:
    document = read_document(f"{BOTH}{PERIOD}{turns}\n二、2031年工作安排\n建成园区1个。", "anlan-2031")
    assert next((s.year, s.period) for s in document.sentences if s.text == "新增学位900个。") == (year, "")


def test_an_aside_on_five_years_leaves_the_year_alone() -> None:
    aside = "（一）工业\n五年来，全县工业增加值首次突破50亿元。\n新增学位900个。\n"
    assert read(f"{BOTH}{aside}二、2031年工作安排\n建成园区1个。")["新增学位900个。"] == ("result", 2030)


def test_the_year_to_come_begins_the_plan_inside_a_review() -> None:
    plan = "2031年是实施规划的关键一年。\n一、抓产业\n建成园区1个。"
    said = read(f"{HEAD}2030年工作回顾\n{DONE}\n{plan}")
    assert said["建成园区1个。"] == ("target", 2031)


def test_a_list_of_projects_after_the_terms_is_planned() -> None:
    text = (
        f"{HEAD}一、2031年工作安排\n{PLANNED}\n名词解释\n1.链长制：由县领导担任链长。\n"
        "安澜县2031年十件民生实事\n一、新建农贸市场3个。\n年度目标：完成投资900万元。"
    )
    said = read(text)
    assert said["1.链长制：由县领导担任链长。"] == ("other", None)
    assert said["年度目标：完成投资900万元。"] == ("target", 2031)


@pytest.mark.parametrize(
    ("sentence", "period"),
    [
        ("“十四五”时期，建成学校30所。", "“十四五”时期"),
        ("过去五年，我们办成了许多大事。", "过去五年"),
        ("五年来，累计新增学位1万个。", "五年来"),
        ("今后五年，努力建成强县。", "今后五年"),
        ("编制“十五五”规划。", ""),
        ("学生升入五年级。", ""),
    ],
)
def test_periods(sentence: str, period: str) -> None:
    assert period_of(sentence) == period


def test_a_yearly_mean_is_of_no_single_year() -> None:
    text = f"{HEAD}一、2030年工作回顾\n2030年地区生产总值达到167亿元，年均增长8.2%。\n二、2031年工作安排\n{PLANNED}"
    found = {f.text: (f.year, f.period) for f in read_document(text, "anlan-2031").figures}
    assert found["167亿元"] == (2030, "")
    assert found["8.2%"] == (None, "年均")


def test_a_plan_under_a_heading_of_two_periods_is_of_no_single_year() -> None:
    plan = (
        "要坚持创新驱动，加快建设园区3个。进一步优化环境，确保群众满意，力争森林覆盖率提高到24%。"
        "要着力培育企业，全面推进振兴。"
    )
    heading = "一、“十四五”时期发展成就和“十五五”时期主要目标任务"
    text = f"{HEAD}{heading}\n{DONE}\n{plan}\n{plan}\n二、2031年工作安排\n{PLANNED}"
    sentence = next(s for s in read_structure(text, 2031).sentences if "24%" in s.text)
    assert (sentence.role, sentence.year) == ("target", None)


@pytest.mark.parametrize(
    ("sentence", "review", "reading"),
    [
        ("本年将发放农业贷款22亿元。", True, ("target", None)),
        ("今后大体需要保持每年递增百分之五点四。", True, ("target", None)),
        ("文化中心即将在今年启用，建成面积2万平方米。", True, ("result", 2030)),
        ("去年全县财政超收7239万元。", False, ("result", None)),
        ("上年结余资金今年继续安排500万元。", False, ("target", 2031)),
        ("生产总值在2029年突破千亿元关口后，今年前三季度居全省第1，全年达1100亿元。", True, ("result", 2030)),
        ("生产总值在2029年突破千亿元。", True, ("result", 2029)),
        ("旅游收入恢复到2019年的108%。", True, ("result", 2030)),
        ("接待游客2.8亿人次、超过2019年水平。", True, ("result", 2030)),
        ("粮食总产创2000年以来最高水平。", True, ("result", 2030)),
        ("2012年以来累计发放救助资金8300万元。", True, ("result", None)),
        ("2000年以前建成的57个老旧小区应改尽改。", True, ("result", 2030)),
        ("60项成果获2028年度省科学技术奖。", True, ("result", 2030)),
        ("识字率由2017年的65%提高到2029年的91%。", True, ("result", 2029)),
        ("标准提高到2300元（2010年不变价）。", True, ("result", 2030)),
        ("落实《国土规划（2019—2035年）》，完成13个村规划。", False, ("target", 2031)),
        ("到2035年建成高标准农田13万亩。", False, ("target", 2035)),
    ],
)
def test_a_sentence_that_says_its_own_time(sentence: str, review: bool, reading: tuple[Role, int | None]) -> None:
    done, planned = (DONE + sentence, PLANNED) if review else (DONE, PLANNED + sentence)
    said = read(f"{HEAD}一、2030年工作回顾\n{done}\n二、2031年主要任务\n{planned}\n")
    assert said[sentence] == reading


def test_a_report_without_its_first_page_keeps_its_review() -> None:
    said = read(f"{DONE * 6}\n（一）民生持续改善。新增学位1260个。\n二、2031年工作安排\n{PLANNED}\n")
    assert said["新增学位1260个。"] == ("result", 2030)
    assert said["新建公办幼儿园3所，新增学位900个，力争引进项目20个以上。"] == ("target", 2031)
