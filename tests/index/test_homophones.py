"""Slips of the keyboard are mended; words are none."""

import pytest

from index.homophones import Homophones
from index.lexicon import load_lexicon
from index.query import parse_query
from index.query_terms import lexicon_words


def test_everyday_words_of_questions_are_not_mended_as_slips() -> None:
    def correct(text: str) -> str:
        keep = lexicon_words(load_lexicon())
        return Homophones([("园来", 1.0)]).correct(text, {"园来", "企业"}.__contains__, keep, lambda _: True)

    query = parse_query("瞪羚企业原来有几家", load_lexicon(), is_known={"学位"}.__contains__, correct=correct)
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
    assert mended("帮企业省多少钱", Homophones([("业生", 1.0)])) == "帮企业省多少钱"
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
