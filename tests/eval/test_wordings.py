"""A report's figures asked for in many ways: what is asked of them, and what is lost."""

from collections.abc import Callable

from chatbot import Chatbot
from eval.wordings import Lost, ask_in_all_ways, asked_of, told, wordings
from index.search import SearchIndex
from ingest.document import Document

_LINES = (
    "社会消费品零售总额增长9.7%。\n新增上市公司5家。\n存款余额达到300亿元。"
    "---社会消费品零售总额增长7%。\n新增上市公司2家。"
)


class _Indexes:
    def __init__(self, bot: Chatbot) -> None:
        self._index = bot.index

    def open(self, _: str) -> SearchIndex:
        return self._index

    def document(self, _: str) -> Document:
        return next(iter(self._index.documents.values()))


def test_a_reports_own_figures_are_asked_for(chatbot_on: Callable[[str], Chatbot]) -> None:
    asked = {
        (each.kind, each.blanks["name"]): each.needed for each in asked_of(_Indexes(chatbot_on(_LINES)).document(""))
    }
    assert asked["growth", "社会消费品零售总额"] == ("9.7%",)
    assert asked["more", "社会消费品零售总额"] == ("2.7个百分点",)
    assert asked["both", "社会消费品零售总额"] == ("9.7%", "7%")
    assert asked["sum", "新增上市公司"] == ("7家",)
    assert asked["amount", "存款余额"] == ("300亿元",)


def test_every_wording_is_asked_where_the_plain_one_is_answered(chatbot_on: Callable[[str], Chatbot]) -> None:
    counts = ask_in_all_ways(["anlan"], _Indexes(chatbot_on(_LINES)), 1)  # type: ignore[arg-type]
    asked = {kind for kind, _ in counts}
    assert {"growth", "more", "both", "sum"} <= asked
    assert all(question in wordings()[kind][1:] for kind, question in counts)
    assert {count for count, _ in counts.values()} == {1}


def test_what_is_lost_most_is_shown_first() -> None:
    lost = Lost("r", "去年交易额涨了多少", "报告没有写明这一点。", ("5%",))
    text = told({("growth", "甲"): (4, [lost]), ("growth", "乙"): (4, [lost, lost]), ("more", "丙"): (4, [])})
    assert text.splitlines()[0].endswith("乙")
    assert "丙" not in text
    assert text.splitlines()[-1] == "   3 of   12  all"
