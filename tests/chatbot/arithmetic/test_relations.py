"""What follows by arithmetic from the figures of one answer."""

from collections.abc import Callable
from decimal import Decimal

import pytest

from chatbot import Chatbot
from chatbot.arithmetic.relations import relate, relation_of
from chatbot.arithmetic.told import Told
from ingest.document import Document, Figure
from ingest.report import read_document


def figures(sentence: str, planned: str = "发展教育。") -> list[Figure]:
    return list(document(sentence, planned).figures)


def document(sentence: str, planned: str = "发展教育。") -> Document:
    text = f"安澜县人民政府工作报告\n（2031年1月15日）\n一、2030年工作回顾\n{sentence}\n二、2031年重点工作\n{planned}"
    return read_document(text, "anlan-2031")


def told(sentence: str, question: str, own: int | None = None) -> Told:
    read = document(sentence)
    found = [figure for figure in read.figures if figure.role == "result"]
    return Told(question, found, found[:own], read.text, question)


@pytest.mark.parametrize(
    ("sentence", "question", "value", "unit"),
    [
        ("空气优良天数达到242天、增加25天。", "倒推一下前年空气优良天数是多少天", "217", "天"),
        ("交通事故412起、减少30起。", "倒推前年有多少起", "442", "起"),
        ("城镇居民收入12312元、农民纯收入4360元，分别增长12%和9%。", "倒推一下，前年农民纯收入是多少", "4000", "元"),
        ("外贸进出口总额9470亿元，增长2.7%。", "按增幅倒推上一年的进出口总额", "922100000000", "元"),
        ("新增创新平台7家、总数增至146家。", "倒推前年底有多少家创新平台", "139", "家"),
        ("城镇调查失业率4.5%，低于全国0.6个百分点。", "失业率全国是多少，按报告推一下", "5.1", "%"),
        ("新入选国家工厂113家、累计210家。", "除去新入选的原来有几家", "97", "家"),
        ("入库低效用地27.8万亩、实施再开发5.6万亩。", "入库的低效用地还剩多少没开发", "222000", "亩"),
        ("省考核的39项指标，已达标37项，达标率94.87%。", "考核指标还有几项没达标", "2", "项"),
        ("开工扩产项目609个、竣工279个，实施改造项目1894个。", "开工的扩产项目还有多少没竣工", "330", "个"),
        ("新增样板区、未来社区各21个。", "样板区和未来社区合计多少个", "42", "个"),
        ("存款余额6000亿元，比年初增长20%。", "存款余额年初是多少", "500000000000", "元"),
        ("存款余额6000亿元，比年初增长20%。", "存款余额年初大概是多少", "500000000000", "元"),
        ("建成区绿地率达到38.3%，比“十五五”末增长5.3个百分点。", "绿地率十五五末是多少", "33", "%"),
        ("重点项目投资完成36亿元，完成率达到120%。", "完成率120%，那计划投资是多少", "3000000000", "元"),
        ("民生支出45亿元，占公共预算支出的90%。", "公共预算支出总额推算是多少", "5000000000", "元"),
        ("实现投资37.43亿元，完成年度投资计划165%。", "年度计划投资是多少", "2268500000", "元"),
        ("空气优良天数达到219天、增加19天。", "优良天数占全年百分之几", "60", "%"),
        ("城镇居民、农村居民收入分别增长4.6%、6.7%。", "城乡居民收入增速的差距", "2.1", "个百分点"),
        ("外贸进出口总额120亿元，增长20%。", "去年进出口比前年净增了多少亿元", "2000000000", "元"),
        ("经营主体新设20万户、总量超100万户。", "新设的占几成", "20", "%"),
        ("城乡居民人均可支配收入分别达到38506元、23294元。", "城里人比村里人多多少钱", "15212", "元"),
        ("开工270套棚户区、340套城中村。", "两项加起来多少套", "610", "套"),
        ("工业、服务业销售收入分别达到70亿元和90亿元。", "工业与服务业销售收入合计多少", "16000000000", "元"),
        ("装备制造、基础材料产业壮大，分别完成产值16亿元、23亿元。", "两大产业产值之和", "3900000000", "元"),
        ("接待游客200万人次、实现收入30亿元，增长25%和50%。", "按增幅倒推前年的游客", "1600000", "人次"),
        ("电力总装机达到7500万千瓦，绿电装机占比提高到55%。", "按占比推算绿电装机多少", "41250000", "千瓦"),
        ("完成签约383户，占总任务的75%。", "照这个比例总共该签多少户", "511", "户"),
        ("实施技改项目49个，完成任务的196%。", "技改项目原定任务是多少个", "25", "个"),
        ("常住人口城镇化率达到56.8%、提高1.3个百分点。", "照此倒着推，前年城镇化率是多少", "55.5", "%"),
        ("社会消费品零售总额增长4.1%，增速高于全国0.6个百分点。", "照这个差距算，全国增长多少", "3.5", "%"),
        ("农村居民人均可支配收入增长6.7%，增速比城镇居民高2.4个百分点。", "城镇居民涨了百分之几", "4.3", "%"),
        ("开工改造棚户区3处、新增创新平台7家、总数增至146家。", "没算去年新增的，原先有多少家", "139", "家"),
        ("城镇化率提升0.9个百分点、达62.1%。", "照此倒推，前年的城镇化率是多少", "61.2", "%"),
        ("新建公共充电桩750个，其中乡村150个。", "乡村充电桩占几成", "20", "%"),
        ("组建20亿元的数字产业基金，整合资产组建10亿元的齐富基金。", "两只基金加起来多少亿", "3000000000", "元"),
        ("城乡居民收入分别为58000元和29000元。", "城乡收入比是多少", "2", "倍"),
        ("新备案托育机构136家、托位6800个。", "托育机构平均每家多少托位", "50", "个"),
        ("一般公共预算收入2132亿元、增长6.6%。", "去年比2029年多了多少亿", "13200000000", "元"),
        ("接待游客6亿人次、旅游总花费8400亿元。", "来玩的人平均花多少", "1400", "元"),
        ("汽车产量突破110万辆，新能源汽车产量突破70万辆。", "非新能源的汽车产了多少", "400000", "辆"),
        ("贷款余额突破2万亿元、占全区的40%。", "贷款余额占全区比例，那全区贷款大概多少", "5000000000000", "元"),
        ("投资1.7亿元新建34公里供水、供热、排水管网。", "管网平均一公里多少钱", "5000000", "元"),
        ("高新技术企业达到2463家、增长16.2%。", "高新技术企业涨了16.2%，涨之前多少家", "2120", "家"),
        ("高新技术企业达到2463家、增长16.2%。", "高新技术企业增长16.2%，之前一年是多少", "2120", "家"),
        ("外贸进出口总额9470亿元，增长2.7%。", "前年的进出口总额是多少", "922100000000", "元"),
        ("游客500万人次、总收入40亿元，增长25%、60%。", "旅游总收入前一年是多少", "2500000000", "元"),
        ("空气优良天数增加25天、达到242天。", "倒推一下前年空气优良天数是多少天", "217", "天"),
    ],
)
def test_worked_out(sentence: str, question: str, value: str, unit: str) -> None:
    derived = relate(told(sentence, question))
    assert derived is not None
    assert (derived.value, derived.unit) == (Decimal(value), unit)


