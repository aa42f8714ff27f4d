"""Receipts are kept of every answer: what it was made of, so that it can be proved again (`replaying`)."""

from dataclasses import replace
from datetime import UTC, datetime

from bot import __version__
from bot.answering.case import Case
from bot.domain.answer import Answer, Note
from bot.domain.receipt import Receipt
from bot.errors import LedgerError
from bot.ledger.ledger import Ledger
from bot.ledger.records import new_id


class Receipts:
    """Keeps a receipt of every answer. An answer is never lost because its receipt cannot be kept."""

    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger

    def kept(self, answer: Answer, case: Case) -> Answer:
        """The answer with the id of its receipt, or with a note that none could be kept."""
        composed = case.composed
        numbered = replace(answer, receipt_id=new_id())
        receipt = Receipt(
            id=str(numbered.receipt_id),
            recorded_at=datetime.now(UTC),
            version=__version__,
            caller=case.caller.name,
            question=case.question,
            evidence=case.evidence,
            prompt_hash=composed.prompt_hash if composed else None,
            reply=(composed.reply or None) if composed else None,
            judged=composed.judged if composed else (),
            answer=replace(numbered, unused=()),
            cut=composed.cut if composed else False,
        )
        try:
            self._ledger.record(receipt)
        except LedgerError as error:
            return replace(answer, notes=(*answer.notes, Note("receipt_not_kept", f"No receipt was kept: {error}")))
        return numbered
