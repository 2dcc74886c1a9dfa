"""Each thing that a question asks is answered, or named where the report does not tell it."""

from collections.abc import Callable

import pytest

from chatbot import Chatbot
from chatbot.answering.each_part import EachPart
from chatbot.answering.one_ask import OneAsk
from chatbot.answering.scope import Scope
from chatbot.clock import Clock
from chatbot.draft import Draft, Statement
from chatbot.question.follow_up import Context
from chatbot.question.understand import Understanding

Lines = Callable[[str], Chatbot]


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("固定资产投资2030年完成额与2031年增长目标", ["90亿元", "增长5%"]),
        ("外贸进出口2030年完成值及2031年增长目标", ["12亿元", "关于“2031年外贸进出口增长目标”，报告没有写明"]),
        ("固定资产投资2030年完成额", ["90亿元"]),
    ],
)
def test_each_year_is_answered_or_named(chatbot_on: Lines, question: str, said: list[str]) -> None:
    bot = chatbot_on("固定资产投资完成90亿元。外贸进出口12亿元。\n---\n固定资产投资增长5%。\n")
    answer = bot.ask(question)
    assert all(each in answer.text for each in said), answer.text
    assert answer.status == ("partial" if "报告没有" in answer.text else "answered")


def test_the_second_parts_year_is_not_the_firsts(chatbot_on: Lines) -> None:
    answer = chatbot_on("经营主体总量超113万户。\n---\n办好实事。\n").ask("经营主体总数多少，前年大约有多少")
    assert answer.status == "partial"
    assert "113万户" in answer.text


@pytest.mark.parametrize("question", ["加装多少部电梯，去年装了多少", "电梯今年加装多少部去年加装多少"])
def test_the_year_that_is_not_told_is_named_wherever_it_is_asked(chatbot_on: Lines, question: str) -> None:
    answer = chatbot_on("新建口袋公园3个。\n---\n加装电梯180部。\n").ask(question)
    assert answer.status == "partial"
    assert "180部" in answer.text
    assert "去年" in answer.text


def test_a_target_is_not_told_of_another_thing(chatbot_on: Lines) -> None:
    index = chatbot_on("财政收入100亿元，完成了95亿元的目标任务。\n").index
    document = next(iter(index.documents.values()))
    sentence = next(s for s in document.sentences if "目标任务" in s.text)
    whole = Draft("answered", (Statement(sentence.text, ((document, sentence),)),))
    each = EachPart(OneAsk(index, Scope.of(index), Clock()))
    assert not each._tells(whole, "目标多少", ["森林覆盖率多少", "目标多少"])
    assert each._tells(whole, "目标多少", ["财政收入多少", "目标多少"])


def test_a_rise_since_last_year_is_a_part_of_its_own(chatbot_on: Lines) -> None:
    answer = chatbot_on("全年实现进出口总值1340亿元。\n---\n办好实事。\n").ask("进出口总额多少，比上年涨了多少")
    assert answer.status == "partial"
    assert "1340亿元" in answer.text


def test_what_came_is_asked_after_a_target(chatbot_on: Lines) -> None:
    bot = chatbot_on("原煤产量达到1.71亿吨。\n---\n原煤年产量稳定在1.7亿吨左右。\n")
    text = bot.ask("原煤产量今年目标多少，去年产了多少").text
    assert "1.71亿吨" in text
    assert "1.7亿吨左右" in text


def test_who_is_responsible_is_asked_beside_a_difference(chatbot_on: Lines) -> None:
    bot = chatbot_on("新增公共停车位1705个。\n---\n新增公共停车位1000个。\n")
    answer = bot.ask("公共停车位今年目标比去年多多少，由谁负责")
    assert answer.status == "partial"
    assert "705个" in answer.text


