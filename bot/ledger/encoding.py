"""A receipt as bytes and back: JSON of the domain's own types, compressed, with the number of its form beside it.

A form is never changed: when `Receipt` or what it is made of changes so that old bytes mean something else or cannot be
read, FORM grows, and `decoded` learns to read the older ones.
"""

import json
import zlib
from functools import cache

from pydantic import TypeAdapter

from bot.domain.article import FORMER_MAIN, MAIN
from bot.domain.receipt import Receipt
from bot.errors import LedgerError

FORM = 2
MOST_BYTES = 64 << 20
"""Of the JSON. Eight articles of the sample make 25 kB, fifty long ones some MB; more is a mistake or a trap."""


def encoded(receipt: Receipt, most_bytes: int = MOST_BYTES) -> bytes:
    """The receipt in today's form.

    Raises:
        LedgerError: it is too large to be kept.

    """
    # Not pydantic's own JSON: a model's raw reply may hold lone surrogates, which that refuses and ASCII escapes keep.
    text = json.dumps(_adapter().dump_python(receipt, mode="json"), separators=(",", ":")).encode()
    if len(text) > most_bytes:
        raise LedgerError(f"The receipt is not kept: it has {len(text):,} bytes, and {most_bytes:,} are the most.")
    return zlib.compress(text)


def decoded(raw: bytes, form: int, receipt_id: str) -> Receipt:
    """The receipt again.

    Raises:
        LedgerError: a newer newsdesk wrote it, or it is damaged.

    """
    if not 1 <= form <= FORM:
        raise LedgerError(
            f"Receipt {receipt_id} was written by another version of newsdesk (form {form}; this one reads up to "
            f"{FORM}). Install that version or a newer one to read it; the other receipts can be read."
        )
    try:
        data = json.loads(_inflated(raw), object_hook=_of_form_1 if form == 1 else None)
        return _adapter().validate_python(data)
    except (zlib.error, ValueError, RecursionError):  # what they say would quote the articles
        raise LedgerError(
            f"Receipt {receipt_id} is damaged and cannot be read; the others can. "
            f"`newsdesk answers forget {receipt_id}` deletes it."
        ) from None


def _of_form_1(each: dict[str, object]) -> dict[str, object]:
    """An object of form 1 in today's: its filters held one collection or none, and MAIN was called FORMER_MAIN."""
    if each.get("collection") == FORMER_MAIN:
        each["collection"] = MAIN
    if "timezone" in each:  # of what a receipt is made of, filters alone
        chosen = each.pop("collection", None)
        each["collections"] = [] if chosen is None else [chosen]
    return each


def _inflated(raw: bytes) -> bytes:
    """The JSON; ValueError if it does not end within MOST_BYTES."""
    stream = zlib.decompressobj()
    text = stream.decompress(raw, MOST_BYTES)
    if not stream.eof:
        raise ValueError("cut or too large")
    return text


@cache
def _adapter() -> TypeAdapter[Receipt]:
    """Built when the first receipt comes: it takes a tenth of a second."""
    return TypeAdapter(Receipt)
