"""What is told of one part of a year is not what is told of the year."""

import pytest

from ingest.figures import extract_figures
from ingest.parts_of_year import parts_of_year


def test_the_parts_of_a_year_that_a_text_names() -> None:
    assert parts_of_year("全年比前三季度，前三季度比2—5月") == ("全年", "前三季度", "2—5月")


@pytest.mark.parametrize(
    ("sentence", "names"),
    [
        (
            "GDP一季度增长4%、二季度增长6%，全年增长7%，增幅居全省第4位；社会消费品零售总额增长5%",
            ("一季度GDP", "二季度GDP", "GDP", "GDP", "社会消费品零售总额"),
        ),
        # What grew in a quarter and has no name is the economy; so is what that comes to.
        (
            "顶住经济下行压力，一季度增长4.6%，四季度增长5.6%、高于全国0.2个百分点，全年增长4.8%、总量达5.3万亿元",
            ("一季度经济增长", "四季度经济增长", "四季度经济增长", "经济增长", "经济总量"),
        ),
        # The part of the year is that of its own thing.
        ("出口一季度增长4%、二季度增长6%，游客增长9%", ("一季度出口", "二季度出口", "游客")),
        # Of one part alone a report tells as it does of the year.
        ("上半年建成学校9所", ("学校",)),
    ],
)
def test_figures_of_parts_of_a_year_are_named_by_them(sentence: str, names: tuple[str, ...]) -> None:
    assert tuple(figure.indicator for figure in extract_figures(sentence)) == names
