"""What each command of ``python -m eval`` does."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Sequence

from chatbot import Chatbot, ModelUse
from eval.cases import Case, load_cases, select_cases
from eval.engine import Engine
from eval.gate import READER_FLOORS_FILE, find_breaches, load_floors
from eval.grading import Outcome
from eval.indexes import ReportIndexes
from eval.reports import ReportTexts, texts_of
from eval.results import Run, describe, hide_frozen, load_json, new_run, save_json
from eval.run import run_cases, split_by_availability
from eval.summary import compute_latencies, compute_rates, compute_slices
from eval.tables import format_latencies, format_rates, format_slices
from eval.validate import find_problems, unread_reports
from llm import GuardedModel


def run_system(options: Namespace) -> int:
    """Ask the shipped chatbot, or a server, every chosen case."""
    texts, cases, skipped = _choose(options)
    if options.llm:
        from eval.in_process import InProcessEngine

        use = _use_of_settings()
        if use is None or not _is_the_one(options.llm):
            return 2
        indexes = ReportIndexes(texts)
        engine = InProcessEngine(indexes, use, "auto" if options.llm == "auto" else "generate")
        return _run(options, cases, skipped, texts, engine, "model", indexes, proven=InProcessEngine(indexes))
    if options.url:
        from eval.over_http import HttpEngine

        return _run(options, cases, skipped, texts, HttpEngine(options.url, options.api_key), "http")
    from eval.in_process import InProcessEngine

    indexes = ReportIndexes(texts)
    return _run(options, cases, skipped, texts, InProcessEngine(indexes), "extract", indexes)


def run_baseline(options: Namespace) -> int:
    """Ask the two naive systems every chosen case."""
    from eval.baseline import best_llama_chunk, best_sentence

    texts, cases, skipped = _choose(options)
    indexes = ReportIndexes(texts)
    options = Namespace(**vars(options), name="", show_frozen=False)
    engines: dict[str, Engine] = {"best-sentence": best_sentence(indexes)}
    if not options.skip_llamaindex:
        engines["llamaindex-chunk"] = best_llama_chunk(indexes)
    if options.llm:
        from eval.llama_model import CitationEngine, WholeReportEngine, endpoint_of

        model = _model_of_settings()
        if model is None:
            return 2
        engines = {
            "llamaindex-citations": CitationEngine(indexes, endpoint_of(model)),
            "whole-report": WholeReportEngine(indexes, model),
        }
    for name, engine in engines.items():
        print(f"\n== baseline {name}")
        _run(options, cases, skipped, texts, engine, f"baseline-{name}", indexes)
    return 0


def _is_the_one(asked: str) -> bool:
    """Say whether the settings' model is the local one, or an endpoint's, as asked; say what is wrong if not."""
    from settings import load_settings

    is_local = not load_settings().llm_base_url
    wrong = asked in {"local", "endpoint"} and (asked == "local") != is_local
    if wrong:
        print(f"the settings name {'the local model' if is_local else 'an endpoint'}: see docs/models.zh-CN.md")
    return not wrong


def _use_of_settings() -> ModelUse | None:
    from commands.llm import open_llm
    from settings import load_settings

    use = open_llm(load_settings())
    if use is None:
        print("no language model in the settings: llm_base_url and llm_model, or make llm")
    return use


def _model_of_settings() -> GuardedModel | None:
    use = _use_of_settings()
    return use.model if use and isinstance(use.model, GuardedModel) else None


def run_retrieval(options: Namespace) -> int:
    """Rank the evidence of every chosen case in every mode."""
    from eval.retrieval import format_ranking, rank_cases

    texts, cases, _ = _choose(options)
    print(format_ranking(rank_cases(cases, ReportIndexes(texts), llamaindex=not options.skip_llamaindex)))
    return 0


def run_public(options: Namespace) -> int:
    """Measure retrieval on public question sets."""
    from eval.public import format_public, measure_sets

    print(format_public(measure_sets(options.data, options.sample)))
    return 0


def run_compare(options: Namespace) -> int:
    """Print what changed between two saved runs."""
    from eval.compare import format_comparison

    print(format_comparison(load_json(options.first), load_json(options.second)))
    return 0


def run_gate(options: Namespace) -> int:
    """Return 1 when a rate on the shipped reports breaches its committed floor, by rules or by recorded readings."""
    from eval.in_process import InProcessEngine
    from eval.reading import all_readings, measure_readers

    texts, indexes = ReportTexts(options.reports), ReportIndexes(ReportTexts(options.reports))
    cases, _ = split_by_availability(load_cases(options.cases), texts)
    rates = compute_rates(run_cases(cases, InProcessEngine(indexes), texts))
    breaches = find_breaches(rates, load_floors())
    *_, reader = measure_readers(cases, all_readings([]), indexes, texts)
    breaches += [f"with recorded readings: {b}" for b in find_breaches(reader.rates, load_floors(READER_FLOORS_FILE))]
    print("\n".join(f"gate: {breach}" for breach in breaches) or f"gate: all floors hold on {len(cases)} cases")
    return 1 if breaches else 0


def run_train(options: Namespace) -> int:
    """Learn the weights of ranking and of choice; return 1 when a report of the questions is not at hand."""
    from eval.train import train_choice, train_fit, train_ranker

    texts = ReportTexts(options.reports, options.corpus)
    loaded = [case for folder in options.cases for case in load_cases(folder) if not case.frozen]
    cases, skipped = split_by_availability(loaded, texts)
    _warn_of_skipped(len(skipped), sorted({case.report for case in skipped}))
    if skipped or not cases:
        return 1
    indexes = ReportIndexes(texts)
    if options.only in {"", "ranker"}:
        train_ranker(cases, indexes)
    if options.only in {"", "choice"}:
        train_choice(cases, indexes)
    if options.only in {"", "fit"}:
        train_fit(cases, indexes)
    return 0


def run_train_common(options: Namespace) -> int:
    """Count which pairs of characters reports use everywhere."""
    from eval.train_common import train_common

    train_common(options.corpus)
    return 0


def run_train_everyday(_: Namespace) -> int:
    """Encode the examples of everyday questions."""
    from index.embedding import load_encoder
    from index.everyday import VECTORS_FILE, keep_vectors
    from index.lexicon import load_lexicon

    keep_vectors(VECTORS_FILE, load_lexicon(), load_encoder())
    return 0


def run_train_roles(options: Namespace) -> int:
    """Learn the cues of what was done and what is planned."""
    from eval.train_roles import train_roles

    train_roles(options.corpus)
    return 0


def run_publish(options: Namespace) -> int:
    """Write the published figures from saved runs."""
    from eval.publish import publish

    print("\n".join(str(path) for path in publish(options.run_file, options.baselines)))
    return 0


def run_validate(options: Namespace) -> int:
    """Return 1 when a case file has a problem."""
    texts = ReportTexts(options.reports, options.corpus)
    problems = find_problems(options.cases, texts)
    print("\n".join(problems))
    if not problems:
        cases = load_cases(options.cases)
        unread = unread_reports(cases, texts)
        print(f"{len(cases)} cases are well formed; offsets read again for {len(cases) - sum(unread.values())}")
        _warn_of_skipped(sum(unread.values()), sorted(unread))
    return 1 if problems else 0


def run_ablate(options: Namespace) -> int:
    """Print what each rule and each feature of the reader is worth on the open cases."""
    from eval.ablate import ablate_features, ablate_rules, format_losses

    texts, cases, _ = _choose(options)
    indexes = ReportIndexes(texts)
    print(f"features, on {len(cases)} cases\n{format_losses(ablate_features(cases, indexes))}\n")
    print(f"rules, on {len(cases)} cases\n{format_losses(ablate_rules(cases, indexes, texts))}")
    return 0


def run_reading(options: Namespace) -> int:
    """Measure the rules beside recorded readings on the same questions."""
    from eval.reading import all_readings, format_readers, measure_readers

    texts = ReportTexts(options.reports, options.corpus)
    cases = [case for folder in options.cases for case in load_cases(folder)]
    at_hand, _ = split_by_availability(cases, texts)
    print(format_readers(measure_readers(at_hand, all_readings(options.readings), ReportIndexes(texts), texts)))
    return 0


def run_register(options: Namespace) -> int:
    """Print how right the register is, report by report."""
    from eval.register_accuracy import measure_register

    for rates in measure_register(ReportTexts(options.reports, options.corpus)):
        print("\n".join(rates.lines()))
    return 0


def run_core(options: Namespace) -> int:
    """Ask for the core indicators of all reports of an index."""
    from eval.core import ask_core, told

    frozen = {case.report for case in load_cases(options.cases) if case.frozen}
    asked = list(ask_core(Chatbot.open(options.index), frozen, options.every))
    print(told(asked))
    return 0


def run_own(options: Namespace) -> int:
    """Ask reports for their own figures, and for those of the others; those of frozen cases are left out."""
    from eval.own_questions import ask_own, told

    folders = [folder for folder in (options.reports, options.corpus) if folder]
    frozen = {case.report for case in load_cases(options.cases) if case.frozen}
    reports = [name for folder in folders for name, _ in texts_of(folder) if name not in frozen]
    indexes = ReportIndexes(ReportTexts(options.reports, options.corpus))
    print(told(ask_own(reports[:: options.every], indexes, options.each)))
    return 0


def run_elsewhere(options: Namespace) -> int:
    """Ask reports of which there are no cases what the open cases ask of others, and print what is odd."""
    from eval.elsewhere import ask_elsewhere, by_case, told

    folders = [folder for folder in (options.reports, options.corpus) if folder]
    cases = load_cases(options.cases)
    known = {case.report for case in cases}
    reports = [name for folder in folders for name, _ in texts_of(folder) if name not in known]
    texts = ReportTexts(options.reports, options.corpus)
    at_hand, skipped = split_by_availability(cases, texts)
    _warn_of_skipped(len(skipped), sorted({case.report for case in skipped}))
    print(told(by_case(ask_elsewhere(at_hand, reports[:: options.every], ReportIndexes(texts)))))
    return 0


def run_said(options: Namespace) -> int:
    """Print how many questions each change of their words breaks, and which of the open cases."""
    from eval.in_process import InProcessEngine
    from eval.said_otherwise import ask_otherwise

    texts, cases, _ = _choose(options)
    counts, broken = ask_otherwise(cases, InProcessEngine(ReportIndexes(texts)), texts, options.each)
    print("\n".join(broken))
    for name, put, broke in [*counts, ("all", sum(c[1] for c in counts), sum(c[2] for c in counts))]:
        print(f"{broke:4} of {put:5}  {name}")
    return 0


def run_wordings(options: Namespace) -> int:
    """Print which ways of asking lose the figures that the plain question finds."""
    from eval.wordings import ask_in_all_ways, told

    folders = [folder for folder in (options.reports, options.corpus) if folder]
    reports = [name for folder in folders for name, _ in texts_of(folder)]
    indexes = ReportIndexes(ReportTexts(options.reports, options.corpus))
    print(told(ask_in_all_ways(reports[:: options.every], indexes, options.each)))
    return 0


def _choose(options: Namespace) -> tuple[ReportTexts, list[Case], int]:
    texts = ReportTexts(options.reports, options.corpus)
    chosen = select_cases(load_cases(options.cases), options.part, options.kind, options.report_only, options.limit)
    at_hand, skipped = split_by_availability(sorted(chosen, key=lambda case: case.report), texts)
    _warn_of_skipped(len(skipped), sorted({case.report for case in skipped}))
    return texts, at_hand, len(skipped)


def _warn_of_skipped(count: int, reports: Sequence[str]) -> None:
    if count:
        shown = ", ".join(reports[:5]) + (" …" if len(reports) > 5 else "")
        print(f"!! SKIPPED {count} cases: no text of {len(reports)} reports ({shown}); give --corpus DIR")


def _run(
    options: Namespace,
    cases: Sequence[Case],
    skipped: int,
    texts: ReportTexts,
    engine: Engine,
    name: str,
    indexes: ReportIndexes | None = None,
    *,
    proven: Engine | None = None,
) -> int:
    if not cases:
        print("no case to run: check --cases, --part, --kind, --report-only")
        return 2
    outcomes = run_cases(cases, engine, texts)
    manifest = indexes.manifest(cases[-1].report) if indexes else None
    configuration = {key: str(value) for key, value in vars(options).items() if key not in ("api_key", "command")}
    name = options.name or f"{name}-{options.part}"
    run = new_run(name, configuration, outcomes, skipped=skipped, manifest=manifest)
    _print_run(outcomes)
    if proven is not None:
        _print_spoken(outcomes, run_cases(cases, proven, texts))
    _save(run, show_frozen=options.show_frozen)
    return 0


def _print_run(outcomes: Sequence[Outcome]) -> None:
    print(f"\n{format_rates(compute_rates(outcomes))}")
    print(f"\n{format_slices(compute_slices(outcomes))}")
    print(f"\n{format_latencies(compute_latencies(outcomes))}\n")


def _print_spoken(outcomes: Sequence[Outcome], proven: Sequence[Outcome]) -> None:
    """Print what the model's words were worth beside the proven answers to the same questions."""
    from eval.spoken import format_spoken

    right = {f"{outcome.case_id}#{outcome.turn}": outcome.right for outcome in proven}
    print(f"{format_spoken(outcomes, right)}\n")


def _save(run: Run, *, show_frozen: bool) -> None:
    from eval.report import save_report

    path = save_json(describe(run if show_frozen else hide_frozen(run)))
    page = save_report(run, path.with_suffix(".html"), show_frozen=show_frozen)
    print(f"{path}\n{page}")
