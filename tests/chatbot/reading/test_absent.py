"""What no report speaks of, or this one does not, is not told by what surrounds it."""

from collections.abc import Callable

import pytest

from chatbot import Chatbot
from chatbot.matching.candidate import Candidate
from chatbot.question.understand import understand
from chatbot.reading.absent import has_nothing, has_only_what_any_may, is_unknown


@pytest.mark.parametrize(
    ("lines", "question"),
    [
        ("抓好高校毕业生就业，引进大学生4万人。---道路全线贯通。", "大学生来了给不给补贴"),
        ("GDP增长6%。---引进企业10家，争创示范试点20个。", "今年要引进多少人才"),
    ],
)
def test_what_is_not_there_is_not_told(chatbot_on: Callable[[str], Chatbot], lines: str, question: str) -> None:
    assert chatbot_on(lines).ask(question).status == "not_in_report"


@pytest.mark.parametrize(
    ("rule", "question", "features", "excluded"),
    [
        # 生育支持 stands nowhere, and 解决问题 is said of anything
        (has_only_what_any_may, "生育支持的问题怎么解决", {"no_word": 0.0, "deviations": 0.6}, True),
        (has_only_what_any_may, "生育支持的问题怎么解决", {"no_word": 0.0, "deviations": 1.5}, False),
        # 看病贵 is 医保, which stands elsewhere: what stands out by meaning may still speak of it
        (has_only_what_any_may, "看病贵的问题怎么解决", {"no_word": 0.0, "stands_out": 0.0}, True),
        (has_only_what_any_may, "看病贵的问题怎么解决", {"no_word": 0.0, "stands_out": 1.0}, False),
        (has_only_what_any_may, "就业的问题怎么解决", {"no_word": 0.0, "deviations": 0.6}, False),
        # 地铁 stands nowhere: by meaning alone only what stands far out
        (has_nothing, "今年地铁有什么进展", {"no_word": 1.0, "official": 1.0, "deviations": 0.6}, True),
        (has_nothing, "今年就业有什么进展", {"no_word": 1.0, "official": 1.0, "deviations": 0.6}, False),
    ],
)
def test_meaning_alone_points_at_little_where_the_report_has_no_word_for_it(
    chatbot_on: Callable[[str], Chatbot],
    rule: Callable[..., bool],
    question: str,
    features: dict[str, float],
    excluded: bool,
) -> None:
    index = chatbot_on("促进就业，下大力气解决问题。---科学布局夜经济。\n扩大医保覆盖。").index
    document = next(iter(index.documents.values()))
    told = next(sentence for sentence in document.sentences if "解决" in sentence.text)
    candidate = Candidate(told.index, document, told, (), (), features, score=0.0)
    assert rule(candidate, understand(index.parse(question), frozenset())) is excluded


@pytest.mark.parametrize(("question", "unknown"), [("衙门去年收了多少钱", True), ("衙门去年收了几个人", False)])
def test_money_of_what_no_report_knows_is_none_of_the_moneys_told(
    chatbot_on: Callable[[str], Chatbot], question: str, unknown: bool
) -> None:
    index = chatbot_on("固定资产投资近90亿元，招录6人。---道路全线贯通。").index
    document = next(iter(index.documents.values()))
    told = next(sentence for sentence in document.sentences if "90亿元" in sentence.text)
    # However likely by meaning: of all that is money, none is meant.
    likely = Candidate(told.index, document, told, (), document.figures, {"unknown": 1.0, "stands_out": 0.0}, score=3.0)
    assert is_unknown(likely, understand(index.parse(question), frozenset({2030}))) == unknown


@pytest.mark.parametrize(
    ("line", "question", "right"),
    [
        ("扎实开展主题教育，干部作风转变。", "教育方面做了什么", "主题教育怎么开展的"),
        ("营商环境持续优化，企业获得感增强。", "环境怎么样", "营商环境怎么样"),
        ("高铁新城加快建设，商业街开街。", "高铁建得怎么样", "高铁新城建得怎么样"),
    ],
)
def test_a_word_in_another_name_is_not_the_thing(
    chatbot_on: Callable[[str], Chatbot], line: str, question: str, right: str
) -> None:
    bot = chatbot_on(f"{line}\n道路全线贯通。---发展文化。")
    assert bot.ask(question).status != "answered"
    assert bot.ask(right).status == "answered"


def test_firms_that_may_go_public_are_no_listed_ones(chatbot_on: Callable[[str], Chatbot]) -> None:
    assert chatbot_on("上市后备企业达180家。---道路全线贯通。").ask("上市公司有几家").status == "not_in_report"
    assert "12家" in chatbot_on("上市公司总量达到12家。---道路全线贯通。").ask("上市公司有几家").text
