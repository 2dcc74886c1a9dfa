"""What follows by arithmetic from the figures of one answer."""

from collections.abc import Callable
from decimal import Decimal

import pytest

from chatbot import Chatbot
from chatbot.relations import Told, relate
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
        ("外贸进出口总额9470亿元，增长2.7%。", "按增幅倒推上一年的进出口总额", "922100000000", "元"),
        ("新增创新平台7家、总数增至146家。", "倒推前年底有多少家创新平台", "139", "家"),
        ("接待游客200万人次、实现收入30亿元。", "平均每个游客花多少钱", "1500", "元"),
        ("新增充电站400座、充电桩4600个。", "平均每座充电站有多少个充电桩", "11.5", "个"),
        ("集聚科研人员500人、实施科研项目72项、转化科研成果200项。", "科研成果平均到每个科研人员是多少项", "0.4", "项"),
        ("争取投资18亿元，10个重点项目完成投资70亿元。", "重点项目平均一个项目完成投资多少", "700000000", "元"),
        ("招引项目142个，总投资355亿元，其中亿元以上项目37个。", "平均每个招引项目投资多少", "250000000", "元"),
        ("投资2100万元完成20公里的7条农村公路。", "农村公路平均每公里花了多少钱", "1050000", "元"),
        ("城镇调查失业率4.5%，低于全国0.6个百分点。", "失业率全国是多少，按报告推一下", "5.1", "%"),
        ("新入选国家工厂113家、累计210家。", "除去新入选的原来有几家", "97", "家"),
        ("入库低效用地27.8万亩、实施再开发5.6万亩。", "入库的低效用地还剩多少没开发", "222000", "亩"),
        ("省考核的39项指标，已达标37项，达标率94.87%。", "考核指标还有几项没达标", "2", "项"),
        ("重点项目投资完成36亿元，完成率达到120%。", "完成率120%，那计划投资是多少", "3000000000", "元"),
        ("民生支出45亿元，占公共预算支出的90%。", "公共预算支出总额推算是多少", "5000000000", "元"),
        ("城镇居民、农村居民收入分别增长4.6%、6.7%。", "城乡居民收入增速的差距", "2.1", "个百分点"),
        ("外贸进出口总额120亿元，增长20%。", "去年进出口比前年净增了多少亿元", "2000000000", "元"),
        ("谋划总投资55亿元的重点项目20个，完成投资8亿元。", "重点项目平均每个多少钱", "275000000", "元"),
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
        ("人均公园绿地面积达到14.68平方米，新建公园10个。", "平均每个公园多少平方米"),
        ("出口占比62.6%，分别提高11.1、11.2个百分点。", "倒推前年的占比"),  # which change is whose is not told
        ("社会消费品零售总额增长4.1%，增速高于全国0.6个百分点。", "全省增长多少"),  # compared with another
        ("外贸进出口总额9470亿元，增长2.7%。", "前年的进出口总额是多少"),  # at constant prices it would not be that
        ("生产总值连跨4个千亿台阶，达到1.3万亿元。", "生产总值平均到每个人头上是多少"),  # by no people
        ("投资2100万元完成7条农村公路。", "农村公路平均每公里花了多少钱"),  # by what is not told
        ("限速4747公里、时速120公里路段占比71%。", "占总里程的比例是多少"),
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


def test_the_total_that_a_rate_is_put_on_is_last_years(chatbot_on: Callable[[str], Chatbot]) -> None:
    bot = chatbot_on("全市生产总值800亿元、增长6.9%。\n道路贯通。---地区生产总值增长6%以上。")
    assert "848亿元" in bot.ask("照今年最少6%的涨法，全市生产总值年底能做到多少亿").text


def test_another_ones_rate_is_not_taken_for_a_projection(chatbot_on: Callable[[str], Chatbot]) -> None:
    bot = chatbot_on("规模工业增加值增长7.3%、高于全国1.5个百分点。---规模工业增加值增长6.5%以上。")
    assert "5.8%" in bot.ask("规模工业增加值比全国快了一截，那照报告算全国去年是涨多少").text