def test_a_measure_alone_is_asked_of_the_thing_before(chatbot_on: Lines) -> None:
    budget = "（一）财力稳步增强\n一般公共预算收入完成9亿元。\n（二）文旅加快发展\n全年接待游客1500万人次。\n"
    silent = chatbot_on(f"{budget}---\n办好实事。\n").ask("去年接待游客多少人次，收入多少")
    assert "1500万人次" in silent.text
    assert "9亿元" not in silent.text
    assert "关于“收入多少”，报告没有提到" in silent.text
    beside = budget.replace("万人次", "万人次，实现旅游收入15亿元")
    told = chatbot_on(f"{beside}---\n办好实事。\n").ask("去年接待游客多少人次，收入多少")
    assert "15亿元" in told.text
    assert "9亿元" not in told.text


@pytest.mark.parametrize(
    ("line", "question"),
    [
        ("办好20项重点民生实事，不断提升人民群众幸福感。", "20件民生实事都是哪20件，光喊数有啥用"),
        ("免费开展适龄女孩HPV疫苗接种。", "给女娃娃免费打的HPV疫苗几岁能打，上哪里打"),
        ("建成未成年人教育矫治专门学校。", "专门学校有多少学生，怎么送进去"),
    ],
)
def test_what_leaves_open_its_thing_is_not_answered_by_itself(chatbot_on: Lines, line: str, question: str) -> None:
    answer = chatbot_on(f"道路全线贯通。---{line}").ask(question)
    assert answer.status in {"not_in_report", "no_value"}


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("去年口袋公园和营造林面积分别是多少", ["12个", "74万亩"]),
        ("我想知道去年失业人员发放失业保险待遇还有营造林面积", ["1000万", "74万亩"]),
        ("口袋公园、有轨电车去年各多少", ["12个", "关于“去年有轨电车”，报告没有提到"]),
        ("城镇居民收入和农村居民收入分别增长多少", ["4%", "6%"]),
    ],
)
def test_each_thing_is_answered_or_named(chatbot_on: Lines, question: str, said: list[str]) -> None:
    bot = chatbot_on(
        "新建口袋公园12个。\n向1000万失业人员发放失业保险待遇。\n（二）生态向好\n完成营造林面积74万亩。\n城乡居民收入分别增长4%、6%。\n---\n办好实事。\n"
    )
    answer = bot.ask(question)
    assert all(each in answer.text for each in said), answer.text
    assert answer.status == ("partial" if "没有提到" in answer.text else "answered")


OTHERS = "\n".join(
    f"{name}工作扎实推进，成效显著，总额3亿元。" for name in ("教育", "卫生", "文化", "科技", "农业", "环境")
)


@pytest.mark.parametrize(
    ("lines", "question", "said"),
    [
        (  # 养老 stands there too, and yet it is not told
            "推动城乡居民养老保险筹资调整，低保最低月标准提高到1190元。\n（二）养老\n建成养老服务机构1596个、床位23.1万张。",
            "去年低保最低月标准和养老服务机构分别是多少",
            ["1190元", "1596个"],
        ),
        (  # asked by itself, the second is not found
            "推进城中村改造，城东片区520亩土地征占迁全面完成，正在组卷报批。\n（二）旅游\n接待游客403万人次，实现综合效益24亿元。",
            "综合效益多少，土地征占迁多少",
            ["24亿元", "520亩"],
        ),
    ],
)
def test_one_thing_of_two_is_not_told_for_both(chatbot_on: Lines, lines: str, question: str, said: list[str]) -> None:
    answer = chatbot_on(f"{lines}\n{OTHERS}\n---\n办好实事。\n").ask(question)
    assert all(each in answer.text for each in said), answer.text


def test_a_part_with_a_subject_of_its_own_is_not_asked_of_the_name_before(chatbot_on: Lines) -> None:
    profits = "企业扭亏增盈成效显著，国有及国有控股工业企业实现利润2392亿元，为1997年的2.9倍。"
    bot = chatbot_on(f"{profits}\n（二）开放\n进出口总额达4743亿元，其中出口2492亿元。\n{OTHERS}\n---\n办好实事。\n")
    answer = bot.ask("去年国有及国有控股工业企业利润是多少？进出口总额又是多少？")
    assert "2392亿元" in answer.text
    assert "4743亿元" in answer.text


