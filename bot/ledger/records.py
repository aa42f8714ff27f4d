"""What the ledger gives out besides receipts themselves: their ids, and their lines in a list."""

import base64
import secrets
from dataclasses import dataclass
from datetime import datetime

_ID_BYTES = 10
"""80 bits: a thousand guesses a second meet one of a million receipts after millions of years."""


@dataclass(frozen=True, slots=True)
class ReceiptLine:
    """A receipt in a list. `model` is None when none was asked, `usd` when the price is unknown."""

    id: str
    recorded_at: datetime
    question: str
    outcome: str
    """As it was recorded: another version may know others than `Outcome` does."""
    engine: str
    model: str | None
    usd: float | None


def new_id() -> str:
    """A random id of 16 small letters and digits, like `k3vq7f2mzx4tbn6a`."""
    return base64.b32encode(secrets.token_bytes(_ID_BYTES)).decode().lower()
