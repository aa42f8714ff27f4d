"""`newsdesk answers export`: receipts as lines of JSON."""

import json as json_format
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, TextIO

import typer

from bot.cli.desk import Desk, Json, given_path, takes_desk
from bot.cli.exits import ExitCode
from bot.errors import LedgerError, UsageError

if TYPE_CHECKING:
    from bot.domain.receipt import Receipt
    from bot.ledger.ledger import Ledger

Ids = Annotated[
    list[str] | None, typer.Argument(metavar="[ID...]", help="As in `answers list`; the beginning is enough.")
]

EveryAnswer = Annotated[bool, typer.Option("--all", help="Every receipt.")]


@takes_desk
def export(
    desk: Desk,
    answer_ids: Ids = None,
    *,
    every: EveryAnswer = False,
    file: Annotated[
        Path | None,
        typer.Option("--output", "-o", metavar="FILE", help="Write to this file, not there yet.", parser=given_path),
    ] = None,
    json: Json = False,
) -> None:
    """Write receipts complete, as one line of JSON each, newest first. --json: so also what was written with -o.

    Exit code: 1 if a receipt could not be read; the others are written.
    """
    from bot import wiring

    see_one(answer_ids, "--all" if every else None)
    ledger = wiring.ledger(desk.settings())
    receipts = _Readable(desk, ledger) if every else [ledger.receipt(each) for each in dict.fromkeys(answer_ids or [])]
    if file is None:
        _write(sys.stdout, receipts)
    else:
        written = _write_file(file, receipts)
        if json:
            desk.show_json({"file": str(file.absolute()), "answers": written})
        else:
            desk.write(f"exported {written} to {file}\n")
    if isinstance(receipts, _Readable) and receipts.failed:
        raise typer.Exit(ExitCode.FAILURE)


def see_one(ids: list[str] | None, *options: str | None) -> None:
    """See that answers are named in one way. Raises UsageError."""
    ways = [*(["ids"] if ids else []), *filter(None, options)]
    if not ways:
        raise UsageError("No answer is named. Give ids, as in `newsdesk answers list`, or --all.")
    if len(ways) > 1:
        raise UsageError(f"{' and '.join(ways)} contradict each other. Give one of them.")


class _Readable:
    """All receipts that can be read, newest first; those that cannot are told and counted."""

    def __init__(self, desk: Desk, ledger: "Ledger") -> None:
        self._desk = desk
        self._ledger = ledger
        self.failed = 0

    def __iter__(self) -> "Iterator[Receipt]":
        for each in self._ledger.receipts():
            try:
                yield self._ledger.receipt(each.id)
            except LedgerError as error:
                self.failed += 1
                self._desk.note(f"left out: {error}")


def _write(stream: TextIO, receipts: "Iterable[Receipt]") -> int:
    from bot.rendering.receipt_views import receipt_json

    written = 0
    for receipt in receipts:
        # In ASCII, so that no character of an article commands a terminal or ends a line.
        stream.write(json_format.dumps(receipt_json(receipt)) + "\n")
        written += 1
    return written


def _write_file(file: Path, receipts: "Iterable[Receipt]") -> int:
    """Write a file that is not there yet; none is left when it cannot be written whole."""
    try:
        stream = file.open("x", encoding="ascii")
    except FileExistsError:
        raise UsageError(f"{file} is there already. Name another file, or move it away.") from None
    try:
        with stream:
            return _write(stream, receipts)
    except BaseException:
        file.unlink(missing_ok=True)
        raise