def test_what_is_only_named_beside_a_well_known_indicator_is_told_too(chatbot_on: Lines) -> None:
    bot = chatbot_on(
        "（一）生态向好\n完成营造林面积74万亩。\n（二）财力增强\n一般公共预算收入完成9亿元、增长8%。\n---\n办好实事。\n"
    )
    assert "74万亩" in bot.ask("一般公共预算收入还有营造林").text


def test_a_name_of_general_words_is_a_thing_of_its_own(chatbot_on: Lines) -> None:
    bot = chatbot_on("（一）绿地\n新增公园绿地395亩。\n（二）城市\n建成区面积扩大到183平方公里。\n---\n办好实事。\n")
    answer = bot.ask("公园绿地、建成区面积去年各多少")
    assert all(each in answer.text for each in ("395亩", "183平方公里")), answer.text
    silent = chatbot_on("（一）绿地\n新增公园绿地395亩。\n（二）城市\n城市更美。\n---\n办好实事。\n")
    assert silent.ask("公园绿地、建成区面积去年各多少").status == "partial"


def test_a_thing_that_another_is_called_too_does_not_tell_it(chatbot_on: Lines) -> None:
    lines = "（一）财力\n全部财政收入完成14.5亿元。\n（二）收支\n一般公共预算收入完成8.23亿元。\n---\n办好实事。\n"
    answer = chatbot_on(lines).ask("去年全部财政收入是多少？一般公共预算收入又是多少？")
    assert all(each in answer.text for each in ("14.5亿元", "8.23亿元")), answer.text


def test_what_another_part_names_is_not_a_part_of_the_question(chatbot_on: Lines) -> None:
    lines = "道路贯通。\n---\n（一）技改\n力争技改投资超360亿元。\n（二）工业\n力争工业投资超600亿元。\n"
    answer = chatbot_on(lines).ask("今年工业投资和技改投资目标分别是多少")
    assert all(each in answer.text for each in ("360亿元", "600亿元")), answer.text


def test_a_figure_and_names_are_answered_from_where_each_stands(
    chatbot_on: Lines, monkeypatch: pytest.MonkeyPatch
) -> None:
    bot = chatbot_on(
        "新增学位900个。\n新建花石学校、白河学校。\n新增学校操场3个，学位申请与新建学校名单公开。---道路全线贯通。"
    )
    each = OneAsk.answer

    def whole_from_another(self: OneAsk, asked: Understanding, context: Context | None = None) -> Draft:
        text = "新增学校操场多少个" if "，" in asked.query.original else asked.query.text
        return each(self, self.scope.understand(self.index.parse(text)), context)

    monkeypatch.setattr(OneAsk, "answer", whole_from_another)
    text = bot.ask("去年新增学位多少个，新建了哪些学校").text
    assert "900个" in text
    assert "花石学校" in text
    assert "操场" not in text


def test_what_is_done_about_a_thing_that_is_not_there_is_not_asked_of_another(chatbot_on: Lines) -> None:
    bot = chatbot_on("道路全线贯通。---加强流动儿童精准保障。")
    assert bot.ask("教师工资够不够高，怎么保障").status == "not_in_report"


def test_each_of_two_is_worked_out_as_it_is_asked(chatbot_on: Lines) -> None:
    bot = chatbot_on("新签约项目300个、总投资1500亿元，到位资金1200亿元。---道路全线贯通。")
    text = bot.ask("新签约项目平均一个投资多少，到位资金占总投资百分之几").text
    assert "1500亿元÷300个" in text
    assert "1200亿元÷1500亿元" in text


def test_what_is_compared_with_the_nation_is_the_thing_before(chatbot_on: Lines) -> None:
    bot = chatbot_on(
        "服务业增加值达5.23万亿元、增长5.4%，高于全国0.4个百分点。\n地区生产总值增长5.7%，增速高于全国0.7个百分点。---道路全线贯通。"
    )
    text = bot.ask("服务业增加值是多少，比全国增速快多少").text
    assert "0.4个百分点" in text
    assert "0.7个百分点" not in text


