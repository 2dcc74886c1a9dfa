"""Abbreviations: words that stand for several things and say none of them: “十减”, 11258工程, 四早, 新十条."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property

from ingest.document import Sentence

_ONES = "一二两三四五六七八九十百"
_ONES_IN_TURN = "〇一二三四五六七八九"
_ASKS_EXPLANATION = re.compile(
    r"指的是|代表|分别(?:是|指|为)|[各具]?体?指|具体(?:内容|是|写|包括)|内容|条款|写[了的]|[说讲]的是|是(?:什么|啥|哪)|(?:什么|啥)[是叫](?!不)|意思"
    rf"|[都各]?[是有写管]的?些?(?:什么|啥|哪)|包括(?:什么|哪)|什么[?？]?$|哪[{_ONES}\d几]+"
    r"|stand for|\bmean|consist|what (?:is|are|exactly)"
)
_WHAT_IS = re.compile(
    r"[”\"]?(?:这个?(?:词|说法|提法))?(?:到底|究竟|具体)?指?的?(?:是|叫)?"
    r"(?:(?:用来)?(?:干|做)?(?:什么|啥)(?:意思|东西)?(?:用)?的?)[？?。 ]*"
)
_ASKS_BEFORE = re.compile('(?:(?:什么|啥)[是叫]|何为|何谓)[“"]?$')
_WHICH_ONE = re.compile("哪一?[部首本出款]|哪一?[个家所]?(?:[村镇乡县区市]|街道|社区|企业|公司|学校|医院|单位|地方)")
_LEAD = 6  # characters before the word
_QUOTED = re.compile(r"“([^”]{2,14})”")
# “十减”, 11258工程, 四早, 新十条: words that stand for several things and say none of them.
_ABBREVIATIONS = (
    re.compile(rf"“([^”]*[\d{_ONES}a-z][^”]*)”"),
    re.compile(
        r"“([^”]{2,})”(?:这个?(?:词|说法|提法))?(?:到底|究竟)?指?的?(?:是|叫)?(?:什么|啥)(?:意思|东西)?[？?。 ]*$"
    ),
    re.compile(
        r"(?<![\d.%年月])([a-z]*\d{2,6}|[a-z]{3,})(?=工程|计划|战略|行动|机制|产业|模式|体系|总体|工作|策略|布局|里|中)"
    ),
    # 出台措施18条，都写了什么
    re.compile(
        r"(?<![\d.])(\d{1,3}条)(?:新?政|措施|政策|举措|意见|规定)?(?=[都里]|具体|分别|内容|[写讲说]了?[些什啥])"
    ),
    # 什么是C9高校, T3B是什么
    re.compile(
        r"(?:什么(?:是|叫)|何为)“?([\u4e00-\u9fff]{0,6}[a-z\d][\u4e00-\u9fffa-z\d+-]{1,10}?)”?(?:意思)?[？?。 ]*$"
    ),
    re.compile(
        r"^“?([a-z\d][\u4e00-\u9fffa-z\d+-]{1,10}?)”?(?:到底|究竟)?(?:是|指的?)个?(?:什么|啥)(?:意思|东西)?[？?。 ]*$"
    ),
    re.compile(rf"(?<![第近约])([新{_ONES}][{_ONES}]{{0,2}}(?:[早化比看减条变清断员严禁]|个一|大基地|大片区))"),
)
_LONGEST_ABBREVIATION = 14
_EXPLAINS_AFTER = re.compile(
    r"[”\"]?[\u4e00-\u9fff（(\d)）\[\]“”]{0,14}?(?:[：:]|，?即|——|是指|指的是|分别为|包括)|[”\"]?[\u4e00-\u9fff]{0,4}[（(][^）)\d]{4,}"
)
# 一县一景重点打造哪几个景区: what is wanted is another noun's, and may be listed after the word.
_COUNTED = re.compile(rf"哪(?:些|[{_ONES}\d几]+)[个家所座条项位片处大]?([\u4e00-\u9fff]{{2,4}})[？?。 ]*$")
# “太行数岛”等10大数字产业园 tells of what kind a thing is; a shorthand with a number is still none.
_ONE_OF = re.compile(rf"[”\"]?等[\d{_ONES}]+[大个家项条座种类]?[\u4e00-\u9fff]{{2,}}")
# “鲁惠通”政策兑现平台 says what it is for; “接诉即办”平台 does not.
# “时光益站”互助养老新模式 does too, “即到即入”工作模式 does not.
_FOR_WHAT = re.compile(
    r"[”\"](?:[\u4e00-\u9fff]{2,8}(?:平台|系统|热线|小程序|客户端|机器人|专线|专窗)"
    r"|(?!(?:工作|管理|运行|运营|服务|治理|改革|创新|发展|联动)*新?(?:模式|机制))[\u4e00-\u9fff]{2,8}(?:模式|机制))"
)
# 首个由民营企业研发的肉鸡品种“东禽1号” says of what kind it is.
_OF_WHAT_KIND = re.compile(
    r"(?:的|首[个款批座项家])[\u4e00-\u9fff]{0,6}"
    r"(?:品种|产品|品牌|平台|系统|[药器船]|车型|卫星|飞机|机器人|小程序|赛事|装备)[“\"]?$"
)
_HAS_NUMBER = re.compile(rf"[\d{_ONES}]")
_LISTS_BEFORE = re.compile(r"(?:[^，。；、]{2,}、)+[^，。；、]{2,}(?:等)?的?[“\"]?$")


@dataclass(frozen=True)
class AskedAbbreviations:
    """What a question wants explained."""

    text: str  # of the question, in standard words

    @property
    def _asks_explanation(self) -> bool:
        """Whether what something stands for is asked; “一村一品”示范村是哪个村 wants a village named."""
        return _ASKS_EXPLANATION.search(self.text) is not None and not _WHICH_ONE.search(self.text)

    @cached_property
    def abbreviations(self) -> frozenset[str]:
        """The abbreviations of the question that it wants explained."""
        if not self._asks_explanation:
            return frozenset()
        found = {match[1] for pattern in _ABBREVIATIONS for match in pattern.finditer(self.text)}
        return frozenset(word for word in found if len(word) <= _LONGEST_ABBREVIATION)

    def are_unexplained_in(self, sentence: Sentence) -> bool:
        """Say whether a sentence uses an abbreviation without saying what it stands for."""
        text = sentence.text.lower()
        found = [word for word in self.abbreviations if word in text] or self._quoted_there(text)
        if any(word in heading for word in found for heading in sentence.heading_path):
            return False
        if sentence.role == "other" and any(0 <= text.find(word) <= _LEAD for word in found):
            return False  # an item of the appendix: “9”即“九个攻坚”，在…上奋力攻坚
        return bool(found) and not any(_is_explained(word, text) or self._is_listed(word, text) for word in found)

    def _is_listed(self, word: str, text: str) -> bool:
        """Say whether after an abbreviation things of the noun that is wanted are listed: A、B、C3个龙头景区."""
        counted = _COUNTED.search(self.text)
        listed = rf"、[^，。；、]{{2,}}{counted[1]}" if counted else r"(?!)"
        return re.search(listed, text[text.find(word) :]) is not None

    def _quoted_there(self, text: str) -> list[str]:
        """Return what a sentence quotes as a shorthand and the question wants explained: “四主六副”."""
        asked = [word for word in _QUOTED.findall(text) if _asks_what_is(word, self.text)]
        if not self._asks_explanation:
            return asked
        quoted = (match[1] for match in _ABBREVIATIONS[0].finditer(text))
        said = self.text.replace("、", "")  # 两优惠三补贴, which the report writes “两优惠、三补贴”
        there = (word for word in quoted if len(word) <= _LONGEST_ABBREVIATION)
        return asked + [word for word in there if word.replace("、", "") in said]


def _asks_what_is(word: str, question: str) -> bool:
    """Say whether a question asks for nothing but what a word means: 共富工坊是干什么的."""
    at = question.find(word)
    is_last = re.fullmatch('[”"]?[？?。 ]*', question[at + len(word) :]) is not None
    if is_last and _ASKS_BEFORE.search(question[:at]):
        return True  # 什么是即到即入
    return 0 <= at <= _LEAD and _WHAT_IS.fullmatch(question, at + len(word)) is not None


def _is_explained(word: str, text: str) -> bool:
    """Say whether what an abbreviation stands for is said beside it: A、B等“两化”; “两化”：…; “两化”（A、B）."""
    places = list(re.finditer(re.escape(word), text))
    after = any(_EXPLAINS_AFTER.match(text[place.end() :]) for place in places)
    beside = (pattern.match(text[place.end() :]) for place in places for pattern in (_ONE_OF, _FOR_WHAT))
    after |= not _HAS_NUMBER.search(word) and any(beside)
    after |= any(_tells_each_number(word, text[place.end() :]) for place in places)
    before = (pattern.search(text[: place.start()]) for place in places for pattern in (_LISTS_BEFORE, _OF_WHAT_KIND))
    return after or any(before)


def _tells_each_number(word: str, text: str) -> bool:
    """Say whether what each number of a shorthand stands for is told in turn: “361”机制，三成…、六成…、一成…."""
    digits = [(digit, _ONES_IN_TURN[int(digit)]) for digit in word] if re.fullmatch("[1-9]{2,5}", word) else []
    told = "[^。]*?".join(
        f"(?<![\\d{_ONES}])[{digit}{numeral}](?=[\u4e00-\u9fff])(?![{_ONES}])" for digit, numeral in digits
    )
    return bool(digits) and re.search(told, text) is not None
