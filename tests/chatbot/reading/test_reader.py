"""The reader points at the sentences that answer, or says that none does."""

from collections.abc import Callable

import pytest

from chatbot import Chatbot

LINES = (
    "新建公园6座，改造老旧小区17个。外贸进出口总额615亿元，增长10%。粮库主体完工。农村居民人均可支配收入增长8%。\n"
    "建成充电站18个。县医院新院区投用。\n---\n改造老旧小区11个。新建公园8座。外贸进出口总额增长12%。"
)


@pytest.fixture
def bot(chatbot_on: Callable[[str], Chatbot]) -> Chatbot:
    return chatbot_on(LINES)


def test_one_year_asked_gets_its_figure_and_not_the_other(bot: Chatbot) -> None:
    answer = bot.ask("去年改造老旧小区多少个？")
    assert "17个" in answer.text
    assert "11个" not in answer.text


@pytest.mark.parametrize("question", ["改造老旧小区多少个？", "去年改造老旧小区多少个，今年计划多少个？"])
def test_no_year_or_both_get_both_side_by_side(bot: Chatbot, question: str) -> None:
    answer = bot.ask(question)
    assert "2030年" in answer.text
    assert "17个" in answer.text
    assert "11个" in answer.text


@pytest.mark.parametrize(
    "question",
    [
        "去年新建的6座公园占地多少亩？",  # a count is no area
        "去年城镇居民人均可支配收入增长多少？",  # the other side of a contrast
        "城里人收入涨了多少？",  # the same in everyday words
        "去年新建公园多少亩？",  # the same, with no word for an area
        "县医院新院区的挂号费是多少？",  # an attribute that nothing states
        "县里有多少座核电站机组？",  # no report knows it
        "明天会不会下雨？",
    ],
)
def test_what_lacks_the_thing_asked_does_not_answer(bot: Chatbot, question: str) -> None:
    assert bot.ask(question).status in {"not_in_report", "no_value", "out_of_scope"}


def test_the_other_years_figure_is_named_as_such(bot: Chatbot) -> None:
    answer = bot.ask("今年建成充电站多少个？")
    assert answer.status == "not_in_report"
    assert answer.text.startswith("报告没有写2031年的这项数据；2030年，建成充电站18个")


def test_two_figures_of_one_clause_are_given_together(bot: Chatbot) -> None:
    answer = bot.ask("去年外贸进出口总额多少，增长多少？")
    assert "615亿元，增长10%" in answer.text
    assert len(answer.citations) == 1


@pytest.mark.parametrize("question", ["外贸进出口总额", "今年外贸进出口目标"])
def test_a_thing_that_is_only_named_gets_what_is_said_of_it(bot: Chatbot, question: str) -> None:
    answer = bot.ask(question)
    assert answer.status == "answered"
    assert "进出口总额" in answer.text


def test_letters_alone_are_answered_in_chinese(bot: Chatbot) -> None:
    assert "没有" in bot.ask("asdfghjkl").text


@pytest.mark.parametrize("question", ["老旧小区改造由谁负责？", "新建公园的牵头单位是哪个？"])
def test_a_responsible_unit_that_no_report_names_is_said_to_be_missing(bot: Chatbot, question: str) -> None:
    answer = bot.ask(question)
    assert answer.status == "not_in_report"
    assert answer.text.startswith("报告没有写明由谁负责")
    assert answer.citations


def test_a_share_of_the_thing_does_not_stand_before_the_thing(chatbot_on: Callable[[str], Chatbot]) -> None:
    lines = (
        "数字经济核心产业增加值占地区生产总值比重超过16.5%。\n科技创新动能更强，全社会研发投入占地区生产总值比重达到4.1%。\n"
        "全县实现地区生产总值318.6亿元，按可比价计算，增长4.6%。---单位地区生产总值能耗下降3.2%。\n道路全线贯通。"
    )
    bot = chatbot_on(lines)
    assert "318.6亿元" in bot.ask("去年GDP多少").text
    assert "318.6亿元" in bot.ask("GDP总量").text
    assert "3.2%" in bot.ask("今年单位GDP能耗要下降多少").text


