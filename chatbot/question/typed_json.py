"""Values of a conversation as JSON, for a store that servers share: no pickle, whose bytes could run code.

What is read back is what was written, of the kinds named here and no others. A report is written by its id and is the
loaded one when it comes back.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import fields
from decimal import Decimal
from typing import Any

from chatbot.answer import Answer, Citation, TableRow
from chatbot.draft import Statement
from chatbot.formula import Derived
from chatbot.question.conversation import Turn
from index.query import SearchQuery
from index.query_terms import QueryTerm
from ingest.document import Document, Figure, Sentence

_KINDS = {
    kind.__name__: kind
    for kind in (Answer, Citation, TableRow, Turn, SearchQuery, QueryTerm, Statement, Derived, Figure, Sentence)
}
_SET, _MAP, _EXACT, _REPORT = "set", "map", "exact", "report"


class UnreadableError(ValueError):
    """A text is not what ``to_json`` writes, or names a report that is not loaded."""


def to_json(value: object) -> str:
    """Return a value as JSON: tuples, sets, mappings and the kinds of this module, nested as they like.

    Raises:
        TypeError: there is something else in it.
    """
    return json.dumps(_plain(value), ensure_ascii=False, separators=(",", ":"))


def from_json(text: str, documents: Mapping[str, Document]) -> Any:  # noqa: ANN401 - whatever was written
    """Return what ``to_json`` wrote, its lists as tuples.

    Raises:
        UnreadableError: it is not that, was written by other code, or a report of it is not among ``documents``.
    """
    try:
        return _value(json.loads(text), documents)
    except (ValueError, KeyError, TypeError, ArithmeticError) as error:
        raise UnreadableError(type(error).__name__) from error


def _plain(value: object) -> object:
    if value is None or isinstance(value, (str, int, float)):
        return value
    if isinstance(value, (tuple, list)):
        return [_plain(each) for each in value]
    if isinstance(value, frozenset):
        return {_SET: [_plain(each) for each in value]}
    if isinstance(value, dict):
        return {_MAP: [[key, _plain(each)] for key, each in value.items()]}
    if isinstance(value, Decimal):
        return {_EXACT: str(value)}
    if isinstance(value, Document):
        return {_REPORT: value.report_id}
    name = type(value).__name__
    if _KINDS.get(name) is not type(value):
        raise TypeError(f"{name} is not kept")
    return {name: [_plain(getattr(value, each.name)) for each in fields(_KINDS[name])]}


def _value(plain: Any, documents: Mapping[str, Document]) -> Any:  # noqa: ANN401 - JSON in, any kind out
    if isinstance(plain, list):
        return tuple(_value(each, documents) for each in plain)
    if not isinstance(plain, dict):
        return plain
    ((name, kept),) = plain.items()
    if name == _REPORT:
        return documents[kept]
    if name == _EXACT:
        return Decimal(kept)
    if name == _MAP:
        return {key: _value(each, documents) for key, each in kept}
    values = [_value(each, documents) for each in kept]
    return frozenset(values) if name == _SET else _KINDS[name](*values)
