"""Words that stand for several things are explained, or the sentence that only uses them is no answer."""

from collections.abc import Callable

import pytest

from chatbot import Chatbot
from chatbot.passages.abbreviations import AskedAbbreviations
from ingest.report import read_document


@pytest.mark.parametrize(
    ("line", "question", "unexplained"),
    [
        ("推进“五个严禁”专项行动，成效明显。", "“五个严禁”分别严禁什么？", True),
        ("落实“四早”要求（早发现、早报告），成效明显。", "“四早”指什么？", False),
        ("推进垃圾、污水、厕所等“三大革命”，成效明显。", "“三大革命”指什么？", False),
        ("推进“五个严禁”专项行动，成效明显。", "“五个严禁”行动去年有多少次？", False),  # asks for no meaning
        ("落实2110工作机制，成效明显。", "2110工作机制的具体内容是什么？", True),
        ("出台稳定工业18条、外贸10条措施。", "稳定工业的18条都写了什么？", True),
        ("出台稳定工业18条、外贸10条措施。", "稳定工业的18条带动了多少企业？", False),
        ("推进“九个攻坚”，成效明显。", "“九个攻坚”有哪些", True),
        ("推进“一镇一景”，打造白河、龙关、城南3个龙头景区。", "“一镇一景”打造哪几个景区？", False),
        ("推进“一镇一景”，打造白河、龙关、城南3个龙头街区。", "“一镇一景”打造哪几个景区？", True),
        ("加快建设“安澜数岛”等10大数字产业园。", "安澜数岛是什么", False),
        ("加快建设“安澜数岛”。", "安澜数岛是什么", True),
        ("推进“五减”等3项行动。", "“五减”是什么", True),
        ("落实“两优惠、三补贴”政策。", "两优惠三补贴是什么", True),
        ("落实“两优惠、三补贴”（贷款、税费优惠，社保、岗位、培训补贴）。", "两优惠三补贴是什么", False),
        ("上线“澜惠通”政策兑现平台。", "澜惠通是干什么用的", False),
        ("上线“澜惠通”平台。", "澜惠通是干什么用的", True),
        ("坚持“361”机制，做到三成说清现状、六成说清问题、一成说清对策。", "361机制是什么", False),
        ("坚持“361”机制，新建3个中心、6所学校。", "361机制是什么", True),
        ("首个企业研发的水稻品种“安澜1号”通过审定。", "安澜1号是什么", False),
        ("水稻“安澜1号”通过审定。", "安澜1号是什么", True),
        ("X9高校录取率全县第四。", "什么是x9高校", True),
        ("推广“一进一出”模式，“即到即入”入选案例。", "什么是即到即入", True),
        ("歌曲《白河》获“五个一工程”奖。", "得“五个一工程”奖的歌是哪首", False),
    ],
)
def test_an_abbreviation_is_explained_or_not(line: str, question: str, unexplained: bool) -> None:
    text = f"安澜县人民政府工作报告\n（2031年1月15日）\n一、2030年工作回顾\n{line}\n二、2031年重点工作\n发展教育。"
    told = next(s for s in read_document(text, "anlan-2031").sentences if s.text == line)
    assert AskedAbbreviations(question).are_unexplained_in(told) is unexplained


def test_an_item_of_the_appendix_explains_what_it_begins_with(chatbot_on: Callable[[str], Chatbot]) -> None:
    bot = chatbot_on(
        "道路贯通。---推进“9”项部署。\n名词解释\n“9”即“九个攻坚”，在脱贫上攻坚，在碧水蓝天上攻坚，在改革上攻坚。"
    )
    assert "碧水蓝天" in bot.ask("九个攻坚有哪些").text


def test_which_one_has_a_title_asks_for_no_explanation_of_it(chatbot_on: Callable[[str], Chatbot]) -> None:
    bot = chatbot_on("建设示范区，杜庄村被评为全国“一村一品”示范村。---道路贯通。")
    answer = bot.ask("全国一村一品示范村是哪个村")
    assert answer.status == "answered"
    assert "杜庄村" in answer.text


@pytest.mark.parametrize(
    ("told", "is_explained"),
    [("首创“时光益站”互助养老新模式", True), ("推行“时光益站”工作模式", False), ("推行“时光益站”模式", False)],
)
def test_a_quoted_name_is_explained_by_what_it_is_a_model_of(
    chatbot_on: Callable[[str], Chatbot], told: str, is_explained: bool
) -> None:
    answer = chatbot_on(f"{told}，服务老人2万多人次。---道路贯通。").ask("“时光益站”是干什么的")
    assert (answer.status == "answered") is is_explained
