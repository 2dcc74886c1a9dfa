"""How a commitment stands, as a light: by its status, its deadline and the day."""

from __future__ import annotations

from datetime import date
from typing import Literal

from register.entries import Status

Light = Literal["灰", "绿", "黄", "红"]
LIGHTS: tuple[Light, ...] = ("灰", "绿", "黄", "红")
DAYS_BEFORE = 60
LIGHT_RULE = (
    f"灰：还没有人填报；红：已过时限仍未完成，或定为未完成；黄：距时限不足{DAYS_BEFORE}天而没有部分完成，或已调整；"
    "其余为绿。"
)


def light(status: Status, deadline: date | None, today: date, *, filled: bool = True, adjusted: bool = False) -> Light:
    """Return the light of a commitment, by ``LIGHT_RULE``.

    Args:
        status: what staff say.
        deadline: its last day; ``None`` for what has none (长期、每月5日前).
        today: the day that is asked about.
        filled: whether anybody entered anything.
        adjusted: whether the report's words were changed since.
    """
    if not filled:
        return "灰"
    if status == "完成":
        return "绿"
    if status == "未完成" or (deadline is not None and today > deadline):
        return "红"
    soon = deadline is not None and (deadline - today).days <= DAYS_BEFORE
    return "黄" if adjusted or status == "调整" or (soon and status != "部分完成") else "绿"


def deadline_date(text: str, year: int) -> date:
    """Return the last day that a deadline leaves: an ISO date, or the end of the year that is meant."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        return date(year, 12, 31)
