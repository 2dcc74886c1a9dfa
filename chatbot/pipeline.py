"""The chatbot: understand, retrieve, compose, cite, verify."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable, Mapping, Sequence
from copy import copy
from dataclasses import replace
from functools import partial
from pathlib import Path

from chatbot.about import about_report
from chatbot.answer import ANSWERED_STATUSES, Answer, Mode
from chatbot.attacks import without_attack
from chatbot.comparable import comparable
from chatbot.compose import Composer
from chatbot.compute import difference_of, total_of
from chatbot.conversation import Context, ConversationMemory, Turn, is_about_the_answer, rewrite
from chatbot.definition import definition
from chatbot.draft import Draft, Statement, number_citations, one_a_figure
from chatbot.errors import InvalidQuestionError, NoModelError, UnknownReportError
from chatbot.evidence import proper_name
from chatbot.messages import DEFAULT_HUMAN_CHANNEL, messages_for
from chatbot.parts import combine, split_enumeration, split_parts
from chatbot.personal import mask_personal_data
from chatbot.scope import Scope, off_report, out_of_scope
from chatbot.suggest import starters, suggestions
from chatbot.understand import Understanding, asks_difference, kind_of, language_of, topic_of, understand
from chatbot.verify import proven, quotes_are_exact
from chatbot.wants import wants_of
from index import SearchIndex, SearchMode, SearchResult, load_encoder, load_index
from index.embedding import Encoder
from index.query import SearchQuery, wanted_years
from index.reranker import CrossEncoderReranker
from index.tokenizer import bigrams
from ingest.document import Document
from ingest.normalise import strip_invisible

MAX_QUESTION_LENGTH = 500
_ENUMERATED_KINDS = frozenset({"fact", "topic"})
_WHOLE_KINDS = frozenset({"compare", "compute"})  # 哪个多？差多少？ is one question
_NAMED = 0.9  # share of a word's bigrams that an answer has which speaks of it


class Chatbot:
    """Answers questions from one index; safe to share between threads."""

    def __init__(self, index: SearchIndex, human_channel: str = DEFAULT_HUMAN_CHANNEL) -> None:
        self.index = index
        self.human_channel = human_channel
        self.ready = False
        self._load: Callable[[Path], SearchIndex] = partial(load_index, load_encoder=load_encoder)
        self._memory = ConversationMemory()

    @classmethod
    def open(
        cls,
        index_dir: Path | str,
        *,
        human_channel: str = DEFAULT_HUMAN_CHANNEL,
        encoder_loader: Callable[[str], Encoder] = load_encoder,
        reranker: str = "",
    ) -> Chatbot:
        """Open a built index; ``reranker`` names a cross-encoder that reads the best sentences again.

        Raises:
            StaleIndexError: the index is missing, damaged or was built by other code.
        """
        load_reranker = partial(CrossEncoderReranker, reranker) if reranker else None
        load = partial(load_index, load_encoder=encoder_loader, load_reranker=load_reranker)
        chatbot = cls(load(Path(index_dir)), human_channel)
        chatbot._load = load
        return chatbot

    @property
    def reports(self) -> Mapping[str, Document]:
        """The loaded reports by id."""
        return self.index.documents

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
        index.warm_up()
        self.index = index

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
        # One index answers a question from beginning to end, even if another one takes over meanwhile.
        return copy(self)._ask(question, conversation_id, report_ids, mode, owner)

    def _ask(
        self, question: str, conversation_id: str | None, report_ids: Sequence[str] | None, mode: Mode, owner: str
    ) -> Answer:
        self.check(question, report_ids, mode)
        question = mask_personal_data(question)  # before anything can keep it or send it to a model
        clock = _Clock()
        conversation_id, turns = self._memory.open(conversation_id, owner)
        raw = self._parse(question)
        scope = Scope.of(self.index, raw, report_ids)
        topic = topic_of(raw, self.index.lexicon)
        draft = off_report(topic, language_of(raw), scope, self.index, self.human_channel)
        readings = rewrite(raw, turns)
        asked = self._understand(readings[0].query, scope)
        clock.lap("understand")
        if draft is None:
            draft = self._from_turns(raw, asked, turns)
            for reading in readings if draft is None else ():
                if draft is None or draft.status not in ANSWERED_STATUSES:
                    asked = self._understand(reading.query, scope)
                    draft = self._answer_parts(raw, asked, scope, clock, reading.context)
            assert draft is not None  # noqa: S101 - there is at least one reading
            self._remember(conversation_id, owner, asked, draft, turns)
        else:
            self._memory.touch(conversation_id, owner)
        return self._finish(draft, asked, scope, conversation_id, clock)

    def _parse(self, question: str) -> SearchQuery:
        """Prepare a question, without what stands beside it to steer the answer where a question is left."""
        rest = without_attack(question, self.index.lexicon)
        if rest != question:
            query = self.index.parse(rest)
            asks = any(term.known and not term.generic for term in query.terms)
            if asks and topic_of(query, self.index.lexicon) == "report":
                return query
        return self.index.parse(question)

    def check(self, question: str, report_ids: Sequence[str] | None = None, mode: Mode = "auto") -> None:
        """Raise what ``ask`` raises on a question that cannot be asked, without asking it."""
        if not 1 <= len(strip_invisible(question)) <= MAX_QUESTION_LENGTH:
            raise InvalidQuestionError(f"问题应为1至{MAX_QUESTION_LENGTH}个字")
        self._check_reports(report_ids)
        if mode == "generate":
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
        title = max(self.reports.values(), key=lambda document: document.year).title
        text = messages_for(language_of(self.index.parse(question))).refused.format(title=title)
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
        return starters(self.index)

    def _check_reports(self, report_ids: Sequence[str] | None) -> None:
        for report_id in report_ids or ():
            if report_id not in self.index.documents:
                raise UnknownReportError(report_id)

    def _understand(self, query: SearchQuery, scope: Scope) -> Understanding:
        return understand(query, wanted_years(query, scope.report.year))

    def _from_turns(self, raw: SearchQuery, asked: Understanding, turns: tuple[Turn, ...]) -> Draft | None:
        """Work out 两项合计多少 or 还差多少 from the figures of the answers before."""
        adds, compares = kind_of(raw.text) == "compute", asks_difference(raw.text)
        if not turns or not is_about_the_answer(raw) or not (adds or compares):
            return None
        pair = self._pair_of_turns(turns)
        messages = messages_for(asked.language)
        if compares:
            return difference_of(self.index.corpus, *pair, messages) if pair else None
        operands = pair or turns[-1].figures
        unit = "元" if asked.figure.money else asked.figure.unit
        if unit and not all(operand.figure and operand.figure.unit == unit for operand in operands):
            return None  # 一共花多少钱 of what was counted in 所
        return total_of(self.index.corpus, operands, messages)

    def _pair_of_turns(self, turns: tuple[Turn, ...]) -> tuple[Statement, Statement] | None:
        """Return the figures of the last two answers that measure one thing, the earlier year's first."""
        if len(turns) < 2:
            return None
        corpus, unlike = self.index.corpus, None
        for left in turns[-2].figures:
            for right in turns[-1].figures:
                one, other = left.figure, right.figure
                if one is None or other is None or one is other or one.unit != other.unit or one.scope != other.scope:
                    continue
                pair = (left, right) if (one.year or 0) <= (other.year or 0) else (right, left)
                if comparable(corpus, one, other):
                    return pair
                unlike = unlike or pair
        return unlike

    def _answer_parts(
        self, raw: SearchQuery, asked: Understanding, scope: Scope, clock: _Clock, context: Context | None
    ) -> Draft:
        """Answer a question, each part of it by itself when it asks several things."""
        whole = self._answer_one(asked, scope, clock, context)
        parts = [raw.text] if asked.kind in _WHOLE_KINDS else split_parts(raw.text)
        if len(parts) == 1 and whole.status == "not_in_report" and asked.kind in _ENUMERATED_KINDS:
            parts = split_enumeration(raw.text)
        if len(parts) == 1 or (whole.status == "answered" and self._covers(whole, parts)):
            return whole
        drafts = self._answer_each(parts, asked, scope, clock)
        typed = split_parts(raw.original)
        combined = combine(typed if len(typed) == len(parts) else parts, drafts, messages_for(asked.language))
        is_better = combined.status == "answered" or whole.status not in ANSWERED_STATUSES
        return combined if is_better and combined.status in ANSWERED_STATUSES else whole

    def _covers(self, draft: Draft, parts: Sequence[str]) -> bool:
        """Say whether an answer speaks of what each part of the question names, with the type of span it asks for."""
        corpus = self.index.corpus
        sources = [sentence for statement in draft.statements for _, sentence in statement.sources]
        told = bigrams(" ".join(text for s in sources for text in (s.text, *s.heading_path)))
        for part in parts:
            subject = [term for term in self.index.parse(part).terms if not term.generic and term.known]
            if subject and not any(corpus.overlap(name, told) >= _NAMED for t in subject for name in t.alternatives):
                return False
            if not all(any(want.is_met(sentence.text) for sentence in sources) for want in wants_of(part)):
                return False
        return True

    def _answer_each(self, parts: Sequence[str], asked: Understanding, scope: Scope, clock: _Clock) -> list[Draft]:
        drafts: list[Draft] = []
        turns: tuple[Turn, ...] = ()
        for part in parts:
            query = rewrite(self.index.parse(part), turns)[-1].query
            query = replace(
                query, time_tags=query.time_tags or asked.query.time_tags, years=query.years or asked.query.years
            )
            drafts.append(self._answer_named(query, asked, scope, clock))
            turns = (Turn(query),)
        return drafts

    def _answer_named(self, query: SearchQuery, asked: Understanding, scope: Scope, clock: _Clock) -> Draft:
        """Answer a part as one about what the whole question names, else as it stands: …，今年要做成什么样."""
        name = proper_name(self.index.corpus, asked)
        named = tuple(term for term in asked.query.terms if term.text == name)
        if named and name not in query.text:
            about = replace(query, text=f"{name}{query.text}", terms=(*named, *query.terms))
            draft = self._answer_one(self._understand(about, scope), scope, clock)
            if draft.status == "answered":
                return draft
        return self._answer_one(self._understand(query, scope), scope, clock)

    def _answer_one(self, asked: Understanding, scope: Scope, clock: _Clock, context: Context | None = None) -> Draft:
        documents = [self.index.documents[report_id] for report_id in scope.report_ids]
        draft = about_report(asked.query.text, scope.report) or definition(asked.query.text, documents)
        draft = draft or out_of_scope(asked, scope, self.index)
        if draft is not None and not self._may_follow(asked, scope):
            return draft
        ranked = self.index.rank(asked.query, report_ids=scope.report_ids)
        clock.lap("retrieve")
        composer = Composer(self.index, asked, ranked, context)
        draft = draft and (composer.derived() or draft)
        draft = draft or composer.compose()
        clock.lap("compose")
        return draft

    @staticmethod
    def _may_follow(asked: Understanding, scope: Scope) -> bool:
        """Say whether the year before the reviewed one is asked, which the report may let one work out."""
        return asked.years == {scope.report.year - 2} and bool(asked.query.terms) and not asked.query.places

    def _finish(self, draft: Draft, asked: Understanding, scope: Scope, conversation_id: str, clock: _Clock) -> Answer:
        messages = messages_for(asked.language)
        draft = proven(draft)
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
        )

    def _remember(
        self, conversation_id: str, owner: str, asked: Understanding, draft: Draft, turns: tuple[Turn, ...]
    ) -> None:
        if not asked.query.terms:
            self._memory.touch(conversation_id, owner)
            return
        figures = tuple(each for statement in draft.statements for each in one_a_figure(statement))
        cited = frozenset((d.report_id, s.index) for statement in draft.statements for d, s in statement.sources)
        if draft.status not in ANSWERED_STATUSES and turns:
            cited = turns[-1].cited  # what comes next goes on from the last answer, not from what was near
        self._memory.remember(conversation_id, owner, Turn(asked.query, figures, cited))


class _Clock:
    def __init__(self) -> None:
        self.laps: dict[str, float] = {}
        self._last = time.perf_counter()

    def lap(self, step: str) -> None:
        now = time.perf_counter()
        self.laps[step] = round(self.laps.get(step, 0.0) + (now - self._last) * 1000, 3)
        self._last = now
