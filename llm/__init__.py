"""Language models: any OpenAI-compatible endpoint, or a local one, behind one small interface.

Nothing here knows of reports or answers; nothing is called unless a setting names a model.
"""

from llm.base import LanguageModel, ModelError, ModelRequest, parse_json
from llm.guard import GuardedModel
from llm.open import ModelSettings, open_model

__all__ = [
    "GuardedModel",
    "LanguageModel",
    "ModelError",
    "ModelRequest",
    "ModelSettings",
    "open_model",
    "parse_json",
]
