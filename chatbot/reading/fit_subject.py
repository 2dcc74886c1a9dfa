"""Fit of the subject: does a sentence speak of what is asked, by all its words, names, classes and sides?"""

from __future__ import annotations

import re
from collections.abc import Sequence

from chatbot.matching.answerability import contradicts, lacks_attribute
from chatbot.matching.candidate import Clause, best_of
from chatbot.matching.clauses import window_of
from chatbot.matching.evidence import BEFORE, IN_HEADING, before
from chatbot.question.coverage import AskedTerms
from chatbot.question.understand import Understanding
from index.asked import asks_figure
from index.corpus import Corpus
from index.lexicon import Lexicon
from index.query_terms import QueryTerm
from index.tokenizer import bigrams
from ingest.document import Document, Sentence
from ingest.numerals import parse_number
from ingest.parts_of_year import PART_OF_YEAR

_NUMBERED = "第[一二三四五六七八九十]+(?:人民)?(?:医院|中学|小学|幼儿园)|[一二三四五六](?<!第.)期(?![间末初限待])"
# What must stand in the sentence letter by letter: quoted terms, classes and ordinals (“2110”, 4A, 第二产业, 首批).
_EXACT = re.compile(
    rf"“([^”]{{2,12}})”|《([^》]{{2,16}})》|(\d+[a-z]+\d*|[a-z]+\d+(?![.\d万亿%％]))|({_NUMBERED})|(第[一二三四五六七八九十](?!次|名|位)(?:(?![是有的在为叫了吗呢多几])[\u4e00-\u9fff]){{1,2}})"
    r"|([\d一二三四五六七八九十]+号线)|([特一二三]等奖)"
)
OF_BOTH_SIDES = re.compile("中小学|城乡|进出口|存贷款")
_BUILT = "新建修盖改扩办"
_LONG = 5  # characters of a name that another word may stand in
_MEASURED_BY = re.compile(r"(?:支出|收入|投资|贷款|存款)$")
_DOING = "完成|实现|达到|总|累计|预计|全年|可支配"
# S3线, G15, 5A, 10号线, 二等奖, 二期, 第六人民医院: another one has another.
_CODE = re.compile(rf"[a-z]{{1,3}}\d+[a-z]?|[1-5]a|[\d一二三四五六七八九十]+号线|[特一二三]等奖|{_NUMBERED}")
_NUMBERED_LINES = re.compile(r"(?:[\d一二三四五六七八九十]+(?:号线)?[、和及])*[\d一二三四五六七八九十]+号线")
_NUMBER = re.compile(r"\d+|[一二三四五六七八九十]+")
_OF_ITS_STATE = re.compile(r"[开完竣]工")
_ORDINAL = re.compile("第([一二三四五六七八九十])")
_MEASURED = re.compile(r"^(第[一二三四五六七八九十])[条个座家所栋]")


