"""A follow-up that only names the other side of a contrast asks of it what was asked before."""

from collections.abc import Callable

import pytest

from chatbot import Chatbot
from chatbot.question.other_side import of_the_other_side
from index.lexicon import load_lexicon


@pytest.mark.parametrize(
    ("question", "before", "meant"),
    [
        ("城里呢", "农村居民收入多少", "城镇居民收入多少"),
        ("城里呢", "农民收入多少", "城镇居民收入多少"),
        ("那进口呢？", "去年出口增长多少", "去年进口增长多少"),
        ("下半年呢", "上半年新增学位多少", "下半年新增学位多少"),
        ("竣工的呢", "开工了多少项目", "竣工了多少项目"),
        ("城里的老人呢", "农村居民收入多少", ""),  # names more
        ("水果呢", "农村居民收入多少", ""),  # no side
        ("农村呢", "农村居民收入多少", ""),  # the same side
        ("城里呢", "粮食产量多少", ""),  # of nothing that has sides
    ],
)
def test_the_side_is_put_in_the_others_place(question: str, before: str, meant: str) -> None:
    assert of_the_other_side(question, before, load_lexicon()) == meant


def test_the_conversation_goes_on_from_it(chatbot_on: Callable[[str], Chatbot]) -> None:
    bot = chatbot_on(
        "农村居民人均可支配收入达到1.5万元，增长8%；城镇居民人均可支配收入达到2.7万元，增长6%。---道路贯通。"
    )
    first = bot.ask("去年农村居民收入多少")
    second = bot.ask("城里呢", conversation_id=first.conversation_id)
    assert "2.7万元" in second.text
    assert "1.5万元" not in second.text
    third = bot.ask("谁涨得快", conversation_id=first.conversation_id)
    assert "农村居民人均可支配收入最高，为8%" in third.text
