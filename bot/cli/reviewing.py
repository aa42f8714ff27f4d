"""`newsdesk answers review`: the answers that people have marked, each with its mark and reason."""

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Annotated

import typer

from bot.cli.desk import Desk, Json, takes_desk
from bot.cli.exits import ExitCode
from bot.domain.feedback import Feedback, Mark
from bot.errors import LedgerError

if TYPE_CHECKING:
    from bot.domain.receipt import Receipt
    from bot.ledger.ledger import Ledger


@takes_desk
def review(
    desk: Desk,
    *,
    mark: Annotated[Mark | None, typer.Option(help="Only those that were marked so.")] = None,
    limit: Annotated[int | None, typer.Option(min=1, max=1_000_000, help="At most so many (default: all).")] = None,
    json: Json = False,
) -> None:
    """Go through the answers that people have marked, newest mark first: what they said, were asked and were told.

    Exit code: 1 if a receipt could not be read; the others are shown.
    """
    from bot import wiring
    from bot.rendering.feedback_views import feedback_json, feedback_text

    settings = desk.settings()
    marks = wiring.community(settings).feedback(mark, limit=limit)
    reviewed = _Reviewed(desk, wiring.ledger(settings), marks)
    if json:
        desk.show_json([feedback_json(*each) for each in reviewed])
    else:
        for each in reviewed:
            desk.show(feedback_text(*each))
    if not marks:
        desk.note("Nobody has marked an answer so." if mark else "Nobody has marked an answer yet.")
    if reviewed.failed:
        raise typer.Exit(ExitCode.FAILURE)


class _Reviewed:
    """Marks with the receipts that they are of; those that cannot be read are told and counted."""

    def __init__(self, desk: Desk, ledger: "Ledger", marks: Iterable[Feedback]) -> None:
        self._desk = desk
        self._ledger = ledger
        self._marks = marks
        self.failed = 0

    def __iter__(self) -> "Iterator[tuple[Feedback, Receipt]]":
        for each in self._marks:
            try:
                yield each, self._ledger.receipt(each.receipt_id)
            except LedgerError as error:
                self.failed += 1
                self._desk.note(f"left out: {error}")
