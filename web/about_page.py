"""关于: what this is, what it is made from, and whom to turn to."""

from __future__ import annotations

from html import escape

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse

from chatbot import Chatbot
from web.access import caller_of
from web.site import page
from web.ui import text


def about_router(chatbot: Chatbot, human_channel: str, filing_number: str = "") -> APIRouter:
    """Return the route of the page about this service; ``filing_number`` is what the operator was given, or empty."""
    router = APIRouter(include_in_schema=False)

    @router.get("/about", response_class=HTMLResponse)
    def about(request: Request) -> HTMLResponse:
        titles = [chatbot.heads[name].title for name in caller_of(request).open_reports(chatbot.reports)]
        use = chatbot.model_use
        model = text.ABOUT_MODEL.format(name=use.model.name) if use else text.ABOUT_NO_MODEL
        told = {"channel": human_channel, "reports": "、".join(f"《{title}》" for title in titles), "model": model}
        parts = "".join(f"<h2>{name}</h2><p>{escape(words.format(**told))}</p>" for name, words in text.ABOUT)
        filing = f'<p class="soft">{escape(filing_number)}</p>' if filing_number else ""
        return page(
            text.ROOM_ABOUT, "/about", f'<main class="wide" id="main"><h1>{text.ABOUT_TITLE}</h1>{parts}{filing}</main>'
        )

    return router
