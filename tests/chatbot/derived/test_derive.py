"""What follows from the figures of a report: each rule shown on made-up lines."""

from collections.abc import Callable

import pytest

from chatbot import Chatbot

Maker = Callable[[str], Chatbot]
FILLER = "城乡建设全面推进，主干道路全线贯通。\n文化体育事业繁荣发展，图书馆对外开放。"


def test_the_year_before_follows_from_an_absolute_change(chatbot_on: Maker) -> None:
    bot = chatbot_on(f"空气质量优良天数达到320天、同比增加15天。\n{FILLER}---新增学位900个。")
    answer = bot.ask("2029年空气质量优良天数有多少天？")
    assert answer.status == "answered"
    assert "305天" in answer.text
    assert answer.citations[0].quote == "空气质量优良天数达到320天、同比增加15天。"


def test_a_fall_is_added_back(chatbot_on: Maker) -> None:
    bot = chatbot_on(f"较大事故发生12起、比上年减少3起。\n{FILLER}---新增学位900个。")
    assert "15起" in bot.ask("前年较大事故发生多少起？").text


def test_a_growth_rate_does_not_lead_back(chatbot_on: Maker) -> None:
    bot = chatbot_on(f"实现地区生产总值318.6亿元、增长5.8%。\n{FILLER}---新增学位900个。")
    assert bot.ask("2029年地区生产总值是多少？").status == "out_of_scope"


def test_the_difference_of_two_figures_in_one_clause(chatbot_on: Maker) -> None:
    bot = chatbot_on(f"集中供热面积由2026年的32万平方米达到143万平方米。\n{FILLER}---新增学位900个。")
    assert "111万平方米" in bot.ask("集中供热面积比2026年多了多少？").text


def test_what_several_years_brought_is_not_what_one_did(chatbot_on: Maker) -> None:
    review = f"2030年，新增高新技术企业60家。\n{FILLER}\n五年来，高新技术企业从220家增加到490家。"
    bot = chatbot_on(f"{review}---新增学位900个。")
    assert "60家" in bot.ask("去年高新技术企业新增多少家？").text
    assert "270" not in bot.ask("去年高新技术企业增加了多少家？").text
    assert "270家" in bot.ask("五年来高新技术企业增加了多少家？").text


def test_a_share_is_worked_out_from_two_totals(chatbot_on: Maker) -> None:
    bot = chatbot_on(f"完成规上工业总产值500亿元。\n实现汽车产值200亿元、增长9%。\n{FILLER}---新增学位900个。")
    answer = bot.ask("去年汽车产值占规上工业总产值的多少？")
    assert "40%" in answer.text
    assert len(answer.citations) == 2


def test_a_share_of_a_whole_that_is_named_first(chatbot_on: Maker) -> None:
    bot = chatbot_on(f"{FILLER}---引进留用400名银龄人才，其中：银龄教师100名、银龄医师90名。\n新增学位900个。")
    assert "25%（100名÷400名）" in bot.ask("今年引进留用的银龄人才中，教师占比约为多少？").text


def test_what_is_counted_elsewhere_is_no_part_of_a_whole(chatbot_on: Maker) -> None:
    bot = chatbot_on(f"新增农业强镇3个。\n{FILLER}\n引进科创项目1500个。---新增学位900个。")
    assert "0.2%" not in bot.ask("去年科创项目里农业的占多少").text


def test_the_whole_is_looked_for_where_it_is_told(chatbot_on: Maker) -> None:
    bot = chatbot_on(f"服务业增加值达50亿元、增长5%。\n{FILLER}\n实现地区生产总值100亿元、增长5.7%。---新增学位900个。")
    answer = bot.ask("去年服务业增加值占地区生产总值的比重约为多少？")
    assert "50%（50亿元÷100亿元）" in answer.text


def test_a_part_larger_than_the_whole_has_no_share(chatbot_on: Maker) -> None:
    bot = chatbot_on(f"完成规上工业总产值500亿元。\n实现汽车产值200亿元、增长9%。\n{FILLER}---新增学位900个。")
    assert "250" not in bot.ask("去年规上工业总产值占汽车产值的多少？").text


def test_a_figure_before_the_thing_that_is_asked_is_no_answer(chatbot_on: Maker) -> None:
    bot = chatbot_on(f"{FILLER}---实际使用外资1亿美元以上，进出口总额保持正增长。\n新增学位900个。")
    answer = bot.ask("2031年进出口总额的目标是多少？")
    assert "正增长" in answer.text
    assert "1亿美元" not in answer.text


def test_two_years_are_set_against_each_other_for_the_thing_that_is_named(chatbot_on: Maker) -> None:
    review = f"全年引育高层次人才634人、创新团队102个。\n{FILLER}"
    answer = chatbot_on(f"{review}---全年引育700名高层次人才、30个高水平团队。").ask("今年高层次人才比去年多多少人？")
    assert "66人" in answer.text
    assert "72" not in answer.text


def test_what_both_years_say_beside_is_set_against_each_other_where_both_are_asked(chatbot_on: Maker) -> None:
    bot = chatbot_on(f"改造老旧小区1343个52.5万户。\n{FILLER}---新开工改造老旧小区716个26.9万户。")
    text = bot.ask("今年改造老旧小区比去年少了多少个、多少户？").text
    assert "少627个" in text
    assert "少25.6万户" in text
    assert "户" not in bot.ask("今年改造老旧小区比去年少了多少个？").text.rpartition("少")[2]


