"""Lists that a report gives as headings, and questions that only sound like one."""

from collections.abc import Callable

import pytest

from chatbot import Chatbot

LINES = """过去一年，我们主要做了以下工作。
（一）产业发展提质增效。新增规上企业20家，园区扩容提速。
（二）城乡面貌持续改善。改造老旧小区17个，建成公园6座。
（三）改革开放走深走实。进出口总额615亿元，口岸通关提速。---今年，要聚力抓好两个方面工作。
（一）坚持科技引领，打造创新发展先行区。新增研发机构12家，壮大科技企业。
（二）坚持民生为本，打造高品质生活宜居地。继续认真办好三方面民生实事，新增学位900个。"""


@pytest.fixture
def bot(chatbot_on: Callable[[str], Chatbot]) -> Chatbot:
    return chatbot_on(LINES)


def test_the_headings_that_a_sentence_announces_are_listed(bot: Chatbot) -> None:
    text = bot.ask("请逐项列明今年两个方面工作各自要打造的定位").text
    assert "创新发展先行区" in text
    assert "高品质生活宜居地" in text


def test_headings_of_other_things_are_no_list_of_what_is_asked(bot: Chatbot) -> None:
    text = bot.ask("民生实事有几个方面").text
    assert "产业发展" not in text
    assert "三方面民生实事" in text


def test_a_heading_of_its_own_is_told_and_not_those_beside_it(chatbot_on: Callable[[str], Chatbot]) -> None:
    bot = chatbot_on(
        "新建小学3所。---（一）突出科技创新、改革开放，增强发展活力。\n1.增强科技创新能力。新增研发机构12家。\n"
        "2.深化重点改革。改革取得突破。\n3.扩大对外开放。口岸提质。\n（二）保障民生。新增学位900个。"
    )
    text = bot.ask("今年科技创新方面的主要任务是什么").text
    assert "研发机构12家" in text
    assert "扩大对外开放" not in text
