"""An amount is divided by the number of what the question says each of, or by nothing."""

from collections.abc import Callable
from decimal import Decimal

import pytest

from chatbot import Chatbot
from chatbot.arithmetic.per_head import per_head
from chatbot.arithmetic.told import Told
from ingest.report import read_document


def told(sentence: str, question: str) -> Told:
    text = f"安澜县人民政府工作报告\n（2031年1月15日）\n一、2030年工作回顾\n{sentence}\n二、2031年重点工作\n发展教育。"
    read = read_document(text, "anlan-2031")
    found = [figure for figure in read.figures if figure.role == "result"]
    return Told(question, found, found, read.text, question)


@pytest.mark.parametrize(
    ("sentence", "question", "value", "unit"),
    [
        ("接待游客200万人次、实现收入30亿元。", "平均每个游客花多少钱", "1500", "元"),
        ("新增充电站400座、充电桩4600个。", "平均每座充电站有多少个充电桩", "11.5", "个"),
        ("集聚科研人员500人、实施科研项目72项、转化科研成果200项。", "科研成果平均到每个科研人员是多少项", "0.4", "项"),
        ("争取投资18亿元，10个重点项目完成投资70亿元。", "重点项目平均一个项目完成投资多少", "700000000", "元"),
        ("招引项目142个，总投资355亿元，其中亿元以上项目37个。", "平均每个招引项目投资多少", "250000000", "元"),
        (
            "新引进项目254个，总投资1270亿元，其中20亿元以上大项目26个。",
            "去年新引进的项目平均每个投资多少",
            "500000000",
            "元",
        ),
        ("新建充电站500座、充电桩6000个。", "平均一个充电站有几根充电桩", "12", "个"),
        ("新增创业20万人、带动就业50万人。", "平均每个创业的带动了几个人就业", "2.5", "倍"),
        ("完成9个乡镇20个行政村7000户电取暖改造。", "电取暖平均一个村几户", "350", "户"),
        ("设立股权投资基金200支、总规模4000亿元。", "股权基金平均每支多大规模", "2000000000", "元"),
        ("开通3条轨道新线，新增地铁里程45公里、总里程达到879公里。", "平均每条新地铁线多长", "15", "公里"),
        ("新签约5000万元以上项目300个、总投资1500亿元。", "新签约项目平均一个投资多少", "500000000", "元"),
        ("加快总投资30亿元的8个园区项目建设。", "8个园区项目平均一个投资多少", "375000000", "元"),
        ("投资2100万元完成20公里的7条农村公路。", "农村公路平均每公里花了多少钱", "1050000", "元"),
        ("谋划总投资55亿元的重点项目20个，完成投资8亿元。", "重点项目平均每个多少钱", "275000000", "元"),
    ],
)
def test_an_amount_to_each(sentence: str, question: str, value: str, unit: str) -> None:
    derived = per_head(told(sentence, question))
    assert derived is not None
    assert (derived.value, derived.unit) == (Decimal(value), unit)


@pytest.mark.parametrize(
    ("sentence", "question"),
    [
        ("人均公园绿地面积达到14.68平方米，新建公园10个。", "平均每个公园多少平方米"),
        ("生产总值连跨4个千亿台阶，达到1.3万亿元。", "生产总值平均到每个人头上是多少"),  # by no people
        ("加快总投资30亿元的7个园区项目建设。", "8个园区项目平均一个投资多少"),  # of another number of them
        ("投资2100万元完成7条农村公路。", "农村公路平均每公里花了多少钱"),  # by what is not told
        ("新增智能工厂3家、5G工厂5家。", "智能工厂平均每个有多大"),  # of no size
        ("完成适老化改造600户、道路改造30条。", "适老化改造平均每户多少平方米"),
        ("推进10个山水工程，绿化造林3万亩。", "山水工程平均一个多少亩"),  # another thing's
        ("出台政策25条，减税降费127亿元。", "政策平均一条投入多少钱"),
        ("新增增资扩产项目300个、投资500亿元。", "增资扩产项目平均一个多少平方米"),  # money is no area
    ],
)
def test_nothing_by_what_is_not_told(sentence: str, question: str) -> None:
    assert per_head(told(sentence, question)) is None


