"""The chatbot: understand, retrieve, compose, cite, verify."""

from __future__ import annotations

import asyncio
import gc
import time
from collections.abc import Callable, Generator, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from copy import copy
from dataclasses import replace
from functools import partial
from pathlib import Path
from threading import Thread

from chatbot.answer import ANSWERED_STATUSES, Answer, Label, Mode
from chatbot.asked_places import telling
from chatbot.conversation import ConversationMemory, Turn
from chatbot.courtesy import without_courtesies
from chatbot.draft import Draft, number_citations, one_a_figure
from chatbot.errors import InvalidQuestionError, NoModelError, UnknownReportError
from chatbot.messages import DEFAULT_HUMAN_CHANNEL, messages_for
from chatbot.model_use import ModelUse
from chatbot.not_loaded import elsewhere, of_other_year, which_place
from chatbot.one_report import Clock, OneReport, Reply
from chatbot.personal import mask_personal_data
from chatbot.refine import ProvenAnswer, Refined, Refinement
from chatbot.settled import settled
from chatbot.several import Cell, cells_of, joined, of_its_year
from chatbot.shared_conversations import Conversations, SharedConversations, SharedStore
from chatbot.suggest import is_learned, learn, starters, suggestions
from chatbot.table import table_of
from chatbot.understand import Understanding, language_of
from chatbot.verify import quotes_are_exact
from index import SearchIndex, SearchMode, SearchResult, load_encoder, load_index
from index.embedding import Encoder
from index.engine import VectorEngine
from index.reranker import CrossEncoderReranker
from ingest.document import Document, ReportHead
from ingest.normalise import strip_invisible

MAX_QUESTION_LENGTH = 500
_learning = ThreadPoolExecutor(1, thread_name_prefix="suggest")  # questions of reports asked about for the first time


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
        reply = self._answer(question, heads, turns, clock)
        self._remember(conversation_id, owner, reply, turns)
        answer = self._finish(reply.draft, reply.asked, conversation_id, clock)
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
        answer = self._finish(refined.draft, reply.asked, conversation_id, Clock())
        label: Label = "AI生成" if refined.is_worded else "原文摘录"
        return replace(
            answer,
            text=text or answer.text,
            label=label,
            generated_by=name if refined.by_model else "extract",
            timings_ms=before.answer.timings_ms | refined.timings_ms,
        )

    def _answer(self, question: str, heads: Sequence[ReportHead], turns: tuple[Turn, ...], clock: Clock) -> Reply:
        """Answer from the reports that a question is about, each by itself."""
        if len(heads) == 1:
            return self._only(heads[0], clock).answer(question, turns)
        before = sorted({report_id for report_id, _ in turns[-1].cited}) if turns else []
        query, levels = self.index.parse_names(question), self.index.lexicon.places
        within = [place for place in query.places if levels.get(place, "county") in {"city", "county"}]
        inside = self.index.speaking_of(within) if within else ()
        cells = cells_of(heads, question, query, before, inside)
        if query.places and (cells is None or (not cells.named and len(within) < len(query.places))):
            return elsewhere(self._only(heads[0], clock).answer(question), heads, query.places)
        if cells is None:
            tied = telling(heads, query)
            latest = max(tied, key=lambda head: head.year)
            reply = self._only(latest, clock).answer(question)
            return which_place(reply, question, tied, len(heads), MAX_QUESTION_LENGTH)
        asked = [self._of_cell(cell, turns, clock) for cell in cells.cells]
        cells = replace(cells, cells=tuple(cell for cell, _ in asked))
        first = asked[0][1]
        if not first.is_on_report:
            return first
        if within and not cells.named and first.draft.status == "out_of_scope":
            return elsewhere(first, heads, query.places)  # a report that speaks of 大连 tells nothing of its year
        messages = messages_for(first.asked.language)
        if len(asked) == 1 and not cells.missing and not cells.cells[0].year:
            return of_other_year(first, cells, heads) if cells.untold else first
        return replace(first, draft=joined(cells, [reply.draft for _, reply in asked], messages))

    def _of_cell(self, cell: Cell, turns: tuple[Turn, ...], clock: Clock) -> tuple[Cell, Reply]:
        """Answer a cell from its report, or from the other one where that does not say it."""
        reply = self._only(cell.report, clock).answer(cell.question, turns)
        if cell.otherwise is None or not reply.is_on_report or _says_it(cell, reply):
            return cell, reply
        other = self._only(cell.otherwise, clock).answer(cell.question, turns)
        if not _says_it(cell, other):
            return cell, reply
        return replace(cell, report=cell.otherwise), other

    def _only(self, head: ReportHead, clock: Clock) -> OneReport:
        part = self.index.only(head.report_id)
        if not is_learned(part):
            _learning.submit(learn, part, OneReport(part).ask)
        return OneReport(part, self.human_channel, clock)

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

    def _finish(self, draft: Draft, asked: Understanding, conversation_id: str, clock: Clock) -> Answer:
        messages = messages_for(asked.language)
        draft = settled(draft, messages)
        text, citations = number_citations(draft, messages.join, messages.end)
        clock.lap("cite")
        if not quotes_are_exact(citations, self.index.documents):
            raise AssertionError("a quote differs from the report at its offsets")
        clock.lap("verify")
        return Answer(
            text=text,
            status=draft.status,
            citations=citations,
            suggestions=draft.suggestions or suggestions(self.index, asked, citations),
            conversation_id=conversation_id,
            index_version=self.index.version,
            timings_ms=clock.laps,
            table=table_of(draft.rows, citations),
        )

    def _remember(
        self, conversation_id: str, owner: str, reply: Reply, turns: tuple[Turn, ...], *, again: bool = False
    ) -> None:
        if not (reply.is_on_report and reply.asked.query.terms):
            self._memory.touch(conversation_id, owner)
            return
        draft = reply.draft
        figures = tuple(each for statement in draft.statements for each in one_a_figure(statement))
        cited = frozenset((d.report_id, s.index) for statement in draft.statements for d, s in statement.sources)
        if draft.status not in ANSWERED_STATUSES and turns:
            cited = turns[-1].cited  # what comes next goes on from the last answer, not from what was near
        self._memory.remember(conversation_id, owner, Turn(reply.asked.query, figures, cited), again=again)


def _says_it(cell: Cell, reply: Reply) -> bool:
    return of_its_year(cell, reply.draft).status in ANSWERED_STATUSES
