"""`newsdesk answers`: what is kept of the answers that were given."""

import sys
from datetime import UTC, date, datetime, time
from typing import TYPE_CHECKING, Annotated
from zoneinfo import ZoneInfo

import typer

from bot.cli import exporting, replaying, reviewing
from bot.cli.desk import Desk, Json, takes_desk
from bot.cli.exporting import EveryAnswer, Ids, see_one
from bot.cli.prompt_line import HISTORY
from bot.errors import LedgerError, UsageError

if TYPE_CHECKING:
    from bot.ledger.ledger import Ledger
    from bot.ledger.records import ReceiptLine

MOST = 1_000_000_000
"""Answers that can be counted past; SQLite's numbers end at 2**63."""

commands = typer.Typer(
    help="List, show, replay, review, export and forget the receipts of answers.", no_args_is_help=True
)
commands.command("replay")(replaying.replay_answer)
commands.command("export")(exporting.export)
commands.command("review")(reviewing.review)


@commands.command("list")
@takes_desk
def list_answers(
    desk: Desk,
    *,
    limit: Annotated[int | None, typer.Option(min=1, max=MOST, help="At most so many (default: all).")] = None,
    offset: Annotated[int, typer.Option(min=0, max=MOST, help="Leave out so many at the beginning.")] = 0,
    json: Json = False,
) -> None:
    """List answers, newest first: when (UTC), outcome, who wrote, USD, question, id. Without a terminal by tabs."""
    from bot import wiring
    from bot.rendering.receipt_views import receipt_row, receipts_json

    ledger = wiring.ledger(desk.settings())
    found = ledger.receipts(limit=limit, offset=offset)
    if _expired(desk, ledger):
        found = ledger.receipts(limit=limit, offset=offset)
    if json:
        desk.show_json(receipts_json(found))
    elif sys.stdout.isatty():
        _print_table(desk, found)
    else:
        desk.write("".join("\t".join(receipt_row(each)) + "\n" for each in found))
    if not found and not offset:
        desk.note("No receipt of an answer is kept yet.")


@commands.command("show")
@takes_desk
def show_answer(
    desk: Desk,
    answer_id: Annotated[str, typer.Argument(metavar="ID", help="As in `answers list`; the beginning is enough.")],
    *,
    json: Json = False,
) -> None:
    """Show what an answer was made of, and what the prover did to each statement."""
    from bot import wiring
    from bot.rendering.receipt_views import receipt_json, receipt_text

    receipt = wiring.ledger(desk.settings()).receipt(answer_id)
    if json:
        desk.show_json(receipt_json(receipt))
    else:
        desk.show(receipt_text(receipt))


@commands.command("forget")
@takes_desk
def forget_answers(
    desk: Desk,
    answer_ids: Ids = None,
    *,
    every: EveryAnswer = False,
    before: Annotated[str | None, typer.Option(metavar="YYYY-MM-DD", help="Those recorded before this day.")] = None,
    yes: Annotated[
        bool, typer.Option("--yes", "-y", help="Do not ask first (without a terminal it never asks).")
    ] = False,
    json: Json = False,
) -> None:
    """Delete receipts: afterwards no file of the data folder holds a byte of them. What was spent stays counted.

    With --all the questions typed in `newsdesk chat` are forgotten as well.

    If one id is unknown, none is deleted.
    """
    from bot import wiring

    see_one(answer_ids, "--all" if every else None, "--before" if before is not None else None)
    settings = desk.settings()
    moment = None if before is None else _midnight(before, settings.timezone)
    if not yes and sys.stdin.isatty() and sys.stderr.isatty() and not _agrees(len(answer_ids or []), before):
        raise UsageError("Nothing was forgotten.")
    ledger = wiring.ledger(settings)
    if moment is not None:
        forgotten = ledger.forget_before(moment)
    else:
        forgotten = ledger.forget_all() if every else ledger.forget(answer_ids or [])
    if every:
        (settings.data_dir / HISTORY).unlink(missing_ok=True)
    if json:
        desk.show_json({"forgotten": forgotten})
    else:
        desk.write(f"forgot {forgotten}\n")


def _expired(desk: Desk, ledger: "Ledger") -> bool:
    """Delete the receipts whose days are over; whether there were any. What cannot be written can still be listed."""
    try:
        return ledger.expire(datetime.now(UTC)) > 0
    except LedgerError as error:
        desk.note(f"Receipts whose days are over (ledger.keep_days) are still there: {error}")
        return False


def _midnight(day: str, zone: str) -> datetime:
    try:
        return datetime.combine(date.fromisoformat(day), time(), ZoneInfo(zone)).astimezone(UTC)
    except (ValueError, OverflowError):
        raise UsageError(f"--before {day!r} is no date. Write it like 2026-08-03.") from None


def _agrees(number: int, before: str | None) -> bool:
    named = f"{number} answer{'' if number == 1 else 's'}" if number else "all answers"
    return typer.confirm(f"Forget {named}{f' before {before}' if before else ''} for good?", err=True)


def _print_table(desk: Desk, found: "list[ReceiptLine]") -> None:
    from rich.table import Table
    from rich.text import Text

    from bot.rendering.receipt_views import receipt_row

    table = Table(box=None, pad_edge=False, header_style="dim")
    for heading in ("when (UTC)", "outcome", "written by", "USD", "question"):
        table.add_column(heading)
    table.add_column("id", overflow="fold", min_width=16)
    for each in found:
        table.add_row(*map(Text, receipt_row(each)))
    desk.console(sys.stdout).print(table)
