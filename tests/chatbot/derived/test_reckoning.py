"""What is worked out is worked out of what the question names, or not at all."""

from collections.abc import Callable

import pytest

from chatbot import Chatbot


def test_a_rate_that_is_no_share_makes_no_part(chatbot_on: Callable[[str], Chatbot]) -> None:
    bot = chatbot_on("一般公共预算总收入60亿元，地方一般公共预算收入30亿元，城镇调查失业率4.7%。---道路贯通。")
    text = bot.ask("地方一般公共预算收入占一般公共预算总收入的百分之多少").text
    assert "50%" in text
    assert "1.41" not in text


def test_nothing_is_reckoned_from_what_names_less(chatbot_on: Callable[[str], Chatbot]) -> None:
    bot = chatbot_on("全年招引项目142个，总投资创新高。\n实施了总投资288亿元的57个省市重点项目。---道路贯通。")
    assert "5.0526亿元" not in bot.ask("平均每个招引项目总投资多少").text


def test_what_the_report_says_by_head_is_not_reckoned(chatbot_on: Callable[[str], Chatbot]) -> None:
    bot = chatbot_on("游客人均旅游消费超过1300元。\n旅游节吸引1500名游客、旅游消费2亿元。---道路贯通。")
    text = bot.ask("游客一个人平均消费多少钱").text
    assert "1300元" in text
    assert "推算" not in text


def test_another_ones_rate_is_not_taken_for_a_projection(chatbot_on: Callable[[str], Chatbot]) -> None:
    bot = chatbot_on("规模工业增加值增长7.3%、高于全国1.5个百分点。---规模工业增加值增长6.5%以上。")
    assert "5.8%" in bot.ask("规模工业增加值比全国快了一截，那照报告算全国去年是涨多少").text


def test_the_total_that_a_rate_is_put_on_is_last_years(chatbot_on: Callable[[str], Chatbot]) -> None:
    bot = chatbot_on("全市生产总值800亿元、增长6.9%。\n道路贯通。---地区生产总值增长6%以上。")
    assert "848亿元" in bot.ask("照今年最少6%的涨法，全市生产总值年底能做到多少亿").text


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
    assert answer.text.endswith(("高7.9个百分点（14.4%－6.5%）。", "高2个百分点（8%－6%）。"))
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


def test_what_something_grew_from_is_told_of_its_year(chatbot_on: Callable[[str], Chatbot]) -> None:
    bot = chatbot_on("地区生产总值从2025年的45亿元增长到70亿元，年均增长4.7%。---道路贯通。")
    assert "从2025年的45亿元" in bot.ask("2025年GDP是多少").text
    assert bot.ask("2026年GDP是多少").status == "out_of_scope"


def test_firms_counted_in_two_words_are_set_against_each_other(chatbot_on: Callable[[str], Chatbot]) -> None:
    bot = chatbot_on("新增省级专精特新企业110户。---新增省级专精特新企业30家。")
    assert "80户" in bot.ask("今年省级专精特新企业目标比去年少多少").text


