"""Off topic: something is asked about a matter, and a sentence speaks of none of it: 足球方面做了什么, 宠物有补贴吗."""

from __future__ import annotations

import re

from chatbot.matching.candidate import Candidate
from chatbot.passages.topics import name_left, speaks_of, topic_of
from chatbot.question.understand import Understanding
from index.tokenizer import bigrams

_NAMED = 0.6  # share of a word's bigrams that a sentence has which speaks of it
# What may be asked of any matter, in words that other matters are told with too.
_OF_ANY = re.compile(
    r"的?(?:支持|扶持|优惠|补助|补贴|鼓励)?政策(?:[是有]?(?:什么|啥|哪些))?$|的?问题怎么(?:解决|办|处理|治理)|是?怎么(?:规定|安排|考虑)的"
    r"|有(?:没有)?(?:补贴|补助|奖励)(?:吗|没有?)?$|^(?:报告)?(?:里|中)?怎么(?:说|看待|评价)的?|(?:要|该)?怎么(?:发展|推进|推动|促进|加快|壮大|做强|扶持|支持|培育)|为什么要?(?:发展|搞|推进)|花了?多少钱$|什么时候(?:开始|结束|启动)$"
)


def is_off_topic(candidate: Candidate, asked: Understanding) -> bool:
    """Say whether a question is about one matter as a whole and a sentence, under its headings, has no word of it."""
    text = asked.query.text
    topic = topic_of(text) or _asked_of(text)
    around = " ".join((candidate.sentence.text, *candidate.sentence.heading_path[1:])).lower()
    if not topic or speaks_of(topic, around):
        return False
    there = bigrams(around)
    terms = [term for term in asked.query.terms if term.text in topic or topic in term.text]
    names = [bigrams(name) for term in terms for name in term.alternatives]
    return not any(len(name & there) >= _NAMED * len(name) for name in names if name)


def _asked_of(text: str) -> str:
    """Return of what matter something is asked that may be asked of any; "" for any other question."""
    return name_left(_OF_ANY.sub("", text).removesuffix("发展")) if _OF_ANY.search(text) else ""
