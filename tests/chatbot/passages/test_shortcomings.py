"""What a report names as problems, what there was none of, and what it does not say of a thing that it names."""

from collections.abc import Callable

import pytest

from chatbot import Chatbot

Maker = Callable[[str], Chatbot]
REVIEW = (
    "城乡建设全面推进，图书馆对外开放，翠屏书房建成开放。\n全年未发生重大安全生产事故。\n"
    "我们也清醒地认识到，经济社会发展还存在不少问题：产业链条不长，龙头企业偏少。\n"
    "医疗资源分布不均，优质学位不足。\n对此，我们将采取有力措施加以解决。---新增学位900个。"
)


@pytest.mark.parametrize(
    "question",
    [
        "报告承认存在哪些问题？",
        "县长自己点出了哪些短板？",
        "面临的困难有哪些？",
        "县里最大的问题是啥",
        "政府承认了哪几条毛病",
        "哪些毛病县里自己点出来了",
        "请完整列出报告指出的当前发展中存在的主要问题。",
        "经济社会发展还有哪些困难和挑战",
        "去年工作有什么没做好的",
        "政府觉得自己哪里做得还不够",
    ],
)
def test_the_passage_on_problems_is_told_to_where_it_ends(chatbot_on: Maker, question: str) -> None:
    answer = chatbot_on(REVIEW).ask(question)
    assert answer.status == "answered"
    assert "龙头企业偏少" in answer.text
    assert "医疗资源分布不均" in answer.text
    assert "有力措施" not in answer.text


def test_a_long_passage_is_told_whole(chatbot_on: Maker) -> None:
    named = "".join(
        f"{thing}还有短板。\n" for thing in ("教育", "医疗", "养老", "托育", "交通", "供水", "供热", "住房")
    )
    text = chatbot_on(REVIEW.replace("医疗资源分布不均，优质学位不足。\n", named)).ask("报告承认存在哪些问题？").text
    assert "教育还有短板" in text
    assert "住房还有短板" in text


def test_of_the_problems_only_those_are_told_that_the_question_is_about(chatbot_on: Maker) -> None:
    answer = chatbot_on(REVIEW).ask("医疗方面存在哪些不足？")
    assert "医疗资源分布不均" in answer.text
    assert "龙头企业偏少" not in answer.text


@pytest.mark.parametrize(
    "close", ["以上问题，我们将高度重视。", "针对上述问题，我们将认真解决。", "面对这些困难，我们一定努力。"]
)
def test_the_passage_ends_where_the_report_turns_to_what_it_will_do(chatbot_on: Maker, close: str) -> None:
    text = REVIEW.replace("对此，我们将采取有力措施加以解决。", close)
    assert close[:5] not in chatbot_on(text).ask("报告承认存在哪些问题？").text


def test_a_report_without_such_a_passage_names_no_problems(chatbot_on: Maker) -> None:
    answer = chatbot_on("城乡建设全面推进，图书馆对外开放。---新增学位900个。").ask("报告承认存在哪些问题？")
    assert answer.status != "answered"


def test_that_there_was_none_answers_how_many(chatbot_on: Maker) -> None:
    answer = chatbot_on(REVIEW).ask("去年发生了几起重大安全生产事故？")
    assert answer.status == "answered"
    assert "未发生重大安全生产事故" in answer.text


def test_opening_hours_of_what_the_report_names_are_not_in_it(chatbot_on: Maker) -> None:
    bot = chatbot_on(REVIEW)
    answer = bot.ask("翠屏书房几点关门？")
    assert answer.status == "not_in_report"
    assert "12345" in answer.text
    assert bot.ask("帮我预约一下翠屏书房，要带什么证件").status == "out_of_scope"


def test_what_has_no_figure_of_the_unit_asked_is_no_answer(chatbot_on: Maker) -> None:
    bot = chatbot_on("新增家庭养老床位964张，县人民医院获评智慧养老示范机构。\n城乡建设全面推进。---新增学位900个。")
    assert bot.ask("县人民医院有几张床？").status in {"not_in_report", "no_value"}
    assert "964张" in bot.ask("去年新增家庭养老床位多少张？").text


@pytest.mark.parametrize(
    ("opening", "first"),
    [
        ("我们也清醒的看到工作中的短处：产业链条不长。", "产业链条不长"),
        ("我们也认识到：结构性矛盾突出，龙头企业偏少。", "结构性矛盾突出"),
        ("我们既要看到成绩，更要看到前进中的困难。\n投资增长乏力。", "投资增长乏力"),
        # What was felt of the year's work names no problem, nor what is said in passing.
        ("我们深切感到，每一步发展都来之不易。\n我们也清醒看到，产业链条不长。", "我们也清醒看到"),
        ("虽然离群众期盼还有差距，但大家都在努力。\n我们也清醒看到，产业链条不长。", "我们也清醒看到"),
        ("成绩可贵，短处也不能忽视。一是产业链条不长。二是民生仍有短板。", "一是产业链条不长"),
    ],
)
def test_where_the_passage_begins(chatbot_on: Maker, opening: str, first: str) -> None:
    text = f"城乡建设全面推进，图书馆对外开放。\n{opening}\n对此，我们将采取有力措施加以解决。---新增学位900个。"
    told = chatbot_on(text).ask("报告承认存在哪些问题？")
    assert told.status == "answered"
    assert first in told.text
    assert "来之不易" not in told.text
    assert "大家都在努力" not in told.text
