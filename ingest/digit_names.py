"""Spans of a text whose digits are no quantity: dates, ordinals, codes, names and list numbers."""

from __future__ import annotations

import re

_HANZI = r"[\u4e00-\u9fff]"
_YEAR = r"(?:19|20)\d{2}"
_CHINESE_DIGIT = "零〇一二三四五六七八九"
# Letters that are a unit after a number; any other letter beside a digit makes a code (5G, T3, 4S).
_UNIT_LETTERS = r"(?:km|KM|kg|t|MW|GW|kW|KW|kWh|MWh|TEU|PF?|[EP]FLOPS|Mbps)(?![A-Za-z])"

_NAMES = re.compile(
    "|".join(
        (
            rf"{_YEAR}(?:[-—–~～至到、/和]{{1,2}}(?:{_YEAR}|\d{{2}}))*\s?年(?:度|代|版)?(?:\s?\d{{1,2}}\s?月(?:\s?\d{{1,2}}\s?日)?)?",
            rf"[{_CHINESE_DIGIT}]{{4}}年(?:[{_CHINESE_DIGIT}十]{{1,2}}月(?:[{_CHINESE_DIGIT}十]{{1,3}}日)?)?",
            r"(?<![\d.])\d{1,2}(?:[-—–~～至到]{1,2}\d{1,2})?\s?月(?:(?:\s?\d{1,2})?\s?(?:[-—–~～至到]{1,2}\d{1,2})?\s?日)?",
            r"(?<![\d.])\d{1,2}(?:[-—–~～至]{1,2}\d{1,2})?日(?![均产])",
            r"(?<!\d)\d{2}年代|\d{1,2}世纪|[\d一二三四五六七八九十百]+周年|(?<!\d)\d{2}后(?!续)",
            r"[〔\[【(（]\s*\d{1,4}\s*[〕\]】)）](?:\d+号)?",
            r"第\s?[\d一二三四五六七八九十百两]+",
            r"\d+\s?号|\d+(?:\.\d+)?\s?版|\d+强|\d+(?:国道|省道|热线|高速|线(?!路))",
            r"\d+届|\d+(?:\.\d+)?级(?!以上)|\d+个一(?![级线体流])",
            rf"(?<![A-Za-z])[A-Za-z]+[-.]?\d+(?:\.\d+)?[A-Za-z]*|\d+(?:\.\d+)?(?!{_UNIT_LETTERS})[A-Za-z]+",
            r"\d+(?:\s?[×xX＋+*]\s?[\dNnXx]+)+|(?<!\d)\d{1,2}[:：]\d{2}(?!\d)",
            rf"\d+(?:\.\d+)?(?:千伏|英寸|纳米|毫米|伏)(?={_HANZI})",
            rf"\d+(?:分钟|小时)(?=(?!以内|以上|以下|左右|内|的){_HANZI}{{2}})",
            r"^\s*\d{1,2}(?:[.．](?!\d)|、)",
        )
    )
)
_QUOTED = re.compile(r"“[^“”]{1,24}”|「[^「」]{1,24}」|‘[^‘’]{1,24}’|《[^《》]{1,60}》")
_QUOTED_AMOUNT = re.compile(r"\d\s?(?:%|[万亿]?元)")


def find_digit_names(text: str) -> list[tuple[int, int]]:
    """Find the spans of ``text`` (half-width digits) whose digits or numerals count nothing."""
    spans = [match.span() for match in _NAMES.finditer(text)]
    for match in _QUOTED.finditer(text):
        if not _QUOTED_AMOUNT.search(match.group()):
            spans.append(match.span())
    return spans
