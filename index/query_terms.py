"""The terms of a question: the words that name something, each with what reports may call it."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache

from index.lexicon import Lexicon
from index.standard_words import longest_first

_WORD_OR_CHINESE = re.compile(r"[a-z0-9][a-z0-9.'&+-]*|[\u3400-\u9fff]+")
_CHINESE = re.compile(r"[\u3400-\u9fff]")
# Characters that glue a spoken question together and make no word of a report's.
_LOOSE = re.compile(
    r"[的了得着过来去想要会能把被给让叫请再还又都也就才多好少几个一两新建修开搞做弄办加有是在到我你他她它这那哪些么啊吧呢嘛哈哟数和与及跟比]"
)
# 石化和硅产业: 石化 and what joins it stand together by chance in a report, as in 绿色化和智能化.
_JOINING = re.compile(
    r"(?<=..)(?<![总温缓饱调平共融中参普])[和与及跟]$|(?<=..)(?<![存所潜内外现自正旨])在$"
    r"|(?<=..)(?:翻|(?<![大相毗牵])连)$"  # 收入翻了几番, 产量连着几年
)
# 要保护性种地: a report that writes 要保障 has the pair, which is no word of the question.
_MODAL = re.compile("^(?:要(?![素求点件害道塞义旨务目闻])|想(?![法象])|得(?![到出分益]))")
_AND = re.compile(
    r"^(?:和(?![谐平睦美解声])|与(?!会)|跟(?![踪随]))"
)  # 重点项目和市级: what joins it to the word before
# 新开了, 新整, 想建: spoken verbs whose characters meet by chance in other words of a report.
_SPOKEN_VERB = re.compile(
    r"[新再又多净](?:开|整|弄|搞|添|修|来|进|办|招|登记)(?=[了过的]|多少|几|$|\s)|[想要能会][建修办搞开](?=\s|$)|[干办搞建修]成"
)
# 500强, 15号线, 3号楼, “9+3” …: a number that is part of a name.
_NUMBERED_NAME = re.compile(
    r"\d{2,4}强|\d+号(?:线|楼|院|路|厂|桥|公路|隧道|地块|井|坝|机场)|(?<=[“\"])\d{2,6}(?=[”\"])|(?<![\d.])\d+(?:\+[\da-z]+)+|\d{2,6}(?=工程|行动|战略|计划|模式|举措|布局)"
)
_PAIR = 2  # characters: a longer piece, such as 化解率, is a word by itself whatever stands before it


@dataclass(frozen=True, slots=True)
class QueryTerm:
    """A content word of the question with what the report may call it."""

    text: str
    alternatives: tuple[str, ...]  # itself first, unless it is not Chinese
    known: bool = True  # False: a word that the lexicons do not know and that stands in no report
    generic: bool = False  # names no subject: 建成, 目标, 情况

    @property
    def is_numbered_name(self) -> bool:
        """Whether a number tells it from others of its kind: 15号线 is no 4号线."""
        return _NUMBERED_NAME.fullmatch(self.text) is not None


def english_terms(text: str, lexicon: Lexicon, is_known: Callable[[str], bool]) -> list[QueryTerm]:
    """Return the terms of an English text: the longest phrases of the glossary, and the words that it does not know."""
    words = _WORD_OR_CHINESE.findall(text)
    terms: list[QueryTerm] = []
    position = 0
    while position < len(words):
        for size in range(min(5, len(words) - position), 0, -1):
            phrase = " ".join(words[position : position + size]).rstrip(".")
            alternatives = _english_lookup(phrase, lexicon)
            if alternatives or phrase in lexicon.english_function:
                break
        else:
            size, alternatives = 1, ()
        word = words[position].rstrip(".")
        if alternatives:
            generic = any(alternative in lexicon.generic_words for alternative in alternatives)
            terms.append(QueryTerm(phrase, alternatives, generic=generic))
        elif _CHINESE.match(word):
            terms += [QueryTerm(word, (word,), all(is_known(word[i : i + 2]) for i in range(len(word) - 1)))]
        elif phrase not in lexicon.english_function and _english_content(word, lexicon):
            terms.append(QueryTerm(word, (word,), is_known(word)))
        position += size
    return terms


def _english_lookup(phrase: str, lexicon: Lexicon) -> tuple[str, ...]:
    for form in (phrase, *_singulars(phrase)):
        if form in lexicon.english:
            return lexicon.english[form]
    return ()


def _singulars(phrase: str) -> list[str]:
    forms = []
    if phrase.endswith("ies"):
        forms.append(phrase[:-3] + "y")
    if phrase.endswith("es"):
        forms.append(phrase[:-2])
    if phrase.endswith("s"):
        forms.append(phrase[:-1])
    return forms


def _english_content(word: str, lexicon: Lexicon) -> bool:
    return len(word) > 1 and word not in lexicon.english_function and word not in lexicon.time_words


def lexicon_words(lexicon: Lexicon) -> re.Pattern[str]:
    """Return a pattern of every word that the lexicons know in questions."""
    places = tuple(lexicon.places)
    words = {*lexicon.synonyms, *lexicon.function_words, *lexicon.generic_words, *lexicon.time_words, *places}
    return longest_first(word for word in words if len(word) > 1)


def chinese_terms(
    text: str, lexicon: Lexicon, is_known: Callable[[str], bool], is_glued: Callable[[str, str], bool]
) -> list[QueryTerm]:
    """Return the terms of a Chinese text: words of the lexicons, and what stands between them as reports have it.

    Args:
        text: without times, places and quantities.
        lexicon: the words that are known in questions.
        is_known: whether a bigram, or a word of letters, stands in the reports.
        is_glued: whether the reports have a piece only behind one other character than the given one.
    """
    terms: list[QueryTerm] = []
    position = 0
    for match in _words(lexicon).finditer(text):
        between = _AND.sub("", text[position : match.start()]) if position else text[: match.start()]
        terms += _runs(between, lexicon, is_known, is_glued)
        word = match.group()
        generic = word in lexicon.generic_words
        if generic or word in lexicon.synonyms:
            terms.append(QueryTerm(word, (word, *lexicon.synonyms.get(word, ())), generic=generic))
        position = match.end()
    terms += _runs(_AND.sub("", text[position:]) if position else text, lexicon, is_known, is_glued)
    return list({term.text: term for term in terms}.values())


def _runs(
    text: str, lexicon: Lexicon, is_known: Callable[[str], bool], is_glued: Callable[[str, str], bool]
) -> list[QueryTerm]:
    """Cut what no lexicon knows into pieces that stand in the reports and pieces that do not.

    A single character is a word only where it stands alone and the lexicon knows it: 修哪些路, not 思路.
    """
    terms = [QueryTerm(name, (name,)) for name in _NUMBERED_NAME.findall(text)]
    text = _SPOKEN_VERB.sub(" ", _NUMBERED_NAME.sub(" ", text))
    for run in re.findall(r"[\u3400-\u9fff]+|[a-z]+[a-z0-9.+&-]*|\d+[a-z]+\d*", text):
        if not _CHINESE.match(run):
            terms.append(QueryTerm(run, (run,), is_known(run)))
            continue
        before = ""
        for piece, known in _pieces(run, is_known):
            if known and len(piece) == _PAIR and before and not _LOOSE.match(before) and is_glued(before, piece):
                piece, known = before + piece, False  # 核电站 is no 充电站
            parts = [_JOINING.sub("", _MODAL.sub("", piece))] if known else _LOOSE.split(piece)
            terms += [QueryTerm(part, (part,), known) for part in parts if len(part) > 1]
            terms += [QueryTerm(part, lexicon.synonyms[part]) for part in parts if part in lexicon.synonyms]
            before = "" if known else piece[-1]
    return terms


def _pieces(run: str, is_known: Callable[[str], bool]) -> list[tuple[str, bool]]:
    joined = [is_known(run[i : i + 2]) for i in range(len(run) - 1)]
    in_known = [
        (index > 0 and joined[index - 1]) or (index < len(joined) and joined[index]) for index in range(len(run))
    ]
    pieces: list[tuple[str, bool]] = []
    start = 0
    for index in range(1, len(run) + 1):
        if index < len(run) and in_known[index] == in_known[index - 1] and (joined[index - 1] or not in_known[index]):
            continue
        pieces.append((run[start:index], in_known[start]))
        start = index
    return pieces


@cache
def _words(lexicon: Lexicon) -> re.Pattern[str]:
    """A synonym wins over the function words inside it, a function word over shorter ones."""
    known = (word for word in lexicon.synonyms if len(word) > 1)
    words = longest_first({*known, *lexicon.function_words, *lexicon.generic_words})
    return re.compile(words.pattern.replace("多少人|", "多少人(?![才口])|"))  # 引进多少人才 asks of 人才
