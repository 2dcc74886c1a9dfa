"""Year and role are said once."""

import pytest

from chatbot.matching.framing import Framing
from chatbot.messages import ZH
from ingest.document import Role, Sentence


def sentence(role: Role, year: int | None, period: str = "") -> Sentence:
    return Sentence(0, 0, 1, "。", 0, (), role, year, period=period)


@pytest.mark.parametrize(
    ("role", "year", "phrase", "said"),
    [
        ("result", 2030, "新增学位1260个，增长12%", "2030年，新增学位1260个，增长12%"),
        ("result", 2030, "减税降费[5]8200万元", "2030年，减税降费8200万元"),
        ("target", 2031, "新增学位900个", "2031年计划新增学位900个"),
        ("target", 2031, "地区生产总值增长6%", "2031年的目标是：地区生产总值增长6%"),
        ("target", 2031, "力争引进项目20个", "2031年，力争引进项目20个"),
        ("target", 2031, "今年的主要预期目标是：增长6%", "报告提出（2031年）：今年的主要预期目标是：增长6%"),
        ("target", 2031, "2031年，全县建成园区1个", "2031年，全县建成园区1个"),
        ("other", None, "链长制：由县领导担任链长", "链长制：由县领导担任链长"),
    ],
)
def test_stretches(role: Role, year: int | None, phrase: str, said: str) -> None:
    assert Framing(ZH).stretch(sentence(role, year), phrase) == said


def test_a_period_is_said_with_its_name_unless_the_phrase_says_it() -> None:
    of_period = sentence("result", None, "“十四五”时期")
    assert Framing(ZH).stretch(of_period, "改造老旧小区83个") == "“十四五”时期，改造老旧小区83个"
    assert Framing(ZH).stretch(of_period, "“十四五”时期，改造小区83个") == "“十四五”时期，改造小区83个"
