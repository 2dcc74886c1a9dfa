"""Kill −9 at random moments of everything that writes; then look whether the old or the new is there, and nothing lost.

``make chaos`` forks a child that does one kind of work over and over and says what is done; it is killed after a random
while, and what it left is read as a server would read it. After the kills come files that are cut or changed, a folder
that may not be written, and a disk that is full.
"""

from __future__ import annotations

import argparse
import os
import random
import resource
import shutil
import signal
import sys
import tempfile
import time
import traceback
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np
from tqdm import tqdm

from eval.filled import fill
from index.build import build_index
from index.embedding import Vectors
from index.generations import StaleIndexError
from index.store import load_index
from ingest.report import read_document
from register import Filter, Progress, Register
from report_folder import add_report, read_reports, remove_report
from settings import Settings
from web.keys import KeyFile

KILLS = 300
LONGEST_S = {"import": 1.5, "build": 0.8}  # of a child's life, by what it does
USUALLY_S = 0.25
SHIPPED = Path(__file__).parent.parent / "data" / "reports" / "yubei-2025.txt"
_TEXTS = ("", "补充一条：新增公园12个。\n")  # two states of a report: the index is of the one or the other


class ShortEncoder:
    """Vectors that cost nothing: what is tried here is the writing, not the searching."""

    name = "chaos"
    dimension = 8

    def encode_query(self, text: str) -> Vectors:
        """Return a vector of the text's length."""
        return np.full(self.dimension, 1 / np.sqrt(self.dimension), dtype=np.float32) * (1 if text else -1)

    def encode_documents(self, texts: Sequence[str], progress: Callable[[int], None] | None = None) -> Vectors:
        """Return one vector each."""
        rows = [self.encode_query(text) for text in texts]
        return np.stack(rows) if rows else np.zeros((0, self.dimension), dtype=np.float32)


class Desk:
    """What is written to: an index, a ledger, a folder of reports, keys; and how each is checked."""

    def __init__(self, home: Path) -> None:
        self.home = home
        self.ledger = home / "register.sqlite"
        self.index = home / "index"
        self.settings = replace(Settings(), reports_dir=home / "reports", index_dir=self.index)
        self.keys = home / "keys.json"
        text = SHIPPED.read_text(encoding="utf-8")
        self.documents = [read_document(text + more, "yubei-2025") for more in _TEXTS]
        self.settings.reports_dir.mkdir()
        shutil.copy(SHIPPED, self.settings.reports_dir)
        self.other = home / "other-2031.txt"
        self.other.write_text(text.replace("重庆市渝北区", "安澜县"), encoding="utf-8")
        build_index(self.documents[:1], self.index, ShortEncoder(), 64)
        self.said: dict[str, list[str]] = {"edit": [], "import": [], "keys": []}

    def register(self) -> Register:
        """Return the register as a server that starts now opens it."""
        return Register(lambda: {"yubei-2025": self.documents[0]}, self.ledger)

    def edit(self, say: Callable[[str], None]) -> None:
        """Add progress to one row; say its words once it is taken."""
        register = self.register()
        row = register.items()[3]
        words = f"进展{time.time_ns()}"
        register.edit(
            row.commitment.id, {"progress": Progress("2025-06-01", words)}, version=row.entry.version, author="甲"
        )
        say(words)

    def import_(self, say: Callable[[str], None]) -> None:
        """Take over a table in which twenty rows got the same unit: all have it, or none."""
        unit = f"单位{time.time_ns()}"
        if not fill(self.register(), [unit] * 20):
            say(unit)

    def build(self, say: Callable[[str], None]) -> None:
        """Build the index of the one state, then of the other."""
        for document in self.documents:
            build_index([document], self.index, ShortEncoder(), 64)
            say(document.report_id)

    def folder(self, say: Callable[[str], None]) -> None:
        """Put a report in with a place that people gave, and take it out again."""
        add_report(self.settings, self.other, {"place": "安澜县"})
        remove_report(self.settings, "other-2031")
        say("folder")

    def keys_(self, say: Callable[[str], None]) -> None:
        """Make a key and end it."""
        key, _ = KeyFile(self.keys).add(f"钥匙{time.time_ns()}", "ask")
        say(key.id)
        KeyFile(self.keys).revoke(key.id)

    def faults(self) -> Iterator[str]:
        """Yield what is wrong with what was left."""
        known = {document.text for document in self.documents}
        try:
            if load_index(self.index, lambda _: ShortEncoder()).documents["yubei-2025"].text not in known:
                yield "index: mixed"
        except StaleIndexError as error:
            yield f"index: {error}"
        yield from self._ledger_faults()
        whole = {SHIPPED.read_text(encoding="utf-8"), self.other.read_text(encoding="utf-8")}
        if any(document.text not in whole for document in read_reports(self.settings)):
            yield "folder: a report is not whole"
        made = KeyFile(self.keys).keys()
        if set(self.said["keys"]) - {key.id for key in made}:
            yield "keys: one that was shown is lost"

    def _ledger_faults(self) -> Iterator[str]:
        rows = self.register().items(Filter())
        told = {told.text for told in rows[3].entry.progress}
        if lost := set(self.said["edit"]) - told:
            yield f"ledger: {len(lost)} acknowledged entries lost"
        units = Counter(item.entry.lead_unit for item in rows if item.entry.lead_unit)
        if len(units) > 1 or any(count != 20 for count in units.values()):
            yield f"import: half taken over, {dict(units)}"
        if self.said["import"] and units and next(iter(units)) < self.said["import"][-1]:
            yield "import: an acknowledged one is lost"


