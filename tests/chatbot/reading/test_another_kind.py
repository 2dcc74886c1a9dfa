"""What is told of a neighbour is not told of the thing that is asked."""

from collections.abc import Callable

import pytest

from chatbot import Chatbot

Maker = Callable[[str], Chatbot]
NOTHING = "---道路全线贯通。"


@pytest.mark.parametrize(
    ("lines", "question", "right"),
    [
        ("中职本科贯通培养稳步推进。\n普通高中录取率近70%。", "本科录取率是多少", "高中录取率是多少"),
        ("新能源产业加快布局。\n新增煤电装机198万千瓦。", "新能源装机多少千瓦", "煤电装机多少千瓦"),
        ("建成欧洲班列集结中心，中亚班列4000班次。", "欧洲班列多少班次", "中亚班列多少班次"),
        ("外贸进出口总额增长10%。", "出口增长多少", "进出口增长多少"),
        ("存贷款余额突破1万亿元。", "贷款余额多少", "存贷款余额多少"),
        ("粮食生产稳定，产量达到151万吨。\n煤炭行业转型任务艰巨。", "煤炭产量多少", "粮食产量多少"),
        ("荣获省科技进步奖16项。\n深化国家级试点。", "国家科技进步奖拿了几项", "省科技进步奖拿了几项"),
        ("数字产业增加值占生产总值7%。\n发展海洋经济。", "海洋产业增加值占GDP多少", "数字产业增加值占GDP多少"),
        (
            "高技术制造业增加值增长8.9%。\n装备制造重点项目加快。",
            "装备制造业增加值增长多少",
            "高技术制造业增加值增长多少",
        ),
        ("促进企业上市，新增“四上”企业200家。", "上市企业要新增几家", "四上企业要新增几家"),
        ("中欧班列开行67列，中亚班列返程实现零突破。", "中亚班列开行多少列", "中欧班列开行多少列"),
        ("全国重点实验室达6家，新增省重点实验室2家。", "市重点实验室有多少家", "全国重点实验室有多少家"),
        ("财政用于科技创新支出31亿元。\n教育加快发展。", "财政用于教育的支出多少", "财政用于科技创新的支出多少"),
        ("以茶叶、蔬菜等为主的基地壮大，农业产值179亿元。", "茶叶产值多少", "农业产值多少"),
        ("第六人民医院建成投用。", "第二人民医院建成了吗", "第六人民医院建成了吗"),
        ("湾口核电一期开工建设，港区扩容。", "湾口核电二期开工了没", "湾口核电一期开工了没"),
        ("3家企业获科技进步一等奖，科研提速。", "科技进步二等奖有几家", "科技进步一等奖有几家"),
        ("宝桐小学和3所幼儿园建成投用。", "小学有多少所", "幼儿园有多少所"),
        ("中央公园商圈提档升级，入驻品牌100个。", "公园有多少个", "入驻品牌多少个"),
        ("港口加快建设。\n客货吞吐量达到4867万人次、46.9万吨。", "港口吞吐量多少", "客货吞吐量多少"),
        ("铜产业加快发展。\n电子信息产业规模达1.25万亿元。", "铜产业规模多少亿", "电子信息产业规模多少亿"),
        ("农林牧渔总产值增长4%。\n工业经济稳步回升。", "工业总产值增长百分之几", "农林牧渔总产值增长百分之几"),
    ],
)
def test_a_neighbours_figure_is_no_answer(chatbot_on: Maker, lines: str, question: str, right: str) -> None:
    bot = chatbot_on(lines + NOTHING)
    assert bot.ask(question).status in {"not_in_report", "no_value"}
    assert bot.ask(right).status == "answered"


def test_of_two_told_together_each_has_its_own(chatbot_on: Callable[[str], Chatbot]) -> None:
    bot = chatbot_on("城乡最低生活保障、机构孤儿集中养育年标准分别提高到1.52万元和3.87万元。---道路全线贯通。")
    assert bot.ask("低保标准多少").status == "answered"


def test_of_two_levels_the_one_asked_is_told(chatbot_on: Maker) -> None:
    bot = chatbot_on("全国重点实验室达6家，揭牌成立研究院2家，省重点实验室优化重组至172家。" + NOTHING)
    assert "172家" in bot.ask("省重点实验室有多少家").text


def test_what_is_told_of_either_is_told_of_one(chatbot_on: Maker) -> None:
    assert "6万亿元" in chatbot_on("存贷款余额均突破6万亿元。" + NOTHING).ask("存款余额突破多少").text


@pytest.mark.parametrize("question", ["农民人均收入去年多少", "农村居民人均收入多少"])
def test_a_side_of_what_is_told_of_two_is_of_that_kind(chatbot_on: Maker, question: str) -> None:
    bot = chatbot_on("城乡居民人均可支配收入分别完成25600元和12100元，增长10%和12%。" + NOTHING)
    assert "12100元" in bot.ask(question).text


def test_a_measure_of_the_whole_place_is_of_no_kind(chatbot_on: Maker) -> None:
    bot = chatbot_on("农村建设加快。\n全县常住人口城镇化率达到60%。" + NOTHING)
    assert "60%" in bot.ask("城镇化率是多少").text


def test_two_words_for_one_thing_are_no_two_kinds(chatbot_on: Maker) -> None:
    assert "11870个" in chatbot_on("提供公办幼儿园学位11870个。" + NOTHING).ask("公办幼儿园学位多少个").text


def test_what_is_done_in_a_quoted_place_is_of_no_class_of_its_own(chatbot_on: Maker) -> None:
    bot = chatbot_on("道路贯通。---聚焦新能源产业，确保“一区三片”签约落户亿元以上制造业项目50个。")
    assert "50个" in bot.ask("要签多少个亿元以上的制造业项目").text


def test_what_is_done_with_a_thing_names_no_fellow_of_it(chatbot_on: Maker) -> None:
    bot = chatbot_on("道路全线贯通。---建成中欧班列（安澜）集结中心，开行班列4000班次。")
    assert "4000班次" in bot.ask("今年中欧班列要开多少班次").text
    assert bot.ask("今年中欧班列要开多少班次").status == "answered"


@pytest.mark.parametrize("question", ["城乡收入比是多少", "城乡居民收入之比是多少"])
def test_town_and_country_named_apart_are_both(chatbot_on: Maker, question: str) -> None:
    bot = chatbot_on("城镇、农村常住居民人均可支配收入分别达42031元、16477元，分别增长3.8%、8.4%。" + NOTHING)
    assert "2.551倍" in bot.ask(question).text
