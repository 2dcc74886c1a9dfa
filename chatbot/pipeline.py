"""The chatbot: understand, retrieve, compose, cite, verify."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from chatbot.answer import Answer, Mode
from chatbot.compose import Composer
from chatbot.conversation import ConversationMemory, Turn, rewrite
from chatbot.draft import Draft, Statement, number_citations
from chatbot.errors import InvalidQuestionError, NoModelError, UnknownReportError
from chatbot.messages import DEFAULT_HUMAN_CHANNEL, messages_for
from chatbot.scope import Scope, out_of_scope
from chatbot.suggest import starters, suggestions
from chatbot.understand import Understanding, understand
from chatbot.verify import quotes_are_exact, unsupported_figures
from index import SearchIndex, SearchMode, SearchResult, load_encoder, load_index
from index.embedding import Encoder
from index.query import SearchQuery
from index.ranking import RankedSentences, wanted_years
from ingest.document import Document
from ingest.normalise import strip_invisible

MAX_QUESTION_LENGTH = 500


class Chatbot:
    """Answers questions from one index; safe to share between threads."""

    def __init__(self, index: SearchIndex, human_channel: str = DEFAULT_HUMAN_CHANNEL) -> None:
        self.index = index
        self.human_channel = human_channel
        self.ready = False
        self._memory = ConversationMemory()

    @classmethod
    def open(
        cls,
        index_dir: Path | str,
        *,
        human_channel: str = DEFAULT_HUMAN_CHANNEL,
        encoder_loader: Callable[[str], Encoder] = load_encoder,
    ) -> Chatbot:
        """Open a built index.

        Raises:
            StaleIndexError: the index is missing, damaged or was built by other code.
        """
        return cls(load_index(Path(index_dir), encoder_loader), human_channel)

    @property
    def reports(self) -> Mapping[str, Document]:
        """The loaded reports by id."""
        return self.index.documents

    @property
    def index_version(self) -> str:
        """The generation of the index that answers."""
        return self.index.version

    def warm_up(self) -> None:
        """Load what the first answer needs."""
        self.index.warm_up()
        self.ready = True

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

        Raises:
            InvalidQuestionError: the question is empty or longer than 500 characters.
            UnknownReportError: a report id is not in the index.
            NoModelError: ``mode`` is ``generate`` and no language model is configured.
        """
        self._check(question, report_ids, mode)
        clock = _Clock()
        conversation_id, turns = self._memory.open(conversation_id, owner)
        query = rewrite(self.index.parse(question), turns)
        scope = Scope.of(self.index, query, report_ids)
        asked = understand(query, self.index.lexicon, wanted_years(query, scope.report.year))
        clock.lap("understand")
        draft = out_of_scope(asked, scope, self.index, self.human_channel)
        if draft is None:
            ranked = self.index.rank(query, report_ids=scope.report_ids)
            clock.lap("retrieve")
            draft = self._compose(asked, ranked)
            clock.lap("compose")
        answer = self._finish(draft, asked, scope, conversation_id, clock)
        self._remember(conversation_id, owner, query, asked)
        return answer

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
        return starters(self.index)

    def _check(self, question: str, report_ids: Sequence[str] | None, mode: Mode) -> None:
        if not 1 <= len(strip_invisible(question)) <= MAX_QUESTION_LENGTH:
            raise InvalidQuestionError(f"问题应为1至{MAX_QUESTION_LENGTH}个字")
        self._check_reports(report_ids)
        if mode == "generate":
            raise NoModelError("没有配置语言模型，请使用 auto 或 extract")

    def _check_reports(self, report_ids: Sequence[str] | None) -> None:
        for report_id in report_ids or ():
            if report_id not in self.index.documents:
                raise UnknownReportError(report_id)

    def _compose(self, asked: Understanding, ranked: RankedSentences) -> Draft:
        return Composer(self.index, asked, ranked).compose()

    def _finish(self, draft: Draft, asked: Understanding, scope: Scope, conversation_id: str, clock: _Clock) -> Answer:
        messages = messages_for(asked.language)
        text, citations = number_citations(draft, messages.join, messages.end)
        clock.lap("cite")
        given = f"{scope.report.title} {asked.query.original} {scope.covered_years} {self.human_channel}"
        if not quotes_are_exact(citations, self.index.documents):
            raise AssertionError("a quote differs from the report at its offsets")
        if draft.status == "answered" and unsupported_figures(text, citations, draft.computed, given):
            draft = Draft("answered", _quotes_only(draft))
            text, citations = number_citations(draft, messages.join, messages.end)
        clock.lap("verify")
        return Answer(
            text=text,
            status=draft.status,
            citations=citations,
            suggestions=draft.suggestions or suggestions(self.index, asked, citations),
            conversation_id=conversation_id,
            index_version=self.index.version,
            timings_ms=clock.laps,
        )

    def _remember(self, conversation_id: str, owner: str, query: SearchQuery, asked: Understanding) -> None:
        if asked.topic == "report" and query.terms:
            self._memory.remember(conversation_id, owner, Turn(query, asked.years))
        else:
            self._memory.touch(conversation_id, owner)


def _quotes_only(draft: Draft) -> tuple[Statement, ...]:
    """Fall back to whole sentences, which cannot say what the report does not."""
    sources = {(document.report_id, s.start): (document, s) for st in draft.statements for document, s in st.sources}
    return tuple(Statement(sentence.text, ((document, sentence),)) for document, sentence in sources.values())


class _Clock:
    def __init__(self) -> None:
        self.laps: dict[str, float] = {}
        self._last = time.perf_counter()

    def lap(self, step: str) -> None:
        now = time.perf_counter()
        self.laps[step] = round((now - self._last) * 1000, 3)
        self._last = now