@pytest.mark.parametrize(
    ("sentence", "question"),
    [
        ("办理代表建议411件、政协提案516件。", "代表建议一共办理了多少件？"),  # asks for one of them
        ("建成38个学校项目、新增4.1万个学位。", "能多出几个学位？"),  # compares nothing
        ("完成投资12亿元，带动增收3亿元。", "两项相差多少"),  # of two clauses
        ("出口占比62.6%，分别提高11.1、11.2个百分点。", "倒推前年的占比"),  # which change is whose is not told
        ("社会消费品零售总额增长4.1%，增速高于全国0.6个百分点。", "全省增长多少"),  # compared with another
        # another thing's rate
        (
            "服务业占地区生产总值的比重达49.7%，增加值增长7.5%、高于全省0.4个百分点。",
            "全省地区生产总值增长多少",
        ),
        ("地区生产总值9470亿元，增长2.7%。", "前年的地区生产总值是多少"),  # at constant prices it would not be that
        ("一般公共预算收入9470亿元，同口径增长2.7%。", "前年的一般公共预算收入是多少"),
        ("创建甲园区4个、乙园区2个。", "前年的甲园区有几个"),  # no change of one thing
        ("限速4747公里、时速120公里路段占比71%。", "占总里程的比例是多少"),
        ("一般公共预算收入2132亿元、增长6.6%。", "比2025年多了多少亿"),  # since another year
        ("地区生产总值2132亿元、增长6.6%。", "去年比2029年多了多少亿"),  # at constant prices
        ("新谋划制造业项目800个、服务业项目600个。", "服务业项目和高速公路之比是多少"),  # of one that is not told
        ("新建产教联合体5个、产教共同体10个。", "产教共同体里农村的占多少"),
        ("培养领军人才56人、海外工程师16人。", "领军人才占全国的百分之几"),
        ("培养领军人才56人、海外工程师16人。", "领军人才年轻人占几成"),
    ],
)
def test_nothing_is_worked_out_that_does_not_follow(sentence: str, question: str) -> None:
    assert relate(told(sentence, question)) is None


