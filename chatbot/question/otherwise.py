"""Questions put otherwise, in the words in which a report may tell it: 原油产量多少, 生产了多少原油."""

from __future__ import annotations

import re

_OUTPUT = re.compile(
    r"^(?P<when>(?:[去今前上]年|20\d\d年|全年|的)*)(?P<thing>[\u4e00-\u9fff]{2,8}?)(?:的?年)?产量"
    r"(?P<then>(?:[去今前上]年|20\d\d年)?)(?:[是为有达到]*(?:多少|几)[\u4e00-\u9fff]{0,2})?[？?。 ]*$"
)


def as_made(question: str) -> tuple[str, re.Pattern[str]] | None:
    """Return a question for an output as one for what was made, and how a sentence that tells that names it.

    ``None`` where no output is asked. 生产原油238万吨 tells what 原油产量 is, 原油储量 does not.
    """
    asked = _OUTPUT.match(question)
    if asked is None:
        return None
    thing = asked["thing"]
    made = re.compile(rf"产(?:出|了)?(?:[^，。；]{{0,24}}、)?{re.escape(thing)}[^，。；]{{0,4}}?\d")
    return f"{asked['when']}{asked['then']}生产了多少{thing}", made