def test_only_figures_about_the_thing_are_set_against_each_other() -> None:
    assert relate(told("开工270套棚户区、340套城中村。", "两项相差多少套", own=1)) is None


def test_the_formula_shows_the_operands_as_the_report_writes_them() -> None:
    derived = relate(told("空气优良天数达到242天、增加25天。", "倒推"))
    assert derived is not None
    assert (derived.formula, derived.text) == ("242天－25天", "217天")


def test_an_amount_is_not_set_against_its_own_change(chatbot_on: Callable[[str], Chatbot]) -> None:
    bot = chatbot_on("道路全线贯通。---拟安排专项债券3.9万亿元、比上年增加1000亿元。")
    answer = bot.ask("专项债今年安排多少，比去年多多少")
    assert "1000亿元" in answer.text
    assert "38000" not in answer.text


def test_the_value_before_follows_from_what_was_done_also_beside_a_plan(chatbot_on: Callable[[str], Chatbot]) -> None:
    bot = chatbot_on("科技型中小企业新增29家，总数达到116家。---新增科技型中小企业25家。")
    assert "87家" in bot.ask("科技型中小企业以前有多少家").text


def test_what_was_added_is_compared_with_what_was_added(chatbot_on: Callable[[str], Chatbot]) -> None:
    bot = chatbot_on(
        "存款余额较年初增加45.8亿元，贷款余额增加28.6亿元。\n存款余额305.9亿元，贷款余额216亿元。---道路贯通。"
    )
    text = bot.ask("存款比贷款多增加多少").text
    assert "17.2亿元" in text
    assert "89.9" not in text


def test_things_are_added_up_within_one_year(chatbot_on: Callable[[str], Chatbot]) -> None:
    bot = chatbot_on("20项重点民生实事、18个补短板事项高质量完成。---办好22项重点民生实事、15个补短板事项。")
    text = bot.ask("补短板事项和民生实事一共多少").text
    assert "35" not in text


def test_in_two_years_that_is_compared_which_the_question_names(chatbot_on: Callable[[str], Chatbot]) -> None:
    bot = chatbot_on(
        "20项重点民生实事、18个补短板事项年度任务高质量完成。---办好20项市级重点民生实事、15项补短板事项和民生微实事。"
    )
    text = bot.ask("补短板事项今年比去年少几个").text
    assert "3个" in text
    assert "相同" not in text


def test_the_value_of_a_year_follows_from_what_is_set_against_it(chatbot_on: Callable[[str], Chatbot]) -> None:
    bot = chatbot_on("农民人均纯收入7765元，比2026年增长3230元，年均递增11.4%。---道路全线贯通。")
    assert "4535元" in bot.ask("2026年农民纯收入多少").text
    assert bot.ask("2027年农民纯收入多少").status == "out_of_scope"
    assert "4535" not in bot.ask("2029年农民纯收入多少").text


@pytest.mark.parametrize(
    ("lines", "question", "value"),
    [
        ("新设外资企业8002家、增长86.6%、占全国14.9%。", "外资企业8002家占全国14.9%，全国一共新设多少家", "53705家"),
        ("运动队达146支4691人。", "运动队平均每支多少人", "32.13人"),
        ("新改建三级道路80条、240公里，改造桥梁5座。", "道路平均每条多长", "3公里"),
        ("固定资产投资增长6.1%，较全省高1.7个百分点。", "全省固定资产投资增速是多少", "4.4%"),
        ("粮食播种面积200万亩、产量12亿斤。", "粮食亩产多少斤", "600斤"),
        ("列入省重点项目19个，完成投资36亿元，占年度任务的120%。", "省重点项目年度任务是多少亿", "30亿元"),
        ("城乡居民人均可支配收入分别达到22480元和8298元。", "城镇居民收入比农村多多少元", "城镇比农村多14182元"),
        ("城乡居民人均可支配收入分别增长5.7%、8.5%。", "城里人和农村人收入谁涨得快", "农村比城镇多2.8个百分点"),
    ],
)
def test_more_is_worked_out_from_one_sentence(
    chatbot_on: Callable[[str], Chatbot], lines: str, question: str, value: str
) -> None:
    assert value in chatbot_on(f"{lines}---道路全线贯通。").ask(question).text


