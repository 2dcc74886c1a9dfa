"""A figure that is asked is not answered by one of another kind."""

from collections.abc import Callable

import pytest

from chatbot import Chatbot


@pytest.mark.parametrize(
    ("lines", "question"),
    [
        ("固定资产投资近1000亿元，社会消费品零售总额增长5%。---道路全线贯通。", "固定资产投资去年增速"),
        ("规上工业中，装备制造业增加值增速快于面上7.2个百分点。---道路全线贯通。", "规上工业增加值去年增长多少"),
        ("提高最低工资标准，城镇新增就业完成年计划的113.4%。---道路全线贯通。", "最低工资涨到多少"),
        ("养老保险参保率99.46%。---道路全线贯通。", "养老保险参保率比上年高多少"),
        ("研究与试验发展经费投入强度不高。---道路全线贯通。", "研发经费投入强度去年"),
        ("生产总值增长5%，连续四年高于全市平均水平。---道路全线贯通。", "GDP增速高于全市几个点"),
        ("深入开展打击电信网络诈骗。---道路全线贯通。", "诈骗案发案数"),
        ("发展民营企业，激发活力。---道路全线贯通。", "民营企业数量"),
        ("高考本科招生计划新增2万个。---道路全线贯通。", "高考本科录取率"),
        ("关爱孤儿，提高补助。---道路全线贯通。", "孤儿补助标准"),
        ("铜基材料集群获批，铜产业集群达3个。---道路全线贯通。", "铜产业营收多少"),
        ("引进大学生等各类人才9.8万名。---道路全线贯通。", "人才总量多少"),
        ("建成开放花石公园等公园6个。---道路全线贯通。", "公园总数多少个"),
        ("为2.7万家企业减免失业保险费。---道路全线贯通。", "失业人数"),
        ("信访总量下降30.8%。---道路全线贯通。", "信访件办结率"),
        ("带动脱贫人口稳定增收。---道路全线贯通。", "脱贫人口收入"),
        ("名牌农产品新增10个。---道路全线贯通。", "农产品排第几"),
        ("低保标准分别提高5%和7.4%。---道路全线贯通。", "低保现在一个月给多少"),
        ("上调城乡低保标准60元，累计覆盖困难群众24万人。---道路全线贯通。", "低保一个月给多少"),
        ("提标改造医院等30个基层医疗卫生机构。---道路全线贯通。", "医院现在有多少个大夫"),
        ("肉鸡养殖产业集群增加3个。---道路全线贯通。", "肉鸡去年出栏多少只"),
        ("推进养老金参保扩面，养老金参保率达95%。---道路全线贯通。", "养老金去年涨百分之几"),
        ("化解信访积案34个。---道路全线贯通。", "信访去年少了多少"),
        ("白河港货物吞吐量1.4亿吨、列全省港口第二。---道路全线贯通。", "白河港在全国港口排第几"),
    ],
)
def test_another_kind_of_figure_is_no_answer(chatbot_on: Callable[[str], Chatbot], lines: str, question: str) -> None:
    assert chatbot_on(lines).ask(question).status in {"not_in_report", "no_value"}


def test_what_is_paid_each_month_is_told(chatbot_on: Callable[[str], Chatbot]) -> None:
    assert "1110元" in chatbot_on("上调低保标准到每人每月1110元。---道路全线贯通。").ask("低保一个月给多少").text


@pytest.mark.parametrize(("line", "told"), [("信访总量下降30.8%。", "30.8%"), ("信访量由80件减至60件。", "60件")])
def test_what_fell_is_told(chatbot_on: Callable[[str], Chatbot], line: str, told: str) -> None:
    assert told in chatbot_on(f"{line}---道路全线贯通。").ask("去年信访少了多少").text


def test_a_place_in_words_is_a_rank(chatbot_on: Callable[[str], Chatbot]) -> None:
    assert "前列" in chatbot_on("地区生产总值保持全市前列。---道路全线贯通。").ask("GDP排全市第几").text


@pytest.mark.parametrize(
    ("lines", "question", "said"),
    [
        ("安全事故起数下降26.8%、死亡人数下降31.3%。---道路贯通。", "安全事故死亡人数降了多少", "31.3%"),
        ("道路全线贯通。---新上投资千万元以上项目80个。", "今年新上多少千万元以上项目", "80个"),
    ],
)
def test_the_unit_is_that_of_what_is_asked(
    chatbot_on: Callable[[str], Chatbot], lines: str, question: str, said: str
) -> None:
    assert said in chatbot_on(lines).ask(question).text


