"""Reports that are much the same are named, and what all reports say makes none alike."""

from collections.abc import Mapping

from index.alike import Alike
from ingest.document import Document
from ingest.report import read_document

_OWN = [f"全县第{n}号重点工程今年完成投资{n}00万元并投入使用" for n in range(1, 9)]
_PHRASES = ["坚持稳中求进工作总基调推动高质量发展", "扎实做好各项民生工作增进群众福祉"]


def _report(name: str, sentences: list[str]) -> Document:
    text = f"{name}县人民政府工作报告\n（2031年1月15日）\n一、2030年工作回顾\n{'。'.join(sentences)}。"
    return read_document(text, name)


def _found(reports: list[Document]) -> Mapping[str, list[str]]:
    alike = Alike()
    for report in reports:
        alike.add(report)
    return alike.found()


def test_one_text_under_two_names_is_named_with_the_nearest_first() -> None:
    whole, half = _OWN, [*_OWN[:5], "这一份自己的工程完成投资九千万元整", "这一份自己的另一项工程已经开工建设"]
    reports = [_report("甲", whole), _report("乙", whole), _report("丙", half)]
    assert _found(reports) == {"甲": ["乙", "丙"], "乙": ["甲", "丙"], "丙": ["乙", "甲"]}


def test_phrases_that_many_reports_have_make_none_alike() -> None:
    names = [chr(ord("一") + n) for n in range(14)]
    reports = [_report(name, [*_PHRASES, f"{name}县自己的一项工程完成投资三千万元"]) for name in names]
    assert _found(reports) == {}
    assert _found(reports[:1]) == {}