def test_of_a_list_of_targets_the_clause_on_the_thing_itself_is_said(chatbot_on: Callable[[str], Chatbot]) -> None:
    plan = (
        "主要预期目标是：地区生产总值增长6%以上，一般公共预算收入增长4%左右，社会消费品零售总额增长5.5%左右，固定资产投资增长5%左右，"
        "居民人均可支配收入与经济增长基本同步，居民消费价格涨幅3%左右，城镇新增就业5万人，粮食产量稳定在3万吨以上，"
        "单位地区生产总值能耗降低率完成上级下达目标。"
    )
    text = chatbot_on(f"道路全线贯通。---{plan}").ask("今年GDP目标").text
    assert "6%" in text
    assert "能耗" not in text


def test_an_indicator_that_is_only_named_has_its_result_and_its_target(chatbot_on: Callable[[str], Chatbot]) -> None:
    bot = chatbot_on("建成学校3所，新增学位900个。\n道路全线贯通。---新增学位1200个。\n道路全线贯通。")
    text = bot.ask("新增学位").text
    assert "900个" in text
    assert "1200个" in text
    assert "1200个" not in bot.ask("去年新增学位").text


def test_words_of_what_is_done_are_answered_with_what_was_done(chatbot_on: Callable[[str], Chatbot]) -> None:
    bot = chatbot_on("新改扩建学校42所，城乡新增学位2700个。\n道路全线贯通。---新增学位1700个。\n道路全线贯通。")
    text = bot.ask("增加了多少学位").text
    assert "2700个" in text
    assert "1700个" not in text


def test_what_grew_is_answered_with_a_rate_where_one_is_told(chatbot_on: Callable[[str], Chatbot]) -> None:
    lines = (
        "出口规模突破4万亿元，占全国份额从14%提升到15.5%。\n"
        "持续稳住外贸基本盘，出台20条举措，外贸出口增长7.2%。---道路全线贯通。"
    )
    assert "7.2%" in chatbot_on(lines).ask("去年出口涨了多少").text


def test_the_gap_to_a_larger_whole_is_the_reports_own(chatbot_on: Callable[[str], Chatbot]) -> None:
    bot = chatbot_on("全社会固定资产投资增长6.1%，较全省高1.7个百分点。---固定资产投资确保增长6%。")
    text = bot.ask("固定资产投资比全省高多少").text
    assert "1.7个百分点" in text
    assert "0.1" not in text


def test_figures_under_a_quoted_name_are_not_set_beside_those_of_another(chatbot_on: Callable[[str], Chatbot]) -> None:
    lines = "新增专精特新“小巨人”企业40家、上市企业8家。---新增专精特新中小企业1000家以上。"
    text = chatbot_on(lines).ask("小巨人企业新增几家").text
    assert "40家" in text
    assert "1000家" not in text


def test_what_is_counted_and_listed_behind_a_colon_is_named(chatbot_on: Callable[[str], Chatbot]) -> None:
    lines = (
        "将白河等6所幼儿园打造为省级示范园。---道路全线贯通。\n名词解释\n"
        "6所幼儿园：白河幼儿园、阜东幼儿园、照台幼儿园、龙关幼儿园、史寨幼儿园、城南幼儿园。"
    )
    assert "龙关幼儿园" in chatbot_on(lines).ask("6所幼儿园叫什么").text


def test_another_thing_asked_of_the_same_is_said_to_be_missing(chatbot_on: Callable[[str], Chatbot]) -> None:
    bot = chatbot_on("道路全线贯通。---出口增长3%左右，粮食产量511万吨。")
    answer = bot.ask("今年出口目标是多少，进口呢")
    assert answer.status == "partial"
    assert "3%" in answer.text
    assert "“进口”" in answer.text
    first = bot.ask("今年粮食产量目标是多少")
    assert bot.ask("棉花呢", conversation_id=first.conversation_id).status == "not_in_report"


def test_people_counted_by_their_noun_are_people(chatbot_on: Callable[[str], Chatbot]) -> None:
    answer = chatbot_on("国家助学贷款提标降息惠及1100多万学生。---道路全线贯通。").ask("助学贷款帮了多少学生")
    assert "1100多万" in answer.text
    assert answer.status == "answered"