def test_last_years_value_follows_from_this_years_and_its_change(chatbot_on: Callable[[str], Chatbot]) -> None:
    bot = chatbot_on("道路全线贯通。---拟安排专项债券3.9万亿元、比上年增加1000亿元。")
    assert "3.8万亿元" in bot.ask("专项债去年安排了多少").text


def test_by_how_much_a_plan_is_more_than_last_years_result(chatbot_on: Callable[[str], Chatbot]) -> None:
    bot = chatbot_on("跨境电商交易额16亿元。---跨境电商交易额达到20亿元。")
    assert "25%" in bot.ask("跨境电商交易额今年目标比去年增长百分之多少").text


def test_totals_and_changes_of_one_name_are_compared_only_where_nothing_is_added(
    chatbot_on: Callable[[str], Chatbot],
) -> None:
    films = chatbot_on("举办晚会68场，放映公益电影4120场。---放映公益电影4000场。").ask("今年公益电影比去年少放多少场")
    assert "120场" in films.text
    firms = chatbot_on("科技型企业总数达到116家。---新增科技型企业25家。").ask("今年科技型企业比去年少多少家")
    assert "91" not in firms.text


def test_a_share_is_worked_out_where_one_sentence_counts_both_and_states_none(
    chatbot_on: Callable[[str], Chatbot],
) -> None:
    answer = chatbot_on("经营主体新设20万户、总量超100万户。---发展教育。").ask("经营主体新设的占几成？")
    assert "20万户÷100万户" in answer.text


def test_growth_of_two_things_is_compared_within_one_year(chatbot_on: Callable[[str], Chatbot]) -> None:
    report = "地区生产总值增长6.5%。固定资产投资增长14.4%。---地区生产总值增长6%，固定资产投资增长8%。"
    answer = chatbot_on(report).ask("固投增速比GDP增速高多少？")
    assert answer.text.endswith(("多7.9个百分点（14.4%－6.5%）。", "多2个百分点（8%－6%）。"))
    assert len({citation.year for citation in answer.citations}) == 1


def test_rates_told_with_respectively_are_said_with_what_grew(chatbot_on: Callable[[str], Chatbot]) -> None:
    report = "全年接待游客200万人次，实现旅游收入30亿元，分别增长19.5%、48.3%。---发展教育。"
    answer = chatbot_on(report).ask("旅游收入涨得快还是游客涨得快？")
    assert "接待游客200万人次，实现旅游收入30亿元，分别增长19.5%、48.3%" in answer.text


def test_what_there_is_of_one_thing_is_not_added_to_another(chatbot_on: Callable[[str], Chatbot]) -> None:
    report = "新增专精特新企业9家、累计达到36家，新增瞪羚企业6家、累计达到10家。---发展教育。"
    answer = chatbot_on(report).ask("专精特新企业新增几家，一共几家了，瞪羚企业呢？")
    assert "合计" not in answer.text


def test_money_is_no_sum_of_things(chatbot_on: Callable[[str], Chatbot]) -> None:
    bot = chatbot_on("新改扩建学校80所，新增学位2万个。---发展教育。")
    assert "合计" not in bot.ask("盖这些学校、添这些学位一共花了多少钱？").text


def test_what_only_tells_which_projects_are_meant_is_not_added_up(chatbot_on: Callable[[str], Chatbot]) -> None:
    bot = chatbot_on("签约项目完成投资440亿元。\n道路全线贯通。---新签投资5000万元以上项目200个。")
    assert "合计" not in bot.ask("五千万以上的签约项目去年和今年总共投资多少钱").text


@pytest.mark.parametrize("question", ["小麦一亩打多少斤", "粮食亩产多少斤"])
def test_a_yield_is_of_the_area_that_its_crop_was_sown_on(chatbot_on: Callable[[str], Chatbot], question: str) -> None:
    bot = chatbot_on("新建高标准农田23万亩，粮食总产量达到300万吨。\n小麦长势良好。---道路全线贯通。")
    answer = bot.ask(question)
    assert answer.status == "not_in_report"
    assert "推算" not in answer.text
