"""A running server as an engine."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import httpx

ASK_PATH = "/api/v1/ask"
SECONDS_TO_WAIT = 60.0


class HttpEngine:
    """Asks a server; an HTTP error raises and so counts as a wrong answer."""

    def __init__(self, url: str, api_key: str = "", transport: httpx.BaseTransport | None = None) -> None:
        headers = {"Authorization": f"Bearer {api_key}"} if api_key else {}
        self._client = httpx.Client(base_url=url, headers=headers, timeout=SECONDS_TO_WAIT, transport=transport)

    def ask(self, question: str, conversation_id: str, report_ids: Sequence[str]) -> Mapping[str, Any]:
        """Return the JSON object the server answers with."""
        body = {"question": question, "report_ids": list(report_ids), "mode": "extract"}
        if conversation_id:
            body["conversation_id"] = conversation_id
        response = self._client.post(ASK_PATH, json=body)
        response.raise_for_status()
        payload: Mapping[str, Any] = response.json()
        return payload
