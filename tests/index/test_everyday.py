"""Everyday questions without a word of the report's are read by meaning, and nothing else is."""

from collections.abc import Callable

import numpy as np
import pytest

from chatbot import Chatbot
from index.embedding import load_encoder
from index.everyday import EverydayMatters, example_vectors, kept_vectors
from index.lexicon import load_lexicon
from index.query import SearchQuery, parse_query
from index.query_terms import QueryTerm
from index.standard_words import in_standard_words
from tests.conftest import HashingEncoder

LEXICON = load_lexicon()
REPORT = "食品抽检合格率上升。\n外贸平稳。---完善居家养老网络，增加护理型床位。\n全面开展厨房革命。"


@pytest.fixture(scope="module")
def matters() -> EverydayMatters:
    encoder = load_encoder()
    return EverydayMatters(LEXICON, lambda: encoder)


def test_the_kept_vectors_are_those_of_the_examples() -> None:
    name, vectors = kept_vectors()
    encoder = load_encoder()
    texts = [text for _, examples in LEXICON.everyday_examples for text in examples]
    assert (name, len(vectors)) == (encoder.name, len(texts))  # else: python -m eval train-everyday
    for at in (0, len(texts) // 2, len(texts) - 1):
        made = encoder.encode_query(in_standard_words(texts[at], LEXICON))
        assert float(vectors[at] @ made) > 0.99


@pytest.mark.parametrize(
    ("question", "matter"),
    [
        ("水管里流出来的水是黄的，不敢喝", "农村供水"),
        ("我爸在老家一个人住，摔了没人知道", "养老服务"),
        ("老板跑了，工钱没结", "欠薪"),
        ("骗子冒充警察让我转账", "电信诈骗"),
    ],
)
def test_a_question_is_about_the_matter_it_sounds_like(matters: EverydayMatters, question: str, matter: str) -> None:
    assert matters.matter_of(matters.load_encoder().encode_query(question)) == matter


@pytest.mark.parametrize("question", ["今天冷不冷，要不要加衣服", "讲个笑话来听听", "红烧肉怎么做才好吃"])
def test_small_talk_is_about_no_matter_of_a_report(matters: EverydayMatters, question: str) -> None:
    matter = matters.matter_of(matters.load_encoder().encode_query(question))
    assert matter is None or matter not in LEXICON.synonyms


def read(question: str, encoder: HashingEncoder, known: tuple[str, ...]) -> SearchQuery | None:
    query = parse_query(question, LEXICON, is_known=lambda pair: any(pair in word for word in known))
    everyday = EverydayMatters(LEXICON, lambda: encoder)
    return everyday.read(query, encoder.encode_query, lambda _: 1.0, known.__contains__)


def test_the_matter_takes_the_place_of_what_no_report_knows(encoder: HashingEncoder) -> None:
    found = read("井水发黄不敢喝，什么时候能接上干净水", encoder, ("城乡供水",))
    assert found is not None
    assert found.subject == (QueryTerm("农村供水", ("城乡供水",)),)


@pytest.mark.parametrize(
    "question",
    [
        "井水发黄的有多少户",  # a figure
        "“井水发黄”是什么意思",  # a name
        "3号井发黄不敢喝",
        "城乡供水怎么样了",  # known
        "why is the well water yellow",
    ],
)
def test_figures_names_and_what_is_known_are_not_read_by_meaning(encoder: HashingEncoder, question: str) -> None:
    assert read(question, encoder, ("城乡供水",)) is None


def test_a_matter_that_the_report_has_nothing_of_is_none(encoder: HashingEncoder) -> None:
    assert read("井水发黄不敢喝，什么时候能接上干净水", encoder, ("外贸",)) is None


def test_the_answer_says_what_the_question_was_taken_for(chatbot_on: Callable[[str], Chatbot]) -> None:
    answer = chatbot_on(REPORT).ask("独居老人摔倒都没人知道，有啥措施")
    assert answer.status == "answered"
    assert answer.text.startswith("与您所说最相关的是“")
    assert all("养老" in citation.quote for citation in answer.citations)


def test_a_follow_up_goes_on_from_what_the_question_was_taken_for(chatbot_on: Callable[[str], Chatbot]) -> None:
    bot = chatbot_on("新增养老床位300张。\n外贸平稳。---完善居家养老网络。\n新增养老床位500张。")
    first = bot.ask("独居老人摔倒都没人知道，有啥措施")
    assert "500张" in bot.ask("今年床位加多少张", conversation_id=first.conversation_id).text


def test_another_encoder_has_vectors_of_its_own(encoder: HashingEncoder) -> None:
    assert np.array_equal(EverydayMatters(LEXICON, lambda: encoder)._vectors, example_vectors(LEXICON, encoder))