def test_a_year_asked_after_a_question_without_one_asks_for_both(chatbot_on: Callable[[str], Chatbot]) -> None:
    text = chatbot_on("新增总部企业50家。---培育总部企业70家以上。").ask("总部企业新增几家，今年呢").text
    assert "50家" in text
    assert "70家" in text


def test_what_closes_a_list_is_told_of_each(chatbot_on: Callable[[str], Chatbot]) -> None:
    bot = chatbot_on("规上工业增加值增长7.7%，固定资产投资增长6.5%，零售总额增长5.1%，均高于全国。---投资增长7%。")
    assert "均高于全国" in bot.ask("投资增速比全国高吗").text


def test_a_rank_is_no_count(chatbot_on: Callable[[str], Chatbot]) -> None:
    bot = chatbot_on("制造业单项冠军企业数量连续7年全国第一。---新增单项冠军20家。")
    assert bot.ask("去年新增几家单项冠军").status != "answered"


def test_that_it_begins_answers_whether_it_is_finished(chatbot_on: Callable[[str], Chatbot]) -> None:
    bot = chatbot_on("道路全线贯通。---新增学位900个。\n开工建设奥体中心二期。")
    assert "开工建设奥体中心二期" in bot.ask("奥体中心二期今年完工吗").text


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("去年外贸进出口总额比粮库多多少亿元？", "外贸进出口总额"),
        ("新建的6座公园叫什么名字？", "报告只说了数量"),
        ("县医院新院区哪天投用的？", "《安澜县2031年政府工作报告》没有写明这一点"),
    ],
)
def test_a_decline_tells_what_the_report_says_of_the_very_thing(bot: Chatbot, question: str, said: str) -> None:
    answer = bot.ask(question)
    assert answer.status in {"not_in_report", "no_value"}
    assert said in answer.text


def test_an_unknown_thing_is_not_answered_with_another_of_its_unit(bot: Chatbot) -> None:
    assert bot.ask("盖了多少座炼钢炉？").status == "not_in_report"


@pytest.mark.parametrize(
    ("line", "question", "said"),
    [
        ("湖体平均水质首次达Ⅲ类。", "湖体水质是几类水", "Ⅲ类"),
        ("为15.8万老年人提供居家养老上门服务。", "居家养老上门服务的有多少人", "15.8万老年人"),
        ("深入实施太湖治理，实施227个重点工程，太湖治理走在前列。", "太湖治理做了多少重点工程", "227个"),
    ],
)
def test_what_answers_is_said_with_its_figure(
    chatbot_on: Callable[[str], Chatbot], line: str, question: str, said: str
) -> None:
    answer = chatbot_on(f"{line}\n新增学位900个。---道路贯通。").ask(question)
    assert answer.status == "answered"
    assert said in answer.text


def test_the_rank_among_others_is_told_of_ones_own(chatbot_on: Callable[[str], Chatbot]) -> None:
    bot = chatbot_on("生产总值增长8.1%，排名全市第三。支援保定建设。---道路贯通。")
    assert "第三" in bot.ask("去年生产总值在保定排老几").text


def test_of_two_years_both_sentences_speak_of_the_thing(chatbot_on: Callable[[str], Chatbot]) -> None:
    bot = chatbot_on("城乡居民收入分别达2.8万元、1.8万元，分别增长4%和5%。---一般公共预算收入完成1.15亿元。")
    assert "1.8万元" not in bot.ask("一般公共预算收入今年比去年减了百分之几").text


def test_a_year_of_two_that_the_report_leaves_out_is_named(chatbot_on: Callable[[str], Chatbot]) -> None:
    bot = chatbot_on("全社会研发投入强度达到5.29%。\n道路全线贯通。---新增学位900个。")
    answer = bot.ask("2030年R&D经费投入强度是多少，2031年目标是多少")
    assert answer.status == "partial"
    assert "5.29%" in answer.text


