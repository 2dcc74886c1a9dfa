"""The chatbot: understand, retrieve, compose, cite, verify."""

from __future__ import annotations

import asyncio
import gc
import time
from collections.abc import Callable, Generator, Iterator, Mapping, Sequence
from copy import copy
from dataclasses import replace
from functools import partial
from pathlib import Path
from threading import Thread

from chatbot.answer import Answer, Label, Mode
from chatbot.answering.finish import finished, turn_of
from chatbot.answering.one_report import OneReport, Reply
from chatbot.answering.routing import Routing
from chatbot.answering.suggest import learn, starters
from chatbot.clock import Clock
from chatbot.errors import InvalidQuestionError, NoModelError, UnknownReportError
from chatbot.messages import DEFAULT_HUMAN_CHANNEL, messages_for
from chatbot.model.model_use import ModelUse
from chatbot.model.refine import ProvenAnswer, Refined, Refinement
from chatbot.question.conversation import ConversationMemory, Turn
from chatbot.question.courtesy import without_courtesies
from chatbot.question.personal import mask_personal_data
from chatbot.question.shared_conversations import Conversations, SharedConversations, SharedStore
from chatbot.question.understand import language_of
from index import SearchIndex, SearchMode, SearchResult, load_encoder, load_index
from index.embedding import Encoder
from index.engine import VectorEngine
from index.reranker import CrossEncoderReranker
from ingest.document import Document, ReportHead
from ingest.normalise import strip_invisible

MAX_QUESTION_LENGTH = 500


