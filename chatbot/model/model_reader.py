"""The reader that is a language model: one call that points; code proves, and says it in the report's words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from chatbot.answer import ANSWERED_STATUSES, AnswerStatus
from chatbot.answering.compose import Composer
from chatbot.answering.one_report import Reply
from chatbot.draft import Draft, Statement, reckoned
from chatbot.formula import Derived, FormulaError, derive
from chatbot.matching.candidate import Candidate, Clause
from chatbot.matching.clauses import said
from chatbot.matching.evidence import match_figures
from chatbot.matching.framing import Framing
from chatbot.messages import Messages, messages_for
from chatbot.model.pointing import SCHEMA, Part, Pointing, Reason, UnprovenError, proven_formula, read_pointing
from chatbot.question.conversation import Turn
from chatbot.question.coverage import AskedTerms
from chatbot.question.parts import asks_several
from chatbot.question.wants import wants_of
from chatbot.reading.fit import Asked
from index import SearchIndex
from index.ranking import RankedSentences
from ingest.document import Figure
from ingest.sentences import split_clauses
from ingest.tokens import count_tokens
from llm import LanguageModel, ModelRequest, parse_json
from llm.base import complete
from prompts import load_prompt

SENTENCES_SHOWN = 14
MAX_PROMPT_TOKENS = 3000  # of what changes from question to question
MAX_REPLY_TOKENS = 400
_TURNS_SHOWN = 2
_WHOLE = frozenset({"names", "members", "content", "measures", "reason", "meaning", "state"})
_OTHER_YEAR_TOO = frozenset({"difference", "last_year", "project", "sum", "ratio", "share", "both_years", "average"})


@dataclass(frozen=True, slots=True)
class ModelReader:
    """Reads one report's candidates with a language model."""

    model: LanguageModel
    index: SearchIndex

    def read(self, reply: Reply, turns: Sequence[Turn], deadline: float) -> Draft:
        """Return the answer that the model points at.

        Args:
            reply: the question as the rules understood and answered it.
            turns: what was asked before.
            deadline: on the clock of ``time.monotonic``.

        Raises:
            ModelError: the model gave nothing usable.
            UnprovenError: what it points at does not prove what it says.
        """
        ranked = self.index.rank(reply.asked.query)
        candidates = self._candidates(reply, ranked)
        value = parse_json(complete(self.model, self.request(reply, candidates, turns), deadline))
        return self._draft(read_pointing(value, len(candidates)), candidates, reply, ranked)

    def _candidates(self, reply: Reply, ranked: RankedSentences) -> list[Candidate]:
        figures = match_figures(self.index.corpus, reply.asked, ranked)
        asked = Asked(self.index.corpus, self.index.lexicon, reply.asked, reply.context)
        return asked.candidates(ranked, SENTENCES_SHOWN, figures)

    def request(self, reply: Reply, candidates: Sequence[Candidate], turns: Sequence[Turn]) -> ModelRequest:
        """Return the one call: numbered sentences with year and role, the question, what was asked before."""
        system, template = load_prompt("read")
        report = next(iter(self.index.documents.values()))
        before = "".join(f"之前问过：{turn.query.original}\n" for turn in turns[-_TURNS_SHOWN:])
        lines = _within(
            MAX_PROMPT_TOKENS, [f"[{n}] {_about(c)}：{c.sentence.text}" for n, c in enumerate(candidates, 1)]
        )
        user = template.format(
            title=report.title,
            done=report.year - 1,
            planned=report.year,
            sentences="\n".join(lines),
            turns=before,
            question=reply.asked.query.original,
        )
        return ModelRequest(system, user, SCHEMA, MAX_REPLY_TOKENS)

    def _draft(
        self, pointing: Pointing, candidates: Sequence[Candidate], reply: Reply, ranked: RankedSentences
    ) -> Draft:
        messages = messages_for(reply.asked.language)
        told = [part for part in pointing.parts if part.clauses]
        if not told:
            return _declined(pointing.parts, reply.draft, messages)
        chosen = {n: [part for part in told if n in part.clauses] for part in told for n in part.clauses}
        for number in chosen:
            _check_year(candidates[number], reply, pointing.relation)
        statements = [self._say(candidates[n], chosen[n], reply, messages) for n in sorted(chosen)]
        figures = [figure for n in chosen for figure in candidates[n].figures]
        results = [_result(expression, unit, figures, messages) for expression, unit in pointing.formulas]
        premise: tuple[Statement, ...] = ()
        if any(part.want == "claim" for part in told):
            premise = Composer(self.index, reply.asked, ranked).claims.premise([candidates[n] for n in sorted(chosen)])
        missing = [part for part in pointing.parts if not part.clauses]
        rest = (Statement(messages.rest_missing),) if missing else ()
        status: AnswerStatus = "partial" if missing else "answered"
        return Draft(status, (*premise, *statements, *results, *rest))

    def _say(self, candidate: Candidate, parts: Sequence[Part], reply: Reply, messages: Messages) -> Statement:
        """Return the clauses of a sentence that answer some parts of the question, in the report's words."""
        asked = "，".join(part.asked for part in parts)
        query = self.index.parse(asked)
        terms = AskedTerms(self.index.corpus, (*query.terms, *reply.asked.query.terms))
        text = candidate.sentence.text
        clauses = tuple(Clause(a, b, text[a:b], terms.share(text[a:b])) for a, b in split_clauses(text))
        several = len(parts) > 1 or asks_several(reply.asked.query.text)
        whole = any(part.want in _WHOLE for part in parts)
        wants = wants_of(reply.asked.query.text)
        phrase = said(replace(candidate, clauses=clauses), wants, several=several, whole=whole)
        figure = next((figure for figure in candidate.figures if figure.text in phrase), None)
        framed = Framing(messages).stretch(candidate.sentence, phrase)
        return Statement(framed, ((candidate.document, candidate.sentence),), figure)


