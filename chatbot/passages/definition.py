"""Definitions: what a report's appendix (名词解释), or the report itself, says that a term means."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache

from chatbot.draft import Draft, Statement
from ingest.document import Document, Sentence
from ingest.numerals import parse_number

_MEANING = r"(?:什么意思|啥子?意思|何意|(?:什么|具体)?(?:含义|涵义|定义)|意思)(?:是什么|是啥)?"
_ASKS_MEANING = (
    re.compile(rf"(?P<term>[^，,。？?]{{2,24}}?)[”\"]?(?:到底|具体|究竟)?(?:是|指的?是?|的)?{_MEANING}"),
    re.compile(r"(?P<term>[^，,。？?]{2,24}?)[”\"]?(?:到底|具体|究竟)?(?:指的?是?|是指)(?:什么|啥|哪)"),
    re.compile(r"(?:什么(?:叫|是)|啥(?:叫|是)|何为|何谓|解释(?:一下|下)?)[“\"]?(?P<term>[^，,。？?]{2,24})"),
)
# “四风”是什么, “六稳”是哪六个: also of what no glossary explains.
_ASKS_KIND = re.compile(
    r"(?P<term>[^，,。？?]{2,24}?)[”\"]?(?:都|分别|具体)?"
    r"(?:是[\u4e00-\u9fff]?(?:什么|啥)|是?(?:哪[几一二两三四五六七八九十]+[\u4e00-\u9fff]{0,3}|哪些)|包括(?:什么|哪些)|怎么回事)[？?\s]*$"
)
_ASKS_APART = re.compile(
    r"(?P<left>[^，,。？?]{2,20}?)[和与跟同](?P<right>[^，,。？?]{2,20}?)(?:之间)?(?:到底|究竟|具体)?[有是]?(?:什么|啥|哪些)?的?(?:区别|不同|差别|差异|不一样)"
)
_POLITE = re.compile(r"^(?:请问|请|说明|解释|报告|里|中|提到的?|说的?|这个|那个|所谓|的|，|“|\"|一下)+")
_QUOTES = str.maketrans("", "", '“”"‘’「」『』《》 ')
_ITEM = re.compile(r"^[（(\[【〔]?\d{0,3}[】\])）〕.、．]*\s*(?P<head>[^：:。；]{2,40})[：:]")
# 21.[四个不摘]即…, not [10]…
_BRACKETED = re.compile(r"^\d{0,3}[.、．]?\s*[\[【](?P<head>(?!\d+[\]】])[^\]】]{2,40})[\]】]")
_NEXT = re.compile(r"\d{1,3}[.．、]\s*[“\"《]")  # 10.“河长制”。是指…
_PART = re.compile(r"[“\"][^”\"]{1,16}[”\"]是?指")
_PAGE = re.compile(r"[（(]?(?:见)?第?\s*\d+\s*页?[）)]?")  # (见第14页)
# “1234”思路里的3是什么
_PART_OF_IT = re.compile(r"(?:里面?|里头|中)的?[“\"]?[\da-zA-Z]{1,2}[”\"]?(?=(?:分别|都)?(?:是|指))")
_LETTERS = re.compile("[a-zA-Z][a-zA-Z0-9-]+")  # of 疾病诊断相关分组（DRG）
_COUNTS = re.compile("[二两三四五六七八九十]+")  # 三个高于
MAX_SENTENCES = 3


def definition(question: str, documents: Sequence[Document]) -> Draft | None:
    """Return what a report says a term means; ``None`` when no meaning is asked or none is given.

    Args:
        question: in standard words.
        documents: the reports to look in, in order.
    """
    question = _PART_OF_IT.sub("", question)
    if apart := _told_apart(question, documents):
        return apart
    term, kind = asked_term(question), _ASKS_KIND.search(question)
    named = _bare(kind["term"]) if kind and not term else ""
    for document in documents:
        found = (_in_glossary(document, term) or _in_text(document, term)) if term else []
        if not found and named:
            quoted = any(f"{mark}{named}" in question for mark in '“"') or f"“{named}”" in document.text
            found = _in_glossary(document, named, exactly=True) or (_in_text(document, named) if quoted else [])
        if found:
            return _explained(document, found)
    return None


def _told_apart(question: str, documents: Sequence[Document]) -> Draft | None:
    """Return what both of two terms mean whose difference is asked: 峨眉计划和青城计划有什么区别."""
    asked = _ASKS_APART.search(question)
    if asked is None:
        return None
    for document in documents:
        left, right = (_in_glossary(document, _bare(asked[side])) for side in ("left", "right"))
        if left and right and left != right:
            return _explained(document, [*left, *right])
    return None


def _explained(document: Document, found: Iterable[Sentence]) -> Draft:
    return Draft("answered", tuple(Statement(_without_number(s.text), ((document, s),)) for s in found))


@lru_cache(maxsize=256)
def asked_term(question: str) -> str:
    """Return the term whose meaning is asked, without quotes; "" when none is."""
    for pattern in _ASKS_MEANING:
        if match := pattern.search(question):
            return _bare(match["term"])
    return ""


def _bare(term: str) -> str:
    return _POLITE.sub("", term.strip()).translate(_QUOTES)


def _in_glossary(document: Document, term: str, *, exactly: bool = False) -> list[Sentence]:
    """Return the sentences of the item that explains a term; the shortest head that has the term wins."""
    items = [(s, match["head"].translate(_QUOTES)) for s in document.sentences if (match := _item(s.text))]
    heads = [(s, head) for s, head in items if s.role == "other"]
    fitting = [(s, head) for s, head in heads if head == term or (not exactly and (term in head or head in term))]
    if not fitting:
        return []
    return rest_of_item(document, min(fitting, key=lambda item: abs(len(item[1]) - len(term)))[0])


def rest_of_item(document: Document, first: Sentence) -> list[Sentence]:
    """Return a sentence of the appendix with those that follow it in the explanation of the same term."""
    rest: Sequence[Sentence] = [s for s in document.sentences[first.index + 1 :] if not _PAGE.fullmatch(s.text.strip())]
    found, is_part = [first], _PART.match(first.text)  # “五镇”是指甲、乙；“多节点”是指一般乡镇
    for sentence in rest:
        is_another = _item(sentence.text) or _NEXT.match(sentence.text) or (is_part and _PART.match(sentence.text))
        if is_another or sentence.section != first.section or len(found) == MAX_SENTENCES:
            break
        found.append(sentence)
    return found


def _item(text: str) -> re.Match[str] | None:
    return _BRACKETED.match(text) or _ITEM.match(text)


def _in_text(document: Document, term: str) -> list[Sentence]:
    called = re.escape(term)
    if _LETTERS.fullmatch(term):
        spelled_out = re.compile(
            rf"[\u4e00-\u9fff]{{3}}[（(]{called}[）)]|{called}[（(][\u4e00-\u9fff]{{3}}", re.IGNORECASE
        )
        return [s for s in document.sentences if spelled_out.search(s.text)][:1]
    said = re.compile(
        rf"{called}(?:是指|指的是|，?即|，?(?:也?就)是(?!说)|指(?=[以的由在把将]|依托))|(?:^|[，；]){called}是(?![否不])"
    )
    first = next((s for s in document.sentences if said.search(s.text.translate(_QUOTES))), None)
    return _with_the_rest(document, first, term) if first else []


def _with_the_rest(document: Document, first: Sentence, term: str) -> list[Sentence]:
    """Return a sentence with those that a semicolon joins to it, of a term that says how many it is of.

    “三个高于”，就是增速高于全市；质量高于全市；…
    """
    counted = _COUNTS.match(term)
    many = int(parse_number(counted[0]) or 1) if counted else 1
    return [first, *joined_to(document, first)][:many]


def joined_to(document: Document, first: Sentence) -> list[Sentence]:
    """Return the sentences that go on from one behind a semicolon, up to the one that ends otherwise."""
    found, last = list[Sentence](), first
    for after in document.sentences[first.index + 1 :]:
        if not last.text.rstrip().endswith(("；", ";")) or after.heading_path != first.heading_path:
            break
        found.append(after)
        last = after
    return found


def _without_number(text: str) -> str:
    return re.sub(r"^[（(\[【〔]?\d{1,3}[】\])）〕.、．]\s*", "", text)