@pytest.mark.parametrize(
    ("lines", "question", "said"),
    [
        (  # what there is, beside the target, and of the thing asked
            "高新技术企业、科技型企业分别达到1448家、8580家。---力争高新技术企业、科技型企业分别达到1500家、9200家。",
            "科技型企业还差多少家才到今年目标",
            "620家",
        ),
        (  # of 每个消费者 the people
            "139个项目落地，以旧换新补贴280万件、惠及消费者140万人。---道路全线贯通。",
            "平均每个消费者换新几件",
            "为2件",
        ),
        (  # a name with another figure in it says nothing of each
            "脱贫人口人均收入增长13.2%，消除5000户20000人返贫风险。---道路全线贯通。",
            "5000户返贫风险户平均每户几个人",
            "为4人",
        ),
        (  # of two sides the one asked
            "城乡居民人均可支配收入分别完成22000元、9280元，增长10%、16%。---道路全线贯通。",
            "2029年农民收入大概多少",
            "8000元",
        ),
        ("非税占比46.7%，较2029年下降15.5个百分点。---道路全线贯通。", "非税占比前年是多少", "62.2%"),
        (  # what there is of either
            "新培育高新技术企业511家、科技型企业1241家，总量分别达到1448家、8580家。---道路全线贯通。",
            "高新技术企业和科技型企业总数加起来",
            "10028家",
        ),
        (
            "签约项目317个、总投资2536亿元。\n建成商圈1个。---投资730亿元。",
            "签约项目多少个，总投资多少，平均每个多少",
            "为8亿元",
        ),
        ("规上化工企业达到150家，总产值600亿元。---道路全线贯通。", "化工企业平均产值", "为4亿元"),
        (
            "龙头企业、养殖基地分别新认定60家和30家，累计分别达到1016家和591家。---道路全线贯通。",
            "2029年末养殖基地累计数量是多少家",
            "561家",
        ),
        ("教育支出400亿元、增长25%。---道路全线贯通。", "教育支出较上年增加额约为多少", "为80亿元"),
        ("建成超充站65个。---建成超充站59座。", "超充站两年总共建了多少", "124个"),
        ("空气优良天数311天。---道路全线贯通。", "优良天数占全年多少", "85.21%"),
        ("筹建保障房1.97万套。---筹建保障房1.5万套。", "保障房两年共筹建多少套", "3.47万套"),
        ("办理人大代表建议209件、政协提案348件。---道路全线贯通。", "人大建议和政协提案共办了多少件", "557件"),
        (
            "重点项目15个，完成投资24.35亿元。---总投资157亿元的重点项目14个，完成投资18.5亿元。",
            "重点项目今年投资比去年少多少",
            "5.85亿元",
        ),
        (
            "改造老旧小区1343个52.54万户。---改造老旧小区716个26.95万户。",
            "老旧小区改造户数今年比去年少多少",
            "25.59万户",
        ),
        (
            "新增学位4860个。---新增学位1.7万个。",
            "学位去年新增多少，今年新增多少，一共多少",
            "2.186万个",
        ),
    ],
)
def test_the_right_figures_are_reckoned_with(
    chatbot_on: Callable[[str], Chatbot], lines: str, question: str, said: str
) -> None:
    assert said in chatbot_on(lines).ask(question).text


@pytest.mark.parametrize(
    ("lines", "question", "never"),
    [
        ("15个省重大项目、390个市重大项目完成年度计划。---道路全线贯通。", "省重大项目平均每个总投资多少", "26"),
        ("力争高新技术企业、科技型企业分别达到1500家、9200家。---道路全线贯通。", "科技型企业还差多少家", "7700"),
        ("3亿元以上项目开工207个、竣工124个。---3亿元以上项目开工180个、竣工100个。", "去年开工比竣工多多少", "107"),
        (
            "争取国债项目383个、下达资金425.7亿元，争取专项债项目376个、下达资金174.3亿元。---道路贯通。",
            "专项债和国债项目资金合计",
            "759",
        ),
        (
            "城镇、农村居民人均可支配收入分别达到74400元和47455元。\n城乡居民最低生活保障标准提高到13260元。---道路贯通。",
            "城乡居民收入比",
            "5.611",
        ),
        ("新增公园141座、累计达到973座。---新增公园120座。", "公园总数距离千座目标还差多少座", "21座"),
        ("存款余额达108亿元，是2025年的2倍。\n生产总值98亿元。---道路贯通。", "2025年GDP推算多少", "54亿元"),
        ("推动现有电解铝产能释放，登高公司满产。---道路全线贯通。", "电解铝产能合计多少", "产能释放，"),
        ("存贷款余额较年初分别增长665亿元、451亿元。---新增贷款400亿元。", "存款比年初增加了多少", "265"),
    ],
)
def test_what_does_not_belong_together_is_not_reckoned_with(
    chatbot_on: Callable[[str], Chatbot], lines: str, question: str, never: str
) -> None:
    assert never not in chatbot_on(lines).ask(question).text


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("市属国企营收、利润、资产哪个增长最快", "市属国企营收最高，为29.1%"),
        ("三个入学率哪个最低", "学前毛入园率最低，为95.5%"),
    ],
)
def test_of_several_in_one_sentence_the_most_is_named(
    chatbot_on: Callable[[str], Chatbot], question: str, told: str
) -> None:
    bot = chatbot_on(
        "市属国企营收增长29.1%、利润总额增长8.5%、资产总额增长13.4%。\n"
        "学前毛入园率、义务教育巩固率、高中毛入学率分别达到95.5%、98.5%、95.6%。---道路全线贯通。"
    )
    assert told in bot.ask(question).text


def test_how_many_are_missing_compares_no_two_years(chatbot_on: Callable[[str], Chatbot]) -> None:
    bot = chatbot_on("创建示范性幼儿园1所，新建学校104所。---新建公办幼儿园12所，其中建成8所，新增学位1560个。")
    text = bot.ask("公办幼儿园建成几所，还差几所没建成").text
    assert "4所（12所－8所" in text
    assert "11所" not in text