@pytest.mark.parametrize(
    ("question", "told", "not_told"),
    [
        ("碳酸锂产量涨了多少", "22.3%", "93.1%"),
        ("空气质量连续几年达到二级标准", "连续八年", "无"),
        ("哪两所新大学获批了", "安澜理工学院、安澜职业大学", "没有"),
        ("电视剧《布衣》什么时候播", "今年将在央视播出", "没有"),
        ("“六位一体”是哪六个", "纺织印染、污水处理", "没有"),
        ("四大产业产值", "912亿元", "170亿元"),
        ("城里人收入增长快还是农村快，差几个百分点", "2.7个百分点", "5.4%"),
    ],
)
def test_the_sentence_that_names_the_thing_answers(
    chatbot_on: Callable[[str], Chatbot], question: str, told: str, not_told: str
) -> None:
    bot = chatbot_on(
        "钢材、多晶硅产量分别增长93.1%、8.3%。生产钾肥749万吨、碳酸锂13.5万吨，分别增长4.8%、22.3%。\n"
        "环境空气质量连续八年稳定达到国家二级标准。获批2所本科高校，安澜理工学院、安澜职业大学首次招生。\n"
        "电视剧《布衣》今年将在央视播出，文艺创作丰收。四大产业完成产值912亿元，占比90%。\n"
        '构建纺织印染、污水处理、再生水利用、集中供热、余热发电、制砖"六位一体"的循环模式，成效明显。\n'
        "全体居民人均可支配收入增长5.4%，城乡居民收入分别增长4.4%、7.1%。"
        "---新能源电池产业实现产值170亿元，壮大园区产业。"
    )
    text = bot.ask(question).text
    assert told in text
    assert not_told not in text


def test_what_is_called_by_its_number_is_not_another_number_of_them(chatbot_on: Callable[[str], Chatbot]) -> None:
    bot = chatbot_on("新引进项目52个，数量翻番。\n新引进涉侨项目30个、投资总额121亿元。---道路全线贯通。")
    assert bot.ask("引进的52个项目总投资多少").status != "answered"
    assert "121亿元" in bot.ask("引进的30个涉侨项目总投资多少").text


def test_what_became_of_a_thing_is_not_asked_of_what_is_to_become_of_it(chatbot_on: Callable[[str], Chatbot]) -> None:
    bot = chatbot_on("云岭梯田成功创5A景区。---力争创成龙栖5A级景区城。")
    assert "云岭梯田" in bot.ask("哪个景区成了5A").text


def test_last_year_may_be_told_of_among_several(chatbot_on: Callable[[str], Chatbot]) -> None:
    bot = chatbot_on("五年来，粮食生产连续七年丰收、去年总产接近600亿斤。\n新增学位900个。---道路全线贯通。")
    assert "600亿斤" in bot.ask("粮食去年产了多少斤").text


def test_how_many_times_an_earlier_year_a_thing_is_is_told(chatbot_on: Callable[[str], Chatbot]) -> None:
    bot = chatbot_on("高新技术产业增加值达到1220亿元、是2025年的3.5倍。---道路全线贯通。")
    answer = bot.ask("高新技术产业增加值是2025年的几倍")
    assert answer.status == "answered"
    assert "3.5倍" in answer.text


def test_the_words_of_a_sentence_tell_which_side_of_a_contrast_it_is_on(chatbot_on: Callable[[str], Chatbot]) -> None:
    bot = chatbot_on("新增规模以上企业503家、省服务业领军企业2家。---新增规模以上企业300家。")
    assert "503家" in bot.ask("去年新增了多少家规上企业").text


def test_the_amount_of_what_a_thing_is_called_too_is_its_amount(chatbot_on: Callable[[str], Chatbot]) -> None:
    bot = chatbot_on("城乡居民人均可支配收入分别为58583元和30811元，农民收入增速连续15年全省第一。---道路全线贯通。")
    assert "30811元" in bot.ask("农民收入去年多少").text


def test_a_rate_and_a_gap_are_not_set_against_each_other(chatbot_on: Callable[[str], Chatbot]) -> None:
    bot = chatbot_on("生产总值增长7%，高于目标1个百分点。---生产总值增长6%。")
    assert "5个百分点" not in bot.ask("生产总值今年目标比去年差多少").text


def test_how_it_grew_since_the_year_before_is_told_of_the_year_reviewed(chatbot_on: Callable[[str], Chatbot]) -> None:
    bot = chatbot_on("空气优良天数311天、同比增加11天。\n航线年客流量达136万人次。---道路全线贯通。")
    assert "增加11天" in bot.ask("空气优良天数比2029年多几天").text
    assert bot.ask("航线客流比2029年增长多少").status != "answered"


