"""What a report says its place stands out by, all of it."""

from collections.abc import Callable

import pytest

from chatbot import Chatbot
from chatbot.passages.distinctions import MOST_SAID

Maker = Callable[[str], Chatbot]
REVIEW = (
    "教学质量综合指标排名全省第一，森林覆盖率稳居全省第一。\n"
    "工业用电量增长36.6%，工业应税销售收入增长26.8%，增速均居全省首位。\n"
    "获改革奖4项，全省第一。建成全国首个薄煤层气开发项目，全省首批数字园区揭牌。新建小学3所。---新增学位900个。"
)


@pytest.mark.parametrize("question", ["有哪些全省第一", "哪些工作排名全省第一？"])
def test_all_that_is_first_is_said_each_with_its_subject(chatbot_on: Maker, question: str) -> None:
    text = chatbot_on(REVIEW).ask(question).text
    assert "教学质量综合指标排名全省第一，森林覆盖率稳居全省第一" in text
    assert "工业用电量增长36.6%，工业应税销售收入增长26.8%，增速均居全省首位" in text
    assert "获改革奖4项，全省第一" in text
    assert "小学" not in text
    assert "全国首个" not in text


def test_the_level_that_is_named_counts(chatbot_on: Maker) -> None:
    text = chatbot_on(REVIEW).ask("有什么全国首个").text
    assert "建成全国首个薄煤层气开发项目" in text
    assert "第一" not in text


def test_a_title_of_one_thing_is_no_question_for_all(chatbot_on: Maker) -> None:
    assert "排名全省第一" not in chatbot_on(REVIEW).ask("数字园区获得了什么称号").text


def test_what_is_left_out_is_counted(chatbot_on: Maker) -> None:
    many = "\n".join(f"第{n}中学获评全国文明校园。" for n in range(1, MOST_SAID + 3))
    answer = chatbot_on(f"{many}---新增学位900个。").ask("去年获得了哪些荣誉")
    assert len(answer.citations) == MOST_SAID
    assert f"共有{MOST_SAID + 2}处" in answer.text


def test_of_a_named_place_only_its_own_is_told(chatbot_on: Callable[[str], Chatbot]) -> None:
    bot = chatbot_on(
        "乡村面貌一新，云岭镇、金悦镇入选全国百强镇。云岭镇获评全国文明镇，金悦镇获评省级园林镇；全县获评国家卫生县。---发展教育。"
    )
    text = bot.ask("云岭镇去年得了哪些荣誉").text
    assert "云岭镇、金悦镇入选全国百强镇" in text
    assert "云岭镇获评全国文明镇" in text
    assert "国家卫生县" not in text


BUILT = (
    "推动工业提质。北塔水厂投用，南山电站工程竣工。东湖公园开工建设。城西大桥试运行，惠及群众3万人。"
    "---推动工业上台阶。西河码头、云岭隧道开工建设。带动就业2万人。"
)


@pytest.mark.parametrize("question", ["去年哪些项目建成投产了", "去年竣工的工程有哪些"])
def test_all_that_was_finished_is_said(chatbot_on: Maker, question: str) -> None:
    text = chatbot_on(BUILT).ask(question).text
    assert "北塔水厂投用" in text
    assert "南山电站工程竣工" in text
    assert "东湖公园" not in text


def test_all_that_is_to_start_is_said_and_nothing_of_what_began(chatbot_on: Maker) -> None:
    text = chatbot_on(BUILT).ask("今年要开工哪些项目").text
    assert "西河码头、云岭隧道开工建设" in text
    assert "东湖公园" not in text
    assert "推动工业" not in text


@pytest.mark.parametrize("question", ["写着试运行的项目有哪些", "写着“试运行”的有哪些", "带有“试运行”字样的有哪些"])
def test_everything_with_a_phrase_is_said(chatbot_on: Maker, question: str) -> None:
    answer = chatbot_on(BUILT).ask(question)
    assert "城西大桥试运行" in answer.text
    assert len(answer.citations) == 1


def test_a_phrase_that_the_report_lacks_is_said_to_be_missing(chatbot_on: Maker) -> None:
    answer = chatbot_on(BUILT).ask("写着“揭榜挂帅”的有哪些")
    assert answer.status == "not_in_report"
    assert not answer.citations


def test_numbered_projects_are_names(chatbot_on: Maker) -> None:
    bot = chatbot_on("教育加快。---完成城建工程3项：①聚源大街建设②复兴东路改造③巨力路东延。新增学位900个。")
    answer = bot.ask("城建工程3项是哪些")
    assert answer.status == "answered"
    assert "复兴东路改造" in answer.text


