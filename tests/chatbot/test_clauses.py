"""Which clauses of a sentence are said."""

import pytest

from chatbot import Chatbot
from chatbot.candidate import Candidate
from chatbot.clauses import LONG, MAX_LENGTH, reading_length, said
from chatbot.evidence import match_figures
from chatbot.fit import Asked
from chatbot.understand import understand
from index.query import wanted_years

LINES = (
    "新建公办幼儿园4所，新增学位1260个，增长12%。接待游客273万人次、实现收入41亿元，分别增长18%、23%，"
    "获评全国文明旅游先进县，古城入选国家级名录，夜市经济带动就业三千人，文旅集团挂牌运营，节会活动贯穿全年四季。\n"
    "---\n发展教育。"
)


@pytest.fixture(scope="module")
def bot(chatbot_on: object) -> Chatbot:
    return chatbot_on(LINES)  # type: ignore[operator, no-any-return]


def best(bot: Chatbot, question: str) -> tuple[Candidate, Asked]:
    query = bot.index.parse(question)
    understanding = understand(query, wanted_years(query, 2031))
    ranked = bot.index.rank(query)
    asked = Asked(bot.index.corpus, bot.index.lexicon, understanding)
    found = asked.candidates(ranked, 4, match_figures(bot.index.corpus, understanding, ranked))
    return max(found, key=lambda candidate: candidate.features["window"]), asked


def test_a_clause_is_said_whole_with_what_hangs_on_it(bot: Chatbot) -> None:
    candidate, asked = best(bot, "去年新增学位多少个？")
    assert said(candidate, asked.wants, several=False, whole=False) == "新增学位1260个，增长12%"


def test_several_things_asked_are_said_together(bot: Chatbot) -> None:
    candidate, asked = best(bot, "去年接待游客多少人次，实现收入多少？")
    phrase = said(candidate, asked.wants, several=True, whole=False)
    assert "273万人次、实现收入41亿元，分别增长18%、23%" in phrase
    assert reading_length(phrase) <= LONG


@pytest.mark.parametrize("question", ["去年接待游客多少人次？", "去年夜市经济带动就业多少人？"])
def test_one_fact_fits_a_phones_screen_and_is_the_reports_own_words(bot: Chatbot, question: str) -> None:
    candidate, asked = best(bot, question)
    phrase = said(candidate, asked.wants, several=False, whole=False)
    assert phrase in candidate.sentence.text
    assert reading_length(phrase) <= MAX_LENGTH


def test_latin_letters_and_digits_count_half() -> None:
    assert reading_length("增长12%") == 3.5
