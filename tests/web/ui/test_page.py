"""The page's blocks: which choices it offers."""

from dataclasses import replace
from pathlib import Path
from typing import Any

from chatbot import Chatbot
from web.options import ServiceOptions
from web.service import AskService
from web.ui.page import build_page


def choosers(chatbot: Chatbot, tmp_path: Path) -> dict[str, Any]:
    service = AskService(chatbot, ServiceOptions(feedback_file=tmp_path / "f", ledger_file=tmp_path / "r"))
    blocks = build_page(service, "12345").blocks.values()
    return {block.elem_id: block for block in blocks if getattr(block, "elem_id", None) in {"place", "year"}}


def test_one_report_needs_no_choice(chatbot: Chatbot, tmp_path: Path) -> None:
    found = choosers(chatbot, tmp_path)
    assert not found["place"].visible
    assert not found["year"].visible


def test_two_years_of_one_place_are_told_apart_by_year_alone(chatbot: Chatbot, tmp_path: Path) -> None:
    (report_id, head), *_ = chatbot.index.heads.items()
    earlier = replace(head, report_id="earlier", year=head.year - 1)
    chatbot.index.heads = {report_id: head, "earlier": earlier}
    found = choosers(chatbot, tmp_path)
    assert not found["place"].visible
    assert found["year"].visible
    assert [value for _, value in found["year"].choices] == ["", str(head.year), str(head.year - 1)]
