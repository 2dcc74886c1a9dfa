"""``python -m eval``: the commands below; ``--help`` says what each does."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

from eval.cases import CASES_FOLDER, KINDS, TRAINING_FOLDER, CaseError
from eval.commands import (
    run_ablate,
    run_baseline,
    run_compare,
    run_core,
    run_elsewhere,
    run_gate,
    run_own,
    run_public,
    run_publish,
    run_reading,
    run_register,
    run_retrieval,
    run_said,
    run_system,
    run_train,
    run_train_common,
    run_train_everyday,
    run_train_roles,
    run_validate,
    run_wordings,
)
from eval.reports import REPORTS_FOLDER

COMMANDS: dict[str, Callable[[argparse.Namespace], int]] = {
    "run": run_system,
    "baseline": run_baseline,
    "retrieval": run_retrieval,
    "public": run_public,
    "compare": run_compare,
    "gate": run_gate,
    "validate": run_validate,
    "train": run_train,
    "train-common": run_train_common,
    "train-everyday": run_train_everyday,
    "train-roles": run_train_roles,
    "publish": run_publish,
    "register": run_register,
    "reading": run_reading,
    "ablate": run_ablate,
    "core": run_core,
    "own": run_own,
    "elsewhere": run_elsewhere,
    "said": run_said,
    "wordings": run_wordings,
}


def build_parser() -> argparse.ArgumentParser:
    """Return the parser of all commands."""
    parser = argparse.ArgumentParser(prog="python -m eval", description="Measure the answers and the search.")
    commands = parser.add_subparsers(dest="command", required=True)
    run = commands.add_parser("run", help="ask every case and judge the answers")
    baseline = commands.add_parser("baseline", help="the same with two naive systems")
    retrieval = commands.add_parser("retrieval", help="how often search finds the evidence")
    validate = commands.add_parser("validate", help="check the case files")
    gate = commands.add_parser("gate", help="fail when a rate on the shipped report is below its committed floor")
    train = commands.add_parser("train", help="learn the weights of ranking and choice from eval/training")
    for command in (run, baseline, retrieval, validate, gate):
        _add_sources(command)
    train.add_argument("--cases", type=Path, nargs="+", default=[TRAINING_FOLDER], help="folders of questions")
    train.add_argument("--only", choices=("", "ranker", "choice", "fit"), default="")
    _add_reports(train)
    train_common = commands.add_parser("train-common", help="count which pairs of characters are part of no name")
    train_common.add_argument("--corpus", type=Path, required=True, help="folder of many reports")
    commands.add_parser("train-everyday", help="encode the examples of everyday questions (index/lexicon)")
    train_roles = commands.add_parser("train-roles", help="learn which words review and which plan")
    train_roles.add_argument("--corpus", type=Path, required=True, help="folder of reports with headings")
    for command in (run, baseline, retrieval):
        _add_selection(command)
    for command in (baseline, retrieval):
        command.add_argument("--skip-llamaindex", action="store_true", help="it embeds long chunks, a minute a report")
    baseline.add_argument("--llm", action="store_true", help="LlamaIndex's tutorial with the settings' language model")
    register = commands.add_parser("register", help="how right the register's figures and baselines are")
    _add_sources(register)
    _add_engine(run)
    public = commands.add_parser("public", help="retrieval on public Chinese question sets")
    public.add_argument("--data", type=Path, required=True, help="folder with ncp_policy/, cmrc2018/, drcd/, xquad/")
    public.add_argument("--sample", type=int, default=100, help="questions per set")
    ablate = commands.add_parser("ablate", help="each rule and feature switched off in turn, on open cases")
    _add_sources(ablate)
    _add_selection(ablate)
    ablate.set_defaults(part="dev")
    reading = commands.add_parser("reading", help="the rules beside recorded readings of the same questions")
    reading.add_argument("--cases", type=Path, nargs="+", default=[CASES_FOLDER, TRAINING_FOLDER])
    reading.add_argument("--readings", type=Path, nargs="*", default=[], help="further files of readings")
    _add_reports(reading)
    core = commands.add_parser("core", help="core indicators of every report of an index, without labels")
    core.add_argument("--index", type=Path, default=Path("data/index"), help="an index of many reports")
    core.add_argument("--every", type=int, default=1, help="only each so manieth report")
    core.add_argument("--cases", type=Path, default=CASES_FOLDER, help="reports of frozen cases are left out")
    own = commands.add_parser("own", help="reports asked for their own figures and for those of others, without labels")
    _add_sources(own)
    own.add_argument("--each", type=int, default=20, help="questions of either sort a report")
    own.add_argument("--every", type=int, default=1, help="only each so manieth report of the folders")
    elsewhere = commands.add_parser("elsewhere", help="open cases' questions asked of other reports, without labels")
    _add_sources(elsewhere)
    elsewhere.add_argument("--every", type=int, default=1, help="only each so manieth report of the folders")
    said = commands.add_parser("said", help="rightly answered cases said otherwise, which may change no answer")
    _add_sources(said)
    _add_selection(said)
    said.add_argument("--each", type=int, default=30, help="questions for every change")
    wordings = commands.add_parser("wordings", help="reports' own figures asked for in many ways, without labels")
    _add_sources(wordings)
    wordings.add_argument("--each", type=int, default=8, help="figures of every kind a report")
    wordings.add_argument("--every", type=int, default=1, help="only each so manieth report of the folders")
    compare = commands.add_parser("compare", help="two saved runs, paired")
    compare.add_argument("first", type=Path)
    compare.add_argument("second", type=Path)
    publish = commands.add_parser("publish", help="write docs/evaluation*.md and the README's figures")
    publish.add_argument("run_file", type=Path, help="saved run over all cases")
    publish.add_argument("--baselines", type=Path, nargs="*", default=[], help="saved runs of the baselines")
    return parser


def _add_sources(command: argparse.ArgumentParser) -> None:
    command.add_argument("--cases", type=Path, default=CASES_FOLDER, help="folder of *.jsonl case files")
    _add_reports(command)


def _add_reports(command: argparse.ArgumentParser) -> None:
    command.add_argument("--reports", type=Path, default=REPORTS_FOLDER, help="folder of the shipped reports")
    command.add_argument("--corpus", type=Path, help="folder of other reports: <report>.txt files or jsonl rows")


def _add_selection(command: argparse.ArgumentParser) -> None:
    command.add_argument("--part", choices=("dev", "frozen", "all"), default="all")
    command.add_argument("--kind", choices=sorted(KINDS), default="")
    command.add_argument("--report-only", default="", metavar="ID", help="only cases of this report")
    command.add_argument("--limit", type=int, default=0, help="only the first N cases")


def _add_engine(command: argparse.ArgumentParser) -> None:
    command.add_argument("--url", default="", help="ask this server instead of the code in process")
    command.add_argument("--api-key", default="", help="key of the server")
    command.add_argument(
        "--llm",
        choices=("", "auto", "generate", "local", "endpoint"),
        default="",
        help="with the settings' language model; local and endpoint say which one it has to be, and ask it to word",
    )
    command.add_argument("--name", default="", help="name of the configuration in the result file")
    command.add_argument("--show-frozen", action="store_true", help="list frozen cases too; never tune to them")


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command and return its exit status."""
    options = build_parser().parse_args(arguments)
    try:
        return COMMANDS[options.command](options)
    except (CaseError, FileNotFoundError) as error:
        print(error, file=sys.stderr)
        return 2


if __name__ == "__main__":
    sys.exit(main())
