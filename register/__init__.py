"""Register: the commitments of a report, what they go on from, and what became of them."""

from register.baselines import Baseline, find_baseline, said_change
from register.commitments import Commitment, coverage, extract_commitments
from register.compare import Comparison, Pair, Side, compare
from register.entries import Change, ConflictError, Entry, LedgerError, Progress
from register.filters import Filter
from register.items import Item, Register, UnknownCommitmentError
from register.ledger import Ledger

__all__ = [
    "Baseline",
    "Change",
    "Commitment",
    "Comparison",
    "ConflictError",
    "Entry",
    "Filter",
    "Item",
    "Ledger",
    "LedgerError",
    "Pair",
    "Progress",
    "Register",
    "Side",
    "UnknownCommitmentError",
    "compare",
    "coverage",
    "extract_commitments",
    "find_baseline",
    "said_change",
]
