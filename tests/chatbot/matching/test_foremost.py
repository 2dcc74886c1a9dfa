"""Which of several figures of one kind is the most."""

from collections.abc import Callable

import pytest

from chatbot import Chatbot
from chatbot.draft import Statement
from chatbot.matching.foremost import asks_foremost, foremost
from chatbot.messages import messages_for
from ingest.document import Figure
from ingest.report import read_document


def figures(sentence: str) -> list[Figure]:
    text = f"安澜县人民政府工作报告\n（2031年1月15日）\n一、2030年工作回顾\n{sentence}\n二、2031年重点工作\n发展教育。"
    return list(read_document(text, "anlan-2031").figures)


@pytest.mark.parametrize(
    ("question", "label"),
    [("谁涨得最快", "进口"), ("哪个增速最低", "出口"), ("增速最高的是哪个", "进口"), ("哪项最多", "汽车")],
)
def test_the_most_of_one_kind_is_named(question: str, label: str) -> None:
    told = [
        (Statement(f.text), f)
        for f in figures("出口增长3%，进口增长5%，手机产量80万台，汽车产量90万台，排名全省第二。")
    ]
    note = foremost(question, told, messages_for("zh"))
    assert note is not None
    assert label in note.text


def test_things_of_two_units_are_not_set_beside_each_other() -> None:
    told = [(Statement(f.text), f) for f in figures("粮食产量80万吨，汽车产量90万台。")]
    assert foremost("哪个最多", told, messages_for("zh")) is None


def test_whose_of_another_kind_is_asked_is_not_one_of_those_told() -> None:
    told = [(Statement(f.text), f) for f in figures("新增公共停车位1705个、共享停车位2737个。")]
    assert foremost("停车位哪个街道最多", told, messages_for("zh")) is None


def test_one_figure_alone_is_not_the_most_of_several(chatbot_on: Callable[[str], Chatbot]) -> None:
    bot = chatbot_on("新兴产业产值增长15%。\n马塘镇产粮最多，达5万吨。---发展教育。")
    assert bot.ask("三次产业里哪个增长最快").status == "not_in_report"
    assert chatbot_on("园区产值、税收分别增长5%、6%。---发展教育。").ask("哪个产业增长最快").status == "not_in_report"
    assert "马塘镇" in bot.ask("哪个镇产粮最多").text


def test_what_asks_for_one_thing_asks_for_no_most() -> None:
    assert not asks_foremost("出口增长多少")


def test_one_indicator_of_several_places_is_told_apart_by_the_place() -> None:
    told = []
    for place, rate in (("安澜县", 5), ("青山县", 6)):
        title = f"{place}人民政府工作报告\n（2031年1月15日）"
        text = f"{title}\n一、2030年工作回顾\n生产总值增长{rate}%。\n二、2031年重点工作\n发展。"
        document = read_document(text, place)
        sentence = next(s for s in document.sentences if "%" in s.text)
        told.append((Statement(sentence.text, ((document, sentence),)), document.figures[0]))
    note = foremost("哪个最高", told, messages_for("zh"))
    assert note is not None
    assert "青山县生产总值最高，为6%" in note.text


ENTERPRISES = "新增独角兽企业2家、“小巨人”企业22家、高新技术企业525家、瞪羚企业10家。---道路全线贯通。"
GROWTH = "地区生产总值增长5.1%，固定资产投资增长5.3%，社会消费品零售总额增长4%。---固定资产投资增长8%。"


@pytest.mark.parametrize(
    ("lines", "question", "said"),
    [
        # two are asked about, and four told
        (ENTERPRISES, "小巨人和高新技术企业哪个新增得多，多多少", "多503家（525家－22家）"),
        # three, by their short names
        (GROWTH, "GDP、投资、社零哪个增长最快", "固定资产投资最高，为5.3%"),
    ],
)
def test_what_is_asked_about_is_set_side_by_side(
    chatbot_on: Callable[[str], Chatbot], lines: str, question: str, said: str
) -> None:
    assert said in chatbot_on(lines).ask(question).text


def test_of_one_thing_what_is_done_tells_which(chatbot_on: Callable[[str], Chatbot]) -> None:
    bot = chatbot_on("新签约、新开工、新竣工亿元工业项目分别增长10%、20%、30%。---新签约亿元以上工业项目800个。")
    assert "新竣工亿元工业项目最高，为30%" in bot.ask("新签约、新开工、新竣工的亿元工业项目哪个增长最快").text


def test_a_whole_is_none_of_its_own_members(chatbot_on: Callable[[str], Chatbot]) -> None:
    bot = chatbot_on("新建老年食堂41个、养老综合体10个、托位2860个。---发展教育。")
    assert bot.ask("老年食堂里最大的是哪一个").status == "not_in_report"
    assert "最高" in bot.ask("老年食堂、养老综合体、托位哪个最多").text


def test_the_members_of_a_whole_are_told_behind_it(chatbot_on: Callable[[str], Chatbot]) -> None:
    bot = chatbot_on("新增企业90家，其中科技企业30家、外贸企业20家、农业企业10家。---发展教育。")
    assert "科技企业" in bot.ask("新增企业里哪类最多").text


@pytest.mark.parametrize("question", ["老年助餐点哪个乡镇最多", "老年助餐点哪个区县最多", "老年助餐点哪个月最多"])
def test_whose_is_the_most_is_no_difference(chatbot_on: Callable[[str], Chatbot], question: str) -> None:
    bot = chatbot_on("新建街道（乡镇）养老综合体10个、老年助餐点41个。---新建老年助餐点50个。")
    answer = bot.ask(question)
    assert answer.status == "not_in_report"
    assert "31个" not in answer.text


@pytest.mark.parametrize("question", ["几大产业里哪个营收最高", "哪个产业集群营收最多"])
def test_of_amounts_told_in_a_row_the_greatest_is_named_with_its_kind(
    chatbot_on: Callable[[str], Chatbot], question: str
) -> None:
    bot = chatbot_on(
        "现代家居、电子信息、纺织服装产业集群营收分别达2700亿元、1700亿元、1100亿元。\n"
        "千亿产业集群由1个增至4个，获评国家级产业集群4个、省级产业集群23个。---发展教育。"
    )
    text = bot.ask(question).text
    assert "现代家居产业集群营收最高，为2700亿元" in text
    assert "23个" not in text