class Chatbot:
    """Answers questions from one index; safe to share between threads."""

    def __init__(
        self, index: SearchIndex, human_channel: str = DEFAULT_HUMAN_CHANNEL, llm: ModelUse | None = None
    ) -> None:
        self.index = index
        self.model_use = llm
        self.human_channel = human_channel
        self.ready = False
        self._load: Callable[[Path], SearchIndex] = partial(load_index, load_encoder=load_encoder)
        self._memory: Conversations = ConversationMemory()
        self.shares_conversations = False

    @classmethod
    def open(
        cls,
        index_dir: Path | str,
        *,
        human_channel: str = DEFAULT_HUMAN_CHANNEL,
        encoder_loader: Callable[[str], Encoder] = load_encoder,
        reranker: str = "",
        llm: ModelUse | None = None,
        engine: VectorEngine | None = None,
        store: SharedStore | None = None,
    ) -> Chatbot:
        """Open a built index.

        Args:
            index_dir: where ``python app.py build`` put it.
            human_channel: where people are sent when the report has no answer.
            encoder_loader: loads the encoder that the index names.
            reranker: a cross-encoder that reads the best sentences again.
            llm: a language model and what it may do; none by default.
            engine: where the vectors are (``index.open_engine``); in the index folder by default.
            store: where servers share their conversations; in this process by default.

        Raises:
            StaleIndexError: the index is missing, damaged or was built by other code.
            VectorStoreError: the engine is away, or lacks vectors of the index.
        """
        load_reranker = partial(CrossEncoderReranker, reranker) if reranker else None
        load = partial(load_index, load_encoder=encoder_loader, load_reranker=load_reranker, engine=engine)
        chatbot = cls(load(Path(index_dir)), human_channel, llm)
        chatbot._load = load
        if store:
            chatbot._memory = SharedConversations(store, lambda: chatbot.reports)
            chatbot.shares_conversations = True
        return chatbot

    @property
    def reports(self) -> Mapping[str, Document]:
        """The loaded reports by id; each is read when it is taken."""
        return self.index.documents

    @property
    def heads(self) -> Mapping[str, ReportHead]:
        """What is known of the loaded reports without reading them, by id."""
        return self.index.heads

    @property
    def index_version(self) -> str:
        """The generation of the index that answers."""
        return self.index.version

    def reload(self, index_dir: Path | str) -> None:
        """Take over the published generation; questions at work go on with the one they began with.

        Raises:
            StaleIndexError: as ``open`` does; the old generation goes on answering.
        """
        index = self._load(Path(index_dir))
        self._warm(index)
        self.index = index
        gc.collect()  # the old index is a cycle of fifty megabytes; a collection of its own comes seldom

    def warm_up(self, *, waits: bool = False) -> None:
        """Load what the first answer needs; a local model beside it, unless it is waited for."""
        self._warm(self.index)
        self.ready = True
        if self.model_use is not None:  # answers do not wait for it
            loading = Thread(target=self.model_use.load, name="load-model", daemon=True)
            loading.start()
            if waits:
                loading.join()

    @staticmethod
    def _warm(index: SearchIndex) -> None:
        index.warm_up()
        part = index.only(index.latest)
        part.warm_up()
        learn(part, OneReport(part).ask)

    def ask(
        self,
        question: str,
        *,
        conversation_id: str | None = None,
        report_ids: Sequence[str] | None = None,
        mode: Mode = "auto",
        owner: str = "",
    ) -> Answer:
        """Answer a question.

        Args:
            question: 1 to 500 characters.
            conversation_id: of an earlier answer, to go on from it.
            report_ids: the reports to answer from; all of them by default.
            mode: ``extract`` never asks a language model, ``generate`` needs one, ``auto`` follows how it is set up.
            owner: whose conversation it is.

        Raises:
            InvalidQuestionError: the question is empty or longer than 500 characters.
            UnknownReportError: a report id is not in the index.
            NoModelError: ``mode`` is ``generate`` and no language model is configured.
        """
        *_, answer = self.stream(
            question, conversation_id=conversation_id, report_ids=report_ids, mode=mode, owner=owner
        )
        assert isinstance(answer, Answer)  # noqa: S101 - a stream ends with an answer
        return answer

    def stream(
        self,
        question: str,
        *,
        conversation_id: str | None = None,
        report_ids: Sequence[str] | None = None,
        mode: Mode = "auto",
        owner: str = "",
    ) -> Iterator[Answer | str]:
        """Yield the proven answer at once; with a language model also its words as they come, then the final answer.

        The words, joined, are the final answer's text. Raises as ``ask`` does, before the first answer.
        """
        before = self.prove(question, conversation_id=conversation_id, report_ids=report_ids, mode=mode, owner=owner)
        yield before.answer
        if before.refines:
            yield from self.refine(before)

    def uses_model(self, mode: Mode) -> bool:
        """Say whether a language model works on the answers of a mode."""
        use = self.model_use
        return use is not None and (mode == "generate" or (mode == "auto" and (use.read or use.wording)))

    def prove(
        self,
        question: str,
        *,
        conversation_id: str | None = None,
        report_ids: Sequence[str] | None = None,
        mode: Mode = "auto",
        owner: str = "",
    ) -> ProvenAnswer:
        """Return the answer without any language model, and what one needs to go on; raises as ``ask`` does."""
        # One index answers a question from beginning to end, even if another one takes over meanwhile.
        return copy(self)._prove(question, conversation_id, report_ids, mode, owner)

    def _prove(
        self, question: str, conversation_id: str | None, report_ids: Sequence[str] | None, mode: Mode, owner: str
    ) -> ProvenAnswer:
        self.check(question, report_ids, mode)
        question = mask_personal_data(question)  # before anything can keep it or send it to a model
        question = without_courtesies(question)
        clock = Clock()
        conversation_id, turns = self._memory.open(conversation_id, owner)
        heads = [self.index.heads[report_id] for report_id in (report_ids or self.index.heads)]
        reply = Routing(self.index, self.human_channel, clock).answer(question, heads, turns, MAX_QUESTION_LENGTH)
        self._remember(conversation_id, owner, reply, turns)
        answer = finished(reply, self.index, conversation_id, clock)
        refines = self.uses_model(mode) and reply.is_on_report
        return ProvenAnswer(answer, reply, turns, owner, mode, refines, self.index)

    def refine(
        self, before: ProvenAnswer, may_say: Callable[[str], bool] = lambda _: True
    ) -> Generator[Answer | str, None, None]:
        """Yield the words of the language model as they come, then the answer they make; never raises for the model.

        Args:
            before: the proven answer.
            may_say: the last word on each sentence that the model wrote.
        """
        assert self.model_use is not None  # noqa: S101 - an answer that refines has one
        use = replace(self.model_use, wording=self.model_use.wording or before.mode == "generate")
        text = ""
        for event in Refinement(use, before, may_say).run(time.monotonic() + use.timeout_s):
            if isinstance(event, str):
                text += event
                yield event
            else:
                yield self._refined(before, event, text, use.model.name)

    def _refined(self, before: ProvenAnswer, refined: Refined, text: str, name: str) -> Answer:
        reply = replace(before.reply, draft=refined.draft)
        conversation_id = before.answer.conversation_id
        self._remember(conversation_id, before.owner, reply, before.turns, again=True)
        answer = finished(reply, self.index, conversation_id, Clock())
        label: Label = "AI生成" if refined.is_worded else "原文摘录"
        return replace(
            answer,
            text=text or answer.text,
            label=label,
            generated_by=name if refined.by_model else "extract",
            timings_ms=before.answer.timings_ms | refined.timings_ms,
        )

    def check(self, question: str, report_ids: Sequence[str] | None = None, mode: Mode = "auto") -> None:
        """Raise what ``ask`` raises on a question that cannot be asked, without asking it."""
        if not 1 <= len(strip_invisible(question)) <= MAX_QUESTION_LENGTH:
            raise InvalidQuestionError(f"问题应为1至{MAX_QUESTION_LENGTH}个字")
        self._check_reports(report_ids)
        if mode == "generate" and self.model_use is None:
            raise NoModelError("没有配置语言模型，请使用 auto 或 extract")

    async def aask(
        self,
        question: str,
        *,
        conversation_id: str | None = None,
        report_ids: Sequence[str] | None = None,
        mode: Mode = "auto",
        owner: str = "",
    ) -> Answer:
        """Answer a question without holding up the event loop; raises as ``ask`` does."""
        ask = partial(self.ask, question, conversation_id=conversation_id, report_ids=report_ids)
        return await asyncio.to_thread(ask, mode=mode, owner=owner)

    def turns(self, conversation_id: str, owner: str = "") -> tuple[Turn, ...] | None:
        """Return what a conversation's next question may refer to; ``None`` for an unknown conversation."""
        known, turns = self._memory.open(conversation_id, owner)
        return turns if known == conversation_id else None

    def begin(self, turns: tuple[Turn, ...], owner: str = "") -> str:
        """Begin a conversation that goes on from given turns; return its id."""
        return self._memory.begin(turns, owner)

    def refuse(self, question: str, conversation_id: str | None = None, owner: str = "") -> Answer:
        """Return the answer to a question that may not be asked; nothing of it is remembered."""
        title = self.heads[self.index.latest].title
        text = messages_for(language_of(self.index.parse_names(question))).refused.format(title=title)
        conversation_id, _ = self._memory.open(conversation_id, owner)
        self._memory.touch(conversation_id, owner)
        return Answer(text, "refused", conversation_id=conversation_id, index_version=self.index.version)

    def search(
        self,
        query: str,
        *,
        top_k: int = 10,
        mode: SearchMode = "hybrid",
        report_ids: Sequence[str] | None = None,
    ) -> list[SearchResult]:
        """Return the best sentences for a query, best first."""
        self._check_reports(report_ids)
        return self.index.search(query, top_k=top_k, mode=mode, report_ids=report_ids)

    def forget(self, conversation_id: str, owner: str = "") -> bool:
        """Forget a conversation; say whether there was one."""
        return self._memory.forget(conversation_id, owner)

    def starters(self) -> tuple[str, ...]:
        """Return questions to begin with, which the reports can answer."""
        return starters(self.index.only(self.index.latest))

    def _check_reports(self, report_ids: Sequence[str] | None) -> None:
        for report_id in report_ids or ():
            if report_id not in self.index.heads:
                raise UnknownReportError(report_id)

    def _remember(
        self, conversation_id: str, owner: str, reply: Reply, turns: tuple[Turn, ...], *, again: bool = False
    ) -> None:
        turn = turn_of(reply, turns)
        if turn is None:
            self._memory.touch(conversation_id, owner)
        else:
            self._memory.remember(conversation_id, owner, turn, again=again)