def _about(candidate: Candidate) -> str:
    """Return a sentence's year and role as the model is told them."""
    sentence = candidate.sentence
    role = {"result": "已完成", "target": "计划", "other": "其他"}[sentence.role]
    time = f"{sentence.year}年" if sentence.year else sentence.period
    return f"{time} {role}".strip()


def _within(budget: int, lines: list[str]) -> list[str]:
    """Return the first lines that a token budget holds."""
    kept: list[str] = []
    for line in lines:
        budget -= count_tokens(line)
        if budget < 0 and kept:
            break
        kept.append(line)
    return kept


def _check_year(candidate: Candidate, reply: Reply, relation: str | None) -> None:
    years, sentence = reply.asked.years, candidate.sentence
    if not years or sentence.role == "other" or sentence.year is None or sentence.year in years:
        return
    if relation not in _OTHER_YEAR_TOO and not any(f"{year}年" in sentence.text for year in years):
        raise UnprovenError("指向别的年份")


def _result(expression: str, unit: str, figures: Sequence[Figure], messages: Messages) -> Statement:
    derived = proven_formula(expression, unit, figures)
    if derived.value < 0:
        derived = _turned(derived)
    return reckoned(derived, messages.worked_out)


def _turned(derived: Derived) -> Derived:
    """Return a difference with its operands the other way round."""
    less, minus, more = derived.formula.partition("－")
    try:
        return derive(f"{more}{minus}{less}", derived.unit)
    except FormulaError as error:
        raise UnprovenError("差额为负") from error


def _declined(parts: Sequence[Part], rules: Draft, messages: Messages) -> Draft:
    """Say that nothing answers: as the rules do where they decline too, else beside what they took for the answer."""
    if rules.status not in ANSWERED_STATUSES:
        return rules
    nearest = next((statement for statement in rules.statements if statement.sources), None)
    if nearest is None:
        return rules
    document = nearest.sources[0][0]
    silent = Statement(messages.not_in_report.format(title=document.title), echo=(document.title,))
    text, status = _REASONS.get(parts[0].none or "nothing", ("nearest", "not_in_report"))
    told = replace(nearest, text=getattr(messages, text).format(phrase=nearest.text))
    return Draft(status, (told,) if text != "nearest" else (silent, told))


_REASONS: dict[Reason, tuple[str, AnswerStatus]] = {
    "counts_only": ("counts_only", "not_in_report"),
    "no_value": ("no_value", "no_value"),
}
