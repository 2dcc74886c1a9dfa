"""What is told of one firm, school, zone or office is not told of another of its kind."""

from collections.abc import Callable

import pytest

from chatbot import Chatbot
from chatbot.matching.candidate import Candidate
from chatbot.question.understand import understand
from chatbot.reading.namesake import is_of_a_namesake


@pytest.mark.parametrize(
    ("lines", "question"),
    [
        ("临江中学加快建设，成功引入一中合作办学。---道路全线贯通。", "巴蜀中学来不来"),
        ("县长：王海\n城镇新增就业6万人。---道路全线贯通。", "副县长有哪些人"),
    ],
)
def test_what_no_report_knows_is_not_what_it_does(
    chatbot_on: Callable[[str], Chatbot], lines: str, question: str
) -> None:
    assert chatbot_on(lines).ask(question).status == "not_in_report"


def test_a_zones_figure_is_not_anothers(chatbot_on: Callable[[str], Chatbot]) -> None:
    bot = chatbot_on("服务两江新区开发。\n龙兴新城实现工业总产值900亿元。---道路贯通。")
    assert bot.ask("两江新区工业产值").status == "not_in_report"
    assert "900亿元" in bot.ask("龙兴新城工业产值").text


def test_one_firm_is_not_its_namesake(chatbot_on: Callable[[str], Chatbot]) -> None:
    bot = chatbot_on("云栖药业成功上市。---推动青禾药业上市。")
    assert "云栖药业" not in bot.ask("青禾药业去年上市了没有").text.split("最接近")[0]
    assert bot.ask("云栖药业去年上市了没有").status == "answered"


def test_a_name_with_a_slip_is_known(chatbot_on: Callable[[str], Chatbot]) -> None:
    bot = chatbot_on("滨江中学主体完工。---道路全线贯通。")
    assert "主体完工" in bot.ask("宾江中学建好没").text


def test_what_stands_before_the_name_is_not_its_own(chatbot_on: Callable[[str], Chatbot]) -> None:
    bot = chatbot_on("接待游客1.4亿人次，旅游收入倍增，白石街获评示范案例。\n青石街接待游客30万人次。---道路全线贯通。")
    assert bot.ask("白石街去年接待了多少游客").status != "answered"
    assert "30万人次" in bot.ask("青石街去年接待了多少游客").text


@pytest.mark.parametrize(
    ("question", "told", "excluded"),
    [
        ("白云山机场去年运了多少人", "留住大学生3.1万人", True),
        ("白云山机场去年运了多少人", "白云山机场航站楼", False),
        ("河西地铁修到哪了", "美丽海湾", True),
        ("河西湾修到哪了", "美丽海湾", False),
        ("40个项目总投资多少", "900亿元", True),
        ("40个项目总投资多少", "建材基地", False),
    ],
)
def test_what_is_named_in_two_words_or_by_its_number_is_no_other(
    chatbot_on: Callable[[str], Chatbot], question: str, told: str, excluded: bool
) -> None:
    index = chatbot_on(
        "发放白云山人才卡4695张，留住大学生3.1万人。\n河西湾创建为美丽海湾。\n"
        "360个重点项目完成投资900亿元。\n建材基地等40个项目加快建设。\n白云山机场航站楼建成。---道路全线贯通。"
    ).index
    document = next(iter(index.documents.values()))
    sentence = next(s for s in document.sentences if told in s.text)
    candidate = Candidate(sentence.index, document, sentence, (), (), {}, score=0.0)
    assert is_of_a_namesake(candidate, understand(index.parse(question), frozenset())) is excluded


def test_pupils_are_no_schools(chatbot_on: Callable[[str], Chatbot]) -> None:
    bot = chatbot_on("开设小学生寒暑托班928所，新建中学3所。---发展教育。")
    assert bot.ask("小学有多少所").status == "not_in_report"
    assert "3所" in bot.ask("新建中学多少所").text


def test_a_word_within_another_is_of_another_matter(chatbot_on: Callable[[str], Chatbot]) -> None:
    bot = chatbot_on("扎实开展主题教育，惠及12万人。---巩固双减成效，推进义务教育优质均衡。")
    assert bot.ask("去年教育惠及多少人").status == "not_in_report"
    assert "12万人" in bot.ask("去年主题教育惠及多少人").text
    assert bot.ask("国防教育怎么抓").status == "not_in_report"
