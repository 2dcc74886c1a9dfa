"""What several commands open: the chatbot on its index, the store that servers share, the log."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

from commands.errors import CommandError
from commands.llm import open_llm
from report_folder import ReportFolderError, ensure_index
from settings import Settings

if TYPE_CHECKING:
    from chatbot import Chatbot
    from chatbot.question.shared_conversations import SharedStore


def log_as_set(settings: Settings) -> None:
    """Write the log at the level of the settings."""
    logging.basicConfig(level=settings.log_level, format="%(asctime)s %(levelname)s %(name)s %(message)s")
    for noisy in ("httpx", "sentence_transformers", "faiss", "faiss.loader"):
        logging.getLogger(noisy).setLevel(logging.WARNING)


def open_store_of(settings: Settings) -> SharedStore | None:
    """Return the store that the settings share with other servers.

    Raises:
        CommandError: the setting is not written as it should be, or its client is not installed.
    """
    from web.shared_store import open_store

    try:
        return open_store(settings.shared_store)
    except ValueError as error:
        raise CommandError(f"shared_store 不正确：{error}") from error


def open_chatbot(settings: Settings, *, builds: bool = True) -> Chatbot:
    """Open the chatbot on a current index, or on what there is where another process builds."""
    from chatbot import Chatbot
    from index import VectorStoreError, open_engine
    from index.generations import StaleIndexError

    llm = open_llm(settings)
    if builds:
        ensure_index(settings)
    try:
        return Chatbot.open(
            settings.index_dir,
            human_channel=settings.human_channel,
            reranker=settings.reranker,
            llm=llm,
            engine=open_engine(settings.vector_store, settings.vector_store_token),
            store=open_store_of(settings),
        )
    except (StaleIndexError, VectorStoreError) as error:
        raise ReportFolderError(str(error)) from error