def test_an_average_is_of_the_sentence_that_tells_both(chatbot_on: Callable[[str], Chatbot]) -> None:
    bot = chatbot_on("整治重点区域，新增停车位2500个。---规划建设10个公共停车场，新增停车位4000个。")
    assert "400个（4000个÷10个" in bot.ask("平均每个停车场多少车位").text


def test_figures_of_the_unit_asked_are_compared(chatbot_on: Callable[[str], Chatbot]) -> None:
    bot = chatbot_on(
        "新建污水处理厂12座、污水处理能力提升至216.5万吨/日。---扩建污水处理厂2座，污水处理能力提升至225.5万吨/日。"
    )
    text = bot.ask("污水处理能力今年的目标比去年多几万吨").text
    assert "9万吨" in text
    assert "10座" not in text


def test_what_the_last_thing_asked_comes_to_is_no_sum_of_all(chatbot_on: Callable[[str], Chatbot]) -> None:
    bot = chatbot_on("新发放知识价值信用贷1.3亿元，三大科技基金累计为企业融资38.7亿元。---道路贯通。")
    text = bot.ask("知识价值信用贷新发放多少，三大科技基金一共融资多少").text
    assert "38.7亿元" in text
    assert "合计" not in text


def test_what_was_added_and_what_will_be_is_summed_up(chatbot_on: Callable[[str], Chatbot]) -> None:
    bot = chatbot_on("新增学位4860个。---新增学位1.7万个。")
    assert "2.186万个" in bot.ask("学位，去年加的和今年要加的合一块有多少").text


def test_what_there_is_of_each_of_two_is_no_sum(chatbot_on: Callable[[str], Chatbot]) -> None:
    bot = chatbot_on("高新技术企业、科技型企业总量分别达到1448家、8580家。---道路贯通。")
    text = bot.ask("高新技术企业与科技型企业去年底总量").text
    assert "8580家" in text
    assert "10028" not in text


def test_the_year_before_follows_for_a_place_that_the_report_speaks_of(chatbot_on: Callable[[str], Chatbot]) -> None:
    bot = chatbot_on("宁波舟山港集装箱吞吐量4000万标箱、增长25%。---发展教育。")
    assert "3200万标箱（4000万标箱÷（1＋25%）" in bot.ask("前年宁波舟山港集装箱吞吐量大概多少").text


def test_from_last_year_to_this_asks_for_the_difference(chatbot_on: Callable[[str], Chatbot]) -> None:
    bot = chatbot_on("改造提升高标准农田2.7万亩。---改造提升高标准农田4.5万亩。")
    assert "1.8万亩（4.5万亩－2.7万亩）" in bot.ask("去年到今年，高标准农田要增加多少").text


def test_of_two_sides_the_one_asked_is_compared_over_the_years(chatbot_on: Callable[[str], Chatbot]) -> None:
    bot = chatbot_on("城镇和农村居民人均可支配收入分别增长3.8%、6.1%。---城镇和农村居民人均可支配收入分别增长5%、7%。")
    assert "0.9个百分点（7%－6.1%）" in bot.ask("农村居民收入今年目标比去年高多少").text
    assert "1.2个百分点（5%－3.8%）" in bot.ask("城镇居民收入今年目标比去年高多少").text


@pytest.mark.parametrize(
    ("lines", "question", "said"),
    [
        (
            "服务贸易、数字贸易规模分别突破13000亿元、7000亿元。",
            "服务贸易和数字贸易规模哪个大",
            "服务贸易规模比数字贸易规模多约6000亿元",
        ),
        (
            "新开工、新竣工亿元项目分别达416个和286个，分别增长32.5%和43%。",
            "新开工和新竣工的亿元项目哪个增长快",
            "新竣工亿元项目增速比新开工亿元项目增速高10.5个百分点",
        ),
    ],
)
def test_which_of_two_is_more_is_told_with_by_how_much(
    chatbot_on: Callable[[str], Chatbot], lines: str, question: str, said: str
) -> None:
    text = chatbot_on(f"{lines}---新签约亿元以上项目800个。").ask(question).text
    assert said in text
    assert "800个" not in text  # this year's plan is set beside neither


def test_what_tells_which_projects_are_meant_parts_no_total_from_its_part(chatbot_on: Callable[[str], Chatbot]) -> None:
    bot = chatbot_on("新签约亿元以上产业项目60个，其中10亿元以上项目9个，新开工42个。---发展教育。")
    assert "9个÷60个" in bot.ask("10亿以上的占新签的几成").text