def test_a_share_may_be_told_in_tenths(chatbot_on: Callable[[str], Chatbot]) -> None:
    bot = chatbot_on("财政支出近八成投向民生领域。---道路全线贯通。")
    assert "八成" in bot.ask("财政支出投向民生的比例").text


def test_a_rank_of_growth_is_told_by_the_rank(chatbot_on: Callable[[str], Chatbot]) -> None:
    bot = chatbot_on("一产增加值增长8%，居全省第一。---第一产业增加值增长5%左右。")
    assert "居全省第一" in bot.ask("一产增速全省排第几").text


def test_of_a_state_the_sentence_with_its_word_is_told(chatbot_on: Callable[[str], Chatbot]) -> None:
    bot = chatbot_on("龙湖D600商用车开工建设，通用机场建成。---加快龙湖D600商用车平台、电驱等项目建设。")
    text = bot.ask("龙湖D600开工没").text
    assert "开工建设" in text
    assert "电驱" not in text


def test_how_far_a_thing_is_does_not_stand_in_the_appendix(chatbot_on: Callable[[str], Chatbot]) -> None:
    bot = chatbot_on(
        "道路贯通。---完成智造产业园厂房主体建设。\n名词解释\n1.智造产业园：占地252亩，总投资10亿元，由中关村运营。"
    )
    text = bot.ask("智造产业园今年干到哪一步").text
    assert "厂房主体" in text
    assert "252亩" not in text


def test_things_called_by_their_number_are_not_others(chatbot_on: Callable[[str], Chatbot]) -> None:
    bot = chatbot_on("云海、星河、北斗等项目落户，引进项目77个。---推动青禾涂料等项目签约，确保引进项目60个以上。")
    answer = bot.ask("引进项目60个都是哪些")
    assert answer.status == "not_in_report"
    assert answer.text.startswith("报告只说了数量")
    assert "60个" in answer.text


def test_what_names_nothing_of_the_question_is_not_the_nearest(chatbot_on: Callable[[str], Chatbot]) -> None:
    bot = chatbot_on("治理水土流失，森林覆盖率45.6%。---主要预期目标是：地区生产总值增长7%以上，物价涨幅3%左右。")
    answer = bot.ask("森林覆盖率今年目标")
    assert answer.status == "not_in_report"
    assert "45.6%" in answer.text


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("干部能力不行怎么办", "专题培训"),  # 怎么办 asks for no procedure
        ("找保姆难怎么解决", "家政服务"),
        ("劳动者收入怎么涨上去", "稳岗增收"),  # how, not by how much
        ("本地东西怎么卖出去", "产销对接"),
        ("碳纤维材料能用在哪些地方", "航空航天"),  # no place
        ("消纳场在哪些县建", "白河、龙关等地"),
    ],
)
def test_how_things_come_about_in_everyday_words(
    chatbot_on: Callable[[str], Chatbot], question: str, told: str
) -> None:
    bot = chatbot_on(
        "城乡居民人均可支配收入分别增长6.2%和7.5%。污染防治持续推进。少数干部能力还不足。\n---\n"
        "加强干部能力建设，开展专题培训。扩大家政服务供给。落实稳岗增收举措，让劳动者收入稳定增长。\n"
        "深化工程建设领域廉政风险防控。组织本地产品进机关，建立产销对接机制。\n"
        "拓展碳纤维材料在航空航天、风力发电等应用场景。\n加快白河、龙关等地消纳场建设。"
    )
    assert told in bot.ask(question).text


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("城镇新增就业目标", "6万人"),
        ("学校盖了多少所", "246所"),  # 建学校 is no word that 学校 stands at the end of
        ("外贸企业新增多少", "822家"),
        ("中老班列多久开一趟", "每月2列"),  # how often, not when
        ("幸福感城市评了几年", "连续三年"),
    ],
)
def test_what_is_told_in_other_words_answers(chatbot_on: Callable[[str], Chatbot], question: str, told: str) -> None:
    bot = chatbot_on(
        "拓宽就业空间，城镇新增就业6.4万人，支持创业2.2万人。新建和改扩建学校246所。重点外贸企业稳定，外贸实绩企业新增822家。\n"
        "连续三年获评“幸福感城市”。\n---\n"
        "主要预期目标是：生产总值增长6%以上，居民收入与经济增长同步，城镇新增就业6万人以上，固定资产投资增长8%左右。\n"
        "完成25所乡镇寄宿制学校建设。确保中老班列每月2列稳定开行。"
    )
    assert told in bot.ask(question).text


