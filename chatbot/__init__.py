"""Chatbot: a question in, an answer with citations out."""

from chatbot.answer import Answer, AnswerStatus, Citation, Mode, TableRow
from chatbot.errors import InvalidQuestionError, NoModelError, UnknownReportError
from chatbot.model.model_use import ModelUse
from chatbot.pipeline import Chatbot
from chatbot.question.conversation import Turn
from chatbot.question.personal import mask_personal_data

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
