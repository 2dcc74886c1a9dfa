"""Another measure, deed, way, average or unit than is asked is no answer; asked for itself, it is."""

from collections.abc import Callable

import pytest

from chatbot import Chatbot

Maker = Callable[[str], Chatbot]
NOTHING = "---道路全线贯通。"


@pytest.mark.parametrize(
    ("lines", "question", "right"),
    [
        ("苹果、核桃等果品基地新增3000亩。", "苹果产量多少", "苹果基地新增多少亩"),
        ("带动脱贫人口稳定增收，农村居民人均可支配收入增长4.1%。", "脱贫人口收入增长多少", "农村居民收入增长多少"),
        ("把低保标准提高到3500元。", "低保户有多少", "低保标准提高到多少元"),
        ("气候投融资试点入库重点项目265个。", "去年引进了多少重点项目", "入库重点项目多少个"),
        ("市第一医院通过三甲医院复审。", "去年新建了哪些医院", "哪些医院通过了复审"),
        ("轨道交通新港线开工建设，3条高速公路开通运营。", "地铁开通了几条", "高速公路开通了几条"),
        ("高铁新城加快建设，10条断头路、2个铁路涵洞贯通。", "高铁有几条", "断头路打通了几条"),
        ("影视产业集聚区获批，新增景区2家。", "影视集聚区拍了多少部戏", "景区新增了几家"),
        ("购置校车70辆、新开通线路103条。", "校车司机有多少", "校车购置了多少辆"),
        ("规上工业亩均税收达到37万元，新产品产值率提高3.7个百分点。", "规上工业总产值是多少", "规上工业亩均税收多少"),
        ("制造业中长期贷款增长39.2%，制造业根基稳固。", "制造业投资增长多少", "制造业贷款增长多少"),
        ("新能源汽车产量达到22.7万辆。", "新能源汽车保有量", "新能源汽车产量"),
        (
            "推进铜带产业园等项目建设，新材料产业规模突破800亿元。",
            "铜带产业园投资多少",
            "新材料产业规模突破多少",
        ),
    ],
)
def test_another_measure_is_no_answer(chatbot_on: Maker, lines: str, question: str, right: str) -> None:
    bot = chatbot_on(f"{lines}{NOTHING}")
    assert bot.ask(question).status not in {"answered", "partial"}
    assert bot.ask(right).status == "answered"


def test_what_was_given_is_told_of_those_it_was_given_to(chatbot_on: Maker) -> None:
    bot = chatbot_on("全市人民情系灾区，踊跃捐款捐物3亿多元，走在前列。" + NOTHING)
    assert "3亿多元" in bot.ask("给灾区捐了多少钱").text


@pytest.mark.parametrize("question", ["全年经济总量是多大", "去年经济总量有多大"])
def test_how_large_an_amount_is_asks_for_no_area(chatbot_on: Maker, question: str) -> None:
    assert "318.6亿元" in chatbot_on("全县实现地区生产总值318.6亿元，增长5.8%。" + NOTHING).ask(question).text


def test_so_much_a_head_is_of_the_thing_asked(chatbot_on: Maker) -> None:
    bot = chatbot_on("地区生产总值增长5%。\n人均预期寿命达到78.5岁。---道路全线贯通。")
    assert bot.ask("人均GDP是多少").status != "answered"
    assert "78.5岁" in bot.ask("人均预期寿命是多少").text


def test_so_many_a_thousand_heads_are_of_the_thing_asked(chatbot_on: Maker) -> None:
    bot = chatbot_on("每千人拥有医疗机构床位数增加到4.17张。---道路全线贯通。")
    assert bot.ask("每千人托位数是多少个").status == "not_in_report"
    target = "建成托育综合服务指导中心，每千人托位数达到4.5个，普惠托位占比达到80%。"
    assert chatbot_on(f"新增托位6661个。---{target}").ask("去年每千人口托位数是多少").status == "not_in_report"
    bot = chatbot_on(f"地区生产总值增长5%。---{target}")
    assert "4.5个" in bot.ask("每千人口托位数多少").text
    assert "2030年的这项数据" in bot.ask("去年每千人口托位数是多少").text


def test_how_large_a_contribution_is_asks_for_no_area(chatbot_on: Maker) -> None:
    bot = chatbot_on("服务业增加值增长4.1%，对GDP增长的贡献率达65.5%。---服务业增加值增长6%左右。")
    text = bot.ask("服务业对经济增长贡献有多大").text
    assert "65.5%" in text
    assert "6%左右" not in text


@pytest.mark.parametrize(
    "line",
    [
        "地区生产总值增长5.5%，进出口总额增长2%，居民人均可支配收入增长6%。",
        "地区生产总值增长6.8%，成为面积较小、人均水平较高的城市。",
    ],
)
def test_so_much_a_head_is_told_where_the_thing_is(chatbot_on: Maker, line: str) -> None:
    assert chatbot_on(f"{line}{NOTHING}").ask("人均GDP多少").status == "not_in_report"
    told = chatbot_on(f"地区生产总值达到110亿元、人均达到4.6万元，增长6%。{NOTHING}").ask("人均GDP多少")
    assert "4.6万元" in told.text
    assert told.status == "answered"


def test_what_was_used_of_foreign_capital_is_what_came_in(chatbot_on: Callable[[str], Chatbot]) -> None:
    assert "8亿美元" in chatbot_on("全年实际使用外资8亿美元左右。---道路全线贯通。").ask("外资引进了多少").text


def test_what_was_paid_out_by_a_thing_is_its_own(chatbot_on: Callable[[str], Chatbot]) -> None:
    bot = chatbot_on("推广商业补充医疗保险（安惠保），参保率排名全省第1，赔付5715人次、4232万元。---道路贯通。")
    answer = bot.ask("安惠保去年赔了多少钱")
    assert answer.status == "answered"
    assert "4232万元" in answer.text


def test_how_long_a_thing_takes_is_told_beside_another_ones_rate(chatbot_on: Callable[[str], Chatbot]) -> None:
    bot = chatbot_on("道路贯通。---开展禁毒行动，确保艾滋病治疗覆盖率达95%以上，争取用3年时间推动毒品问题解决。")
    answer = bot.ask("毒品问题打算几年解决")
    assert answer.status == "answered"
    assert "用3年时间" in answer.text


def test_a_figure_that_bears_the_end_of_what_is_asked_is_its_own(chatbot_on: Callable[[str], Chatbot]) -> None:
    bot = chatbot_on("东城帮扶协作投入资金6.5亿元，实施帮扶项目181个，帮助引进企业29家。---道路贯通。")
    answer = bot.ask("东城帮扶引进企业多少家")
    assert answer.status == "answered"
    assert "29家" in answer.text
