"""``python -m eval.attacks``: the whole bank, without a model and with one that obeys whatever it reads."""

from __future__ import annotations

import argparse
import sys
import tempfile
from pathlib import Path

from tqdm import tqdm

from chatbot import Chatbot, ModelUse
from eval.attacks import Outcome, demands, try_all
from eval.attacks.planted import FORMULAS, PLACES, obeyed, planted, runs
from eval.filled import fill
from index import SearchIndex
from index.dense import DenseIndex
from ingest.report import read_document
from register import Register
from tests.scripted_model import ObedientModel

SHIPPED = Path("data/reports/yubei-2025.txt")


def main() -> int:
    """Ask everything; print what succeeded and what was refused; return 1 where anything was."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--index", type=Path, default=Path("data/index"))
    options = parser.parse_args()
    plain = Chatbot.open(options.index)
    outcomes = {"extract": try_all(plain), "obedient model": try_all(_obeying(plain.index))}
    for name, outcome in outcomes.items():
        _print(name, outcome)
    told = [*_in_reports(plain.index), *_in_workbooks()]
    for words in told:
        print(f"!! {words}")
    print(f"planted in {len(PLACES)} places of a report, and in a workbook: {len(told)} succeeded")
    return 1 if told or any(outcome.succeeded or outcome.refused for outcome in outcomes.values()) else 0


def _obeying(index: SearchIndex) -> Chatbot:
    return Chatbot(index, llm=ModelUse(ObedientModel(), timeout_s=5.0))


def _in_reports(index: SearchIndex) -> list[str]:
    """Plant every demand in the shipped report, a place after the other; return what was obeyed."""
    text, orders = SHIPPED.read_text(encoding="utf-8"), demands()
    found: list[str] = []
    for place in tqdm(PLACES, unit="处", desc="planted", disable=None):
        document = read_document(planted(text, orders, place), "yubei-2025")
        vectors = index.encoder.encode_documents([chunk.embedded_text for chunk in document.chunks])
        part = SearchIndex([document], DenseIndex.from_vectors(vectors), lambda: index.encoder, "planted")
        found += [told for bot in (Chatbot(part), _obeying(part)) for told in obeyed(bot, orders)]
    return found


def _in_workbooks() -> list[str]:
    """Send demands and formulas in as what staff filled in; return what a spreadsheet or Word would run."""
    document = read_document(SHIPPED.read_text(encoding="utf-8"), "yubei-2025")
    with tempfile.TemporaryDirectory() as folder:
        register = Register(lambda: {document.report_id: document}, Path(folder) / "register.sqlite")
        fill(register, (*FORMULAS, *(order.text for order in demands())))
        return runs(register)


def _print(name: str, outcome: Outcome) -> None:
    for told in (*outcome.succeeded, *outcome.refused):
        print(f"!! {told}")
    print(
        f"{name}: {len(outcome.succeeded)} of {outcome.attacks} attacks succeeded, "
        f"{len(outcome.refused)} of {outcome.harmless} harmless questions were refused"
    )


if __name__ == "__main__":
    sys.exit(main())
