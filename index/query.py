"""A question as search sees it: standard words, years, places and weighted terms."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from functools import cache, lru_cache

from index.counties import counties_in
from index.lexicon import Lexicon
from index.standard_words import in_standard_words, longest_first
from ingest.normalise import fold, strip_invisible
from ingest.numerals import Quantity, find_quantities

_BORN = "(?!出生|生[的人])"  # 俺闺女75年生的
_YEAR = re.compile(rf"(?<!\d)((?:19|20)\d\d)\s*(?:年{_BORN}|(?!\d|年))")
_OF_A_YEAR = re.compile(r"\d{4}\s*(?:个[人体]|万元(?=[gdp地生工单]))")  # 2025个人所得税, 2024万元GDP能耗
_SHORT_YEAR = re.compile(rf"(?<![\d.])(\d\d)年{_BORN}(?!来|级|内|以|前|后|期|左|多|间)")
_WORD_OR_CHINESE = re.compile(r"[a-z0-9][a-z0-9.'&+-]*|[\u3400-\u9fff]+")
_CHINESE = re.compile(r"[\u3400-\u9fff]")
# 区, 县 … with a word that makes them mean the reporting place itself.
_HERE = re.compile(r"(?:我们|咱们?|俺们|本|我|全)(?:省|市|区|县|州|旗|国|地|这里|这边|这儿)|[省市区县州](?:里面|里|上)")
# Characters that glue a spoken question together and make no word of a report's.
_LOOSE = re.compile(
    r"[的了得着过来去想要会能把被给让叫请再还又都也就才多好少几个一两新建修开搞做弄办加有是在到我你他她它这那哪些么啊吧呢嘛哈哟数和与及跟比]"
)
# 石化和硅产业: 石化 and what joins it stand together by chance in a report, as in 绿色化和智能化.
_JOINING = re.compile(r"(?<=..)(?<![总温缓饱调平共融中参普])[和与及跟]$|(?<=..)(?<![存所潜内外现自正旨])在$")
_BOUND = re.compile(r"(?:突破|超过?|达到?|高于|低于|不[到足]|(?<![不通经])过|站上|迈上|跨过)了?\s*$")
_AND = re.compile(
    r"^(?:和(?![谐平睦美解声])|与(?!会)|跟(?![踪随]))"
)  # 重点项目和市级: what joins it to the word before
# 新开了, 新整, 想建: spoken verbs whose characters meet by chance in other words of a report.
_SPOKEN_VERB = re.compile(
    r"[新再又多净](?:开|整|弄|搞|添|修|来|进|办|招|登记)(?=[了过的]|多少|几|$|\s)|[想要能会][建修办搞开](?=\s|$)|[干办搞建修]成"
)
# 光伏电站建了几个: the verb is no part of the name before it.
_VERB_DONE = re.compile(
    r"(?<=[\u4e00-\u9fff]{2})(?<![新改扩续创筹兴承举开修翻重搭组构启共援])[建修盖办栽种装设搞弄](?=[了过](?:多少|几|好多|哪))"
    r"|(?<=[\u4e00-\u9fff]{2})(?<![下上增提])[降升涨缩](?=[到至](?:多少|几|好多|了))"
)
_DIGITS = str.maketrans("○〇零一二三四五六七八九", "000123456789")
_YEARS_AGO = re.compile(r"(?:\d+|[一二两三四五六七八九十几多]+)年(?:前|以前|之前|后|以后|之后)")
_FIVE_YEARS = re.compile("(?:前|过去|上|这)五年|五年(?:以?来|间|里)")  # of a report at the end of a term
_LAST_YEARS = re.compile(r"近[两三四五六七八九十\d]+年来?|历年|这几年|逐年")  # as many reports as there are
# 哪四条 counts what is asked for; it is no word of the report's.
_WHICH_SEVERAL = re.compile(r"哪[两二三四五六七八九十]{1,2}(?:方面|[条个项类家种样件大处点])")
# 保留一位小数 says how the answer is to be written.
_ROUNDING = re.compile(r"(?:结果)?(?:请)?(?:保留|精确到|四舍五入)[^，。？]{0,8}(?:小数|整数|位)")
# 500强, 15号线, 3号楼, 二期 …: a number that is part of a name.
_NUMBERED_NAME = re.compile(
    r"\d{2,4}强|\d+号(?:线|楼|院|路|厂|桥|公路|隧道|地块|井|坝|机场)|(?<=[“\"])\d{2,6}(?=[”\"])|\d{2,6}(?=工程|行动|战略|计划|模式|举措|布局)"
)
# What a place's name makes a name of its own with.
_INSTITUTION = re.compile(
    r"[\u4e00-\u9fff]{0,3}?(?:学院|大学|中学|一中|医院|机场|银行|开发区|高新区|经开区|保税区|[东西南北]站|港区?(?!口))"
    r"|湖(?![泊区北南畔])"
)
_CHINESE_YEAR = re.compile(r"([一二][九零○〇][零○〇一二三四五六七八九]{2})年")
_TENTHS = re.compile(r"(?<=[一二三四五六七八九几两\d])成(?=都)")  # 九成都不到 is not 成都
_ENGLISH_SHARE = 0.5
_PAIR = 2  # characters: a longer piece, such as 化解率, is a word by itself whatever stands before it
_LAST_CENTURY = 50  # 75年生 is 1975


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


_NAMES_NOTHING = re.compile(
    "|".join(
        (
            *(_YEARS_AGO.pattern, _LAST_YEARS.pattern, _FIVE_YEARS.pattern, r"(?:19|20)\d\d年?", r"(?<!\d)\d\d年"),
            *(_CHINESE_YEAR.pattern, _HERE.pattern, _WHICH_SEVERAL.pattern, _ROUNDING.pattern),
        )
    )
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
    cleaned = fold(strip_invisible(question))
    simplified = _to_simplified()(cleaned) if _CHINESE.search(cleaned) else cleaned
    english = _is_english(simplified)
    text = _numbered_lines(simplified) if english else correct(in_standard_words(simplified, lexicon))
    counted = [q for q in find_quantities(text) if q.unit not in _TIME_UNITS]
    years = frozenset(_years(text, counted))
    quantities = [
        (q.start - len(_bound_before(text[: q.start])), q.end) for q in counted if q.unit or q.text[-1] in "万亿"
    ]
    tags = frozenset(tag for cue, tag in lexicon.time_words.items() if _contains(text, cue, english))
    if _YEARS_AGO.search(text):
        tags |= {"far"}
    rest = _NAMES_NOTHING.sub(" ", _blank_spans(text, quantities))
    rest = _without_own(_VERB_DONE.sub(" ", rest), own_places, is_known, lexicon)
    places = tuple(places_in(rest, lexicon))
    rest = rest if english else _times(lexicon).sub(" ", rest)
    terms = tuple(
        _english_terms(rest, lexicon, is_known) if english else _chinese_terms(rest, lexicon, is_known, is_glued)
    )
    content = " ".join(term.text for term in terms)
    return SearchQuery(question, text, content, terms, years, tags, places, english, traditional=simplified != cleaned)


def _numbered_lines(text: str) -> str:
    """Return an English text with the lines and phases that it numbers as reports call them: 8号线, 一期."""
    text = _LINE.sub(lambda match: f" {match[1]}号线 ", text)
    return _PHASE.sub(lambda match: f" {_ORDINALS[match[1]]}期 ", text)


_LINE = re.compile(r"\b(?:(?:metro|subway|rail|rail transit) )?line (?:no\.? ?)?(\d{1,2})\b")
_ORDINALS = dict(zip(("1", "2", "3", "4", "one", "two", "three", "four"), "一二三四一二三四", strict=True))
_PHASE = re.compile(rf"\bphase ({'|'.join(_ORDINALS)})\b")
_TIME_UNITS = frozenset({"年", "月", "日", "号"})
_WEAK_TAGS = frozenset({"done", "planned"})


def _is_english(text: str) -> bool:
    letters = len(re.findall(r"[a-z]", text))
    return letters > _ENGLISH_SHARE * max(1, letters + 2 * len(_CHINESE.findall(text)))


@cache
def _times(lexicon: Lexicon) -> re.Pattern[str]:
    return longest_first(cue for cue, tag in lexicon.time_words.items() if tag not in _WEAK_TAGS)


@cache
def _no_places(lexicon: Lexicon) -> re.Pattern[str]:
    return longest_first(lexicon.no_places)


@cache
def _places(lexicon: Lexicon) -> re.Pattern[str]:
    return longest_first(lexicon.places)


@cache
def _words(lexicon: Lexicon) -> re.Pattern[str]:
    """A synonym wins over the function words inside it, a function word over shorter ones."""
    known = (word for word in lexicon.synonyms if len(word) > 1)
    return longest_first({*known, *lexicon.function_words, *lexicon.generic_words})


def _contains(text: str, cue: str, english: bool) -> bool:
    if not cue.isascii():
        return cue in text
    return english and re.search(rf"\b{re.escape(cue)}\b", text) is not None


def _bound_before(text: str) -> str:
    """Return the words that make the number behind them a bound: 突破 of 突破2000亿, which name nothing."""
    found = _BOUND.search(text)
    return found.group() if found else ""


def _years(text: str, counted: Iterable[Quantity]) -> list[int]:
    """Return the years that a text names: 突破2000亿, 1950套 name none."""
    starts = {q.start for q in counted if not q.text.isdigit() and not _OF_A_YEAR.match(text, q.start)}
    years = [int(match[1]) for match in _YEAR.finditer(text) if match.start() not in starts]
    years += [(2000 if int(year) < _LAST_CENTURY else 1900) + int(year) for year in _SHORT_YEAR.findall(text)]
    return years + [int(year.translate(_DIGITS)) for year in _CHINESE_YEAR.findall(text)]


def _blank_spans(text: str, spans: list[tuple[int, int]]) -> str:
    for start, end in spans:
        text = text[:start] + " " * (end - start) + text[end:]
    return text


@cache
def _provinces(lexicon: Lexicon) -> str:
    names = sorted((name for name, level in lexicon.places.items() if level == "province"), key=len, reverse=True)
    return "|".join(map(re.escape, names)) or r"(?!)"


def _without_own(text: str, places: Iterable[str], is_known: Callable[[str], bool], lexicon: Lexicon) -> str:
    """Remove the names of the reporting places, but where they are part of an institution's: 攀枝花学院 is no 学院.

    With one goes the province that it is in: 四川省内江市.
    """
    own, within = _own(tuple(places), lexicon)
    text = within.sub(" ", text)

    def left(match: re.Match[str]) -> str:
        across = match.group()[-1:] + text[match.end() : match.end() + 1]
        return match.group() if _INSTITUTION.match(text, match.end()) and is_known(across) else " "

    return own.sub(left, text)


@lru_cache(maxsize=64)
def _own(places: tuple[str, ...], lexicon: Lexicon) -> tuple[re.Pattern[str], re.Pattern[str]]:
    """Return a pattern of the reporting places' names, and one of the province before such a name."""
    own = longest_first(places)
    return own, re.compile(rf"(?:{_provinces(lexicon)})省?(?=(?:{own.pattern}))")