def test_what_is_told_of_one_thing_is_not_taken_from_another() -> None:
    assert relate(told("人均旅游消费超过1300元，网络零售额突破400亿元。", "倒推前年的网络零售额是多少")) is None


def test_the_rate_before_is_not_that_of_another_thing(chatbot_on: Callable[[str], Chatbot]) -> None:
    bot = chatbot_on(
        "实施以人为本的新型城镇化战略，城市生活污水集中收集率提升5个百分点、达68.1%。\n道路贯通。---新增学位900个。"
    )
    assert "63.1" not in bot.ask("倒推一下，2029年城镇化率是多少？").text


def test_what_is_to_be_worked_out_needs_no_sentence_that_says_it(chatbot_on: Callable[[str], Chatbot]) -> None:
    bot = chatbot_on("一般公共预算收入100亿元、增长6%，税收占一般公共预算收入比重达90%。---新增学位900个。")
    text = bot.ask("据报告所列税收占比，测算2030年一般公共预算收入中的税收约为多少亿元").text
    assert "90亿元（100亿元×90%" in text


def test_only_figures_about_the_thing_are_set_against_each_other() -> None:
    assert relate(told("开工270套棚户区、340套城中村。", "两项相差多少套", own=1)) is None


def test_anothers_rate_tells_nothing_of_an_amount() -> None:
    line, question = "新增外贸企业300家以上，{}增长6%。", "新增外贸企业比上年多多少家"
    assert relate(told(line.format("进出口总额"), question), "gained") is None
    assert relate(told(line.format(""), question), "gained") is not None
    trains, asked = "中欧班列开行400列、{}增长20%。", "中欧班列比上年多开多少列"
    assert relate(told(trains.format("货值"), asked), "gained") is None  # short as its name is
    assert relate(told(trains.format("占比"), asked), "gained") is not None


def test_the_formula_shows_the_operands_as_the_report_writes_them() -> None:
    derived = relate(told("空气优良天数达到242天、增加25天。", "倒推"))
    assert derived is not None
    assert (derived.formula, derived.text) == ("242天－25天", "217天")


@pytest.mark.parametrize(
    ("lines", "question", "value"),
    [
        ("新设外资企业8002家、增长86.6%、占全国14.9%。", "外资企业8002家占全国14.9%，全国一共新设多少家", "53705家"),
        ("规模以上工业企业70家，完成产值84亿元，其中产值过亿元企业20家。", "规上企业平均每家产值多少", "1.2亿元"),
        ("经营主体净增2万户、企业净增1万户，总量达到34万户。", "前年底经营主体多少户", "32万户"),
        ("运动队达146支4691人。", "运动队平均每支多少人", "32.13人"),
        ("新改建三级道路80条、240公里，改造桥梁5座。", "道路平均每条多长", "3公里"),
        ("固定资产投资增长6.1%，较全省高1.7个百分点。", "全省固定资产投资增速是多少", "4.4%"),
        ("粮食播种面积200万亩、产量12亿斤。", "粮食亩产多少斤", "600斤"),
        ("列入省重点项目19个，完成投资36亿元，占年度任务的120%。", "省重点项目年度任务是多少亿", "30亿元"),
        ("城乡居民人均可支配收入分别达到22480元和8298元。", "城镇居民收入比农村多多少元", "城镇比农村多14182元"),
        ("城乡居民人均可支配收入分别增长5.7%、8.5%。", "城里人和农村人收入谁涨得快", "农村比城镇高2.8个百分点"),
    ],
)
def test_more_is_worked_out_from_one_sentence(
    chatbot_on: Callable[[str], Chatbot], lines: str, question: str, value: str
) -> None:
    assert value in chatbot_on(f"{lines}---道路全线贯通。").ask(question).text


