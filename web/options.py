"""What an operator can set about the service; ``app.py`` fills it from the settings."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from chatbot.question.shared_conversations import SharedStore
from web.content_check import ContentChecks
from web.keys import KeyFile


@dataclass(frozen=True, slots=True)
class ServiceOptions:
    """Keys, limits and bounds; the defaults serve one machine of two cores."""

    keys: KeyFile | None = None  # none, or none ever made: this machine only
    open_page: bool = True  # with keys: whether citizens, who have none, may use the page
    key_limit: str = "600/minute"  # requests of one key
    user_limit: str = "30/minute"  # requests of one X-End-User-Id under one key
    limit_store: str = "memory://"  # or redis://host:port/number, where several servers count together
    store: SharedStore | None = None  # where several servers keep conversations, answers and their ids
    workers: int = 2  # questions worked on at the same time; Python's lock makes more of little use
    waiting: int = 8  # questions that may wait for a worker; more are told to come back
    timeout_s: float = 3.0  # for one question; with the content check it has to stay under 5 s
    max_requests: int = 200  # requests in flight: so many with a key, and so many of the page
    max_tabs: int = 2000  # open tabs of the page; each holds a connection
    cors_origins: tuple[str, ...] = ()  # web pages of other origins that may call the API; a mini-program needs none
    filing_number: str = ""  # of the site (备案号) or the model, shown on the page about it
    frame_ancestors: tuple[str, ...] = ()  # origins of other sites that may show the page in a frame
    reports_dir: Path | None = None  # the files that the reports were read from, for downloading
    feedback_file: Path = Path("data/feedback.sqlite")
    audit_file: Path = Path("data/audit.log")
    ledger_file: Path = Path("data/register.sqlite")
    checks: ContentChecks = field(default_factory=lambda: ContentChecks((), fail_open=False))