_OF_A_WORD = re.compile("[a-z–—-]")  # russia in russian; the Fuzhou–Xiamen line is no place


def places_in(text: str, lexicon: Lexicon) -> list[str]:
    """Return the names of provinces, cities and counties in a text, in their order."""
    found: list[str] = []
    text = _no_places(lexicon).sub(" ", _TENTHS.sub(" ", text))
    for match in _places(lexicon).finditer(text):
        name = match.group()
        joined = text[: match.start()].endswith(("-", "–", "—")) or _OF_A_WORD.match(text, match.end())
        inside = name.isascii() and joined
        if name and name not in found and not inside:
            found.append(name)
    return found + [name for name in counties_in(text) if not any(name in other or other in name for other in found)]


def _english_terms(text: str, lexicon: Lexicon, is_known: Callable[[str], bool]) -> list[QueryTerm]:
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


def _chinese_terms(
    text: str, lexicon: Lexicon, is_known: Callable[[str], bool], is_glued: Callable[[str, str], bool]
) -> list[QueryTerm]:
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
            parts = [_JOINING.sub("", piece)] if known else _LOOSE.split(piece)
            terms += [QueryTerm(part, (part,), known) for part in parts if len(part) > 1]
            terms += [QueryTerm(part, lexicon.synonyms[part]) for part in parts if part in lexicon.synonyms]
            before = piece[-1]
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


