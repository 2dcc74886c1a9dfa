"""Whether a reader finds an expected value in an answer."""

import pytest

from eval.matching import contains, is_figure


@pytest.mark.parametrize(
    ("answer", "expected"),
    [
        ("2024年新增学位4860个[1]", "4860"),
        ("2024年新增学位4860个[1]", "4860个"),
        ("新增学位四千八百六十个。", "4860个"),
        ("新增学位肆仟捌佰陆拾个。", "4860"),
        ("学位17,000个", "1.7万"),
        ("学位17000个", "1.7万个"),
        ("学位１．７万个", "17000"),
        ("增长6.6％左右", "6.6%"),
        ("增长百分之六点六", "6.6%"),
        ("grew by 6.6 percent", "6.6%"),
        ("about 17,000 school places", "1.7万个"),
        ("new places: 4860 in 2024", "4860个"),
        ("长5千米", "5公里"),
        ("培育人才200名", "200人"),
        ("企业达到1500家", "达到1500家"),
        ("區長廖紅軍", "廖红军"),
        ("“538”改革体系", "538改革"),
        ("于1月8号召开", "1月8日"),
        ("2025-01-08", "2025年1月8日"),
        ("“十四五”目标", "十四五"),
        ("全国百强区", "百强"),
        ("2025年", "2025"),
        ("统一部署", "统一"),
        ("Terminal T3B opened", "t3b"),
        ("提质改造农村公路4528公里", "4528"),
        ("改造老旧小区18.4万平米", "18.4万平"),
    ],
)
def test_found(answer: str, expected: str) -> None:
    assert contains(answer, expected)


@pytest.mark.parametrize(
    ("answer", "expected"),
    [
        ("增长6.6%", "6%"),
        ("增长16%", "6%"),
        ("增长6%", "6.6%"),
        ("增长0.6%", "6%"),
        ("建成65座", "65个"),
        ("增长6.6个百分点", "6.6%"),
        ("增长6.6", "6.6%"),
        ("增长15%", "15"),
        ("投入8万元", "8元"),
        ("4860.5个", "4860"),
        ("148605个", "4860"),
        ("1.7亿", "1.7万"),
        ("65平方米", "65个"),
        ("增长6.6%", "增长6%"),
        ("新能源汽车22.7万辆", "2.7万辆"),
    ],
)
def test_not_found(answer: str, expected: str) -> None:
    assert not contains(answer, expected)


def test_only_figures_count_as_figures() -> None:
    assert is_figure("1.7万个")
    assert not is_figure("2025年")
    assert not is_figure("廖红军")
