"""`newsdesk answers replay`: a recorded reply is proved again, without a language model and without the library."""

from typing import TYPE_CHECKING, Annotated

import typer

from bot.cli.desk import Desk, Json, takes_desk
from bot.cli.exits import ExitCode

if TYPE_CHECKING:
    from bot.answering.replaying import Replay


@takes_desk
def replay_answer(
    desk: Desk,
    answer_id: Annotated[str, typer.Argument(metavar="ID", help="As in `answers list`; the beginning is enough.")],
    *,
    json: Json = False,
) -> None:
    """Prove a recorded reply again from its receipt alone.

    Exit code: 0 it comes out the same, 1 it does not: newsdesk or the receipt has changed.
    """
    from bot import wiring
    from bot.answering.replaying import replay

    settings = desk.settings()
    receipt = wiring.ledger(settings).receipt(answer_id)
    replayed = replay(receipt, wiring.grounder(settings))
    if json:
        _show_json(desk, receipt.id, replayed)
    else:
        _show(desk, replayed, len(receipt.answer.statements))
    raise typer.Exit(ExitCode.SUCCESS if replayed.same else ExitCode.FAILURE)


def _show_json(desk: Desk, receipt_id: str, replayed: "Replay") -> None:
    from bot.rendering.answer_json import citation_json, statement_json
    from bot.rendering.receipt_views import judged_json

    desk.show_json({
        "receipt_id": receipt_id,
        "same": replayed.same,
        "statements": [statement_json(statement) for statement in replayed.statements],
        "citations": [citation_json(citation) for citation in replayed.citations],
        "judged": [judged_json(judged) for judged in replayed.judged],
    })  # fmt: skip


def _show(desk: Desk, replayed: "Replay", recorded: int) -> None:
    from bot.rendering.answer_text import stated
    from bot.rendering.paragraphs import paragraph

    desk.show(map(stated, replayed.statements))
    if replayed.same:
        desk.show([paragraph(("The same as in the receipt.", "green"))])
    else:
        told = f"Not the same: {len(replayed.statements)} statements are proved now, the receipt has {recorded}."
        desk.show([paragraph((told, "yellow"))])
