"""Web: the HTTP API and the page, over a chatbot."""

from web.api import create_app
from web.routes import api_router

__all__ = ["api_router", "create_app"]