def test_what_a_quoted_name_counts_is_not_the_list_of_another(chatbot_on: Callable[[str], Chatbot]) -> None:
    bot = chatbot_on(
        "道路全线贯通。---突出建成节点、提升品质“两个关键”，强化进的意识。\n"
        "实现目标，必须把握三个关键：\n一是坚定不移扩大内需。\n二是坚定不移推动创新。\n三是坚定不移统筹安全。"
    )
    text = bot.ask("“两个关键”是哪两个").text
    assert "提升品质" in text
    assert "扩大内需" not in text


@pytest.mark.parametrize("question", ["厕所改得怎么样", "村里厕所改得咋样了"])
def test_how_it_went_is_asked_of_what_was_done(chatbot_on: Callable[[str], Chatbot], question: str) -> None:
    bot = chatbot_on("农村卫生厕所普及率达到92%。---农村卫生厕所普及率达到93%，垃圾治理率达到98%。")
    assert "92%" in bot.ask(question).text


def test_what_there_is_is_told_beside_what_came_new(chatbot_on: Callable[[str], Chatbot]) -> None:
    bot = chatbot_on("新增新型研发机构19家、总数52家，新增口袋公园8座。---道路全线贯通。")
    assert "52家" in bot.ask("新型研发机构目前总共有多少家").text
    assert bot.ask("口袋公园目前总共有多少座").status == "not_in_report"


def test_of_what_is_done_other_measures_are_told_where_they_are_as_likely(chatbot_on: Callable[[str], Chatbot]) -> None:
    others = "\n".join(
        f"做好{name}工作，提高服务水平。" for name in ["学校", "卫生", "文化", "体育", "科技", "农业", "水利"]
    )
    measures = (
        "治理交通拥堵，改造路口12个。\n开展学校周边交通拥堵治理，增设护学岗。\n推进交通拥堵综合治理，加密公交班次。\n"
    )
    bot = chatbot_on(f"道路全线贯通。---{measures}{others}")
    text = bot.ask("交通拥堵今年怎么治理").text
    assert all(each in text for each in ("改造路口", "护学岗", "公交班次"))
    assert "服务水平" not in text
    of_schools = bot.ask("今年学校交通拥堵怎么治理").text
    assert "护学岗" in of_schools
    assert "改造路口" not in of_schools
    came_of_it = chatbot_on(
        f"道路全线贯通。---治理交通拥堵，改造路口12个。\n交通拥堵治理率达到90%，增设护学岗。\n{others}"
    )
    assert "90%" not in came_of_it.ask("交通拥堵今年怎么治理").text


def test_what_is_only_counted_has_no_content_and_others_stand_for_none(chatbot_on: Callable[[str], Chatbot]) -> None:
    bot = chatbot_on("出台促消费措施38条，开展品牌活动100场次。---深入促消费，出台措施，丰富活动内容。")
    assert bot.ask("促消费的38条措施，逐条内容是什么？").status == "not_in_report"


def test_what_a_year_s_own_list_plans_is_of_that_year(chatbot_on: Callable[[str], Chatbot]) -> None:
    bot = chatbot_on(
        "道路贯通。---办好十件实事。\n2031年县十件民生实事\n一、提升食品安全。抽检食品超4万批次。\n"
        "二、推进污水治理。建设管网。\n三、发展教育。新建学校10所。"
    )
    answer = bot.ask("今年抽检食品多少批次")
    assert (answer.status, "4万批次" in answer.text) == ("answered", True)


