"""Values of a conversation come back from JSON as they were, and nothing else does."""

from decimal import Decimal

import pytest

from chatbot import Answer, Chatbot, Citation, TableRow, Turn
from chatbot.draft import Statement
from chatbot.formula import derive
from chatbot.question.typed_json import UnreadableError, from_json, to_json
from index.query import SearchQuery
from index.query_terms import QueryTerm


def test_what_was_written_comes_back(chatbot: Chatbot) -> None:
    document = next(iter(chatbot.reports.values()))
    figure = document.figures[0]
    said = Statement(
        "一句", ((document, document.sentences[figure.sentence]),), figure, derive("3个＋4个", "个"), ("3",)
    )
    query = SearchQuery(
        "问", "问", "问", (QueryTerm("学位", ("学位", "座位")),), frozenset({2030}), frozenset({"done"})
    )
    turn = Turn(query, (said,), frozenset({(document.report_id, 3)}))
    cited = Citation(1, document.report_id, "题", "句", 0, 1, ("一、", "（一）"), "result", None, "五年")
    row = TableRow("甲", "r", "甲县", 2030, "target", 3.5, "元", "3.5元", "句", 1)
    answer = Answer("文[1]", "answered", (cited,), ("问？",), timings_ms={"read": 1.5}, table=(row,))
    value = (turn, answer, None, True, 7, "字", Decimal("0.10"))
    back = from_json(to_json(value), chatbot.reports)
    assert back == value
    assert str(back[-1]) == "0.10"
    assert back[0].figures[0].sources[0][0] is document


@pytest.mark.parametrize(
    "text", ["", "[1", '{"Path": ["/etc"]}', '{"report": "gone"}', '{"Turn": [1, 2, 3, 4, 5]}', "{}"]
)
def test_anything_else_is_unreadable(chatbot: Chatbot, text: str) -> None:
    with pytest.raises(UnreadableError):
        from_json(text, chatbot.reports)


def test_what_is_of_no_known_kind_is_not_written() -> None:
    with pytest.raises(TypeError, match="object"):
        to_json((object(),))