@pytest.mark.parametrize("question", ["小麦一亩打多少斤", "粮食亩产多少斤"])
def test_a_yield_is_of_the_area_that_its_crop_was_sown_on(chatbot_on: Callable[[str], Chatbot], question: str) -> None:
    bot = chatbot_on("新建高标准农田23万亩，粮食总产量达到300万吨。\n小麦长势良好。---道路全线贯通。")
    answer = bot.ask(question)
    assert answer.status == "not_in_report"
    assert "推算" not in answer.text


def test_how_much_a_mu_gave_is_worked_out(chatbot_on: Callable[[str], Chatbot]) -> None:
    bot = chatbot_on("完成粮食种植1140万亩、实现产量256.5万吨。---道路全线贯通。")
    assert "225公斤" in bot.ask("粮食产量算下来一亩多少斤").text


def test_how_many_each_has_is_not_by_what_is_counted(chatbot_on: Callable[[str], Chatbot]) -> None:
    bot = chatbot_on("创建示范性托育机构11家，新增托位2750个。---道路全线贯通。")
    assert "250个（2750个÷11家" in bot.ask("托育机构建了多少所，平均每所多少托位").text


def test_what_each_was_given_is_worked_out(chatbot_on: Callable[[str], Chatbot]) -> None:
    bot = chatbot_on("为20万名困难群众发放救助金6亿元。---道路全线贯通。")
    assert "3000元" in bot.ask("困难群众人均发了多少救助金").text


@pytest.mark.parametrize(
    ("sentence", "question", "value"),
    [
        # of the number that is named, not of a kind of it, and of the amount behind it
        (
            "实施重点项目60个，累计完成投资66亿元，其中省级重点项目5个、市级20个，分别完成投资12亿元、37亿元。",
            "重点项目平均每个投多少",
            Decimal(110_000_000),
        ),
        ("计划投资151亿元，实施143个中心城市建设重点项目。", "省重大项目平均一个投多少", None),
    ],
)
def test_an_amount_to_each_of_what_is_named(sentence: str, question: str, value: Decimal | None) -> None:
    derived = per_head(told(sentence, question))
    assert (derived and derived.value) == value


def test_what_was_paid_out_is_divided_by_whom_it_came_to(chatbot_on: Callable[[str], Chatbot]) -> None:
    bot = chatbot_on("财政拨付涉企资金46.5亿元、惠及企业1.5万户，新增“四上”企业2890家。---道路贯通。")
    text = bot.ask("财政给企业拨了多少钱，多少家受益，平均每家多少").text
    assert "31万元" in text
    assert "2890家，" not in text.split("据此推算")[-1]


@pytest.mark.parametrize("question", ["每亩粮食产量多少", "平均每亩打多少粮", "粮食亩产多少"])
def test_what_an_acre_yields_is_reckoned(chatbot_on: Callable[[str], Chatbot], question: str) -> None:
    bot = chatbot_on("道路贯通。---粮食播种面积稳定在36万亩，产量稳定在18万吨左右。")
    assert "500公斤（18万吨÷36万亩" in bot.ask(question).text


def test_it_is_divided_by_what_stands_behind_the_number(chatbot_on: Callable[[str], Chatbot]) -> None:
    bot = chatbot_on("全县20万名干部包抓联企业50万户，解决问题4万个。---道路贯通。")
    text = bot.ask("干部包抓企业多少户，平均一个干部包几户").text
    assert "2.5户（50万户÷20万名" in text
    assert "12.5" not in text


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("148个省级重点项目平均投资多大", "50亿元（7400亿元÷148个"),
        ("市级项目平均总投资多少", "30亿元（9000亿元÷300个"),
    ],
)
def test_of_two_sets_that_which_is_named_is_divided(
    chatbot_on: Callable[[str], Chatbot], question: str, told: str
) -> None:
    bot = chatbot_on("道路贯通。---实施总投资7400亿元的148个省级重点项目、总投资9000亿元的300个市级重点项目。")
    assert told in bot.ask(question).text


@pytest.mark.parametrize("question", ["劳务收入人均多少", "人均劳务收入是多少"])
def test_what_there_is_to_each_person_is_asked_behind_the_thing(
    chatbot_on: Callable[[str], Chatbot], question: str
) -> None:
    bot = chatbot_on("输转富余劳动力50万人，劳务收入150亿元。---道路贯通。")
    assert "3万元（150亿元÷50万人" in bot.ask(question).text
