"""Figures beside the subject that are not those asked for: each check shown on made-up lines."""

from collections.abc import Callable

import pytest

from chatbot import Chatbot
from chatbot.reading.span_figures import AskedFigures

CHECKS = {
    "lacks_stock": (
        (
            "新增新型研发机构19家。",
            "新型研发机构总共有多少家？",
            "新增新型研发机构19家、总数52家。",
            "新型研发机构总共有多少家？",
        ),
        (
            "新增上市企业13家。",
            "上市企业总数有多少家？",
            "新增上市企业13家、总数达81家。",
            "上市企业总数有多少家？",
        ),
        ("新增高新技术企业7家。", "高新技术企业现有多少家？", "新增上市企业7家。", "去年一共新增几家上市企业？"),
    ),
    "lacks_added": (
        (
            "轨道交通总里程达到567公里。",
            "新建轨道交通多少公里？",
            "新建轨道交通32公里。",
            "新建轨道交通多少公里？",
        ),
    ),
    "lacks_counted_thing": (
        (
            "加快碧湖公园停车楼建设，新增停车位1000个。",
            "新建几个公园？",
            "新建公园8个。",
            "新建几个公园？",
        ),
    ),
    "lacks_rate_own": (
        (
            "本科上线率创历史新高，71名考生被录取。",
            "本科上线率是多少？",
            "本科上线率达到79.2%，创历史新高。",
            "本科上线率是多少？",
        ),
    ),
    "lacks_whole": (
        (
            "制造业增加值占规模以上工业比重31.6%。",
            "制造业增加值占GDP多少？",
            "制造业增加值占地区生产总值比重31.6%。",
            "制造业增加值占GDP多少？",
        ),
    ),
    "lacks_unit_own": (
        ("光伏电站装机达到207兆瓦。", "光伏电站发了多少度电？", "光伏电站发电300万度。", "光伏电站发了多少度电？"),
    ),
}


@pytest.mark.parametrize(("name", "case"), [(name, case) for name, cases in CHECKS.items() for case in cases])
def test_each_check_tells_what_lacks_the_figure_from_what_has_it(
    span_checks: Callable[..., dict[str, float]], name: str, case: tuple[str, str, str, str]
) -> None:
    lacking, question, having, its_question = case
    assert span_checks(AskedFigures, lacking, question)[name] == 1
    assert span_checks(AskedFigures, having, its_question).get(name, 0) == 0


def test_growth_of_what_is_money_is_told_by_its_rate(chatbot_on: Callable[[str], Chatbot]) -> None:
    others = "".join(f"\n{each}扎实推进，成效明显。" for each in ("教育", "医疗", "交通", "水利", "环保", "文化"))
    bot = chatbot_on(f"固定资产投资完成61.56亿元，增速10%，全县第10。{others}---固定资产投资增长8%以上。")
    answer = bot.ask("去年固定资产投资增速是多少")
    assert answer.status == "answered"
    assert "增速10%" in answer.text


def test_a_number_whose_unit_is_left_out_counts_what_is_asked(chatbot_on: Callable[[str], Chatbot]) -> None:
    bot = chatbot_on("培养认定农村致富带头人3.07万，新增家庭农场900家。---发展教育。")
    answer = bot.ask("去年农村致富带头人是多少人")
    assert answer.status == "answered"
    assert "3.07万" in answer.text


def test_what_there_is_by_now_is_not_what_was_added(chatbot_on: Callable[[str], Chatbot]) -> None:
    bot = chatbot_on("新建高标准农田1.6万亩。---发展教育。")
    assert bot.ask("高标准农田累计多少亩").status == "not_in_report"
    assert "1.6万亩" in bot.ask("新建高标准农田多少亩").text


def test_a_rate_is_told_though_its_rank_lasts(chatbot_on: Callable[[str], Chatbot]) -> None:
    lines = "规上工业增加值增长8.8%，增速连续21个月保持全市第一。\n规上工业总产值增长6.5%，制造业增加值占生产总值42%。"
    text = chatbot_on(f"{lines}---道路全线贯通。").ask("规上工业增加值增速").text
    assert "8.8%" in text
    assert "6.5%" not in text