# 目标和去年底的数, 去年的数和目标: the target beside last year's result is this year's; 去年的目标和完成情况 is not.
_TARGET_BESIDE = re.compile(
    r"(?:目标|计划|任务)[^，。？]{0,3}(?:[和与跟及、]|还有|以及)[^，。？]{0,3}(?:去年|上年)"
    r"|(?:去年|上年)[^，。？]{0,10}(?:[和与跟及、，]|还有|以及)的?(?:目标|计划|任务)"
)


# 新增几家，今年呢: the first asks for the other year.
_OTHER_YEAR_TOO = re.compile(
    r"^(?!.*(?:今年|去年|明年|20\d\d).*(?:今年|去年)).{2,}[，,？?](?:那么?)?(?:今年|去年)的?呢[？?]?$"
    # 改造了多少个，今年改多少
    r"|^(?!.*(?:去年|上年|前年|明年|20\d\d)|.*今年.*今年|今年)[^，,？?]{2,}(?:多少|几)[^，,？?]{0,4}[，,？?](?:那么?)?今年[^，,？?]{0,6}(?:多少|几|目标)"
)


# 还差几家到今年目标, 离1500家的目标还差多少: what there is, beside the target.
_SHORT_OF_TARGET = re.compile(
    r"差了?(?:多少|几)[^，。？]{0,6}?(?:[才就能]|达?到|完成|实现)[^，。？]{0,6}(?:目标|计划)"
    r"|[离距][^，。？\d千百万亿]{0,24}(?:目标|计划)[^。？]{0,6}差(?:了|得)?(?:多少|几|多远)"
)
_TWO_YEARS = re.compile(r"两年(?:加?起来|一共|总共|合计|累计|共)")
_SINCE_BEFORE_LAST = re.compile(
    r"(?<!占)[比较](?:前年|20\d\d年)[^，。？]{0,4}(?:增长|增加|减少|下降|提高|[多少高低快慢增减涨跌升降好强])了?(?:一?些|点)?"
    r"(?:多少|几|百分之|吗|没有|[？?]|$)"
)


def _compares_only(query: SearchQuery, year: int) -> bool:
    """Say whether a question names a year only as the one that is compared with."""
    others = query.time_tags & {"last_year", "this_year", "next_year"}
    return not others and query.years <= {year} and ("before_last" in query.time_tags or year in query.years)


def wanted_years(query: SearchQuery, report_year: int) -> frozenset[int]:
    """Resolve 去年 / 今年 and years in figures; 今年 is the year the report plans for, whenever it is asked."""
    if _SINCE_BEFORE_LAST.search(query.text) and _compares_only(query, report_year - 2):
        return frozenset({report_year - 1})  # 客流比2023年增长多少: how last year grew is asked
    relative = {"last_year": -1, "this_year": 0, "next_year": 1, "before_last": -2}
    years = query.years | {report_year + shift for tag, shift in relative.items() if tag in query.time_tags}
    if _TARGET_BESIDE.search(query.text):
        return years | {report_year}
    if not years and _TWO_YEARS.search(query.text):
        return frozenset({report_year - 1, report_year})
    if years <= {report_year} and _SHORT_OF_TARGET.search(query.text):
        return frozenset({report_year - 1, report_year})
    return years | {report_year - 1, report_year} if _OTHER_YEAR_TOO.search(query.text) else years
