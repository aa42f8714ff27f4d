"""Two columns, label and value, and numbers in the form people read."""

from collections.abc import Iterable

from bot.rendering.paragraphs import Paragraph, paragraph

LABEL_COLUMNS = 12


def field(label: str, value: str, style: str = "") -> Paragraph:
    """One label with its value, which must be harmless already (`safety.line`)."""
    return paragraph((f"{label:<{LABEL_COLUMNS}} ", "dim"), (value, style), hang=LABEL_COLUMNS + 1)


def counted(number: int, what: str) -> str:
    """A number with its noun.

    >>> counted(1, "article"), counted(2000, "article")
    ('1 article', '2,000 articles')
    """
    return f"{number:,} {what}{'' if number == 1 else 's'}"


def size(count: int) -> str:
    """A number of bytes in decimal units.

    >>> size(999), size(23_400_000)
    ('999 bytes', '23.4 MB')
    """
    amount = float(count)
    for unit in ("bytes", "kB", "MB", "GB"):
        if amount < 1000:
            return f"{count} bytes" if unit == "bytes" else f"{amount:.1f} {unit}"
        amount /= 1000
    return f"{amount:.1f} TB"


def duration(seconds: float) -> str:
    """A time span, coarser the longer it is.

    >>> duration(4.25), duration(125), duration(7300)
    ('4.2 s', '2 min 5 s', '2 h 1 min')
    """
    if seconds < 60:
        return f"{seconds:.1f} s"
    minutes, rest = divmod(round(seconds), 60)
    return f"{minutes} min {rest} s" if minutes < 60 else f"{minutes // 60} h {minutes % 60} min"


def listed(items: Iterable[str], most: int = 12) -> str:
    """Items in one line; beyond `most` only their number."""
    given = list(items)
    shown = ", ".join(given[:most])
    return shown if len(given) <= most else f"{shown} and {len(given) - most} more"