def test_three_things_of_one_sentence_are_added_up(chatbot_on: Callable[[str], Chatbot]) -> None:
    bot = chatbot_on("电子信息、装备制造、消费品营业收入分别达到2000亿元、1800亿元、1400亿元。---发展教育。")
    assert "5200亿元" in bot.ask("电子信息、装备制造、消费品三个行业营业收入合计多少").text


def test_which_of_two_things_is_more_sets_no_two_years_beside_each_other(chatbot_on: Callable[[str], Chatbot]) -> None:
    bot = chatbot_on("职业技能培训363万人次，新增技能人才272.8万人。---完成职业技能培训200万人次，新增技能人才65万人。")
    text = bot.ask("职业技能培训和新增技能人才哪个多，多多少万").text
    assert "272.8万人" in text
    assert "207.8" not in text


def test_what_there_is_but_the_one_is_of_what_the_question_counts(chatbot_on: Callable[[str], Chatbot]) -> None:
    bot = chatbot_on("拥有整车厂6家、配套企业500家，新能源汽车产量74万辆，汽车总产量134万辆。---道路全线贯通。")
    assert "（134万辆－74万辆" in bot.ask("除了新能源汽车还产了多少辆汽车").text


def test_which_grows_faster_is_worked_out_of_the_rates_of_one_sentence(chatbot_on: Callable[[str], Chatbot]) -> None:
    bot = chatbot_on(
        "城乡居民人均可支配收入分别为80587元和48180元，分别增长4.6%和6.6%。---农村居民人均可支配收入增速高于城镇居民1个百分点。"
    )
    text = bot.ask("农村收入比城里涨得快多少").text
    assert "2个百分点（6.6%－4.6%" in text
    assert "32407" not in text


@pytest.mark.parametrize("question", ["GDP比前年多了多少亿", "地区生产总值比前年多多少亿元"])
def test_since_the_year_before_is_not_reckoned_with_this_years_target(
    chatbot_on: Callable[[str], Chatbot], question: str
) -> None:
    answer = chatbot_on("地区生产总值增长7.1%。---地区生产总值增长6%以上。").ask(question)
    assert answer.status == "not_in_report"
    assert "6%以上" not in answer.text


@pytest.mark.parametrize("question", ["城里人收入比农村人高多少", "城镇居民收入比农村居民多多少", "居民收入比是多少"])
def test_growth_tells_no_amounts(chatbot_on: Callable[[str], Chatbot], question: str) -> None:
    bot = chatbot_on("城镇、农村居民人均可支配收入分别增长5%、6.5%。---道路全线贯通。")
    answer = bot.ask(question)
    assert answer.status == "not_in_report"
    assert "1.5个百分点" not in answer.text
    assert "1.5个百分点" in bot.ask("城镇居民和农村居民收入哪个涨得快").text


def test_incomes_to_each_are_not_set_against_what_all_make(chatbot_on: Callable[[str], Chatbot]) -> None:
    bot = chatbot_on("城乡居民人均可支配收入分别为2.9万元、2万元。\n生产总值完成108亿元。---道路贯通。")
    assert "107" not in bot.ask("居民收入涨了多少，比GDP快吗").text


def test_a_targets_side_is_not_set_against_all(chatbot_on: Callable[[str], Chatbot]) -> None:
    bot = chatbot_on("居民人均可支配收入超6.2万元。---农村居民人均可支配收入力争突破4.3万元。")
    assert "1.9万元" not in bot.ask("居民人均可支配收入今年比去年少多少").text


def test_the_year_before_is_reckoned_from_what_is_counted(chatbot_on: Callable[[str], Chatbot]) -> None:
    bot = chatbot_on("旅游市场恢复，云岭山旅游人数破万，接待游客增多，旅游总收入228亿元，增长20%。---道路贯通。")
    assert "190亿元" not in bot.ask("按增幅倒推，2029年全县接待了大约多少游客").text
    assert "190亿元" in bot.ask("2029年旅游总收入是多少").text


def test_an_amount_that_may_be_anothers_is_not_subtracted(chatbot_on: Callable[[str], Chatbot]) -> None:
    bot = chatbot_on(
        "37个省重点项目、324个市重点项目预计完成投资370亿元、1115亿元。"
        "---省、市重点项目年度投资分别完成300亿元以上、1000亿元以上。"
    )
    assert "630亿元" not in bot.ask("省重点项目今年的投资目标比去年少多少").text
