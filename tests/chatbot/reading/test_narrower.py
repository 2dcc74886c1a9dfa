"""A figure of less, of more or of something else than is asked is no answer; asked for itself, it is."""

from collections.abc import Callable

import pytest

from chatbot import Chatbot

NOTHING = "---道路全线贯通。"


@pytest.mark.parametrize(
    ("line", "question", "right"),
    [
        ("新建改扩建幼儿园、中小学校156所。", "新建幼儿园多少所", "幼儿园和中小学一共新建多少所"),
        ("新修白河旅游公路、龙栖公路等道路62公里。", "龙栖公路有多长", "新修道路多少公里"),
        ("三级医院增至17家。", "医院有多少家", "三级医院有多少家"),
        ("每千人口床位数达7.35张。", "医院床位有多少张", "每千人口床位多少张"),
        ("人均地区生产总值达到5.28万元。", "去年GDP是多少", "人均GDP是多少"),
        ("前三季度，开发区主营业务收入完成263.7亿元。", "开发区主营业务收入全年多少", "前三季度开发区主营业务收入多少"),
        ("产值过50亿元的企业达到3家。", "产值过100亿的企业有几家", "产值过50亿的企业有几家"),
        ("全年接待游客873万人次，旅游升温。", "入境游客多少人次", "接待游客多少人次"),
        ("11家重点企业通过机场开展外贸业务。", "机场外贸额多少", "几家企业通过机场开展外贸"),
        ("高新技术企业突破1300家。", "去年新增高新技术企业多少家", "高新技术企业突破多少家"),
        ("新建停车场37个。", "新增停车位几个", "停车场新建几个"),
        ("净增高新技术企业736家。", "高新技术企业有多少家", "高新技术企业净增多少家"),
        ("税费优惠惠及经营主体166万户次。", "经营主体有多少户", "税费优惠惠及经营主体多少户次"),
        ("“专精特新”中小企业达到46家。", "去年新增专精特新企业多少家", "专精特新企业有多少家"),
        ("实际利用内资1151.9亿元，增长26.4%。", "实际使用外资多少亿", "实际利用内资多少亿"),
        ("贫困人口由10.81万人下降到2.88万人。", "常住人口多少", "贫困人口下降到多少万人"),
        ("狠抓PM2.5和臭氧协同控制，完成深度治理项目80个。", "PM2.5多少", "深度治理项目完成多少个"),
        ("大学城完成安澜理工职业学院等9个项目建设。", "大学有几所", "大学城完成几个项目"),
        ("安澜大学附属中学等14所中小学校挖潜扩班。", "大学有几所", "挖潜扩班的中小学校有几所"),
        ("4.8万名老年人享受长护险待遇。", "老年人有多少", "享受长护险待遇的老年人有多少"),
        ("暑期旅游火爆出圈，单日客流量最高突破85万人次。", "去年旅游人数多少", "单日客流量最高多少人次"),
        ("铁路、机场旅客吞吐量突破1200万人次。", "机场旅客吞吐量多少", "铁路和机场旅客吞吐量多少"),
        ("铁路、机场旅客吞吐量突破1200万人次。", "铁路旅客吞吐量多少", "旅客吞吐量多少"),
        ("先进光伏和新型储能产值达1500亿元。", "新型储能产值多少", "先进光伏和新型储能产值多少"),
        ("新增上市及过会企业11家。", "新增上市企业多少家", "新增上市及过会企业多少家"),
        ("接待游客3761万人次，颍上入选示范区。", "颍上接待游客多少", "接待游客多少人次"),
    ],
)
def test_a_figure_of_another_extent_is_no_answer(
    chatbot_on: Callable[[str], Chatbot], line: str, question: str, right: str
) -> None:
    bot = chatbot_on(f"{line}{NOTHING}")
    assert bot.ask(question).status not in {"answered", "partial"}
    assert bot.ask(right).status == "answered"


@pytest.mark.parametrize(
    ("line", "question", "right"),
    [
        ("新增国家4A级旅游景区3家。", "5A景区有几家", "4A级景区新增几家"),
        ("农村公路提质改造350公里。", "农村公路总里程多少", "农村公路提质改造多少公里"),
        ("普惠性幼儿园覆盖率超过90%。", "幼儿园总数多少", "普惠性幼儿园覆盖率多少"),
        ("创建省级示范性幼儿园25所。", "省级示范幼儿园在园幼儿多少", "创建省级示范性幼儿园多少所"),
    ],
)
def test_a_figure_of_another_measure_of_it_is_no_answer(
    chatbot_on: Callable[[str], Chatbot], line: str, question: str, right: str
) -> None:
    bot = chatbot_on(f"{line}{NOTHING}")
    assert bot.ask(question).status not in {"answered", "partial"}
    assert bot.ask(right).status == "answered"


@pytest.mark.parametrize(
    ("lines", "status"),
    [
        ("易水初级中学全面启动，投资8850万元完成了93所学校改造。", "not_in_report"),
        ("推进青岭高速等14个续建项目，建成5个项目，完成投资143亿元。", "not_in_report"),
        ("易水初级中学、青岭高速全面启动，总投资8850万元。", "answered"),
    ],
)
def test_money_of_several_is_not_that_of_one_named_before(
    chatbot_on: Callable[[str], Chatbot], lines: str, status: str
) -> None:
    question = "青岭高速总投资多少钱" if "青岭" in lines else "易水初级中学总投资多少钱"
    assert chatbot_on(f"{lines}---道路全线贯通。").ask(question).status == status


@pytest.mark.parametrize("question", ["十亿元以上的项目开了多少个", "去年10亿元以上的项目开工了几个"])
def test_what_is_over_a_bound_is_not_told_of_another(chatbot_on: Callable[[str], Chatbot], question: str) -> None:
    bot = chatbot_on("投产项目1298个，其中亿元以上项目526个。\n开工建设十亿元以上项目96个。---道路全线贯通。")
    text = bot.ask(question).text
    assert "96个" in text
    assert "526个" not in text
    assert "526个" in bot.ask("亿元以上的项目投产了多少个").text


def test_what_is_done_to_a_thing_is_no_other_things_name(chatbot_on: Callable[[str], Chatbot]) -> None:
    bot = chatbot_on("道路全线贯通。---加快栖霞天街等61个夜经济街区发展。")
    assert bot.ask("夜经济街区有几个").status == "answered"


def test_what_all_of_them_did_is_told_by_how_many_did_it(chatbot_on: Callable[[str], Chatbot]) -> None:
    bot = chatbot_on("1112家企业全部复工复产。---道路全线贯通。")
    assert bot.ask("复工复产的企业有多少家").status == "answered"
    assert bot.ask("企业有多少家").status != "answered"


def test_some_places_are_not_all_that_there_are(chatbot_on: Callable[[str], Chatbot]) -> None:
    bot = chatbot_on("70个县实现急救中心全覆盖。---道路全线贯通。")
    assert bot.ask("全省一共多少个县").status == "not_in_report"
    assert "70个" in bot.ask("多少个县实现急救中心全覆盖").text
