"""A figure that is asked is not answered by one of another kind."""

from collections.abc import Callable

import pytest

from chatbot import Chatbot


@pytest.mark.parametrize(
    ("lines", "question"),
    [
        ("固定资产投资近1000亿元，社会消费品零售总额增长5%。---道路全线贯通。", "固定资产投资去年增速"),
        ("规上工业中，装备制造业增加值增速快于面上7.2个百分点。---道路全线贯通。", "规上工业增加值去年增长多少"),
        ("提高最低工资标准，城镇新增就业完成年计划的113.4%。---道路全线贯通。", "最低工资涨到多少"),
        ("养老保险参保率99.46%。---道路全线贯通。", "养老保险参保率比上年高多少"),
        ("研究与试验发展经费投入强度不高。---道路全线贯通。", "研发经费投入强度去年"),
        ("生产总值增长5%，连续四年高于全市平均水平。---道路全线贯通。", "GDP增速高于全市几个点"),
        ("名牌农产品新增10个。---道路全线贯通。", "农产品排第几"),
    ],
)
def test_another_kind_of_figure_is_no_answer(chatbot_on: Callable[[str], Chatbot], lines: str, question: str) -> None:
    assert chatbot_on(lines).ask(question).status in {"not_in_report", "no_value"}


def test_a_place_in_words_is_a_rank(chatbot_on: Callable[[str], Chatbot]) -> None:
    assert "前列" in chatbot_on("地区生产总值保持全市前列。---道路全线贯通。").ask("GDP排全市第几").text
