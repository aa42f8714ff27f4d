"""`newsdesk articles`: list, show and remove what is in the library."""

import sys
from difflib import get_close_matches
from typing import TYPE_CHECKING, Annotated

import typer

from bot.cli.asking import chosen_name
from bot.cli.desk import Desk, Json, takes_desk
from bot.domain.article import storable
from bot.errors import ArticleNotFound, UsageError

if TYPE_CHECKING:
    from bot.library.library import Library
    from bot.library.records import ArticleSummary

NEAREST = 3
"""Ids offered when one is not found."""

MOST = 1_000_000_000
"""Articles that can be counted past; SQLite's numbers end at 2**63."""

commands = typer.Typer(help="List, show and remove articles.", no_args_is_help=True)


@commands.command("list")
@takes_desk
def list_articles(
    desk: Desk,
    *,
    collection: Annotated[str | None, typer.Option(help="Only this collection.")] = None,
    outlet: Annotated[str | None, typer.Option(help="Only this outlet.")] = None,
    limit: Annotated[int | None, typer.Option(min=1, max=MOST, help="At most so many (default: all).")] = None,
    offset: Annotated[int, typer.Option(min=0, max=MOST, help="Leave out so many at the beginning.")] = 0,
    json: Json = False,
) -> None:
    """List articles, newest first, undated last: date, outlet, title, id. Without a terminal separated by tabs."""
    from bot import wiring
    from bot.rendering.library_views import article_row, articles_json

    library = wiring.library(desk.settings())
    found = library.articles(
        limit=limit,
        offset=offset,
        collection=None if collection is None else chosen_name("--collection", collection),
        outlet=None if outlet is None else chosen_name("--outlet", outlet),
    )
    if not found and (outlet or collection):
        desk.note("No article has this outlet and collection. `newsdesk status` counts what there is.")
    if json:
        desk.show_json(articles_json(found))
    elif sys.stdout.isatty():
        _print_table(desk, found)
    else:
        desk.write("".join("\t".join(article_row(article)) + "\n" for article in found))


@commands.command("show")
@takes_desk
def show_article(
    desk: Desk,
    article_id: Annotated[str, typer.Argument(metavar="ID", help="As in `articles list`.")],
    *,
    json: Json = False,
) -> None:
    """Show what is known of one article, and its text."""
    from bot import wiring
    from bot.rendering.library_views import article_json, article_text

    library = wiring.library(desk.settings())
    try:
        article = library.article(storable(article_id))
    except ArticleNotFound:
        raise _not_found(library, article_id) from None
    if json:
        desk.show_json(article_json(article))
    else:
        desk.show(article_text(article))


@commands.command("remove")
@takes_desk
def remove_articles(
    desk: Desk,
    article_ids: Annotated[list[str], typer.Argument(metavar="ID...", help="As in `articles list`.")],
    *,
    yes: Annotated[
        bool, typer.Option("--yes", "-y", help="Do not ask first (without a terminal it never asks).")
    ] = False,
    json: Json = False,
) -> None:
    """Remove articles: afterwards no file of the data folder holds a byte of them.

    Receipts and evaluation runs that hold them go too.

    If one id is unknown, none is removed.
    """
    from bot import wiring
    from bot.evaluation.forgetting import Evaluations
    from bot.ingestion.removing import remove

    settings = desk.settings()
    library = wiring.library(settings)
    wanted = list(dict.fromkeys(article_ids))
    known = {article.id for article in library.articles()}
    unknown = next((article_id for article_id in wanted if article_id not in known), None)
    if unknown is not None:
        raise _not_found(library, unknown)
    if not yes and sys.stdin.isatty() and sys.stderr.isatty() and not _agrees(len(wanted)):
        raise UsageError("Nothing was removed.")
    gone = remove(library, wiring.ledger(settings), wanted, Evaluations(settings))
    if json:
        desk.show_json(
            {
                "removed": gone.articles,
                "article_ids": wanted,
                "answers_forgotten": gone.answers,
                "runs_forgotten": gone.runs,
            }
        )
        return
    desk.write(f"removed {gone.articles}\n")
    if gone.answers:
        desk.write(f"forgot {gone.answers} answer{'' if gone.answers == 1 else 's'} made of them\n")
    if gone.runs:
        desk.write(f"forgot {gone.runs} evaluation run{'' if gone.runs == 1 else 's'} that held them\n")


def _agrees(number: int) -> bool:
    return typer.confirm(f"Remove {number} article{'' if number == 1 else 's'} for good?", err=True)


def _not_found(library: "Library", article_id: str) -> ArticleNotFound:
    """The error, with the ids that may have been meant."""
    ids = [article.id for article in library.articles()]
    near = [known for known in ids if article_id and known.startswith(article_id)] or get_close_matches(
        article_id, ids, cutoff=0.5
    )
    hint = f"Did you mean {', '.join(near[:NEAREST])}?" if near else "`newsdesk articles list` shows what there is."
    return ArticleNotFound(f"There is no article {article_id!r}. {hint}")


def _print_table(desk: Desk, found: "list[ArticleSummary]") -> None:
    from rich.table import Table
    from rich.text import Text

    from bot.rendering.library_views import article_row

    table = Table(box=None, pad_edge=False, header_style="dim")
    for heading in ("date", "outlet", "title"):
        table.add_column(heading)
    table.add_column("id", overflow="fold")
    for article in found:
        table.add_row(*map(Text, article_row(article)))
    desk.console(sys.stdout).print(table)