def test_a_share_of_a_whole_that_is_not_named_is_of_the_whole_asked(chatbot_on: Callable[[str], Chatbot]) -> None:
    answer = chatbot_on("办好20项民生实事，财政民生支出占比超80%。---道路全线贯通。").ask("民生支出占财政支出多少")
    assert (answer.status, "80%" in answer.text) == ("answered", True)


def test_what_stands_under_a_heading_of_another_thing_counts_none_of_it(chatbot_on: Callable[[str], Chatbot]) -> None:
    bot = chatbot_on("（一）办好民生实事\n累计建成养老服务中心373个。\n（二）发展工业\n规上企业增加。---道路全线贯通。")
    assert bot.ask("全年办了多少件民生实事").status not in {"answered", "partial"}
    assert "373个" in bot.ask("养老服务中心建成多少个").text


@pytest.mark.parametrize(
    ("lines", "question"),
    [
        ("引进大专以上人才4万人，其中领军人才178人。", "全县人才总量有多少"),
        ("新申报高新技术企业720家、备案科技型中小企业2000家。", "高新技术企业有多少家"),
        ("高新技术企业总数达到234家，8家企业上榜。", "去年新增高新技术企业多少家"),
    ],
)
def test_what_came_new_is_no_total(chatbot_on: Callable[[str], Chatbot], lines: str, question: str) -> None:
    assert chatbot_on(f"{lines}---道路全线贯通。").ask(question).status != "answered"


@pytest.mark.parametrize(
    ("lines", "question", "told"),
    [
        ("50件民生“十心”实事高质量办结。", "全年办了多少件民生实事", "50件"),
        ("人才总量达到4万人，其中领军人才178人。", "全县人才总量有多少", "4万人"),
        ("净增国家高新技术企业100家、总数超810家。", "高新技术企业有多少家", "810家"),
    ],
)
def test_what_there_is_in_all_is_told(
    chatbot_on: Callable[[str], Chatbot], lines: str, question: str, told: str
) -> None:
    assert told in chatbot_on(f"{lines}---道路全线贯通。").ask(question).text.split("最接近")[0]


@pytest.mark.parametrize(
    "question",
    [
        "全市有多少高新技术企业",
        "我们这儿高新技术企业有多少",
        "目前高新技术企业多少家",
        "高新技术企业现在有几家了",
        "截至去年底高新技术企业有多少家",
    ],
)
def test_how_many_there_are_is_not_told_by_how_many_came(chatbot_on: Callable[[str], Chatbot], question: str) -> None:
    bot = chatbot_on("新增高新技术企业100家。---新建口袋公园3个。")
    assert bot.ask(question).status == "not_in_report"
    assert "100家" in bot.ask("去年全市新增高新技术企业多少家").text
    there = chatbot_on("新增高新技术企业100家、总数达810家。---新建口袋公园3个。").ask(question)
    assert (there.status, "810家" in there.text) == ("answered", True)


def test_a_share_is_not_told_by_how_much_it_rose(chatbot_on: Callable[[str], Chatbot]) -> None:
    bot = chatbot_on("空气质量优良天数比例提高1.3个百分点。---道路贯通。")
    assert bot.ask("空气优良天数比例多少").status == "not_in_report"
    assert "1.3个百分点" in bot.ask("空气优良天数比例提高了多少").text


def test_how_many_there_are_in_all_is_asked_of_last_year_too(chatbot_on: Callable[[str], Chatbot]) -> None:
    bot = chatbot_on("新增市场主体17万户。---道路贯通。")
    assert bot.ask("去年市场主体总共多少").status == "not_in_report"
    assert "17万户" in bot.ask("去年新增市场主体总共多少").text


def test_by_how_many_they_rose_tells_not_how_many_there_are(chatbot_on: Callable[[str], Chatbot]) -> None:
    bot = chatbot_on("营收过百亿元园区增加6个。---道路贯通。")
    assert bot.ask("过百亿元的园区有多少个").status == "not_in_report"
    assert "6个" in bot.ask("过百亿元的园区增加多少个").text


def test_of_the_unit_that_is_asked_only_the_stock_is_told(chatbot_on: Callable[[str], Chatbot]) -> None:
    bot = chatbot_on("8条高速公路建成通车，全省高速公路总里程达8184公里。---道路贯通。")
    assert bot.ask("去年新修了多少公里高速").status == "not_in_report"
    assert "8184公里" in bot.ask("高速公路总里程多少公里").text
