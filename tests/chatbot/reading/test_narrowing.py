"""Of the sentences that may answer, those go beside which another says the very thing."""

from collections.abc import Callable
from unittest.mock import Mock

from chatbot import Chatbot
from chatbot.question.understand import understand
from chatbot.reading.narrowing import Narrowing
from chatbot.reading.sufficiency import Sufficiency
from index.lexicon import load_lexicon
from index.query import parse_query


def test_a_figure_called_by_the_words_is_told_before_one_of_another_thing() -> None:
    asked = understand(parse_query("燃气管道铺了多长", load_lexicon()), frozenset())
    narrowing = Narrowing(Mock(), asked, Mock(), Sufficiency(asked, ()))
    # 推进燃气管道老化更新…，新建雨污管网21公里; 敷设燃气管道31公里
    another = Mock(score=1.6, features={"complete": 1.0, "figure_about": 0.6, "lacks_unit_near": 1.0})
    called = Mock(score=0.9, features={"complete": 1.0, "figure_about": 1.0})
    assert narrowing._by_their_figures([another, called]) == [called]
    assert narrowing._by_their_figures([another]) == [another]


def test_of_another_year_what_is_of_the_measure_asked_is_kept(chatbot_on: Callable[[str], Chatbot]) -> None:
    bot = chatbot_on("种植粮食800万亩，产粮252万吨。---粮食产量255万吨以上。\n播种粮食801万亩。")
    text = bot.ask("今年要种多少亩粮食，比去年多多少").text
    assert "801万亩" in text
    assert "255万吨" not in text
