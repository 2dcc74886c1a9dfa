"""Questions made ready for search: what a piece of an unknown word may stand for."""

import pytest

from index.asked import asked_figure, asked_units, asks_figure
from index.homophones import Homophones
from index.lexicon import load_lexicon
from index.query import lexicon_words, parse_query, wanted_years

KNOWN = {"电站", "充电", "学位"}


def terms_of(question: str, glued_behind: str = "充") -> list[tuple[str, bool]]:
    query = parse_query(
        question,
        load_lexicon(),
        is_known=KNOWN.__contains__,
        is_glued=lambda before, piece: piece == "电站" and before != glued_behind,
    )
    return [(term.text, term.known) for term in query.terms if not term.generic]


def test_a_piece_that_stands_only_in_a_longer_word_is_not_known_in_another() -> None:
    assert ("核电站", False) in terms_of("核电站有多少座")
    assert ("电站", True) in terms_of("核电站有多少座", glued_behind="核")


@pytest.mark.parametrize(
    ("question", "term"),
    [("杀了多少头猪", "猪"), ("“136”是什么", "136"), ("351行动指什么", "351"), ("S2线运营了没", "s2")],
)
def test_measure_words_are_no_subject_and_codes_are(question: str, term: str) -> None:
    texts = [text for text, _ in terms_of(question)]
    assert term in texts
    assert "头猪" not in texts


def test_everyday_words_of_questions_are_not_mended_as_slips() -> None:
    def correct(text: str) -> str:
        keep = lexicon_words(load_lexicon())
        return Homophones([("园来", 1.0)]).correct(text, {"园来", "企业"}.__contains__, keep, lambda _: True)

    query = parse_query("瞪羚企业原来有几家", load_lexicon(), is_known=KNOWN.__contains__, correct=correct)
    assert "原来" in query.text


def test_a_word_by_itself_is_no_slip_for_a_letter_of_another() -> None:
    homophones = Homophones([("业项", 1.0), ("展新", 1.0), ("改革", 1.0)])
    known = {"企业", "去国", "项目"}.__contains__
    keep = lexicon_words(load_lexicon())

    def mended(text: str, words: Homophones = homophones) -> str:
        return words.correct(text, known, keep, lambda _: True)

    assert mended("企业想去国外，推进改格") == "企业想去国外，推进改革"
    assert mended("怎么防止腐败", Homophones([("防治", 1.0)])) == "怎么防止腐败"  # a word of every report
    assert mended("排全省第一", Homophones([("全生", 1.0)])) == "排全省第一"
    assert mended("工业项目占新项目几成") == "工业项目占新项目几成"


@pytest.mark.parametrize(
    ("typed", "mended"),
    [
        ("页岩汽产能多少", "页岩气产能多少"),  # 页岩气 stands in the report
        ("下大雨怎么办", "下大雨怎么办"),  # 大育 only in 重大育种攻关
        ("祖宗留下的手艺", "祖宗留下的手艺"),  # 族宗 only in 民族宗教
        ("“三位一体”改格", "“三位一体”改革"),  # begins, and is a word of every report
    ],
)
def test_a_slip_is_mended_to_what_stands_beside_its_neighbour_too(typed: str, mended: str) -> None:
    report = "页岩气产能、重大育种攻关、民族宗教、改革"
    pairs = [(report[at : at + 2], 1.0) for at in range(len(report) - 1)]
    keep = lexicon_words(load_lexicon())
    assert Homophones(pairs).correct(typed, report.__contains__, keep, report.__contains__) == mended


@pytest.mark.parametrize(
    ("question", "growth", "share"),
    [
        ("服务业对经济增长贡献有多大", False, True),
        ("优良天数占比全省第几", False, True),
        ("服务业增长多少", True, False),
        ("服务业增速比全省高多少", True, False),
    ],
)
def test_which_rate_is_asked(question: str, growth: bool, share: bool) -> None:
    asked = asked_figure(question)
    assert (asked.growth, asked.share) == (growth, share)


def test_which_four_counts_and_is_no_subject() -> None:
    assert all("四" not in text for text, _ in terms_of("学位工作讲了哪四条"))


@pytest.mark.parametrize(
    ("question", "years"),
    [
        ("学位目标和去年底的数", {2030, 2031}),
        ("学位去年底的数和目标", {2030, 2031}),
        ("去年的学位目标和完成情况", {2030}),
        ("学位目标", set()),
    ],
)
def test_a_target_beside_last_years_result_is_this_years(question: str, years: set[int]) -> None:
    query = parse_query(question, load_lexicon(), is_known=KNOWN.__contains__, is_glued=lambda before, piece: False)
    assert wanted_years(query, 2031) == years


@pytest.mark.parametrize(
    ("question", "places"),
    [
        ("新增城镇就业多少人", ()),
        ("均衡水平提高了吗", ()),
        ("增城区的GDP是多少", ("增城",)),
        ("太平湖南岸修到哪了", ()),
        ("衡水市去年的GDP", ("衡水",)),
        ("哪俩地方进了气候适应城市试点", ()),
        ("应城市去年建了几所学校", ("应城",)),
        ("满意的连九成都没有", ()),
        ("成都去年建了几所学校", ("成都",)),
    ],
)
def test_letters_across_two_words_are_no_place(question: str, places: tuple[str, ...]) -> None:
    found = parse_query(question, load_lexicon()).places
    assert tuple(place[:2] for place in found) == places