def test_of_as_many_as_are_asked_those_are_told(chatbot_on: Maker) -> None:
    bot = chatbot_on("中科智远等10个项目建成投产。\n顺丰总部等4个物流项目建成运营。---发展教育。")
    answer = bot.ask("去年投产的10个项目叫什么")
    assert "中科智远" in answer.text
    assert "顺丰" not in answer.text


def test_what_asks_more_than_the_kind_is_not_asked_of_all(chatbot_on: Callable[[str], Chatbot]) -> None:
    lines = "白河公园获评示范公园。\n青禾药业入选市级示范企业。\n县医院获评文明单位。\n古城入选国家级名录。"
    bot = chatbot_on(f"{lines}---道路全线贯通。")
    assert len(bot.ask("去年拿了哪些牌子").citations) == 4
    assert len(bot.ask("造的车哪几个牌子又好产又好卖").citations) < 4


def test_words_that_a_verb_stands_in_by_chance_finish_and_start_nothing(chatbot_on: Maker) -> None:
    bot = chatbot_on(
        "云岭大桥建成通车。\n三号厂即将投产。\n营商环境是永不竣工的工程。---"
        "开工建设临江二桥。\n深入推进政务公开工作。\n项目开工率保持前列。"
    )
    started = bot.ask("今年哪些项目要开工").text
    assert "临江二桥" in started
    assert "政务公开" not in started
    assert "开工率" not in started
    finished = bot.ask("去年哪些项目建成投用").text
    assert "云岭大桥" in finished
    assert "三号厂" not in finished
    assert "永不竣工" not in finished


def test_the_guiding_thought_has_several_names(chatbot_on: Maker) -> None:
    bot = chatbot_on("新建小学3所。---今年工作的总体要求是：坚持稳中求进。\n做好今年的工作，责任重大。")
    assert "稳中求进" in bot.ask("今年的工作思路是什么").text


def test_what_achievements_are_the_outcome_of_is_their_reason(chatbot_on: Maker) -> None:
    bot = chatbot_on("成绩的取得是上级坚强领导的结果，是全县上下拼搏的结果。---新建小学3所。")
    assert "全县上下" in bot.ask("为什么能取得这些成绩").text


HONOURS = (
    "青山县入选国家农业绿色发展先行区，云台县获评文明城市。\n竹根药材获评全省名品。\n教育事业稳步发展，新增学位900个。\n"
    "荣获了“十三五”期间药材突出贡献单位、“全省森林城市”等荣誉称号。---争创卫生城市。"
)


@pytest.mark.parametrize("question", ["去年拿了哪些奖", "去年获评了什么", "入选了哪些？", "去年获得了哪些荣誉"])
def test_honours_are_asked_for_in_many_words(chatbot_on: Maker, question: str) -> None:
    text = chatbot_on(HONOURS).ask(question).text
    assert [told for told in ("绿色发展先行区", "文明城市", "全省名品", "森林城市") if told not in text] == []
    assert "卫生城市" not in text


@pytest.mark.parametrize(
    ("question", "told"),
    [("青山有哪些称号", "绿色发展先行区"), ("竹根药材得了啥荣誉", "全省名品"), ("云台拿了哪些牌子", "文明城市")],
)
def test_only_the_honours_of_what_is_named_are_told(chatbot_on: Maker, question: str, told: str) -> None:
    answer = chatbot_on(HONOURS).ask(question)
    assert answer.status == "answered"
    assert told in answer.text
    assert "森林城市" not in answer.text


@pytest.mark.parametrize("question", ["麻山药得了什么荣誉", "教育方面获得了哪些荣誉", "足球队拿了哪些奖"])
def test_what_has_no_honours_is_told_none_of_others(chatbot_on: Maker, question: str) -> None:
    answer = chatbot_on(HONOURS).ask(question)
    assert answer.status == "not_in_report"
    assert "先行区" not in answer.text


RANKS = (
    "第一产业增加值增长6.6%，增速居全国第2位。第二产业增加值增长7.6%，增速居全国第3位。外贸进出口增长25%，增速居全国第1位。"
    "连续10个季度保持在全国第一方阵。---道路贯通。"
)


@pytest.mark.parametrize(
    ("question", "told", "untold"),
    [
        ("哪个增速排全国第一", "外贸进出口", "方阵"),
        ("有哪些指标增速全国第二", "第一产业", "第二产业"),
        ("哪项指标排全国第三位", "第二产业", "外贸"),
    ],
)
def test_all_of_one_rank_are_told(chatbot_on: Callable[[str], Chatbot], question: str, told: str, untold: str) -> None:
    answer = chatbot_on(RANKS).ask(question)
    assert answer.status == "answered"
    assert told in answer.text
    assert untold not in answer.text