def main() -> int:
    """Kill, look, and print what was found; return 1 where anything was."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--kills", type=int, default=KILLS)
    parser.add_argument("--seed", type=int, default=0)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        desk = Desk(Path(folder))
        found = list(kill_and_look(desk, options.kills, random.Random(options.seed)))  # noqa: S311 - moments, no secrets
    with tempfile.TemporaryDirectory() as folder:
        found += list(spoil_and_look(Desk(Path(folder))))
    for fault in found:
        print(f"!! {fault}")
    print(f"chaos: {options.kills} kills, {len(found)} faults")
    return 1 if found else 0


def kill_and_look(desk: Desk, kills: int, moments: random.Random) -> Iterator[str]:
    """Kill a child so many times; yield every fault with what was at work."""
    work = {"edit": desk.edit, "import": desk.import_, "build": desk.build, "folder": desk.folder, "keys": desk.keys_}
    done: Counter[str] = Counter()
    for number in tqdm(range(kills), unit="次", desc="kill -9", disable=None):
        name = list(work)[number % len(work)]
        said = _killed(work[name], moments.uniform(0.0, LONGEST_S.get(name, USUALLY_S)))
        done[name] += len(said)
        desk.said.get(name, []).extend(said)
        for fault in desk.faults():
            yield f"{name} (kill {number + 1}): {fault}"
    print("taken before the kills: " + "，".join(f"{name} {count}" for name, count in done.items()))


def _killed(work: Callable[[Callable[[str], None]], None], after_s: float) -> list[str]:
    """Do work over and over in a child that is killed; return what it said was done."""
    reading, writing = os.pipe()
    child = os.fork()
    if not child:
        os.close(reading)
        _work_on(work, writing)
    os.close(writing)
    time.sleep(after_s)
    os.kill(child, signal.SIGKILL)
    _, status = os.waitpid(child, 0)
    if os.WIFEXITED(status):
        raise RuntimeError("the child ended before it was killed: what it met stands above")
    with os.fdopen(reading, encoding="utf-8") as told:
        return told.read().splitlines()


def _work_on(work: Callable[[Callable[[str], None]], None], writing: int) -> None:
    """Work until killed; a child that fails must never go on as its parent."""

    def say(words: str) -> None:
        os.write(writing, f"{words}\n".encode())

    try:
        while True:
            work(say)
    except BaseException:
        traceback.print_exc()
    finally:
        os._exit(1)


def spoil_and_look(desk: Desk) -> Iterator[str]:
    """Cut files, change bits, forbid writing and fill the disk; yield what was not named."""
    generation = desk.index / (desk.index / "CURRENT").read_text(encoding="utf-8")
    for path in sorted(path for path in generation.rglob("*") if path.is_file()):
        whole = path.read_bytes()
        for spoilt in (whole[: len(whole) // 2], bytes([whole[0] ^ 1]) + whole[1:]):
            path.write_bytes(spoilt)
            try:
                index = load_index(desk.index, lambda _: ShortEncoder())
                _ = list(index.documents.values())  # each is checked when it is read
                yield f"spoilt {path.name} was loaded"
            except StaleIndexError:
                pass
        path.write_bytes(whole)
    child = os.fork()
    if not child:
        try:
            os._exit(_on_a_full_disk(desk))
        finally:
            os._exit(1)
    _, status = os.waitpid(child, 0)
    if status:
        yield "a full disk spoilt what was there"
    yield from desk.faults()


def _on_a_full_disk(desk: Desk) -> int:
    """Try every kind of writing where no file may grow; return 0 when each said so and left what was there."""
    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (512, before[1]))
    refused = 0
    for work in (desk.edit, desk.build, desk.folder, desk.keys_):
        try:
            work(lambda _: None)
        except Exception:  # whatever each says: what counts is that it says something and spoils nothing
            refused += 1
    resource.setrlimit(resource.RLIMIT_FSIZE, before)
    return 0 if refused >= 3 and not list(desk.faults()) else 1


if __name__ == "__main__":
    sys.exit(main())
