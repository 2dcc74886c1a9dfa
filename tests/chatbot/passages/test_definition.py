"""Meanings of terms, from the appendix of a report and from its text."""

from collections.abc import Callable

import pytest

from chatbot import Chatbot
from chatbot.passages.definition import asked_term, rest_of_item
from ingest.report import read_document

LINES = (
    "农村产权交易平稳推进。---建成晨星工厂3家，新增学位900个。实施“双千工程”，即千村示范、千路畅通。\n"
    "附：名词解释\n1.晨星工厂：指数字化水平高的企业。每年评定一次。\n2.“吨半粮”：两季亩产之和达到1500公斤以上。"
)


@pytest.mark.parametrize(
    ("question", "term"),
    [
        ("“晨星工厂”是什么意思？", "晨星工厂"),
        ("请说明“吨半粮”的含义。", "吨半粮"),
        ("什么是双千工程", "双千工程"),
        ("双千工程指的是什么", "双千工程"),
        ("去年新增学位多少个", ""),
    ],
)
def test_the_term_whose_meaning_is_asked(question: str, term: str) -> None:
    assert asked_term(question) == term


def test_the_whole_item_of_the_appendix_answers(chatbot_on: Callable[[str], Chatbot]) -> None:
    answer = chatbot_on(LINES).ask("晨星工厂是什么意思？")
    assert answer.text == "晨星工厂：指数字化水平高的企业[1]；每年评定一次[2]。"
    assert answer.citations[0].quote == "1.晨星工厂：指数字化水平高的企业。"


def test_the_text_itself_may_explain_a_term(chatbot_on: Callable[[str], Chatbot]) -> None:
    answer = chatbot_on(LINES).ask("双千工程是什么意思？")
    assert [c.quote for c in answer.citations] == ["实施“双千工程”，即千村示范、千路畅通。"]


def test_figures_of_the_appendix_are_no_targets(chatbot_on: Callable[[str], Chatbot]) -> None:
    assert {f.text for f in chatbot_on(LINES).reports["anlan-2031"].figures} == {"3家", "900个"}


def test_what_explains_a_term_is_told_to_its_end() -> None:
    text = (
        "安澜县人民政府工作报告\n（2031年1月15日）\n一、2031年重点工作\n建成“五馆两中心”。\n名词解释\n"
        "1.“五馆两中心”：五馆，即图书馆、美术馆；两中心，即智慧城市综合指挥中心、会展中心。\n2.“一环”：环湖道路。"
    )
    document = read_document(text, "anlan-2031")
    first = next(s for s in document.sentences if s.text.endswith("美术馆；"))
    assert "".join(s.text for s in rest_of_item(document, first)).endswith("会展中心。")


def test_a_clause_that_says_what_a_thing_is_explains_it(chatbot_on: Callable[[str], Chatbot]) -> None:
    bot = chatbot_on("精致城市是为安澜量身定制的发展蓝图，坚持精细管理。---推进精致城市建设。")
    assert "发展蓝图" in bot.ask("“精致城市”是什么意思").text


@pytest.mark.parametrize("question", ["晨星工厂是什么", "“吨半粮”是啥", "吨半粮包括哪些"])
def test_what_a_glossary_explains_needs_no_word_for_meaning(
    chatbot_on: Callable[[str], Chatbot], question: str
) -> None:
    text = chatbot_on(LINES).ask(question).text
    assert "数字化水平高的企业" in text or "1500公斤以上" in text


def test_what_only_begins_like_an_item_is_not_explained_by_it(chatbot_on: Callable[[str], Chatbot]) -> None:
    assert chatbot_on(LINES).ask("晨星工厂的名单是什么").status != "answered"


def test_an_item_may_be_headed_by_brackets(chatbot_on: Callable[[str], Chatbot]) -> None:
    lines = (
        "农村改革推进。---做到“四个不摘”。\n附：名词解释\n1.[灰犀牛]指大概率风险事件。\n2.[四个不摘]即摘帽不摘责任等。"
    )
    answer = chatbot_on(lines).ask("“四个不摘”指什么")
    assert "摘帽不摘责任" in answer.text
    assert "灰犀牛" not in answer.text


