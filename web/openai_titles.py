"""Titles for chat clients: after the first answer they ask the model to name the conversation; that is no question."""

from __future__ import annotations

import json
import re

# As Open WebUI, LibreChat, NextChat and Chatbox word it.
_ASKS_A_TITLE = re.compile(
    r"(?:generate|create|write|provide|suggest|come up with).{0,60}\btitle\b|\btitle\b.{0,40}(?:conversation|chat)"
    r"|(?:生成|起|取|拟|总结).{0,30}(?:标题|主题)|(?:四到五|十|10)个?字.{0,20}(?:简要|主题|标题)",
    re.IGNORECASE | re.DOTALL,
)
_HISTORY = re.compile(r"^\s*(?:USER|User|user|用户|Human)\s*[:：]\s*(.+)$", re.MULTILINE)
_LONGEST = 20


def title_for(questions: list[str]) -> str | None:
    """Return the title that the last message asks for; ``None`` where it is an ordinary question.

    Args:
        questions: what the user said, the last one last.
    """
    last = questions[-1]
    told = _HISTORY.findall(last)
    if not _ASKS_A_TITLE.search(last) or not (told or len(questions) > 1):
        return None
    first = (told or questions)[0].strip().rstrip("？?。")
    title = first if len(first) <= _LONGEST else f"{first[: _LONGEST - 1]}…"
    return json.dumps({"title": title}, ensure_ascii=False) if '"title"' in last else title
