"""When a thing comes to pass is answered by the year of what tells that it does."""

from collections.abc import Callable

import pytest

from chatbot import Chatbot
from chatbot.matching.milestones import comes_to

Maker = Callable[[str], Chatbot]


@pytest.mark.parametrize(
    ("question", "clause"),
    [
        ("客运站什么时候能用", "推动客运站正式启用"),
        ("绕城高速什么时候通", "全面建成绕城高速"),
        ("足球场什么时候改好", "完成足球场改造"),
        ("二期什么时候开工", "推动二期开工"),
        ("看守所什么时候建", "启动看守所、拘留所建设"),
        ("传染病医院什么时候用", "传染病医院启用运营"),
        ("三环路什么时候贯通的", "三环路全线贯通"),
        ("交易会什么时候办的", "成功举办第十届交易会"),
    ],
)
def test_a_clause_tells_what_comes_to_pass(question: str, clause: str) -> None:
    assert comes_to(question, clause)


@pytest.mark.parametrize(
    ("question", "clause"),
    [
        ("客运站什么时候能用", "加快客运站建设"),
        ("二期什么时候通车", "推动二期开工"),
        ("看守所什么时候建成", "启动看守所建设"),
        ("交易会什么时候办的", "办好第十届交易会"),
        ("客运站哪天能用", "推动客运站正式启用"),  # a day is more than the year
        ("学院盖好了，哪年招生", "学院一期完工"),  # what is asked the time of stands behind the pause
    ],
)
def test_a_clause_tells_another_thing(question: str, clause: str) -> None:
    assert not comes_to(question, clause)


def test_the_year_of_the_plan_is_the_answer(chatbot_on: Maker) -> None:
    bot = chatbot_on("客运站内装收尾，二桥建成通车。---推动客运站正式启用，加快三桥建设。")
    assert "2031年" in bot.ask("客运站什么时候能用").text
    assert "2030年" in bot.ask("二桥什么时候通车的").text
    assert bot.ask("三桥什么时候通车").status == "not_in_report"
