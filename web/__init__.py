"""Web: the HTTP API and the page, over a chatbot."""

from web.access import Caller
from web.api import create_app
from web.options import ServiceOptions
from web.reader import reading_router
from web.routes import api_router
from web.service import AskService

__all__ = ["AskService", "Caller", "ServiceOptions", "api_router", "create_app", "reading_router"]
