"""What a sentence has of the subject that is asked, word by word."""

from collections.abc import Callable

import pytest

from chatbot import Chatbot
from chatbot.question.coverage import AskedTerms
from chatbot.question.understand import understand
from chatbot.reading.fit_subject import AskedSubject


@pytest.mark.parametrize(
    ("question", "lacks"),
    [
        ("第五个产业集群属于什么产业", False),
        ("第5个产业集群属于什么产业", False),
        ("第六个产业集群属于什么产业", True),
        ("第二产业集群属于什么产业", True),
        ("产业集群第一了多少年", False),  # a rank, and no 第一了 that would have to stand there
    ],
)
def test_an_ordinal_is_the_same_in_figures(chatbot_on: Callable[[str], Chatbot], question: str, lacks: bool) -> None:
    index = chatbot_on("输变电装备成为我县第5个产业集群。---道路全线贯通。").index
    asked = understand(index.parse(question), frozenset())
    terms = AskedTerms(index.corpus, asked.query.terms)
    document, sentence = next((d, s) for d in index.documents.values() for s in d.sentences if "集群" in s.text)
    subject = AskedSubject(index.corpus, index.lexicon, asked, terms, asked.query.text)
    assert subject.features(document, sentence, ())["not_exact"] == lacks