def test_what_the_text_says_a_quoted_word_stands_for_needs_no_word_for_meaning(
    chatbot_on: Callable[[str], Chatbot],
) -> None:
    bot = chatbot_on("道路全线贯通。---实现“7个100”目标。“7个100”即新增企业100家、落地项目100个等。")
    assert "新增企业100家" in bot.ask("“7个100”是什么").text


GLOSSARY = (
    "道路全线贯通。---深入实施“峨眉计划”“青城计划”。\n名 词 解 释\n〔1〕“峨眉计划”：引进聚集类人才计划。\n"
    "〔2〕“青城计划”：培养开发类人才计划。\n〔3〕九沟十八寨：产业沟平面布局。九沟指以九条水系为骨架的产业沟。\n"
    "〔4〕十年禁渔：禁止捕捞天然渔业资源的通告，从2030年1月1日起开始实施，为期10年。"
)


def test_two_terms_whose_difference_is_asked_are_both_explained(chatbot_on: Callable[[str], Chatbot]) -> None:
    text = chatbot_on(GLOSSARY).ask("峨眉计划和青城计划有什么区别").text
    assert "引进聚集类" in text
    assert "培养开发类" in text
    assert "〔" not in text


def test_a_term_may_be_explained_within_anothers_item(chatbot_on: Callable[[str], Chatbot]) -> None:
    assert "九条水系" in chatbot_on(GLOSSARY).ask("九沟是什么").text


def test_the_head_of_an_item_alone_is_never_said(chatbot_on: Callable[[str], Chatbot]) -> None:
    assert "2030年1月1日" in chatbot_on(GLOSSARY).ask("十年禁渔哪一年开始").text


@pytest.mark.parametrize(
    ("question", "said"),
    [("九通一平是哪九通", "供暖"), ("1234思路里的3是什么", "三大理念"), ("什么是1234思路", "三大理念")],
)
def test_a_part_of_a_term_is_in_its_explanation(chatbot_on: Callable[[str], Chatbot], question: str, said: str) -> None:
    bot = chatbot_on(
        "道路贯通。---坚持1234思路。\n名词解释\n[9]“九通一平”：九通即通道路、给水、供暖，一平即平整土地。\n"
        "[10]“1234思路”：1即小县大城战略，2即两个驱动，3即三大理念，4即四个目标。"
    )
    assert said in bot.ask(question).text


@pytest.mark.parametrize(
    "line", ["按疾病诊断相关分组（DRG）付费病种覆盖率达到90%。", "DRG（疾病诊断相关分组）付费全面推行。"]
)
def test_letters_are_explained_by_what_stands_beside_them(chatbot_on: Callable[[str], Chatbot], line: str) -> None:
    answer = chatbot_on(f"道路全线贯通。---{line}").ask("drg是什么意思")
    assert answer.status == "answered"
    assert [citation.quote for citation in answer.citations] == [line]


def test_letters_that_stand_alone_are_not_explained(chatbot_on: Callable[[str], Chatbot]) -> None:
    assert chatbot_on("道路全线贯通。---DRG付费全面推行。").ask("drg是什么意思").status == "not_in_report"


PLAN = (
    "道路贯通。---实现“一个翻番，三个高于”。“一个翻番”，就是生产总值翻一番。“三个高于”，就是增速高于全市水平；质量高于全市水平；"
    "生态质量高于周边。建成学校2所。"
)


def test_what_the_text_says_that_a_term_is_explains_it_to_its_end(chatbot_on: Callable[[str], Chatbot]) -> None:
    text = chatbot_on(PLAN).ask("三个高于是哪三个高于").text
    assert all(each in text for each in ("增速高于", "质量高于全市", "高于周边"))
    assert "学校" not in text
    assert "翻一番" in chatbot_on(PLAN).ask("一个翻番是翻什么").text


def test_the_next_item_of_the_appendix_explains_nothing_of_the_one_before() -> None:
    text = (
        "安澜县人民政府工作报告\n（2031年1月15日）\n一、2031年重点工作\n建成五镇。\n名词解释\n"
        "9.“五镇”：指甲镇、乙镇。\n10.“河长制”。是指由各级负责人担任河长。"
    )
    document = read_document(text, "anlan-2031")
    first = next(s for s in document.sentences if "甲镇" in s.text)
    assert [s.text for s in rest_of_item(document, first)] == [first.text]
