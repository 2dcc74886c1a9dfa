"""The chat page, mounted at / of the API's application; the only user of Gradio."""

from __future__ import annotations

import asyncio
import os
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

from fastapi import FastAPI

from chatbot import Answer, Chatbot, InvalidQuestionError
from chatbot.messages import DEFAULT_HUMAN_CHANNEL
from web.access import PAGE
from web.errors import ApiError
from web.schemas import link_to
from web.service import AskService
from web.site import SCRIPT, rooms
from web.ui import text
from web.ui.known_calls import KnownCalls
from web.ui.render import reader_frame, render_conversation, render_turn

_HERE = Path(__file__).parent
SUGGESTION_BUTTONS = 4
TURNS_KEPT = 8  # in the browser: what fits one request


def mount_page(app: FastAPI, service: AskService, *, human_channel: str = "") -> FastAPI:
    """Mount the page; Gradio is imported here because it takes seconds."""
    os.environ.setdefault("GRADIO_ANALYTICS_ENABLED", "False")
    import gradio as gr

    page = build_page(service, human_channel or DEFAULT_HUMAN_CHANNEL)
    head = (
        '<meta name="viewport" content="width=device-width,initial-scale=1">'
        # Gradio rewrites selectors of its css that reach its own container; a style in the head stays as it is.
        "<style>@media(max-width:40rem){.main.fillable.app{padding:.25rem 0 1.5rem!important}}</style>"
        f"<script>{SCRIPT}{(_HERE / 'page.js').read_text(encoding='utf-8')}</script>"
    )
    app.add_middleware(KnownCalls, functions=frozenset(page.fns))
    mounted: FastAPI = gr.mount_gradio_app(
        app,
        page,
        path="/",
        theme=_theme(gr),
        css=(_HERE / "style.css").read_text(encoding="utf-8"),
        head=head,
        footer_links=[],
        ssr_mode=False,
        show_error=False,
    )
    return mounted


def _theme(gr: Any) -> Any:  # noqa: ANN401 - gradio is imported late
    fonts = ["PingFang SC", "Microsoft YaHei", "Noto Sans CJK SC", "Source Han Sans SC", "sans-serif"]
    return gr.themes.Base(
        primary_hue=gr.themes.colors.red, neutral_hue=gr.themes.colors.stone, font=fonts, font_mono=["monospace"]
    )


def build_page(service: AskService, human_channel: str) -> Any:  # noqa: ANN401 - a gradio.Blocks
    """Return the page's blocks."""
    import gradio as gr

    chatbot = service.chatbot
    starters = chatbot.starters()
    with gr.Blocks(title=text.TITLE, analytics_enabled=False, fill_width=True) as page:
        turns = gr.State([])
        conversation = gr.State("")
        # A reload finds the last turns again in this browser, and nowhere else.
        kept = gr.BrowserState([[], ""], storage_key="bgt-conversation")
        gr.HTML(f'<header class="mast"><h1>{text.TITLE}</h1><p>{text.SUBTITLE}</p>{rooms("/")}</header>')
        with gr.Row(elem_classes="room"):
            with gr.Column(scale=6, min_width=320, elem_classes="chat"):
                log = gr.HTML(render_conversation([]))
                with gr.Row(elem_classes="chips"):
                    chips = [
                        gr.Button(starters[n] if n < len(starters) else "", size="sm", visible=n < len(starters))
                        for n in range(SUGGESTION_BUTTONS)
                    ]
                with gr.Column(elem_classes="askbox"):
                    question = gr.Textbox(
                        label=text.QUESTION_LABEL,
                        placeholder=text.QUESTION_PLACEHOLDER,
                        lines=1,
                        max_length=500,
                        autofocus=True,
                        elem_id="question",
                    )
                    with gr.Row():
                        send = gr.Button(text.SEND, variant="primary", elem_id="send")
                        clear = gr.Button(text.NEW, elem_id="clear")
                gr.HTML(f'<p class="notice">{text.NOTICE.format(channel=human_channel)}</p>')
            with gr.Column(scale=5, min_width=320, elem_classes="reading"):
                gr.HTML(reader_frame(_first_page(chatbot)))
        outputs = [log, question, turns, conversation, kept, *chips]
        answer = _answerer(service, gr)
        for trigger in (send.click, question.submit):
            trigger(answer, [question, turns, conversation], outputs, api_visibility="private", show_progress="hidden")
        for chip in chips:
            chip.click(answer, [chip, turns, conversation], outputs, api_visibility="private", show_progress="hidden")
        clear.click(_restart(chatbot, starters, gr), [conversation], outputs, api_visibility="private")
        page.load(_restore, [kept], [log, turns, conversation], api_visibility="private", show_progress="hidden")
    return page


def _first_page(chatbot: Chatbot) -> str:
    report_id = next(iter(chatbot.reports))
    return link_to(report_id, 0, 0).split("?")[0]


def _answerer(service: AskService, gr: Any) -> Any:  # noqa: ANN401 - a gradio event handler
    async def answer(question: str, turns: list[str], conversation_id: str) -> AsyncIterator[list[Any]]:
        as_it_is = [gr.skip() for _ in range(5 + SUGGESTION_BUTTONS)]
        heard: asyncio.Queue[Answer | str] = asyncio.Queue()
        ask = service.ask(question or "", PAGE, conversation_id=conversation_id or None, listen=heard.put_nowait)
        asking = asyncio.create_task(ask)
        try:
            async for said in service.hear(asking, heard):
                if isinstance(said, Answer):  # proven; the language model's words are on their way
                    yield [render_conversation([*turns, render_turn(question, said)]), "", *as_it_is[2:]]
            given = (await asking).answer
        except (InvalidQuestionError, ApiError) as error:
            gr.Warning(error.errmsg if isinstance(error, ApiError) else text.BAD_QUESTION, title=text.WARNING_TITLE)
            yield as_it_is
            return
        finally:
            asking.cancel()
        turns = [*turns, render_turn(question, given)]
        kept = [turns[-TURNS_KEPT:], given.conversation_id]
        yield [render_conversation(turns), "", turns, given.conversation_id, kept, *_chips(given.suggestions, gr)]

    return answer


def _restart(chatbot: Chatbot, starters: tuple[str, ...], gr: Any) -> Any:  # noqa: ANN401
    def restart(conversation_id: str) -> list[Any]:
        if conversation_id:
            chatbot.forget(conversation_id)
        return [render_conversation([]), "", [], "", [[], ""], *_chips(starters, gr)]

    return restart


def _restore(kept: list[Any]) -> list[Any]:
    """Show again what this browser kept; what is not of our making shows nothing."""
    turns, conversation_id = kept if isinstance(kept, list) and len(kept) == 2 else ([], "")
    turns = [turn for turn in turns if isinstance(turn, str)][-TURNS_KEPT:] if isinstance(turns, list) else []
    return [render_conversation(turns), turns, str(conversation_id)]


def _chips(questions: tuple[str, ...], gr: Any) -> list[Any]:  # noqa: ANN401
    return [
        gr.update(value=questions[n] if n < len(questions) else "", visible=n < len(questions))
        for n in range(SUGGESTION_BUTTONS)
    ]