def test_growth_is_no_amount(chatbot_on: Callable[[str], Chatbot]) -> None:
    bot = chatbot_on("网络零售额增长25%。---道路全线贯通。")
    assert bot.ask("网络零售额是多少").status == "not_in_report"
    assert "25%" in bot.ask("网络零售额增长多少").text


def test_a_share_says_how_much_was_spent_on_something(chatbot_on: Callable[[str], Chatbot]) -> None:
    assert "80%以上" in chatbot_on("80%以上财政支出用于民生。---道路贯通。").ask("财政支出多少用在民生").text


@pytest.mark.parametrize(
    ("lines", "question", "said"),
    [
        ("道路贯通。---深入实施白河保护十大提质增效行动。", "白河保护提质增效行动有几项", "十大"),
        ("道路贯通。---坚定推进白河十年禁渔。", "白河禁渔多少年", "十年"),
        ("道路贯通。---实施新一轮工业振兴三年行动。", "工业振兴行动搞几年", "三年"),
        ("“五水共治”九夺“大禹鼎”。---道路贯通。", "大禹鼎拿了几次", "九夺"),
        ("安澜集团主体信用等级达AA级。---道路贯通。", "安澜集团信用等级是多少", "AA级"),
        ("道路贯通。---争创双拥模范城“九连冠”。", "双拥模范城拿了几连冠", "九连冠"),
        ("隆重举行白河太极大会，点击量2.8亿人次。---高水平办好第二届白河太极大会。", "白河太极大会第几届了", "第二届"),
        ("我县科技创新能力评价全省第16。---道路贯通。", "科技创新能力全省排多少名", "第16"),
        ("道路贯通。---确保新建项目一季度开工40%以上。", "新建项目一季度开工率要达到多少", "40%"),
    ],
)
def test_a_number_in_words_or_in_a_name_is_one(
    chatbot_on: Callable[[str], Chatbot], lines: str, question: str, said: str
) -> None:
    answer = chatbot_on(lines).ask(question)
    assert answer.status == "answered"
    assert said in answer.text


def test_a_place_by_its_number_alone_is_a_rank(chatbot_on: Callable[[str], Chatbot]) -> None:
    bot = chatbot_on("外贸进出口增幅居全省前列，居全国外贸百强市66位。---道路全线贯通。")
    answer = bot.ask("外贸排全国第几")
    assert answer.status == "answered"
    assert "66位" in answer.text


@pytest.mark.parametrize("question", ["集装箱港口世界排名多少", "集装箱港口全球排名多少"])
def test_the_world_is_the_globe(chatbot_on: Callable[[str], Chatbot], question: str) -> None:
    bot = chatbot_on("货物吞吐量列全省第二，集装箱吞吐量340万标箱，全球百大集装箱港口排名提升至75位。---道路全线贯通。")
    answer = bot.ask(question)
    assert answer.status == "answered"
    assert "75位" in answer.text


def test_how_many_places_it_rose_is_no_growth(chatbot_on: Callable[[str], Chatbot]) -> None:
    bot = chatbot_on("安澜经开区在国家级经开区综合考评中前移90位、列第102位。---道路全线贯通。")
    answer = bot.ask("安澜经开区排名升了几位")
    assert answer.status == "answered"
    assert "90位" in answer.text


def test_a_rank_is_told_by_no_growth(chatbot_on: Callable[[str], Chatbot]) -> None:
    bot = chatbot_on("道路全线贯通。---规上工业增加值增长8%左右，首位产业规模力争占全省一半以上。")
    assert bot.ask("工业增加值增速在全省排第几").status == "not_in_report"


def test_that_there_is_nothing_left_tells_no_money(chatbot_on: Callable[[str], Chatbot]) -> None:
    bot = chatbot_on("改造老旧小区20个，征迁房屋300万平方米、历年遗留问题全部清零。---道路全线贯通。")
    assert bot.ask("征迁房屋一共花了多少钱").status in {"not_in_report", "no_value"}


def test_a_number_is_no_average(chatbot_on: Callable[[str], Chatbot]) -> None:
    bot = chatbot_on("新建高标准农田10万亩。---道路全线贯通。")
    assert bot.ask("高标准农田平均每个有多大").status == "not_in_report"
    assert "10万亩" in bot.ask("高标准农田多少亩").text