def test_a_comparison_that_names_no_relation_is_reckoned_too(chatbot_on: Maker) -> None:
    bot = chatbot_on(f"实现地区生产总值318.6亿元、增长6.6%。\n{FILLER}---地区生产总值增长6%左右。")
    assert "0.6个百分点" in bot.ask("去年GDP增速比今年目标高吗").text


def test_how_the_other_year_is_spoken_of_hides_nothing(chatbot_on: Maker) -> None:
    bot = chatbot_on(f"污水处理能力提升至216.5万吨/日。\n{FILLER}---污水处理能力提升至225.5万吨/日。")
    assert "9万吨/日" in bot.ask("今年污水处理能力的目标，比2030年达到的水平每日要增加多少万吨？").text


def test_what_is_planned_adds_to_the_total_before_it(chatbot_on: Maker) -> None:
    bot = chatbot_on(f"充电站总量达到268座。\n{FILLER}---新建充电站130座。")
    assert "398座" in bot.ask("去年底的充电站加上今年计划新建的，一共多少座？").text


def test_two_things_of_one_year_are_not_one_thing_in_two(chatbot_on: Maker) -> None:
    bot = chatbot_on(f"存贷款余额分别达到276亿元、286亿元。\n{FILLER}---贷款余额达到310亿元。")
    answer = bot.ask("贷款余额比存款余额多多少？")
    assert "10亿元（286亿元－276亿元）" in answer.text


def test_a_sum_is_of_the_time_that_is_asked_and_of_named_things(chatbot_on: Maker) -> None:
    review = f"装备制造、基础材料产业壮大，分别完成产值16亿元、23亿元。\n{FILLER}\n林下经济产值达9亿元。"
    bot = chatbot_on(f"{review}---以装备为重点的产业总产值突破48亿元。")
    text = bot.ask("2030年装备制造、基础材料两大产业产值之和是多少？").text
    assert "39亿元" in text
    assert "48" not in text


def test_the_report_s_own_target_is_what_a_value_grows_by(chatbot_on: Maker) -> None:
    bot = chatbot_on(f"社会消费品零售总额200亿元、增长9%。\n{FILLER}---社会消费品零售总额增长6%左右。")
    assert "212亿元" in bot.ask("按今年预期增速推算，2031年社会消费品零售总额约为多少亿元？").text
    assert "212亿元" not in bot.ask("今年社会消费品零售总额增长多少？").text


def test_a_year_that_is_only_compared_with_is_not_worked_out(chatbot_on: Maker) -> None:
    bot = chatbot_on(f"空气质量优良天数达到320天、同比增加15天。\n{FILLER}---新增学位900个。")
    text = bot.ask("去年空气质量优良天数有多少天，比前年多了几天").text
    assert "增加15天" in text
    assert "305天" not in text


def test_a_share_of_spending_is_no_share_of_revenue(chatbot_on: Maker) -> None:
    bot = chatbot_on(f"一般公共预算教育支出105亿元、增长7%。\n一般公共预算收入210亿元。\n{FILLER}---新增学位900个。")
    answer = bot.ask("教育支出占一般公共预算支出比例大概多少")
    assert answer.status == "not_in_report"
    assert "50%" not in answer.text


@pytest.mark.parametrize("question", ["易涝点少了多少个", "易涝点减少多少"])
def test_what_a_count_fell_by_is_worked_out_of_both(chatbot_on: Callable[[str], Chatbot], question: str) -> None:
    bot = chatbot_on("排查整治风险点，易涝点由488个减至277个，成功抵御台风。---道路全线贯通。")
    assert "减少211个（488个－277个）" in bot.ask(question).text
    assert "211" not in bot.ask("易涝点还有几个").text


def test_growth_since_a_year_is_what_is_set_against_it(chatbot_on: Maker) -> None:
    bot = chatbot_on(f"接待进山游客862万人次，比2025年增长106.4%，刷新历史纪录。\n{FILLER}---新增学位900个。")
    answer = bot.ask("2025年以来进山游客涨了多少")
    assert answer.status == "answered"
    assert "比2025年增长106.4%" in answer.text
    assert bot.ask("2027年以来进山游客涨了多少").status != "answered"


def test_a_change_of_another_thing_is_no_answer(chatbot_on: Maker) -> None:
    lines = f"基本养老金、低保标准稳步提升，冬季取暖补助标准由每户200元提高到1110元。\n{FILLER}---道路贯通。"
    bot = chatbot_on(lines)
    assert bot.ask("养老金一个月能涨多少钱").status != "answered"
    assert "910元" in bot.ask("取暖补助涨了多少").text


def test_a_share_that_is_told_is_not_worked_out(chatbot_on: Maker) -> None:
    bot = chatbot_on(
        f"道路贯通。\n{FILLER}---设立100亿元产业基金，重点实施985个产业项目，完成投资615亿元，占固定资产投资比重达到60%以上。"
    )
    answer = bot.ask("今年产业项目投资占固定资产投资多少")
    assert "60%" in answer.text
    assert "÷" not in answer.text


def test_a_stock_is_no_part_of_what_was_added(chatbot_on: Maker) -> None:
    bot = chatbot_on(f"绿色贷款224.9亿元。\n{FILLER}\n新增贷款334亿元，存贷比提高。---新增学位900个。")
    assert "÷" not in bot.ask("绿色贷款占全部贷款多少").text


def test_a_share_of_what_there_is_is_not_reckoned_from_what_came(chatbot_on: Callable[[str], Chatbot]) -> None:
    bot = chatbot_on("新增新能源装机100万千瓦、总量达到600万千瓦。全县电源总装机突破1000万千瓦。---道路贯通。")
    text = bot.ask("新能源装机占总装机多少").text
    assert "60%" in text
    assert "10%" not in text