class AskedSubject:
    """The subject of one question, looked up once."""

    def __init__(
        self, corpus: Corpus, lexicon: Lexicon, understanding: Understanding, terms: AskedTerms, attributes: str
    ) -> None:
        self._lexicon = lexicon
        self._understanding = understanding
        self._terms = terms
        self._attributes = attributes  # the words in which an attribute of the subject may be asked for
        self.terms = understanding.query.subject
        self._weights = {term: corpus.term_weight(term) for term in understanding.query.terms}
        self._weight = sum(self._weights[term] for term in self.terms)
        tags = understanding.query.time_tags & {"planned", "done", "this_year", "last_year"}
        self._dated = bool(understanding.years or tags)
        self._exact = [next(filter(None, match.groups())) for match in _EXACT.finditer(understanding.query.text)]
        self.codes = [name for name in self._exact if _CODE.fullmatch(name)]

    @property
    def unknown(self) -> float:
        """The share of the subject's weight that no report knows."""
        return self._share_of([term for term in self.terms if not term.known])

    def features(self, document: Document, sentence: Sentence, clauses: tuple[Clause, ...]) -> dict[str, float]:
        """Return what a sentence has and lacks of the subject, by feature."""
        own = ((bigrams(sentence.text), 1.0),)
        context = (
            *own,
            (bigrams(" ".join(sentence.heading_path[1:])), IN_HEADING),
            (bigrams(before(document, sentence)), BEFORE),
        )
        here, around = self._terms.cover(own), self._terms.cover(context)
        window = "，".join(clause.text for clause in window_of(clauses))
        missing = self._terms.missing_share(around)
        in_window = self._terms.cover(((bigrams(window), 1.0),))
        text = self._understanding.query.text
        # 城里人收入 asks for 城镇: what a report calls a word that does not stand there tells which side is meant.
        absent = [term for term in self.terms if not any(name in window for name in term.alternatives)]
        also = OF_BOTH_SIDES.sub("", " ".join(name for term in absent for name in term.alternatives))
        named = f"{text} {also}"
        if self._understanding.kind == "yes_no":
            named = _OF_ITS_STATE.sub("", named)  # 今年完工吗 is answered by 今年开工
        return {
            "coverage": around.share,
            "window": in_window.share,
            "missing_own": self._terms.missing_share(here),
            "missing_window": self._terms.missing_share(in_window),
            "missing_known": self._weight_known(around.missing),
            "missing_known_here": self._weight_known(here.missing),
            "tail_missing": self._tail_missing(sentence.text),
            "no_word": float(missing >= 1),
            "official": float(any(term.text in self._lexicon.official for term in self.terms)),
            "no_word_undated": float(missing >= 1 and not self._dated),
            "glossary": float(sentence.role == "other" and bool(sentence.heading_path)),
            "contradicts": float(contradicts(named, window, self._lexicon)),
            "part_of_year": float(self._dated and self._is_part_of_year(sentence.text, clauses)),
            "lacks_attribute": float(lacks_attribute(self._attributes, sentence.text, self._lexicon)),
            "glued": self._glued(sentence.text),
            "inserted": float(asks_figure(text) and self._is_inserted(window)),
            "not_exact": float(any(self._is_missing(name, document, sentence) for name in self._exact)),
            "lacks_code": float(any(self._is_missing(name, document, sentence) for name in self.codes)),
        }

    def _is_part_of_year(self, text: str, clauses: tuple[Clause, ...]) -> bool:
        """Say whether the words that fit best tell of a quarter or of half a year, where a whole year is asked."""
        best = best_of(clauses)
        if best is None or PART_OF_YEAR.search(self._understanding.query.text):
            return False
        return PART_OF_YEAR.search(best.text) is not None and asks_figure(self._understanding.query.text)

    def _weight_known(self, terms: Sequence[QueryTerm]) -> float:
        """Return the share of the subject's weight that those terms have which the reports know."""
        return self._share_of([term for term in terms if not term.generic and term.known])

    def _share_of(self, terms: Sequence[QueryTerm]) -> float:
        return sum(self._weights[term] for term in terms) / self._weight if self._weight else 0.0

    def _tail_missing(self, text: str) -> float:
        """Return the weight of words whose beginning stands in a text but whose head, the last two letters, does not.

        一般公共预算支出 is not 一般公共预算收入; 总产值 is not 增加值.
        """
        there = bigrams(text)
        lost = [term for term in self.terms if len(term.text) > 2 and self._lacks_tail(term, there)]
        return self._share_of(lost)

    @staticmethod
    def _lacks_tail(term: QueryTerm, there: frozenset[str]) -> bool:
        begun = [name for name in term.alternatives if bigrams(name) & there]
        return bool(begun) and not any(name[-2:] in there for name in begun)

    def _glued(self, text: str) -> float:
        """Return the weight of subject words that stand only as the end of a longer word: 出口 in 进出口."""
        glued = [term for term in self.terms if self._only_glued(term, text)]
        return self._share_of(glued)

    def _is_inserted(self, text: str) -> bool:
        """Say whether a text only has a part of what is asked: 一般公共预算教育支出 where 一般公共预算支出 is."""
        wholes = [term for term in self.terms if len(term.text) >= _LONG and _MEASURED_BY.search(term.text)]
        return any(
            not any(name in text for name in term.alternatives)
            and re.search(rf"{term.text[:-2]}(?!{_DOING})[\u4e00-\u9fff]{{2,4}}{term.text[-2:]}", text)
            for term in wholes
        )

    def _only_glued(self, term: QueryTerm, text: str) -> bool:
        found = [name for name in term.alternatives if len(name) > 1 and name in text]
        if len(found) != 1:
            return False
        name = found[0]
        starts = [m.start() for m in re.finditer(re.escape(name), text)]
        longer = {text[at - 1 : at + len(name)] for at in starts if at and "\u4e00" <= text[at - 1] <= "\u9fff"}
        word = next(iter(longer), "")
        is_word = word in self._lexicon.synonyms and word[0] not in _BUILT  # 新建学校 is a school
        return len(longer) == 1 and len(starts) == 1 and is_word

    @staticmethod
    def _is_missing(name: str, document: Document, sentence: Sentence) -> bool:
        around = " ".join((sentence.text, sentence.period, *sentence.heading_path, before(document, sentence))).lower()
        if name.endswith("号线"):
            return not _lines_in(name) & _lines_in(around)
        name = name.lower()
        # 第四条跑道 is 第四跑道, 第五个集群 the 第5个集群.
        called = (name, _MEASURED.sub(r"\1", name), _ORDINAL.sub(lambda match: f"第{parse_number(match[1]):g}", name))
        return not any(each in around for each in called)


def _lines_in(text: str) -> frozenset[float | None]:
    """Return the numbers of the lines that a text names: 2、3号线, 十号线."""
    return frozenset(parse_number(n) for found in _NUMBERED_LINES.findall(text) for n in _NUMBER.findall(found))