def test_a_place_in_a_row_is_no_amount(chatbot_on: Callable[[str], Chatbot]) -> None:
    bot = chatbot_on("粮食单产连续3年居全省第1位。---道路全线贯通。")
    assert bot.ask("粮食单产多少").status in {"not_in_report", "no_value"}
    assert "第1位" in bot.ask("粮食单产全省排第几").text
    days = chatbot_on("空气优良天数245天，连续3年居全省第1位。---道路全线贯通。")
    assert "245天" in days.ask("空气优良天数多少").text


@pytest.mark.parametrize("question", ["今年物价涨幅控制在多少以内", "物价涨幅控制在多少"])
@pytest.mark.parametrize("told", ["居民消费价格涨幅3%左右", "居民消费价格指数控制在103左右"])
def test_a_bound_is_told_with_or_without_a_unit(chatbot_on: Callable[[str], Chatbot], question: str, told: str) -> None:
    answer = chatbot_on(f"道路贯通。---城镇新增就业3.7万人；{told}。").ask(question)
    assert answer.status == "answered"
    assert told in answer.text


@pytest.mark.parametrize("measure", ["涨幅", "增长率", "增长速度", "增长幅度"])
def test_growth_is_called_in_many_ways(chatbot_on: Callable[[str], Chatbot], measure: str) -> None:
    answer = chatbot_on("居民人均可支配收入增长6.1%。---道路贯通。").ask(f"去年居民收入{measure}多少")
    assert answer.status == "answered"
    assert "6.1%" in answer.text


def test_what_is_longer_did_not_grow(chatbot_on: Callable[[str], Chatbot]) -> None:
    assert "12.5%" in chatbot_on("高技术产业产值增长12.5%。---道路贯通。").ask("高技术产业产值去年长了多少").text


def test_how_far_incomes_lie_apart_no_rates_tell(chatbot_on: Callable[[str], Chatbot]) -> None:
    bot = chatbot_on("城乡居民人均可支配收入分别增长5%、7%。---道路贯通。")
    assert bot.ask("城镇居民收入比农村居民收入多多少").status == "not_in_report"
    assert bot.ask("去年城乡居民收入各增长多少").status == "answered"


def test_what_grew_over_many_years_is_not_one_years_growth(chatbot_on: Callable[[str], Chatbot]) -> None:
    bot = chatbot_on("工业增加值由19亿元增加到334亿元，年均增长9.2%。\n规上工业增加值增长16%，排第2位。---道路贯通。")
    assert "16%" in bot.ask("去年规上工业增加值增长多少").text
    assert "9.2%" in bot.ask("工业增加值年均增长多少").text
    alone = chatbot_on("建市二十年来，工业增加值由19亿元增加到334亿元，年均增长9.2%。---道路贯通。")
    assert alone.ask("去年工业增加值增长多少").status == "not_in_report"


RANKS = (
    "工业投资增速居全省第2位。\n保费收入103亿元、列全省第3。\n社会消费品零售总额增长2.2%，排全省第5位。\n"
    "规上工业企业322户。"
)


@pytest.mark.parametrize(
    ("question", "rank"),
    [
        ("工业投资增速在全省排第几位", "第2位"),
        ("保费收入位居全省什么位次", "第3"),
        ("保费收入名列全省第几", "第3"),
        ("社会消费品零售总额在全省处于什么位置", "第5位"),
    ],
)
def test_a_place_in_an_order_is_asked_in_many_ways(
    chatbot_on: Callable[[str], Chatbot], question: str, rank: str
) -> None:
    answer = chatbot_on(f"{RANKS}---地区生产总值增长7.5%左右。").ask(question)
    assert answer.status == "answered"
    assert rank in answer.text


@pytest.mark.parametrize("question", ["地区生产总值位居全省什么位次", "规上工业企业在全省排第几位"])
def test_no_target_and_no_neighbours_rank_is_a_place_in_an_order(
    chatbot_on: Callable[[str], Chatbot], question: str
) -> None:
    lines = f"规上工业增加值增长7%，居全省第1。\n{RANKS}---地区生产总值增长7.5%左右。"
    assert chatbot_on(lines).ask(question).status != "answered"


def test_a_place_among_some_provinces_is_none_in_the_country(chatbot_on: Callable[[str], Chatbot]) -> None:
    bot = chatbot_on("研发投入强度提升至2.57%、居中部第2位。---道路贯通。")
    assert bot.ask("研发投入强度全国第几").status == "not_in_report"
    assert "居中部第2位" in bot.ask("研发投入强度中部第几").text
