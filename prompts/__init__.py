"""Prompts: Markdown files named after the step that uses them; none is needed to answer by extract."""

from __future__ import annotations

from functools import cache
from importlib import resources
from string import Formatter
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from llama_index.core.prompts import PromptTemplate

_SEPARATOR = "\n---\n"


@cache
def load_prompt(name: str) -> tuple[str, PromptTemplate]:
    """Return a step's constant system prompt and the template of what it is asked.

    Raises:
        FileNotFoundError: there is no prompt of that name.
        ValueError: the file has no line ``---`` between the two.
    """
    from llama_index.core.prompts import PromptTemplate

    text = resources.files("prompts").joinpath(f"{name}.md").read_text(encoding="utf-8")
    system, separator, user = text.partition(_SEPARATOR)
    if not separator:
        raise ValueError(f"prompts/{name}.md 缺少分隔行 ---")
    return system.strip(), PromptTemplate(user.strip())


def placeholders(template: str) -> set[str]:
    """Return the names in braces of a template."""
    return {name for _, name, _, _ in Formatter().parse(template) if name}
