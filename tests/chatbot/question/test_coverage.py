"""Coverage of a question's terms by a place of the report."""

from collections.abc import Callable, Iterable

import pytest

from chatbot import Chatbot
from chatbot.question.coverage import AskedTerms
from index.query_terms import QueryTerm
from index.tokenizer import bigrams


def asked(chatbot: Chatbot, words: Iterable[str]) -> AskedTerms:
    return AskedTerms(chatbot.index.corpus, [QueryTerm(word, (word,)) for word in words])


def test_a_place_with_all_words_covers_all(chatbot: Chatbot) -> None:
    assert asked(chatbot, ["新增", "学位"]).share("新增学位2600个") == pytest.approx(1)


def test_what_is_missing_is_named_and_weighed(chatbot: Chatbot) -> None:
    terms = asked(chatbot, ["学位", "充电站"])
    coverage = terms.cover(((bigrams("新增学位2600个"), 1.0),))
    assert [term.text for term in coverage.missing] == ["充电站"]
    assert 0 < terms.missing_share(coverage) < 1


def test_a_word_of_a_wider_place_counts_less(chatbot: Chatbot) -> None:
    near, wide = bigrams("新增学位"), bigrams("优先发展教育")
    first, both = asked(chatbot, ["教育"]).cover_prefixes(((near, 1.0), (wide, 0.5)), (1, 2))
    assert first.share == 0
    assert both.share == pytest.approx(0.5)


def test_how_a_name_ends_is_not_the_name(chatbot_on: Callable[[str], Chatbot]) -> None:
    bot = chatbot_on("向民间资本推介基础设施、城市更新、医疗卫生等领域重点项目39个。---道路全线贯通。")
    assert bot.ask("充电桩建了多少个").status == "not_in_report"
    built = chatbot_on("新建充电基础设施39个。---道路全线贯通。")
    assert "39个" in built.ask("充电桩建了多少个").text
