"""Courtesy: what people say before and behind a question, which asks for nothing and answers nothing."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

_COURTESIES = Path(__file__).parent / "courtesies.tsv"
_WHAT = "多少|[几幾]|哪|什[么麼]|啥|[谁誰]|怎|咋|如何|好多|多[大高長长久快遠远]|是不是|有[没沒]有|是否"
_END = r"(?:(?<![什甚怎多那这這])[吗嗎么麼吧嘛]+[。.！!～~？?\s]*)?$"
_MARK = r"(?:[，,、。.！!；;\s]+|(?<=[？?])\s*)"
_SIDES = {
    "opening": r"^\s*(?:{})[，,、。.：:；;！!～~\s]*",
    "closing": r"(?:{})[。.！!～~？?\s]*$",
    "aside": rf"{_MARK}(?:{{}})[。.！!～~？?\s]*$",  # a closing that something has to part from the question
    "check": rf"^(?P<rest>.*(?:{_WHAT}).*?){_MARK}(?:{{}})[。.！!～~？?\s]*$",  # …多少，报告里有吗
    "telling": rf"^\s*(?:{{}})[，,：:\s]*(?P<rest>.*?){_END}",
    # 有人知道…多少吗 asks what stands between; 有人知道地铁通了吗 asks whether it is so.
    "knowing": rf"^\s*(?:{{}})[，,：:\s]*(?P<rest>.*(?:{_WHAT}).*?){_END}",
}
_LETTERS = re.compile(r"\w")
_A_QUESTION = 4  # letters that one has at least


def without_courtesies(question: str) -> str:
    """Return a question without 请问, 麻烦帮我查一下, 政府工作报告里 before it and 谢谢, 你知道吗 behind it.

    What is nothing else (你好, 谢谢) stays as it is.
    """
    for pattern in _patterns():
        rest = pattern.sub(r"\g<rest>" if "rest" in pattern.groupindex else "", question)
        if rest != question and len(_LETTERS.findall(rest)) >= _A_QUESTION:
            return without_courtesies(rest)
    return question


@cache
def _patterns() -> tuple[re.Pattern[str], ...]:
    lines = _COURTESIES.read_text(encoding="utf-8").splitlines()
    rows = (line.split("\t") for line in lines if line and not line.startswith("#"))
    return tuple(re.compile(_SIDES[side].format(pattern), re.IGNORECASE) for side, pattern in rows)
