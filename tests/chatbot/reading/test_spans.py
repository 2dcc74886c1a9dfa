"""What cannot be the answer though it speaks of the subject: each check shown on made-up lines."""

from collections.abc import Callable

import pytest

from chatbot import Chatbot
from chatbot.question.understand import understand
from chatbot.reading.spans import AskedSpan
from index.common import common_bigrams
from index.lexicon import load_lexicon
from index.query import parse_query
from ingest.report import read_document

CHECKS = {
    "lacks_explanation": (
        (
            "推进“五个严禁”专项行动。",
            "“五个严禁”分别严禁什么？",
            "推进垃圾、污水、厕所等“三大革命”。",
            "“三大革命”指什么？",
        ),
        (
            "落实2110工作机制。",
            "2110工作机制的具体内容是什么？",
            "落实“四早”要求（早发现、早报告）。",
            "“四早”指什么？",
        ),
    ),
    "lacks_names_counted": (
        (
            "新增五星级饭店3家。",
            "新增的五星级饭店叫什么名字？",
            "新增金悦、华庭等五星级饭店3家。",
            "新增的五星级饭店叫什么名字？",
        ),
    ),
    "lacks_new_name": (
        (
            "人民广场提升改造完成。",
            "人民广场是哪家公司改造的？",
            "人民广场由鼎泓集团提升改造。",
            "人民广场是哪家公司改造的？",
        ),
    ),
    "lacks_new_place": (
        ("首座加氢站建成。", "首座加氢站建在哪里？", "首座加氢站落户龙栖湾。", "首座加氢站建在哪里？"),
    ),
    "lacks_place_named": (
        ("牛栏新村入选示范。", "牛栏新村归哪个镇管？", "银坊镇牛栏新村入选示范。", "牛栏新村归哪个镇管？"),
    ),
    "lacks_member": (
        (
            "在17个旗县开展试点。",
            "试点的旗县有没有我们阿巴旗？",
            "在阿巴旗等17个旗县开展试点。",
            "试点有没有我们阿巴旗？",
        ),
    ),
    "lacks_others": (
        (
            "推动光荣院、康养中心等3家机构通过评定。",
            "除了光荣院和康养中心，另外一家叫什么？",
            "推动光荣院、康养中心、仁济院等3家机构通过评定。",
            "除了光荣院和康养中心，另外一家叫什么？",
        ),
    ),
    "lacks_counted_names": (
        (
            "新增境内外上市企业5家。",
            "新上市的那五家企业分别是哪几家？",
            "金悦、华庭、云岭、安澜、鼎泓5家企业上市。",
            "新上市的那五家企业分别是哪几家？",
        ),
        (
            "山区5县生产总值增长7.6%。",
            "山区5县是哪五个？",
            "云岭、鼎泓、金悦、华庭、安澜等山区5县生产总值增长7.6%。",
            "山区5县是哪五个？",
        ),
    ),
    "lacks_as_many": (
        (
            "利用幼儿园拓展托育服务，新增托位1200个。",
            "那三所新开的幼儿园各叫什么？",
            "临江、清源、云岭三所幼儿园开园。",
            "那三所新开的幼儿园各叫什么？",
        ),
        (
            "药业园区投产，一类新药上市。",
            "八大药材是哪八味药？",
            "黄芪、白术、山药、菊花、天麻等药材畅销。",
            "八大药材是哪八味药？",
        ),
        (
            "云岭农业在县外建厂。",
            "县里五家龙头企业都叫什么？",
            "云岭农业在县外建厂。",
            "5家龙头企业里哪一家在县外建厂？",
        ),
    ),
    "lacks_district_named": (
        (
            "龙口开发区获批绿色园区。",
            "哪个县的园区获批了？",
            "临江县园区获批绿色园区。",
            "哪个县的园区获批了？",
        ),
        ("智慧社区获奖。", "哪个镇的社区获奖？", "智慧社区获奖。", "哪个小区获奖？"),
    ),
    "lacks_part_alone": (
        (
            "建成投用中小学、幼儿园73所。",
            "建好的学校里头，幼儿园有几所？",
            "建成投用小学12所、幼儿园73所。",
            "建好的学校里头，幼儿园有几所？",
        ),
    ),
}


@pytest.mark.parametrize(("name", "case"), [(name, case) for name, cases in CHECKS.items() for case in cases])
def test_each_check_tells_what_lacks_the_span_from_what_has_it(
    span_checks: Callable[..., dict[str, float]], name: str, case: tuple[str, str, str, str]
) -> None:
    lacking, question, having, its_question = case
    assert span_checks(AskedSpan, lacking, question)[name] == 1
    assert span_checks(AskedSpan, having, its_question).get(name, 0) == 0


def test_a_plan_is_no_answer_to_what_has_been_done_by_now() -> None:
    text = (
        "安澜县人民政府工作报告\n（2031年1月15日）\n一、2030年工作回顾\n发展教育。\n二、2031年重点工作\n改造食堂30个。"
    )
    document = read_document(text, "anlan-2031")
    planned = next(sentence for sentence in document.sentences if sentence.role == "target" and not sentence.is_heading)
    asked = understand(parse_query("食堂目前已完成几个？", load_lexicon()), frozenset())
    assert AskedSpan(asked).lacking(planned, [], [], [])["lacks_done"] == 1


def test_common_pairs_are_part_of_no_name() -> None:
    assert {"发展", "建设"} <= common_bigrams()
    assert not {"龙栖", "栖湾"} & common_bigrams()


def test_what_is_only_counted_behind_its_name_is_not_listed(chatbot_on: Callable[[str], Chatbot]) -> None:
    plan = "道路贯通。---继续提请代表投票确定20项民生实事，我们将严格实行清单式管理、节点化调度。"
    assert chatbot_on(plan).ask("民生实事具体有哪些").status == "not_in_report"
