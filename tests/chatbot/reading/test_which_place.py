"""A district or a town that is asked for is named as one."""

from collections.abc import Callable

import pytest

from chatbot import Chatbot
from chatbot.reading.which_place import asks_district, lacks_place_named


@pytest.mark.parametrize(
    ("question", "text", "lacks"),
    [
        ("哪个县做乐器的园区升级了", "龙口开发区、化工产业园获批国家级园区", True),
        ("哪个县做乐器的园区升级了", "昌乐县乐器园区获批国家级园区", False),
        ("哪个区的社区获奖", "智慧社区、示范片区建成", True),
        ("哪几个县试点", "上高、宜丰等地开展试点", False),
        ("乐器园区升级了没有", "园区建成", False),
    ],
)
def test_a_zone_is_no_district(question: str, text: str, lacks: bool) -> None:
    assert lacks_place_named(question, text) is lacks


@pytest.mark.parametrize(
    ("question", "one"),
    [("哪个县升级了", True), ("哪一个镇获奖", True), ("哪几个镇获奖", False), ("哪个小区获奖", False)],
)
def test_of_several_towns_the_names_may_stand_bare(question: str, one: bool) -> None:
    assert asks_district(question) is one


def test_a_county_may_be_called_short(chatbot_on: Callable[[str], Chatbot]) -> None:
    answer = chatbot_on("道路贯通。---宜黄以“中医+禅学”为抓手，打造中医康复疗养目的地。").ask("哪个县搞中医加禅学")
    assert answer.status == "answered"
    assert "宜黄" in answer.text
