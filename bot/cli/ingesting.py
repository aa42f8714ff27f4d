"""`newsdesk ingest`: takes articles in, shows how far it is on standard error, and reports at the end."""

from pathlib import Path
from typing import Annotated

import typer

from bot.cli.desk import Desk, Json, given_path, takes_desk
from bot.cli.exits import ExitCode
from bot.domain.article import MAIN
from bot.errors import UsageError


@takes_desk
def ingest(
    desk: Desk,
    paths: Annotated[
        list[Path] | None,
        typer.Argument(metavar="PATH...", help="Files and folders of .txt, .md and .jsonl.", parser=given_path),
    ] = None,
    *,
    collection: Annotated[str, typer.Option(help="Name of the collection that the articles join.")] = MAIN,
    sample: Annotated[bool, typer.Option("--sample", help="Take in the packaged sample articles.")] = False,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Report what would be done; write nothing.")] = False,
    rebuild: Annotated[
        bool, typer.Option("--rebuild", help="Build the library anew from what is stored, for changed settings.")
    ] = False,
    json: Json = False,
) -> None:
    """Take articles in. What is there already and has not changed costs nothing; one bad source never stops the rest.

    Exit code: 0 nothing failed, 1 something failed and the rest was taken in.
    """
    chosen = list(paths or [])
    if rebuild and (chosen or sample or dry_run):
        raise UsageError("--rebuild works on what the library holds. Give no PATH, --sample or --dry-run with it.")
    if not (chosen or sample or rebuild):
        raise UsageError("Nothing to take in. Give files or folders, or --sample for the packaged articles.")
    if not collection.strip():
        raise UsageError("--collection is empty. Give it a name.")
    settings = desk.settings()
    from bot import wiring
    from bot.cli.progress import shown_progress
    from bot.rendering.ingest_report import report_json, report_text

    if sample:
        chosen.append(wiring.sample_articles())
    ingestor = wiring.ingestor(settings)
    with shown_progress(desk) as on_progress:
        if rebuild:
            report = ingestor.rebuild(on_progress=on_progress)
        else:
            report = ingestor.ingest(chosen, collection=collection, dry_run=dry_run, on_progress=on_progress)
    if json:
        desk.show_json(report_json(report))
    else:
        desk.show(report_text(report))
    raise typer.Exit(ExitCode.FAILURE if report.failed else ExitCode.SUCCESS)
