"""The conversation of one tab: what its handlers do, and the turns that they share.

A tab may send a question while a language model still words the answer to the last one; each keeps to its own turn.
"""

from __future__ import annotations

import asyncio
import secrets
from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass, field, replace
from typing import Any

from chatbot import Answer, InvalidQuestionError
from web.access import PAGE
from web.errors import ApiError
from web.service import AskService
from web.ui import text
from web.ui.chooser import Chooser
from web.ui.render import render_conversation, render_notice, render_turn

SUGGESTION_BUTTONS = 4
RESTORED = "<i hidden data-restored></i>"  # tells the page's script that Gradio hears what is asked
TURNS_KEPT = 8  # in the browser: what fits one request


@dataclass(slots=True)
class Talk:
    """The turns of a tab as HTML, and the conversation that the chatbot remembers them under."""

    turns: dict[int, str] = field(default_factory=dict)  # in the order in which they were asked
    conversation_id: str = ""
    asked: int = 0
    owner: str = field(default_factory=lambda: secrets.token_urlsafe(16))  # whose conversation it is: this tab's

    def begin(self) -> int:
        """Return the number of a new turn."""
        self.asked += 1
        return self.asked

    def html(self, notice: str = "") -> str:
        """Return the whole conversation."""
        return render_conversation(self.shown, notice)

    @property
    def shown(self) -> list[str]:
        """The turns that have an answer, in the order of the questions."""
        return [self.turns[number] for number in sorted(self.turns)]

    @property
    def kept(self) -> list[Any]:
        """What the browser keeps of it."""
        return [self.shown[-TURNS_KEPT:], self.conversation_id, self.owner]

    def restart(self) -> None:
        """Forget all turns."""
        self.turns.clear()
        self.conversation_id = ""


def answerer(service: AskService, gr: Any) -> Callable[..., AsyncIterator[list[Any]]]:  # noqa: ANN401 - imported late
    """Return the handler of a question; its outputs are the log, the box, what the browser keeps, and the chips."""
    chips_as_they_are = [gr.skip() for _ in range(SUGGESTION_BUTTONS)]

    async def answer(question: str, talk: Talk, place: str | None, year: str | None) -> AsyncIterator[list[Any]]:
        heard: asyncio.Queue[Answer | str] = asyncio.Queue()
        number = talk.begin()
        ask = service.ask(
            question or "",
            replace(PAGE, end_user=talk.owner),
            conversation_id=talk.conversation_id or None,
            report_ids=Chooser(service.chatbot.heads).reports(place or "", year or ""),
            listen=heard.put_nowait,
        )
        asking = asyncio.create_task(ask)
        emptied: Any = ""
        proven: Answer | None = None
        wording = ""
        try:
            async for said in service.hear(asking, heard):
                if isinstance(said, Answer):  # proven; the language model's words are on their way
                    proven, talk.conversation_id = said, said.conversation_id
                else:
                    wording += said
                if proven is not None:
                    talk.turns[number] = render_turn(question, proven, service.chatbot.heads, wording=wording)
                    yield [talk.html(), emptied, talk.kept, *chips_as_they_are]
                    emptied = gr.skip()  # the next question may be in the box by the time the words are there
            given = (await asking).answer
        except (InvalidQuestionError, ApiError) as error:
            told = error.errmsg if isinstance(error, ApiError) else text.BAD_QUESTION
            yield [talk.html(render_notice(told)), gr.skip(), gr.skip(), *chips_as_they_are]
            return
        finally:
            asking.cancel()
        answer_id = secrets.token_hex(12)
        service.issued.add(answer_id)
        talk.turns[number] = render_turn(question, given, service.chatbot.heads, answer_id)
        talk.conversation_id = given.conversation_id
        yield [talk.html(), emptied, talk.kept, *chips(given.suggestions, gr)]

    return answer


def restarter(starters: tuple[str, ...], gr: Any) -> Callable[[Talk], list[Any]]:  # noqa: ANN401
    """Return the handler that clears the tab; outputs as those of a question."""

    def restart(talk: Talk) -> list[Any]:
        # The chatbot's memory of it ends within the hour: until then the page can undo this.
        talk.restart()
        return [talk.html(), "", talk.kept, *chips(starters, gr)]

    return restart


def restore(kept: list[Any], talk: Talk) -> str:
    """Show again what this browser kept; what is not of our making shows nothing."""
    turns, conversation_id, owner = kept if isinstance(kept, list) and len(kept) == 3 else ([], "", "")
    for turn in turns[-TURNS_KEPT:] if isinstance(turns, list) else []:
        if isinstance(turn, str):
            talk.turns[talk.begin()] = turn
    talk.conversation_id = str(conversation_id)
    talk.owner = str(owner) or talk.owner
    return talk.html(RESTORED)


def chips(questions: tuple[str, ...], gr: Any) -> list[Any]:  # noqa: ANN401
    """Return the buttons for some questions; those left over are hidden."""
    return [
        gr.update(value=questions[n] if n < len(questions) else "", visible=n < len(questions))
        for n in range(SUGGESTION_BUTTONS)
    ]
