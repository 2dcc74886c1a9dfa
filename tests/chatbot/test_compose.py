"""What is worked out is worked out of what the question names, or not at all."""

from collections.abc import Callable

from chatbot import Chatbot


def test_a_rate_that_is_no_share_makes_no_part(chatbot_on: Callable[[str], Chatbot]) -> None:
    bot = chatbot_on("一般公共预算总收入60亿元，地方一般公共预算收入30亿元，城镇调查失业率4.7%。---道路贯通。")
    text = bot.ask("地方一般公共预算收入占一般公共预算总收入的百分之多少").text
    assert "50%" in text
    assert "1.41" not in text


def test_nothing_is_reckoned_from_what_names_less(chatbot_on: Callable[[str], Chatbot]) -> None:
    bot = chatbot_on("全年招引项目142个，总投资创新高。\n实施了总投资288亿元的57个省市重点项目。---道路贯通。")
    assert "5.0526亿元" not in bot.ask("平均每个招引项目总投资多少").text


def test_what_the_report_says_by_head_is_not_reckoned(chatbot_on: Callable[[str], Chatbot]) -> None:
    bot = chatbot_on("游客人均旅游消费超过1300元。\n旅游节吸引1500名游客、旅游消费2亿元。---道路贯通。")
    text = bot.ask("游客一个人平均消费多少钱").text
    assert "1300元" in text
    assert "推算" not in text
