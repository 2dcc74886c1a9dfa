"""What stands beside a question and is none: instructions to the answerer, pasted “reports”, markup, database code.

The question is answered from the report and the rest is ignored; it is never echoed. Nothing here decides what is
refused: a text of which no question is left goes on as it is.
"""

from __future__ import annotations

import re

from chatbot.question.understand import matches_topic
from index.lexicon import Lexicon

_MARKUP = re.compile(
    r"<\s*(script|style)\b.*?<\s*/\s*\1\s*>|</?[a-z!][^<>]*>|\{\{.*?\}\}|\{%.*?%\}|\$\{.*?\}"
    r"|[;'\"`]*\s*;?\s*(?:drop|delete|insert|update|alter|truncate)\s+(?:table|from|into|database)\b[^;\u4e00-\u9fff]*(?:;[\s-]*)?"
    r"|['\"]\s*(?:or|and)\s+['\"]?1['\"]?\s*=\s*['\"]?1.*|\bunion\s+(?:all\s+)?select\b.*|https?://\S+|--\s*$",
    re.IGNORECASE | re.DOTALL,
)
_INSTRUCTION = re.compile(
    r"(?:请)?(?:忽略|无视|忘记|忘掉|忘了|不要遵守|别管|抛开)[^，。：:；;！!？?\n]{0,14}?(?:规则|规定|指令|指示|要求|设定|提示词?|限制|内容|对话)"
    r"|\b(?:ignore|disregard|forget)\b[^.,:;!?\n]{0,40}?\b(?:instructions?|rules?|prompts?|above|context)\b",
    re.IGNORECASE,
)
_PASTED = re.compile(
    r"(?:最新|更正|修订|补充|内部|新版)(?:的|后的?)?(?:报告|通知|公告|文件|数据|消息|口径)(?:里|中|显示|称|说|指出|表明|写|：|:|已)"
    r"|报告已(?:经)?(?:更正|修订|更新)"
)
_DEMAND = re.compile(
    r"请?(?:据此|以此|按此|照此|按(?:照)?(?:上述|以上|更正后的?|新的?)[^，。]{0,6}?)(?:为准)?(?:来)?(?:回答|作答|答)"
)
# A text that is handed over in quotation marks with an order what to take it for: 把这句话当作报告原文：“…”.
_HANDED = re.compile(r"(?P<how>[^，。；！？!?\n“”]{2,30}[：:]?\s*)[“\"「][^”\"」]{4,}[”\"」]")
_CUT = re.compile(r"(?<=[，,。；;：:！!？?\n])|(?<=】)")
_EDGES = "，,；;：:。！!'\"`【】[]()（） \n-"
_MIN_LENGTH = 4


def without_attack(question: str, lexicon: Lexicon) -> str:
    """Return a question without what tries to steer the answer; as it is where nothing of the kind, or nothing else."""
    bare = _INSTRUCTION.sub("，", _MARKUP.sub(" ", question))
    bare = _HANDED.sub(lambda handed: "" if _steers(handed["how"], lexicon) else handed[0], bare)
    kept = [piece for piece in _CUT.split(bare) if not _steers(piece, lexicon)]
    rest = _DEMAND.sub("", "".join(kept)).strip(_EDGES)
    return rest if len(rest) >= _MIN_LENGTH and rest != question.strip() else question


def _steers(piece: str, lexicon: Lexicon) -> bool:
    """Say whether a piece gives orders to the answerer or pretends to be the report."""
    pasted = _PASTED.search(piece)
    asks = re.search(r"多少|几|什么|哪|吗|how|what|which", piece)
    return matches_topic(piece.lower(), "attack", lexicon) or bool(pasted and not asks)
