"""Feedback from the page: on an answer that the page gave, and on no other."""

from __future__ import annotations

from fastapi import APIRouter, Request

from web import schemas
from web.envelope import request_id
from web.errors import UNKNOWN_ANSWER
from web.feedback import FeedbackStore
from web.service import AskService


def feedback_page_router(service: AskService) -> APIRouter:
    """Return the route."""
    router = APIRouter(include_in_schema=False)
    store = FeedbackStore(service.options.feedback_file)

    @router.post("/feedback")
    def rate(body: schemas.PageFeedback, request: Request) -> schemas.FeedbackResponse:
        if not service.issued.has(body.answer_id):
            raise UNKNOWN_ANSWER
        number = store.add(body.answer_id, body.rating, body.reason)
        return schemas.FeedbackResponse(request_id=request_id(request), feedback_id=number)

    return router
