"""What was done about a matter, or is planned, is told by its passage."""

from collections.abc import Callable

import pytest

from chatbot import Chatbot

REPORT = (
    "教育事业提质发展。新建幼儿园25所，新增学位2万个。3个县通过普及普惠县创建验收。教师交流轮岗全面推开，惠及学生9万人。"
    "卫生健康服务持续提升。新增三甲医院1家，县域医共体实现全覆盖。州中医院扩建工程主体完工，床位增加300张。\n"
    "贵南高铁开通运营，荔波机场改扩建竣工复航。\n开展主题教育，道路交通事故下降12%。"
    "---一是加快教育高质量发展。申创示范幼儿园4所以上。支持筹建信息工程学院，新增学位3000个。\n二是推进健康建设。建成大数据平台，新增床位100张。"
)


@pytest.mark.parametrize(
    "question",
    [
        "教育方面去年做了什么",
        "去年教育工作取得了哪些成绩",
        "教育领域去年有哪些新进展",
        "教育这块去年搞得咋样",
        "介绍一下去年教育方面的情况",
    ],
)
def test_what_was_done_about_a_matter_is_its_passage(chatbot_on: Callable[[str], Chatbot], question: str) -> None:
    answer = chatbot_on(REPORT).ask(question)
    assert answer.status == "answered"
    assert answer.text.startswith("2030年")
    assert [told in answer.text for told in ("25所", "3个县", "9万人", "三甲", "4所")] == [True] * 3 + [False] * 2
    assert len(answer.citations) == 3


@pytest.mark.parametrize(
    "question",
    ["今年教育有什么打算", "请说明2031年教育方面的工作安排。", "今年在教育方面有哪些新举措", "教育今年怎么抓"],
)
def test_what_is_planned_is_no_result(chatbot_on: Callable[[str], Chatbot], question: str) -> None:
    text = chatbot_on(REPORT).ask(question).text
    assert text.startswith("2031年")
    assert "4所" in text
    assert "3000个" in text
    assert "25所" not in text


def test_a_passage_may_call_the_matter_otherwise(chatbot_on: Callable[[str], Chatbot]) -> None:
    text = chatbot_on(REPORT).ask("医疗方面去年做了什么").text
    assert "三甲医院1家" in text
    assert "300张" in text


def test_what_was_done_is_no_shortcoming_however_it_is_asked(chatbot_on: Callable[[str], Chatbot]) -> None:
    lines = "区二院扩建开工，卫生服务实现全覆盖。\n主要是：教育、医疗等优质资源供给仍有短板。---道路贯通。"
    bot = chatbot_on(lines)
    assert bot.ask("去年医疗方面都干了些啥子").text == bot.ask("去年医疗方面做了什么").text


def test_what_no_sentence_opens_is_told_by_its_deeds(chatbot_on: Callable[[str], Chatbot]) -> None:
    text = chatbot_on(REPORT).ask("交通方面去年做了什么").text
    assert "高铁" in text
    assert "事故" not in text


@pytest.mark.parametrize("question", ["去年教育方面新增学位多少个", "教育方面去年新建的幼儿园有几所"])
def test_one_figure_of_a_matter_is_no_question_for_its_passage(
    chatbot_on: Callable[[str], Chatbot], question: str
) -> None:
    assert len(chatbot_on(REPORT).ask(question).citations) == 1


def test_of_what_is_not_there_nothing_is_told(chatbot_on: Callable[[str], Chatbot]) -> None:
    assert chatbot_on(REPORT).ask("养老方面去年取得了哪些成绩").status == "not_in_report"


HOW = (
    "平安建设成效明显。全年调解纠纷90件，平安创建走在前列。---"
    "提升县城承载力。实施人口导入行动，吸引农民进城。实施产业培育行动，发展特色产业。推进城北防护林建设。实施功能完善行动，建设公园3座。\n"
    "强化依法行政。办好代表建议。推进政务公开，深化执法规范化。\n"
    "狠抓环境治理。治理黑臭水体5条。狠抓生态修复。植树造林900亩，修复湿地。\n"
    "强化工业园区建设，新增路灯300盏。"
)


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("怎么提升县城承载力", ("人口导入", "产业培育", "防护林", "公园3座")),
        ("如何提升县城承载力？", ("人口导入", "产业培育", "防护林", "公园3座")),
        ("安澜县怎么加强依法行政", ("代表建议", "政务公开")),  # another verb for the same deed
        ("县城承载力今年做什么", ("人口导入", "产业培育", "防护林", "公园3座")),
    ],
)
def test_how_something_is_to_be_done_is_the_passage_that_it_opens(
    chatbot_on: Callable[[str], Chatbot], question: str, told: tuple[str, ...]
) -> None:
    answer = chatbot_on(HOW).ask(question)
    assert answer.status == "answered"
    assert [word for word in told if word not in answer.text] == []
    assert "路灯" not in answer.text
    assert "调解纠纷" not in answer.text


def test_a_short_sentence_within_a_line_opens_the_next_passage(chatbot_on: Callable[[str], Chatbot]) -> None:
    text = chatbot_on(HOW).ask("如何强化环境治理").text
    assert "黑臭水体" in text
    assert "植树造林" not in text
