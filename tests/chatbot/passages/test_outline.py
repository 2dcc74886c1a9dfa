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
