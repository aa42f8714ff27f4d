"""`newsdesk evaluate run`: a set of questions is asked and the answers are measured."""

import sys
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from bot.cli.asking import Writer
from bot.cli.desk import Desk, Json, given_path, takes_desk
from bot.cli.exits import ExitCode
from bot.domain.answer import Engine
from bot.errors import NotConfigured, UsageError

if TYPE_CHECKING:
    from bot.evaluation.gold import GoldQuestion, QuestionSet
    from bot.evaluation.libraries import Built
    from bot.evaluation.record import RunInfo
    from bot.evaluation.running import Pace, Progress
    from bot.evaluation.store import Recorder, StoredRun
    from bot.settings.settings import Settings

Questions = Annotated[Path, typer.Argument(metavar="QUESTIONS", help="The set: a file or folder.", parser=given_path)]
QuestionFormat = Annotated[
    str | None, typer.Option("--format", metavar="NAME", help="Of the set, where its name does not tell it.")
]
Articles = Annotated[
    Path | None,
    typer.Option(
        metavar="PATH",
        parser=given_path,
        help="Articles to ask, as ingest reads them; without it those that the set brings, else your library's.",
    ),
]
Changes = Annotated[
    list[str] | None, typer.Option("--set", metavar="NAME=VALUE", help="A setting for this run; repeatable.")
]
Split = Annotated[str | None, typer.Option(metavar="dev|test", help="One half of the set only.")]
Parallel = Annotated[
    int, typer.Option(metavar="N", min=1, max=64, help="Questions asked at once; times are reported only for 1.")
]


@takes_desk
def run(
    desk: Desk,
    questions: Questions,
    *,
    form: QuestionFormat = None,
    articles: Articles = None,
    engine: Writer = None,
    changes: Changes = None,
    split: Split = None,
    limit: Annotated[int | None, typer.Option(metavar="N", min=1, help="The first N questions only.")] = None,
    parallel: Parallel = 1,
    name: Annotated[str | None, typer.Option(metavar="NAME", help="Of the run; else made of what it is.")] = None,
    budget: Annotated[
        float | None, typer.Option(metavar="USD", min=0, help="Ask no further question once so much is spent.")
    ] = None,
    json: Json = False,
) -> None:
    """Ask the questions of a set and measure the answers. Given again after an interruption it asks only the rest.

    Exit code: 0 everything was asked, 1 a question failed.
    """
    from bot.evaluation import formats
    from bot.evaluation.running import Pace
    from bot.evaluation.store import Runs

    settings = _settings(desk, engine, changes or [], budget)
    given = formats.read(questions, form)
    chosen = _chosen(given, split, limit)
    library = _library(desk, settings, articles, given_with=(questions, form))
    info = _info(given, library, parallel, name)
    runs = Runs(settings.data_dir)
    with runs.recording(info, given) as recorder:
        pace = Pace(datetime.fromisoformat(recorder.info.started_at), parallel, budget)
        progress = _asked(desk, chosen, library, recorder, pace)
    _tell_how_far(desk, progress, info.name)
    _show(desk, settings, runs.load(info.name), json=json)
    raise typer.Exit(ExitCode.FAILURE if progress.failed else ExitCode.SUCCESS)


def _settings(desk: Desk, engine: Engine | None, changes: list[str], budget: float | None) -> "Settings":
    """Those of the run. Receipts of its questions would stand among those of people's."""
    from bot import wiring
    from bot.settings.overriding import overridden, parsed

    settings = overridden(desk.settings({"chat.engine": engine}), parsed(changes))
    model = settings.chat.model or ""
    if wiring.engine(settings) is Engine.GENERATIVE and budget is not None and model not in settings.chat.prices:
        raise NotConfigured(
            f"--budget cannot be kept: the price of {model} is not known. Set it in chat.prices, or leave --budget out."
        )
    quiet = settings.ledger.model_copy(update={"receipts": False})
    return settings.model_copy(update={"ledger": quiet})


def _chosen(given: "QuestionSet", split: str | None, limit: int | None) -> "tuple[GoldQuestion, ...]":
    chosen = tuple(question for question in given.questions if split in (None, question.split))
    if not chosen:
        there = ", ".join(sorted({question.split for question in given.questions}))
        raise UsageError(f"--split {split}: the set {given.name} has no such question; there are: {there}.")
    return chosen[:limit]


def _library(desk: Desk, settings: "Settings", articles: Path | None, given_with: tuple[Path, str | None]) -> "Built":
    """Where the answers come from."""
    from bot.cli.progress import shown_progress
    from bot.evaluation import formats
    from bot.evaluation.libraries import Built, built, own

    source = articles or formats.articles(*given_with)
    if source is None:
        return Built(settings, own(settings), failed=0, anew=False)
    with shown_progress(desk) as on_progress:
        library = built(settings, source, on_progress)
    if library.failed:
        desk.note(f"{library.failed:,} of the articles' sources could not be taken in; `newsdesk ingest` tells which.")
    return library


def _info(given: "QuestionSet", library: "Built", parallel: int, name: str | None) -> "RunInfo":
    from bot import wiring
    from bot.evaluation import identity
    from bot.evaluation.record import RunInfo
    from bot.settings.overriding import differing

    info = RunInfo(
        name="",
        questions=given.name,
        questions_hash=given.hash,
        articles_hash=library.hash,
        settings=identity.of_answers(differing(library.settings)),
        engine=wiring.engine(library.settings).value,
        version=identity.version(),
        started_at=datetime.now(UTC).isoformat(timespec="seconds"),
        parallel=parallel,
    )
    return replace(info, name=identity.default_name(info) if name is None else identity.checked_name(name))


def _asked(
    desk: Desk, questions: "tuple[GoldQuestion, ...]", library: "Built", recorder: "Recorder", pace: "Pace"
) -> "Progress":
    from bot import wiring
    from bot.cli.evaluating.run_progress import shown_asking
    from bot.evaluation.running import run as ask_all

    with shown_asking(desk) as on_progress:
        progress = ask_all(questions, wiring.answerer(library.settings), recorder, pace, on_progress)
    peak = _peak_memory_mib()
    if progress.asked_now and peak and not library.anew:  # else it is the memory of taking articles in
        recorder.measured(peak)
    return progress


def _tell_how_far(desk: Desk, progress: "Progress", name: str) -> None:
    if progress.done < progress.total:
        desk.note(
            f"{progress.done:,} of {progress.total:,} questions were asked, then the budget was spent. The same "
            "command with a greater --budget asks the rest."
        )
    elif not progress.asked_now:
        desk.note(f"All was asked before, in the run {name}; another --name asks anew.")


def _show(desk: Desk, settings: "Settings", stored: "StoredRun", *, json: bool) -> None:
    from bot.cli.evaluating.run_table import table, table_json
    from bot.evaluation.libraries import stored_articles
    from bot.evaluation.metrics.table import figures, totals

    articles = stored_articles(settings, stored.info.articles_hash)
    measured = (stored.questions.questions, stored.records, stored.info, articles)
    failed = sum(record.answer is None for record in stored.records)
    if json:
        desk.show_json(table_json(stored.info, figures(*measured), totals(*measured), failed))
    else:
        desk.show(table(stored.info, figures(*measured), totals(*measured), failed))


def _peak_memory_mib() -> float | None:
    """Of this process since it began; None where the system does not tell."""
    try:
        import resource
    except ImportError:
        return None
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak / (1 << 20 if sys.platform == "darwin" else 1 << 10)
