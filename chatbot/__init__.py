"""Chatbot: a question in, an answer with citations out."""

from chatbot.answer import Answer, AnswerStatus, Citation, Mode, TableRow
from chatbot.conversation import Turn
from chatbot.errors import InvalidQuestionError, NoModelError, UnknownReportError
from chatbot.model_use import ModelUse
from chatbot.personal import mask_personal_data
from chatbot.pipeline import Chatbot

__all__ = [
    "Answer",
    "AnswerStatus",
    "Chatbot",
    "Citation",
    "InvalidQuestionError",
    "Mode",
    "ModelUse",
    "NoModelError",
    "TableRow",
    "Turn",
    "UnknownReportError",
    "mask_personal_data",
]