def test_a_target_is_told_where_the_year_before_has_no_amount(chatbot_on: Lines) -> None:
    bot = chatbot_on("一般公共预算收入增长11%。---一般公共预算收入增长4%以上。")
    answer = bot.ask("一般公共预算收入去年多少，今年目标呢")
    assert answer.status == "partial"
    assert "关于“一般公共预算收入去年多少”，报告没有写明" in answer.text
    assert "11%" in answer.text  # what comes nearest
    assert "增长4%以上" in answer.text


def test_an_amount_and_a_rate_of_one_thing_are_two(chatbot_on: Lines) -> None:
    rates = "地区生产总值增长6%左右，固定资产投资增长3%，进出口总额保持全省前列"
    answer = chatbot_on(f"{rates}。---道路全线贯通。").ask("去年GDP总量和增速各是多少？")
    assert answer.status == "partial"
    assert "关于“去年GDP总量”，报告没有写明" in answer.text
    assert "增长6%左右" in answer.text
    assert "固定资产投资" not in answer.text
    both = chatbot_on("地区生产总值4015亿元，增长5.8%。---道路全线贯通。").ask("去年GDP总量和增速各是多少？")
    assert both.status == "answered"


def test_what_is_not_told_is_named_as_it_was_asked(chatbot_on: Lines) -> None:
    answer = chatbot_on("社会消费品零售总额增长8.3%。---道路全线贯通。").ask("社会消费品零售总额去年是多少，增长多少")
    assert "关于“社会消费品零售总额去年是多少”，报告没有写明" in answer.text
    assert "8.3%" in answer.text


def test_what_was_invested_far_from_the_thing_before_is_anothers(chatbot_on: Lines) -> None:
    others = "发展教育。\n发展文化。\n发展体育。\n"
    far = "基础设施不断完善，中心城区183个政府投资项目完成投资154亿元。"
    lines = f"新签约亿元以上项目1060个，获评投资热点城市。\n{others}{far}"
    answer = chatbot_on(f"{lines}---道路全线贯通。").ask("去年签约了多少个项目，总投资多少")
    assert answer.status == "partial"
    assert "1060个" in answer.text
    assert "154亿元" not in answer.text


def test_people_are_not_told_by_a_number_of_things(chatbot_on: Lines) -> None:
    bot = chatbot_on("改造燃气管网250余公里，实施城镇老旧小区改造104个。---道路全线贯通。")
    answer = bot.ask("去年改造了多少老旧小区，惠及多少户")
    assert answer.status == "partial"
    assert "104个" in answer.text
    assert "关于“惠及多少户”，报告没有" in answer.text


def test_each_of_two_things_has_its_own_sentence(chatbot_on: Lines) -> None:
    lines = "解决重点堵点难点问题134个，作风转变。\n道路全线贯通。\n推进10方面、142项重点任务。"
    text = chatbot_on(f"{lines}---发展教育。").ask("去年重点任务和重点堵点难点问题分别是多少").text
    assert "142项" in text
    assert "134个" in text


@pytest.mark.parametrize("question", ["谁负责老旧小区改造，办到哪一步了", "老旧小区改造谁负责？办到哪一步了？"])
def test_how_far_it_is_is_told_where_who_does_it_is_not(chatbot_on: Lines, question: str) -> None:
    answer = chatbot_on("老旧小区改造项目新开工10个、完工6个。---道路全线贯通。").ask(question)
    assert answer.status == "partial"
    assert "10个" in answer.text


def test_what_is_asked_without_a_mark_between_is_two(chatbot_on: Lines) -> None:
    answer = chatbot_on("道路贯通。\n---\n粮食播种面积稳定在36万亩，产量稳定在17万吨左右。\n").ask(
        "粮食种多少亩产多少吨"
    )
    assert answer.status == "answered"
    assert "36万亩" in answer.text
    assert "17万吨" in answer.text
