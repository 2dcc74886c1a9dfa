"""A question as search sees it: standard words, years, places and weighted terms."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from functools import cache

from index.lexicon import Lexicon
from index.query_places import places_in, without_own_places
from index.query_terms import QueryTerm, chinese_terms, english_terms
from index.query_years import NAMING_YEARS, is_long_ago, without_own_affairs, years_named
from index.standard_words import in_standard_words, longest_first
from index.tokenizer import join_levels
from ingest.normalise import fold, strip_invisible
from ingest.numerals import Quantity, find_quantities

_CHINESE = re.compile(r"[\u3400-\u9fff]")
# 区, 县 … with a word that makes them mean the reporting place itself.
_HERE = re.compile(r"(?:我们|咱们?|俺们|本|我|全)(?:省|市|区|县|州|旗|国|地|这里|这边|这儿)|[省市区县州](?:里面|里|上)")
_BOUND = re.compile(r"(?:突破|超过?|达到?|高于|低于|不[到足]|(?<![不通经])过|站上|迈上|跨过)了?\s*$")
# 光伏电站建了几个: the verb is no part of the name before it.
_VERB_DONE = re.compile(
    r"(?<=[\u4e00-\u9fff]{2})(?<![新改扩续创筹兴承举开修翻重搭组构启共援])[建修盖办栽种装设搞弄](?=[了过](?:多少|几|好多|哪))"
    r"|(?<=[\u4e00-\u9fff]{2})(?<![下上增提])[降升涨缩](?=[到至](?:多少|几|好多|了))"
)
# 哪四条 counts what is asked for; it is no word of the report's.
_WHICH_SEVERAL = re.compile(r"哪[两二三四五六七八九十]{1,2}(?:方面|[条个项类家种样件大处点])")
# 保留一位小数 says how the answer is to be written.
_ROUNDING = re.compile(r"(?:结果)?(?:请)?(?:保留|精确到|四舍五入)[^，。？]{0,8}(?:小数|整数|位)")
_SCALE = re.compile(r"(?:(?<=多少|几多|好多)|(?<=几))[千百]?[万亿](?!元)")  # 产量有多少万辆 names no 万辆
_ENGLISH_SHARE = 0.5
_BOTH_SIDES = "城乡"


@dataclass(frozen=True, slots=True)
class SearchQuery:
    """A question made ready for search."""

    original: str
    text: str  # simplified, in standard words; English keeps its words
    content: str  # ``text`` without function, time and place words
    terms: tuple[QueryTerm, ...]
    years: frozenset[int] = field(default_factory=frozenset)  # named in figures: 2024, 24年, 二〇二四年
    time_tags: frozenset[str] = field(default_factory=frozenset)  # last_year, this_year, done, planned …
    places: tuple[str, ...] = ()  # names of places other than the reporting ones
    english: bool = False
    traditional: bool = False

    @property
    def subject(self) -> tuple[QueryTerm, ...]:
        """The words that name what is asked."""
        return tuple(term for term in self.terms if not term.generic)

    @property
    def known_subject(self) -> tuple[QueryTerm, ...]:
        """Those of them that the reports know."""
        return tuple(term for term in self.terms if term.known and not term.generic)

    def in_words_of(self, sentence: str) -> str:
        """Return the question with things called as a sentence calls them: 社零 is its 社会消费品零售总额."""
        text = self.text
        for term in (term for term in self.terms if term.text not in sentence):
            name = next((name for name in term.alternatives if name in sentence), "")
            if name.startswith(_BOTH_SIDES):  # 农村人 are the one side of 城乡居民
                name = next((one for one in term.alternatives[1:] if not one.startswith(_BOTH_SIDES)), "")
            if name:
                text = text.replace(term.text, name)
        return text


_NAMES_NOTHING = re.compile(
    "|".join((*NAMING_YEARS, _HERE.pattern, _WHICH_SEVERAL.pattern, _ROUNDING.pattern, _SCALE.pattern))
)


@cache
def _to_simplified() -> Callable[[str], str]:
    from opencc import OpenCC

    return OpenCC("t2s").convert


def parse_query(
    question: str,
    lexicon: Lexicon,
    own_places: Iterable[str] = (),
    is_known: Callable[[str], bool] = lambda _: True,
    correct: Callable[[str], str] = lambda text: text,
    is_glued: Callable[[str, str], bool] = lambda _before, _piece: False,
) -> SearchQuery:
    """Prepare a question.

    Args:
        question: as the user typed it.
        lexicon: see ``load_lexicon``.
        own_places: names and short names of the places whose reports are loaded.
        is_known: whether a character bigram or a word of letters stands anywhere in the reports.
        correct: mends typing slips of a text in standard words.
        is_glued: whether the reports have a piece only behind one other character than the given one.
    """
    cleaned = join_levels(fold(strip_invisible(question)))
    simplified = _to_simplified()(cleaned) if _CHINESE.search(cleaned) else cleaned
    english = _is_english(simplified)
    text = _numbered_lines(simplified) if english else correct(in_standard_words(simplified, lexicon))
    counted = _counted(text)
    timed = without_own_affairs(text)
    years = frozenset(years_named(timed, _counted(timed)))
    quantities = [
        (q.start - len(_bound_before(text[: q.start])), q.end) for q in counted if q.unit or q.text[-1] in "万亿"
    ]
    tags = frozenset(tag for cue, tag in lexicon.time_words.items() if _contains(timed, cue, english))
    if is_long_ago(text):
        tags |= {"far"}
    rest = _NAMES_NOTHING.sub(" ", _blank_spans(text, quantities))
    rest = without_own_places(_VERB_DONE.sub(" ", rest), own_places, is_known, lexicon)
    places = tuple(places_in(rest, lexicon))
    rest = rest if english else _times(lexicon).sub(" ", rest)
    terms = tuple(
        english_terms(rest, lexicon, is_known) if english else chinese_terms(rest, lexicon, is_known, is_glued)
    )
    quoted = _QUOTED.search(text) if not terms else None
    terms = (QueryTerm(quoted[1], (quoted[1],)),) if quoted else terms  # “5个100%”是什么 asks of no five things
    content = " ".join(term.text for term in terms)
    return SearchQuery(question, text, content, terms, years, tags, places, english, traditional=simplified != cleaned)


def _counted(text: str) -> list[Quantity]:
    return [q for q in find_quantities(text) if q.unit not in _TIME_UNITS]


def _numbered_lines(text: str) -> str:
    """Return an English text with the lines and phases that it numbers as reports call them: 8号线, 一期."""
    text = _LINE.sub(lambda match: f" {match[1]}号线 ", text)
    return _PHASE.sub(lambda match: f" {_ORDINALS[match[1]]}期 ", text)


_LINE = re.compile(r"\b(?:(?:metro|subway|rail|rail transit) )?line (?:no\.? ?)?(\d{1,2})\b")
_ORDINALS = dict(zip(("1", "2", "3", "4", "one", "two", "three", "four"), "一二三四一二三四", strict=True))
_PHASE = re.compile(rf"\bphase ({'|'.join(_ORDINALS)})\b")
_QUOTED = re.compile("“([^”]{2,14})”")
_TIME_UNITS = frozenset({"年", "月", "日", "号"})
_WEAK_TAGS = frozenset({"done", "planned"})


def _is_english(text: str) -> bool:
    letters = len(re.findall(r"[a-z]", text))
    return letters > _ENGLISH_SHARE * max(1, letters + 2 * len(_CHINESE.findall(text)))


@cache
def _times(lexicon: Lexicon) -> re.Pattern[str]:
    return longest_first(cue for cue, tag in lexicon.time_words.items() if tag not in _WEAK_TAGS)


def _contains(text: str, cue: str, english: bool) -> bool:
    if not cue.isascii():
        return cue in text
    return english and re.search(rf"\b{re.escape(cue)}\b", text) is not None


def _bound_before(text: str) -> str:
    """Return the words that make the number behind them a bound: 突破 of 突破2000亿, which name nothing."""
    found = _BOUND.search(text)
    return found.group() if found else ""


def _blank_spans(text: str, spans: list[tuple[int, int]]) -> str:
    for start, end in spans:
        text = text[:start] + " " * (end - start) + text[end:]
    return text
