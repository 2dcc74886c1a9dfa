"""Two things that a question names, each with a figure of its own."""

from collections.abc import Callable

from chatbot import Chatbot


def test_two_sentences_make_a_ratio(chatbot_on: Callable[[str], Chatbot]) -> None:
    bot = chatbot_on(
        "城镇居民人均可支配收入达到3万元，增长6%；\n农村居民人均可支配收入达到2万元，增长8%。---道路贯通。"
    )
    assert "1.5倍（3万元÷2万元" in bot.ask("城镇居民收入是农村居民的多少倍").text


def test_sides_without_a_figure_of_their_own_are_not_compared(chatbot_on: Callable[[str], Chatbot]) -> None:
    bot = chatbot_on("与东江市合作签约项目40个、总投资175亿元。\n销往东江市农产品172亿元、增长23%。---道路贯通。")
    assert "3亿元" not in bot.ask("和东江市、西河市合作的项目总投资哪个大").text
