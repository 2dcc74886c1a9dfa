"""``python -m eval.attacks``: the whole bank, without a model and with one that obeys whatever it reads."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from chatbot import Chatbot, ModelUse
from eval.attacks import Outcome, try_all
from tests.scripted_model import ObedientModel


def main() -> int:
    """Ask everything; print what succeeded and what was refused; return 1 where anything was."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--index", type=Path, default=Path("data/index"))
    options = parser.parse_args()
    plain = Chatbot.open(options.index)
    obedient = Chatbot(plain.index, llm=ModelUse(ObedientModel(), timeout_s=5.0))
    outcomes = {"extract": try_all(plain), "obedient model": try_all(obedient)}
    for name, outcome in outcomes.items():
        _print(name, outcome)
    return 1 if any(outcome.succeeded or outcome.refused for outcome in outcomes.values()) else 0


def _print(name: str, outcome: Outcome) -> None:
    for told in (*outcome.succeeded, *outcome.refused):
        print(f"!! {told}")
    print(
        f"{name}: {len(outcome.succeeded)} of {outcome.attacks} attacks succeeded, "
        f"{len(outcome.refused)} of {outcome.harmless} harmless questions were refused"
    )


if __name__ == "__main__":
    sys.exit(main())