@pytest.mark.parametrize("question", ["财政的钱有几成用在民生", "财政收入多少花在民生上"])
def test_how_much_of_the_budget_goes_to_the_people_is_told_by_its_share(
    chatbot_on: Callable[[str], Chatbot], question: str
) -> None:
    bot = chatbot_on("将75%以上的财政收入投入民生领域。\n发放救助金1722万元。---道路全线贯通。")
    assert "75%" in bot.ask(question).text
    assert bot.ask(question).status == "answered"


@pytest.mark.parametrize("question", ["几号线今年能试运行", "有几号线在修"])
def test_the_number_of_a_line_is_its_name(chatbot_on: Callable[[str], Chatbot], question: str) -> None:
    bot = chatbot_on("道路全线贯通。---加快建设地铁6号线、10号线，确保3号线西段试运行。")
    answer = bot.ask(question)
    assert answer.status == "answered"
    assert "3号线西段" in answer.text


def test_a_target_of_two_digits_is_one_in_words(chatbot_on: Callable[[str], Chatbot]) -> None:
    bot = chatbot_on("道路全线贯通。---确保开发区营业收入、税收收入全部实现两位数增长。")
    assert "两位数增长" in bot.ask("开发区营业收入今年目标增长多少").text
    assert bot.ask("开发区营业收入今年目标增长多少").status == "answered"


def test_the_share_of_gdp_that_goes_to_research_is_its_intensity(chatbot_on: Callable[[str], Chatbot]) -> None:
    bot = chatbot_on("地区生产总值增长3.1%。\n全社会研发投入强度2.79%，高于全国平均水平0.25个百分点。---道路全线贯通。")
    assert "2.79%" in bot.ask("研发投入占GDP比重多少").text
    share = chatbot_on("全社会研发投入占地区生产总值比重达到2.75%。---道路全线贯通。").ask("研发投入占GDP比重多少")
    assert (share.status, "2.75%" in share.text) == ("answered", True)


def test_care_of_the_old_is_not_their_insurance(chatbot_on: Callable[[str], Chatbot]) -> None:
    bot = chatbot_on(
        "道路全线贯通。---新增企业职工基本养老保险、基本医疗保险参保各7万人。\n构建“15分钟养老服务圈”，发展银发经济。"
    )
    text = bot.ask("养老方面有什么安排").text
    assert "养老服务圈" in text
    assert "参保" not in text


def test_of_what_came_of_a_field_several_sentences_tell(chatbot_on: Callable[[str], Chatbot]) -> None:
    bot = chatbot_on(
        "举办首届春节民俗文化季活动，主题巡演32场。\n开展主题文化活动49场、“四季村晚”60场。\n推进水利建设。---道路贯通。"
    )
    told = bot.ask("去年文化方面有什么成果").text
    assert "32场" in told
    assert "49场" in told


@pytest.mark.parametrize("question", ["今年要给老百姓办哪十件实事", "今年民生实事哪10件", "今年10件民生实事是哪些"])
def test_works_under_a_heading_that_counts_them_are_listed(chatbot_on: Callable[[str], Chatbot], question: str) -> None:
    items = "\n".join(f"{mark}新建{name}8个。" for mark, name in zip("①②③④⑤⑥⑦⑧⑨⑩", WORKS, strict=True))
    answer = chatbot_on(f"学校建设加快。---扎实办好“十大重点民生实事”。\n{items}").ask(question)
    assert answer.status == "answered"
    assert all(name in answer.text for name in WORKS)


WORKS = ("幼儿园", "卫生院", "养老院", "停车场", "图书馆", "体育馆", "充电站", "公交站", "垃圾站", "污水厂")


def test_what_is_done_about_it_is_told_with_the_words_of_the_question(chatbot_on: Callable[[str], Chatbot]) -> None:
    bot = chatbot_on("道路贯通。---繁荣乡村文化，持续推进高额彩礼、厚葬薄养等综合治理，推动移风易俗。")
    assert "高额彩礼" in bot.ask("彩礼太高政府管不管").text


def test_a_name_is_told_by_its_clause_alone(chatbot_on: Callable[[str], Chatbot]) -> None:
    bot = chatbot_on("空港工业园成功创建国家级绿色园区，铜锣山矿区生态修复入选优秀案例。---道路贯通。")
    text = bot.ask("创建成国家级绿色园区的是哪一个工业园").text
    assert "空港工业园" in text
    assert "铜锣山" not in text
