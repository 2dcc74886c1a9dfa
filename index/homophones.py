"""Typing slips of people who type by sound: 改格 for 改革, mended towards words that stand in the reports."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from functools import cache

from index.common import common_bigrams
from ingest.conjuncts import is_measure

_FUNCTION = frozenset(
    "一两上下前后里外谁啥哪吗呢么怎几多少了不没的要会能该找问有是在我你他她它这那座"
)  # 谁管 is no slip for 水管
# Words by themselves, which nobody types for a letter of another word: 企业想去 is no slip for 企业项(目).
_STANDS_ALONE = frozenset(
    "想说去来给把被让用跟又还也再很太肯敢帮占比按由从花涨降修办干管抓搞弄到为成个共之与整理址省赚挣卖买吃喝拿砍拆赔贷借欠"
)
_RUN = re.compile(r"[\u4e00-\u9fff]{2,}")


@cache
def _sound(text: str) -> str:
    from pypinyin import lazy_pinyin

    return " ".join(lazy_pinyin(text))


def spelled(text: str) -> str:
    """Return a name as English texts spell it: 浙江 is zhejiang."""
    sound = _sound(text).replace(" ", "")
    # The one province that is not spelled as it sounds, to tell it from 山西.
    return sound.replace("shanxi", "shaanxi") if "陕西" in text else sound


class Homophones:
    """Known two-character words by their sound."""

    def __init__(self, bigrams: Iterable[tuple[str, float]]) -> None:
        """``bigrams`` with their inverse document frequency; of equal sounds the more frequent one wins."""
        self._bigrams = tuple(bigrams)
        self._by_sound: dict[str, str] | None = None

    def correct(
        self, text: str, is_known: Callable[[str], bool], keep: re.Pattern[str], stands: Callable[[str], bool]
    ) -> str:
        """Replace pairs that stand nowhere by pairs of the same sound that do.

        Args:
            text: a question in standard words.
            is_known: whether a pair of characters stands in the reports.
            keep: words of the lexicons, which are no slips.
            stands: whether any text stands in the reports.
        """
        kept = {position for match in keep.finditer(text) for position in range(match.start(), match.end())}
        characters = list(text)
        for run in _RUN.finditer(text):
            for start in range(run.start(), run.end() - 1):
                pair = "".join(characters[start : start + 2])
                if is_known(pair) or pair in common_bigrams() or _FUNCTION & set(pair):
                    continue
                if start in kept or start + 1 in kept:
                    continue
                found = self._lookup().get(_sound(pair), "")
                # One wrong character is a slip, two are another word.
                if not found or (found[0] == pair[0]) == (found[1] == pair[1]):
                    continue
                # A character that makes a word with its other neighbour is none.
                other = start - 1 if found[0] != pair[0] else start + 1
                if run.start() <= other < run.end() - 1 and is_known("".join(characters[other : other + 2])):
                    continue
                if characters[start if found[0] != pair[0] else start + 1] in _STANDS_ALONE:
                    continue
                if self._begins_a_measure(characters, start, found):
                    continue
                if not self._fits(characters, start, found, run, keep, stands):
                    continue
                characters[start : start + 2] = found
        return "".join(characters)

    @staticmethod
    def _fits(
        characters: list[str],
        start: int,
        found: str,
        run: re.Match[str],
        words: re.Pattern[str],
        stands: Callable[[str], bool],
    ) -> bool:
        """Say whether a pair stands in the reports beside one of its neighbours too, or begins and is a word.

        页岩汽 is a slip for 页岩气, which the report has; 下大雨 is none for 大育, which it has in 重大育种攻关.
        """
        if _FUNCTION & set(found):
            return False
        before = characters[start - 1] if start > run.start() else ""
        after = characters[start + 2] if start + 2 < run.end() else ""
        beside = [before + found] * (before not in _FUNCTION) + [found + after] * (after not in _FUNCTION)
        if any(len(longer) > len(found) and stands(longer) for longer in beside):
            return True
        return not before and words.fullmatch(found) is not None

    @staticmethod
    def _begins_a_measure(characters: list[str], start: int, found: str) -> bool:
        """Say whether the character that stays makes a measure with the next one: 鱼产 of 大黄鱼产量 is no word."""
        return found[1] == characters[start + 1] and is_measure("".join(characters[start + 1 : start + 3]))

    def _lookup(self) -> dict[str, str]:
        if self._by_sound is None:
            rarest_first = sorted(self._bigrams, key=lambda item: (-item[1], item[0]))
            pairs = [bigram for bigram, _ in rarest_first if len(bigram) == 2 and "\u4e00" <= bigram[0] <= "\u9fff"]
            self._by_sound = {_sound(bigram): bigram for bigram in pairs}
        return self._by_sound
