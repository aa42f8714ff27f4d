"""`newsdesk evaluate from-feedback`: what people marked becomes a question file to review."""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Annotated

import typer

from bot.cli.desk import Desk, takes_desk
from bot.cli.evaluating.question_file import Force, Output, see_writable, tell_written, write
from bot.cli.exits import ExitCode
from bot.domain.feedback import Feedback, Mark
from bot.errors import LedgerError, LibraryError

if TYPE_CHECKING:
    from bot.domain.receipt import Receipt
    from bot.evaluation.gold import GoldQuestion
    from bot.settings.settings import Settings


@takes_desk
def from_feedback(
    desk: Desk,
    *,
    mark: Annotated[Mark | None, typer.Option(help="Only answers that were marked so.")] = None,
    limit: Annotated[
        int | None, typer.Option(metavar="N", min=1, max=1_000_000, help="The newest N marks only.")
    ] = None,
    output: Output = None,
    force: Force = False,
) -> None:
    """Make a question file of what people marked, for a person to review: each row says what to look at.

    A good answer becomes a question with that answer and its quotes, a good abstention one that has no answer, a bad
    answer a question that waits for its answer. Who asked or marked is not written.

    Exit code: 1 if a receipt or its articles could not be read; the others are written.
    """
    from bot import wiring

    see_writable(output, force=force)
    settings = desk.settings()
    marks = wiring.community(settings).feedback(mark, limit=limit)
    marked = _Marked(desk, settings, marks)
    number = write(output, marked.drafts())
    if not marks:
        desk.note("Nobody has marked an answer so." if mark else "Nobody has marked an answer yet.")
    tell_written(desk, number, output)
    if marked.failed:
        raise typer.Exit(ExitCode.FAILURE)


class _Marked:
    """The drafts of marks; those whose receipt or articles cannot be read are told and counted."""

    def __init__(self, desk: Desk, settings: "Settings", marks: Sequence[Feedback]) -> None:
        from bot import wiring

        self._desk = desk
        self._ledger = wiring.ledger(settings)
        self._library = wiring.library(settings)
        self._marks = marks
        self.failed = 0

    def drafts(self) -> "Iterator[GoldQuestion]":
        """One for each question and mark, the newest first."""
        from bot.evaluation.drafting.marked import drafted, is_question, key

        met = set()
        for each in self._marks:
            try:
                receipt = self._ledger.receipt(each.receipt_id)
                self._see_articles(receipt)
            except (LedgerError, LibraryError) as error:
                self.failed += 1
                self._desk.note(f"left out: {error}")
                continue
            if is_question(receipt) and key(each, receipt) not in met:
                met.add(key(each, receipt))
                yield drafted(each, receipt)

    def _see_articles(self, receipt: "Receipt") -> None:
        """See that what the answer rests on is still there. Raises LibraryError."""
        from bot.evaluation.drafting.marked import quotes

        texts = {each.number: self._library.article(each.article_id).text for each in receipt.answer.citations}
        if any(quote.text not in texts.get(quote.citation, "") for quote in quotes(receipt.answer)):
            raise LibraryError(f"Receipt {receipt.id} quotes an article that has changed since.")
