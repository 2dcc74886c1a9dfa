"""The application: the routes behind their door, the reading page, and the chat page. It decides nothing."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager

from fastapi import FastAPI, Request
from starlette.middleware.cors import CORSMiddleware

from chatbot import Chatbot
from chatbot.messages import DEFAULT_HUMAN_CHANNEL
from web import schemas
from web.about_page import about_router
from web.access import Guard
from web.audit import AuditLog
from web.charts_page import charts_router
from web.compressed import Compressed
from web.docs import docs_router
from web.door import Door, Watch
from web.envelope import add_error_handlers, request_id
from web.errors import NOT_READY
from web.feedback_page import feedback_page_router
from web.front import Front
from web.import_page import import_router
from web.late_page import LatePage
from web.limits import RATE_HEADERS, RateLimits
from web.metrics import metrics_router
from web.openai_api import openai_router
from web.openapi import DESCRIPTION, describe_door
from web.options import ServiceOptions
from web.reader import reader_router
from web.register_page import register_page_router
from web.rooms import Rooms
from web.routes import api_router
from web.service import AskService
from web.sessions import Sessions
from web.shape_page import shape_page_router
from web.site import site_router
from web.staff_page import staff_router


def create_app(
    chatbot: Chatbot,
    *,
    with_page: bool = True,
    human_channel: str = "",
    options: ServiceOptions | None = None,
    may_load_page: Callable[[], bool] = lambda: True,
) -> FastAPI:
    """Return the application: API, reading page and, unless turned off, the chat page at /, once it may be loaded.

    Without keys in the options, or with none ever made, only this machine is answered.

    Raises:
        ValueError: a rate limit or the store of the rate limits is not written as it should be.
    """
    options = options or ServiceOptions()
    service = AskService(chatbot, options)
    page = LatePage(lambda: _page(service, human_channel)) if with_page else None

    @asynccontextmanager
    async def lifespan(_: FastAPI) -> AsyncIterator[None]:
        if page:
            page.start(wait_for=lambda: chatbot.ready and may_load_page())
        yield
        if page:
            await page.close()
        service.end()

    app = FastAPI(
        title="报告通",
        version="0.1.0",
        description=DESCRIPTION,
        docs_url=None,  # the stock page loads its script from another host
        redoc_url=None,
        redirect_slashes=False,  # to an address with http:// where TLS ends before us
        lifespan=lifespan,
    )
    app.state.at_close = (service.close, *((page.end_streams,) if page else ()))
    app.state.issued = service.issued
    sessions = Sessions(options.keys)
    _add_door(app, options, sessions, service)
    app.include_router(api_router(chatbot, service))
    app.include_router(openai_router(service))
    app.include_router(reader_router(chatbot, options.reports_dir))
    app.include_router(site_router())
    app.include_router(register_page_router(chatbot, service.register))
    app.include_router(charts_router(chatbot, service.register))
    app.include_router(import_router(chatbot, service.register))
    app.include_router(staff_router(chatbot, service.register, sessions))
    app.include_router(shape_page_router(chatbot, service.register))
    app.include_router(about_router(chatbot, human_channel or DEFAULT_HUMAN_CHANNEL, options.filing_number))
    app.include_router(feedback_page_router(service))
    app.include_router(metrics_router(service.metrics))
    app.include_router(docs_router())
    _add_health_routes(app, chatbot)
    add_error_handlers(app)
    describe_door(app)
    if page:
        # A mount at / would match before a route whose method differs: the API would lose its own 404 and 405.
        app.router.default = page
    return app


def _page(service: AskService, human_channel: str) -> FastAPI:
    from web.ui.page import mount_page

    page = mount_page(FastAPI(openapi_url=None), service, human_channel=human_channel)
    page.add_middleware(Front, human_channel=human_channel or DEFAULT_HUMAN_CHANNEL)
    return page


def _add_door(app: FastAPI, options: ServiceOptions, sessions: Sessions, service: AskService) -> None:
    guard = Guard(options.keys, open_page=options.open_page, origins=options.cors_origins, sessions=sessions)
    limits = RateLimits(options.key_limit, options.user_limit, options.limit_store)
    rooms = Rooms(options.max_requests, options.max_tabs)
    app.add_middleware(Compressed)
    watch = Watch(service.metrics, AuditLog(options.audit_file))
    app.add_middleware(
        Door, guard=guard, limits=limits, rooms=rooms, watch=watch, frame_ancestors=options.frame_ancestors
    )
    if options.cors_origins:  # outside the door: a browser asks for leave before it sends the key
        app.add_middleware(
            CORSMiddleware,
            allow_origins=options.cors_origins,
            allow_methods=["GET", "POST", "DELETE"],
            allow_headers=["Authorization", "Content-Type", "X-End-User-Id", "X-Request-ID"],
            expose_headers=["X-Request-ID", "Retry-After", *RATE_HEADERS],
        )


def _add_health_routes(app: FastAPI, chatbot: Chatbot) -> None:
    @app.get("/healthz", summary="进程是否存活")
    async def healthz(request: Request) -> schemas.Envelope:
        return schemas.Envelope(request_id=request_id(request))

    @app.get("/readyz", summary="能否回答问题")
    async def readyz(request: Request) -> schemas.Envelope:
        if not chatbot.ready:
            raise NOT_READY
        return schemas.Envelope(request_id=request_id(request))
