"""How right the register is, counted on labels that are known to fit or not."""

import json
from pathlib import Path

import pytest

from eval.register_accuracy import CASES, measure_register
from eval.reports import ReportTexts

SENTENCE = "新增学位1350个，建成充电站18个。"
LABELS = [
    {
        "report": "anlan-2031",
        "sentence": SENTENCE,
        "figures": [["1350个", 1350.0, "个", "学位", 2030], ["18个", 18.0, "个", "充电桩", 2030]],
    },
    {"report": "anlan-2031", "indicator": "学位", "target": "2600个", "baseline": "1350个"},
    {"report": "anlan-2031", "indicator": "养老床位", "target": "30张", "baseline": None},
]


@pytest.fixture
def texts(tmp_path: Path) -> ReportTexts:
    planned = "新增学位2600个，新增养老床位30张。"
    lines = f"安澜县人民政府工作报告\n（2031年1月15日）\n一、2030年工作回顾\n{SENTENCE}\n二、2031年重点工作\n{planned}"
    (tmp_path / "anlan-2031.txt").write_text(lines, encoding="utf-8")
    return ReportTexts(tmp_path)


def test_a_wrong_indicator_costs_precision_and_recall(texts: ReportTexts, tmp_path: Path) -> None:
    labels = tmp_path / "labels.jsonl"
    labels.write_text("".join(json.dumps(row) + "\n" for row in LABELS), encoding="utf-8")
    rates = next(measure_register(texts, labels))
    assert (rates.precision.hits, rates.precision.total, rates.recall.total) == (1, 2, 2)
    assert (rates.links.hits, rates.links.total) == (1, 1)
    assert (rates.links_found.hits, rates.links_found.total) == (1, 1)


def test_the_shipped_report_holds_what_the_register_promises() -> None:
    rates = next(rates for rates in measure_register(ReportTexts(), CASES) if rates.report == "yubei-2025")
    assert rates.precision.value >= 0.98
    assert rates.recall.value >= 0.97
    assert rates.links.value >= 0.95
