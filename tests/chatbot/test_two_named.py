"""Two things that a question names, each with a figure of its own."""

from collections.abc import Callable

from chatbot import Chatbot


def test_two_sentences_make_a_ratio(chatbot_on: Callable[[str], Chatbot]) -> None:
    bot = chatbot_on(
        "城镇居民人均可支配收入达到3万元，增长6%；\n农村居民人均可支配收入达到2万元，增长8%。---道路贯通。"
    )
    assert "1.5倍（3万元÷2万元" in bot.ask("城镇居民收入是农村居民的多少倍").text