@pytest.mark.parametrize(("year", "value"), [(2025, Decimal(4500000000)), (2024, None)])
def test_a_multiple_leads_back_to_its_base_alone(year: int, value: Decimal | None) -> None:
    line = "存款余额达108亿元，首次突破百亿元大关，是2025年的2.4倍。"
    found = relate(told(line, f"{year}年存款余额多少", own=1), "before")
    assert (found and found.value) == value


def test_a_share_of_what_was_planned_is_of_no_neighbour() -> None:
    line = "轨道交通、城市道路里程分别达到160公里、1725公里。"
    assert relate(told(line, "轨道交通占全年计划几成")) is None


def test_what_is_left_is_not_reckoned_where_it_is_told() -> None:
    of_it = told("共有5008户贫困人口脱贫，贫困人口减少到444户。", "贫困人口还剩多少户")
    assert relate(of_it) is None


BALANCE = "实体经济贷款余额4255亿元，比年初增加389亿元。---道路全线贯通。"


@pytest.mark.parametrize(
    ("question", "worked_out"), [("贷款余额比年初多了多少", ""), ("年初实体经济贷款余额是多少", "3866亿元")]
)
def test_by_how_much_a_balance_grew_is_told_and_what_it_was_is_worked_out(
    chatbot_on: Callable[[str], Chatbot], question: str, worked_out: str
) -> None:
    text = chatbot_on(BALANCE).ask(question).text
    assert "389亿元" in text
    assert ("－" in text) == bool(worked_out)
    assert worked_out in text


@pytest.mark.parametrize(
    "question", ["贷款余额去年比前年多了多少", "去年贷款余额净增了多少", "贷款余额比2029年增加多少"]
)
def test_what_came_on_top_is_no_year_before(chatbot_on: Callable[[str], Chatbot], question: str) -> None:
    bot = chatbot_on("贷款余额3709.56亿元、增长14.68%。---道路贯通。")
    assert "474.85亿元" in bot.ask(question).text


def test_the_year_that_is_to_be_reckoned_is_the_one_before(chatbot_on: Callable[[str], Chatbot]) -> None:
    bot = chatbot_on("贷款余额3709.56亿元、增长14.68%。---道路贯通。")
    assert "3234.7亿元" in bot.ask("请根据增速推算2029年的贷款余额").text


def test_what_there_is_is_no_second_thing_of_the_plan(chatbot_on: Callable[[str], Chatbot]) -> None:
    bot = chatbot_on("总数达10家。---力争新增上市公司2家、报审2家。")
    assert "4家" not in bot.ask("今年打算上市几家公司，加上现有的一共多少家").text


def test_a_budget_of_a_year_is_not_to_be_reckoned() -> None:
    assert relation_of("一般公共预算2029年支出多少") == ""


def test_what_was_used_of_foreign_capital_is_led_back_by_its_rate(chatbot_on: Callable[[str], Chatbot]) -> None:
    bot = chatbot_on("实际使用外资1298万美元，增长28.8%。---道路贯通。")
    assert "1007.8万美元" in bot.ask("前年实际使用外资多少").text


def test_what_stands_beside_leads_back_to_no_earlier_value_of_the_thing(chatbot_on: Callable[[str], Chatbot]) -> None:
    bot = chatbot_on("全年为企业减税降费237亿元，市场主体净增6.57万户、总数达86.89万户。---道路贯通。")
    assert "80.32" not in bot.ask("前年减税降费多少").text
    assert "80.32万户" in bot.ask("前年市场主体多少户").text
