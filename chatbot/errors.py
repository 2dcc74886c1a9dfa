"""What a caller of the chatbot can get wrong."""

from __future__ import annotations


class UnknownReportError(KeyError):
    """A report id that is not in the index."""


class NoModelError(ValueError):
    """Generated wording was asked for and no language model is configured."""


class InvalidQuestionError(ValueError):
    """A question that is empty or too long once invisible characters are gone."""
