"""How a chatbot uses a language model: which plugs, how far it is trusted, and for how long it may work."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from chatbot.model.wording import Wording
from llm import GuardedModel, LanguageModel

Trust = Literal["stricter", "both"]


@dataclass(frozen=True, slots=True)
class ModelUse:
    """A language model and what it does; ADR 9 says what it never may."""

    model: LanguageModel
    read: bool = True  # it points at the sentences that answer, or says why none does
    wording: bool = True  # it words what is proven
    trust: Trust = "both"  # stricter: where the rules decline, it may not answer
    timeout_s: float = 8.0  # for all it does on one question

    def load(self) -> None:
        """Load a local model with the instruction that stands before every question; nothing for any other."""
        if isinstance(self.model, GuardedModel):
            self.model.load(Wording.request("", ()))
