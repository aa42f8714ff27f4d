"""`newsdesk evaluate run`: a set of questions is asked and the answers are measured."""

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from bot.cli.asking import Writer
from bot.cli.desk import Desk, Json, given_path, takes_desk
from bot.cli.evaluating.budget import see_price
from bot.cli.evaluating.question_file import tell_of_drafts
from bot.cli.exits import ExitCode
from bot.domain.answer import Engine
from bot.errors import UsageError

if TYPE_CHECKING:
    from bot.evaluation.conducting import Plan
    from bot.evaluation.formats import SetIntake
    from bot.evaluation.gold import GoldQuestion, QuestionSet
    from bot.evaluation.libraries import Built
    from bot.evaluation.running import Progress
    from bot.evaluation.store import StoredRun
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
    from bot.evaluation import conducting, formats, identity
    from bot.evaluation.store import Runs

    settings = _settings(desk, engine, changes or [], budget)
    given = formats.read(questions, form)
    chosen = _chosen(given, split, limit)
    tell_of_drafts(desk, chosen)
    library = library_of(desk, settings, articles or formats.articles(questions, form))
    info = conducting.described(given, library, parallel)
    if name is not None:
        info = replace(info, name=identity.checked_name(name))
    _tell_of_missing(desk, library.settings, chosen)
    progress = asked(desk, conducting.Plan(settings, library, given, info, budget), chosen)
    _tell_how_far(desk, progress, info.name)
    _show(desk, settings, Runs(settings.data_dir).load(info.name), json=json)
    raise typer.Exit(ExitCode.FAILURE if progress.failed else ExitCode.SUCCESS)


def library_of(desk: Desk, settings: "Settings", articles: "Path | SetIntake | None") -> "Built":
    """Where the answers come from, with progress while it is built; the person is told what could not be taken in."""
    from bot.cli.progress import shown_progress
    from bot.evaluation import conducting

    with shown_progress(desk) as on_progress:
        library = conducting.library(settings, articles, on_progress)
    if library.failed:
        desk.note(f"{library.failed:,} of the articles' sources could not be taken in; `newsdesk ingest` tells which.")
    return library


def asked(desk: Desk, plan: "Plan", chosen: "tuple[GoldQuestion, ...]") -> "Progress":
    """The run, conducted with progress shown."""
    from bot.cli.evaluating.run_progress import shown_asking
    from bot.evaluation.conducting import conduct

    with shown_asking(desk) as on_progress:
        return conduct(plan, chosen, on_progress)


def _settings(desk: Desk, engine: Engine | None, changes: list[str], budget: float | None) -> "Settings":
    from bot import wiring
    from bot.evaluation.conducting import without_receipts
    from bot.settings.overriding import overridden, parsed

    settings = overridden(desk.settings({"chat.engine": engine}), parsed(changes))
    if wiring.engine(settings) is Engine.GENERATIVE:
        see_price(settings, budget)
    return without_receipts(settings)


def _chosen(given: "QuestionSet", split: str | None, limit: int | None) -> "tuple[GoldQuestion, ...]":
    chosen = tuple(question for question in given.questions if split in (None, question.split))
    if not chosen:
        there = ", ".join(sorted({question.split for question in given.questions}))
        raise UsageError(f"--split {split}: the set {given.name} has no such question; there are: {there}.")
    return chosen[:limit]


def _tell_of_missing(desk: Desk, settings: "Settings", chosen: "tuple[GoldQuestion, ...]") -> None:
    """Else a slip in a question file looks like a search that finds nothing."""
    from bot import wiring
    from bot.evaluation.held import articles_of, missing

    articles = articles_of(wiring.library(settings))
    assert articles.text is not None, "a library knows its texts"
    lacking = missing(chosen, articles.text)
    kinds = {
        "an article that is not there": lacking.articles,
        "a quote that its article does not hold": lacking.quotes,
    }
    for told, found in kinds.items():
        if found:
            number, (question_id, name) = len({each for each, _ in found}), found[0]
            desk.note(
                f"{number:,} of {len(chosen):,} questions name {told} as evidence, for example {question_id}: "
                f"“{name[:80]}”. Nothing can find or cite that."
            )


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
    from bot.evaluation.assembling import run_report
    from bot.evaluation.libraries import stored_articles
    from bot.evaluation.measuring import measured

    drawn = run_report(measured(stored, stored_articles(settings, stored.info.articles_hash)))
    if json:
        desk.show_json(table_json(drawn))
    else:
        desk.show(table(drawn))
