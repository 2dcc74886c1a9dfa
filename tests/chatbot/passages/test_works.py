"""Works of a kind are told by the sentences that name any."""

from collections.abc import Callable

import pytest

from chatbot import Chatbot
from chatbot.messages import messages_for
from chatbot.passages.works import works
from chatbot.question.understand import understand
from index.lexicon import load_lexicon
from index.query import parse_query

Maker = Callable[[str], Chatbot]
REPORT = (
    "竹山大桥建成通车，滨河路改造稳步推进。\n新改建农村公路90公里，公办学校扩建12所。\n市实验小学迁建、青峰中学改造有序推进。"
    "---完成林曲路修复，启动大广高速连接线。\n谋划紫薇路西延、维明路西延。\n建设高速检查站2个，打造建军路文商旅街区。\n"
    "改善道路通行。\n推进云台湿地公园建设。\n深化与华山中学的对接合作，加强教师队伍建设。\n建设集成电路基地。"
)


@pytest.mark.parametrize(
    ("question", "told", "untold"),
    [
        (
            "今年要修哪些路",
            ("林曲路", "大广高速连接线", "紫薇路"),
            ("农村公路", "检查站", "文商旅", "道路通行", "集成", "滨河路"),
        ),
        ("县里今年要建哪些道路？", ("林曲路", "紫薇路"), ("滨河路",)),
        ("去年改造了哪些学校", ("实验小学", "青峰中学"), ("公办", "华山")),
    ],
)
def test_all_sentences_that_name_works_of_the_kind(
    chatbot_on: Maker, question: str, told: tuple[str, ...], untold: tuple[str, ...]
) -> None:
    answer = chatbot_on(REPORT).ask(question)
    assert answer.status == "answered"
    assert [name for name in told if name not in answer.text] == []
    assert [name for name in untold if name in answer.text] == []


@pytest.mark.parametrize(
    "question",
    [
        "去年建成了哪些学校",  # none of them is finished
        "今年要建哪些公园",  # one is no list
        "今年要建哪些医院",
        "投资过亿的路有哪些",  # asks more than the kind
        "今年要修多少公里路",
    ],
)
def test_what_is_no_list_of_works_is_not_told_here(chatbot_on: Maker, question: str) -> None:
    (report,) = chatbot_on(REPORT).reports.values()
    asked = understand(parse_query(question, load_lexicon()), frozenset({2030, 2031}))
    assert works(asked, report, messages_for("zh")) is None
