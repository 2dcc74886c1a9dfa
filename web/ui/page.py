"""The chat page, mounted at / of the API's application; the only user of Gradio."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from fastapi import FastAPI

from chatbot import Chatbot
from chatbot.messages import DEFAULT_HUMAN_CHANNEL
from web.schemas import link_to
from web.service import AskService
from web.site import rooms
from web.ui import text
from web.ui.chooser import Chooser
from web.ui.known_calls import Allowed, KnownCalls, is_plain, is_words
from web.ui.render import bar, notice_line, reader_frame, render_conversation
from web.ui.talk import SUGGESTION_BUTTONS, Talk, answerer, restarter, restore

_HERE = Path(__file__).parent
_QUIETLY: dict[str, Any] = {"api_visibility": "private", "show_progress": "hidden"}
# What the browser keeps is only scrambled by this: it must be readable after a restart of the server.
_ONE = 2  # choices of one thing: all of them, and it
_KEPT_SECRET = "baogaotong"  # noqa: S105


def mount_page(app: FastAPI, service: AskService, *, human_channel: str = "") -> FastAPI:
    """Mount the page; Gradio is imported here because it takes seconds."""
    os.environ.setdefault("GRADIO_ANALYTICS_ENABLED", "False")
    import gradio as gr

    page = build_page(service, human_channel or DEFAULT_HUMAN_CHANNEL)
    app.add_middleware(
        KnownCalls, functions={number: [*map(_allowed, call.inputs)] for number, call in page.fns.items()}
    )
    mounted: FastAPI = gr.mount_gradio_app(
        app,
        page,
        path="/",
        theme=_theme(gr),
        css=(_HERE / "style.css").read_text(encoding="utf-8"),
        footer_links=[],
        ssr_mode=False,
        show_error=False,
    )
    return mounted


def _allowed(component: Any) -> Allowed:  # noqa: ANN401 - one of Gradio's
    """Return what the browser may send for an input: a choice, a text, or what it kept of the conversation."""
    choices = getattr(component, "choices", None)
    if choices:
        values = {None, *(value for _, value in choices)}
        return lambda value: is_words(value) and value in values
    return is_plain if type(component).__name__ == "BrowserState" else is_words


def _theme(gr: Any) -> Any:  # noqa: ANN401 - gradio is imported late
    fonts = ["PingFang SC", "Microsoft YaHei", "Noto Sans CJK SC", "Source Han Sans SC", "sans-serif"]
    return gr.themes.Base(
        primary_hue=gr.themes.colors.red, neutral_hue=gr.themes.colors.stone, font=fonts, font_mono=["monospace"]
    )


def build_page(service: AskService, human_channel: str) -> Any:  # noqa: ANN401 - a gradio.Blocks
    """Return the page's blocks."""
    import gradio as gr

    chatbot, chooser = service.chatbot, Chooser(service.chatbot.heads)
    starters = chatbot.starters()
    with gr.Blocks(title=text.TITLE, analytics_enabled=False, fill_width=True) as page:
        talk = gr.State(Talk())
        # A reload finds the last turns again in this browser, and nowhere else.
        kept = gr.BrowserState([[], "", ""], storage_key="bgt-conversation", secret=_KEPT_SECRET)
        gr.HTML(
            f'<a class="skip" href="#question">{text.TO_QUESTION}</a><header class="mast"><h1>{text.TITLE}</h1>'
            f"<p>{text.SUBTITLE}</p>{rooms('/')}</header>"
        )
        with gr.Row(elem_classes="room"):
            with gr.Column(scale=6, min_width=320, elem_classes="chat"):
                place, year = _choosers(chooser, gr)
                log = gr.HTML(render_conversation([]))
                with gr.Column(elem_classes="askbox"):
                    chip_buttons = _chip_row(starters, gr)
                    gr.HTML(bar())
                    with gr.Row(elem_classes="asking"):
                        question = gr.Textbox(
                            label=text.QUESTION_LABEL,
                            show_label=False,
                            placeholder=text.QUESTION_PLACEHOLDER,
                            lines=1,
                            max_lines=4,
                            max_length=500,
                            autofocus=True,
                            elem_id="question",
                            container=False,
                            scale=8,
                            min_width=160,
                        )
                        send = gr.Button(text.SEND, variant="primary", elem_id="send", scale=1, min_width=72)
                        clear = gr.Button(text.NEW, elem_id="clear", scale=1, min_width=72)
                gr.HTML(notice_line(human_channel))
            with gr.Column(scale=5, min_width=320, elem_classes="reading"):
                reader = gr.HTML(reader_frame(_address(chatbot, None)))
        outputs = [log, question, kept, *chip_buttons]
        asks: dict[str, Any] = {
            "fn": answerer(service, gr),
            "outputs": outputs,
            "trigger_mode": "multiple",  # a question sent while another is worked on is not lost
            "concurrency_limit": service.options.workers + service.options.waiting,
            "concurrency_id": "ask",
            **_QUIETLY,
        }
        for trigger in (send.click, question.submit):
            trigger(inputs=[question, talk, place, year], **asks)
        for chip in chip_buttons:
            chip.click(inputs=[chip, talk, place, year], **asks)

        def read(of: str | None, in_year: str | None) -> str:
            return reader_frame(_address(chatbot, chooser.reports(of or "", in_year or "")))

        def choose(of: str | None) -> list[Any]:
            return [gr.update(choices=chooser.years(of or ""), value=None), read(of, None)]

        place.input(choose, [place], [year, reader], **_QUIETLY)
        year.input(read, [place, year], [reader], **_QUIETLY)
        clear.click(restarter(starters, gr), [talk], outputs, **_QUIETLY)
        page.load(restore, [kept, talk], [log], **_QUIETLY)
    return page


def _chip_row(starters: Sequence[str], gr: Any) -> list[Any]:  # noqa: ANN401
    with gr.Row(elem_classes="chips"):
        return [
            gr.Button(starters[n] if n < len(starters) else "", size="sm", visible=n < len(starters))
            for n in range(SUGGESTION_BUTTONS)
        ]


def _choosers(chooser: Chooser, gr: Any) -> tuple[Any, Any]:  # noqa: ANN401
    """Return the choice of a place and of a year, empty so that one may type into it; of one thing it is not shown."""
    places, years = chooser.places, chooser.years("")
    with gr.Row(elem_classes="choosing", visible=len(chooser.heads) > 1):
        place = gr.Dropdown(places, value=None, label=text.CHOOSE_PLACE, visible=len(places) > _ONE, elem_id="place")
        year = gr.Dropdown(years, value=None, label=text.CHOOSE_YEAR, visible=len(years) > _ONE, elem_id="year")
    return place, year


def _address(chatbot: Chatbot, chosen: Sequence[str] | None) -> str:
    """Return where a report is read: the first of those chosen, or of all."""
    report_id = chosen[0] if chosen else next(iter(chatbot.heads))
    return link_to(report_id, 0, 0).split("?")[0]
