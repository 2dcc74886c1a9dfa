"""Figures beside the subject that are not those asked for: each check shown on made-up lines."""

import pytest

from chatbot.candidate import Clause
from chatbot.span_figures import AskedFigures
from chatbot.understand import understand
from index.lexicon import load_lexicon
from index.query import parse_query
from ingest.document import Document, Sentence
from ingest.report import read_document
from ingest.sentences import split_clauses

CHECKS = {
    "lacks_stock": (
        (
            "新增新型研发机构19家。",
            "新型研发机构总共有多少家？",
            "新增新型研发机构19家、总数52家。",
            "新型研发机构总共有多少家？",
        ),
        (
            "新增上市企业13家。",
            "上市企业总数有多少家？",
            "新增上市企业13家、总数达81家。",
            "上市企业总数有多少家？",
        ),
        ("新增高新技术企业7家。", "高新技术企业现有多少家？", "新增上市企业7家。", "去年一共新增几家上市企业？"),
    ),
    "lacks_added": (
        (
            "轨道交通总里程达到567公里。",
            "新建轨道交通多少公里？",
            "新建轨道交通32公里。",
            "新建轨道交通多少公里？",
        ),
    ),
    "lacks_counted_thing": (
        (
            "加快碧湖公园停车楼建设，新增停车位1000个。",
            "新建几个公园？",
            "新建公园8个。",
            "新建几个公园？",
        ),
    ),
    "lacks_rate_own": (
        (
            "本科上线率创历史新高，71名考生被录取。",
            "本科上线率是多少？",
            "本科上线率达到79.2%，创历史新高。",
            "本科上线率是多少？",
        ),
    ),
    "lacks_whole": (
        (
            "制造业增加值占规模以上工业比重31.6%。",
            "制造业增加值占GDP多少？",
            "制造业增加值占地区生产总值比重31.6%。",
            "制造业增加值占GDP多少？",
        ),
    ),
    "lacks_unit_own": (
        ("光伏电站装机达到207兆瓦。", "光伏电站发了多少度电？", "光伏电站发电300万度。", "光伏电站发了多少度电？"),
    ),
}


def read(line: str) -> tuple[Document, Sentence]:
    text = f"安澜县人民政府工作报告\n（2031年1月15日）\n一、2030年工作回顾\n{line}\n二、2031年重点工作\n发展教育。"
    document = read_document(text, "anlan-2031")
    return document, next(sentence for sentence in document.sentences if sentence.text == line)


def checks(line: str, question: str) -> dict[str, float]:
    document, sentence = read(line)
    understanding = understand(parse_query(question, load_lexicon()), frozenset({2030}))
    clauses = [Clause(a, b, sentence.text[a:b], 1.0) for a, b in split_clauses(sentence.text)]
    figures = [figure for figure in document.figures if figure.sentence == sentence.index]
    return AskedFigures(understanding).lacking(sentence, clauses, figures, figures)


@pytest.mark.parametrize(("name", "case"), [(name, case) for name, cases in CHECKS.items() for case in cases])
def test_each_check_tells_what_lacks_the_span_from_what_has_it(name: str, case: tuple[str, str, str, str]) -> None:
    lacking, question, having, its_question = case
    assert checks(lacking, question)[name] == 1
    assert checks(having, its_question).get(name, 0) == 0