def test_how_an_answer_is_to_be_written_is_no_subject() -> None:
    asked = parse_query("财政收入占比是多少（保留一位小数）", load_lexicon())
    assert "保留" not in asked.content
    assert "小数" not in asked.content


def test_a_longer_piece_is_a_word_whatever_stands_before_it() -> None:
    query = parse_query(
        "矛盾化解率", load_lexicon(), is_known={"矛盾", "化解", "解率"}.__contains__, is_glued=lambda *_: True
    )
    assert ("化解率", True) in [(term.text, term.known) for term in query.terms]


def test_a_verb_is_no_part_of_the_name_before_it() -> None:
    query = parse_query("光伏电站建了几个", load_lexicon(), is_known=lambda _: True)
    assert "光伏电站" in "".join(term.text for term in query.terms)
    assert not any(term.text.endswith("建") for term in query.terms)


@pytest.mark.parametrize(("question", "kept"), [("攀枝花学院排名升了几位", True), ("攀枝花学位有多少", False)])
def test_a_place_stays_in_the_name_of_an_institution(question: str, kept: bool) -> None:
    query = parse_query(question, load_lexicon(), ["攀枝花市", "攀枝花"], is_known=lambda _: True)
    assert any(term.text.startswith("攀枝花") for term in query.terms) is kept


@pytest.mark.parametrize(
    ("question", "figure"), [("7所薄弱学校是哪几所", False), ("新建了几所学校", True), ("比全省高多少", True)]
)
def test_which_of_several_asks_for_no_figure(question: str, figure: bool) -> None:
    assert asks_figure(question) is figure


def test_one_character_is_a_word_where_it_stands_alone() -> None:
    terms = parse_query("今年要栽多少树", load_lexicon(), is_known=lambda _: False).terms
    assert any("造林" in term.alternatives for term in terms)


@pytest.mark.parametrize(
    ("question", "units"),
    [
        ("优良天数多少天，占全年几成", {"天", "%"}),
        ("修了多少公里路、几座桥", {"公里", "座"}),
        ("深中通道一天多少车", {"辆"}),
        ("滑雪的人有多少", {"人"}),
        ("每千人有多少个托位", {"个"}),
        ("这几年哪个镇变化大", set()),
        ("砸了多少个亿", {"元"}),
    ],
)
def test_every_unit_that_is_asked(question: str, units: set[str]) -> None:
    assert asked_units(question) == units


@pytest.mark.parametrize(
    ("question", "years"),
    [
        ("生产总值突破2000亿了吗", set()),
        ("有1950套房子吗", set()),
        ("2024人均收入多少", {2024}),
        ("2025个人所得税多少", {2025}),
        ("the 2025 target for jobs", {2025}),
        ("2024生产总值", {2024}),
        ("我75年生的，几岁退休", set()),
        ("1975年出生的人几岁退休", set()),
        ("75年生产总值多少", {1975}),
    ],
)
def test_an_amount_is_no_year(question: str, years: set[int]) -> None:
    assert parse_query(question, load_lexicon()).years == years


def test_what_makes_a_number_a_bound_or_joins_two_words_is_no_subject() -> None:
    terms = [t.text for t in parse_query("学位突破2000万了吗", load_lexicon(), is_known=lambda _: True).terms]
    assert "突破" not in terms
    terms = [t.text for t in parse_query("重点项目和市级园区", load_lexicon(), is_known=lambda _: True).terms]
    assert not any(text.startswith("和") for text in terms)


@pytest.mark.parametrize("question", ["四川省临海市的学位", "四川临海学位"])
def test_the_province_that_a_place_is_in_goes_with_its_name(question: str) -> None:
    query = parse_query(question, load_lexicon(), own_places=("临海市", "临海"), is_known=lambda _: True)
    assert query.places == ()
    assert parse_query("四川学位", load_lexicon(), own_places=("临海",), is_known=lambda _: True).places == ("四川",)


@pytest.mark.parametrize(
    ("question", "years"),
    [
        ("客流比2029年增长多少", {2030}),
        ("客流比前年多了多少", {2030}),
        ("空气质量比前年好了吗", {2030}),
        ("客流前年是多少", {2029}),
        ("客流比2020年增长多少", {2020}),
        ("今年客流比2029年增长多少", {2029, 2031}),
    ],
)
def test_the_year_before_the_reviewed_one_is_only_compared_with(question: str, years: set[int]) -> None:
    assert wanted_years(parse_query(question, load_lexicon()), 2031) == years


@pytest.mark.parametrize(
    ("question", "name"),
    [("when does metro line 8 open", "8号线"), ("how long is line no. 12", "12号线"), ("is phase two open", "二期")],
)
def test_numbered_lines_and_phases_are_called_as_in_reports(question: str, name: str) -> None:
    assert name in parse_query(question, load_lexicon(), is_known=lambda _: True).text


@pytest.mark.parametrize("question", ["前五年新修公路多少公里", "五年来新修公路多少公里"])
def test_the_years_of_a_term_are_no_subject(question: str) -> None:
    assert not [t for t in parse_query(question, load_lexicon(), is_known=lambda _: True).terms if "年" in t.text]
