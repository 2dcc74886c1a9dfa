"""Web: the HTTP API and the page, over a chatbot."""

from web.api import api_router, create_app

__all__ = ["api_router", "create_app"]
