"""The first page as people meet it: Gradio's own, with a box to type in before its scripts have come.

On a slow line Gradio's scripts take many seconds. What is typed or sent until then is kept for the page.
"""

from __future__ import annotations

import re
from html import escape
from pathlib import Path

from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from web.site import ROOMS, SCRIPT
from web.ui import text

_UI = Path(__file__).parent / "ui"
_SHELL = (_UI / "shell.html").read_text(encoding="utf-8")
# In the page itself, not among what Gradio's scripts add: they are there from the first paint on.
_HEAD = (
    f"<style>{(_UI / 'large.css').read_text(encoding='utf-8')}</style>"
    f"<script>{SCRIPT}{(_UI / 'page.js').read_text(encoding='utf-8')}</script>"
)
# Gradio's: cards for other sites, its manifest, and a script for pages that frame it.
_FOREIGN = re.compile(
    r'<meta\s+(?:property="og:|name="twitter:)[^>]*>|<link rel="manifest"[^>]*>'
    r"|<script>(?:(?!</script>).)*iframeResizer\.contentWindow(?:(?!</script>).)*</script>",
    re.DOTALL,
)
_STYLES = re.compile(r'<link rel="stylesheet"[^>]*>')
_BODY = re.compile(r"<body[^>]*>")


def front_page(html: str, human_channel: str) -> str:
    """Return Gradio's page in Chinese, without what names its makers, behind a box that works at once."""
    ours = (
        f'<meta name="description" content="{text.SUBTITLE}"><meta property="og:title" content="{text.TITLE}">'
        f'<meta property="og:description" content="{text.SUBTITLE}">'
    )
    told = _FOREIGN.sub("", html.replace('lang="en"', 'lang="zh-CN"', 1)).replace("<head>", f"<head>{ours}{_HEAD}", 1)
    # Behind the box: it holds up no paint there.
    styles = "".join(match.group() for match in _STYLES.finditer(told))
    return _BODY.sub(lambda match: match.group() + _shell(human_channel) + styles, _STYLES.sub("", told), count=1)


def _shell(human_channel: str) -> str:
    values = {
        "title": text.TITLE,
        "subtitle": text.SUBTITLE,
        "rooms_label": text.ROOMS,
        "rooms": "".join(f'<a href="{address}">{name}</a>' for address, name in ROOMS if address != "/"),
        "question_label": text.QUESTION_LABEL,
        "placeholder": text.QUESTION_PLACEHOLDER,
        "send": text.SEND,
        "waiting": text.SHELL_WAITING,
        "notice": escape(text.NOTICE.format(channel=human_channel)),
        "no_script": text.NO_SCRIPT,
    }
    filled = _SHELL
    for name, value in values.items():
        filled = filled.replace(f"{{{name}}}", value)
    return filled


class Front:
    """ASGI application that serves the page's first response through ``front_page``."""

    def __init__(self, app: ASGIApp, human_channel: str) -> None:
        self._app = app
        self._human_channel = human_channel

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Hand a request on; the page itself is changed on its way back."""
        if scope["type"] != "http" or scope["path"] != "/":
            await self._app(scope, receive, send)
            return
        start: Message = {}
        body = b""

        async def change(message: Message) -> None:
            nonlocal start, body
            if message["type"] == "http.response.start":
                start = message
                return
            body += message.get("body", b"")
            if message.get("more_body", False):
                return
            if start["status"] == 200:
                body = front_page(body.decode(), self._human_channel).encode()
            headers = MutableHeaders(scope=start)
            headers["content-length"] = str(len(body))
            await send(start)
            await send({"type": "http.response.body", "body": body if scope["method"] != "HEAD" else b""})

        await self._app(scope, receive, change)
