"""A drawn text: paragraphs with an indent and, for terminals, styles. Without a terminal each is one unbroken line."""

from collections.abc import Iterable
from dataclasses import dataclass

from rich.console import Console
from rich.text import Text

NARROWEST = 20
"""Columns that text is wrapped to at least, however narrow the terminal says it is."""


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One line of output before wrapping."""

    text: Text
    indent: int = 0
    """Columns before every line that it is wrapped to."""
    hang: int = 0
    """More columns before every line but the first."""


BLANK = Paragraph(Text())


def paragraph(*parts: str | tuple[str, str], indent: int = 0, hang: int = 0) -> Paragraph:
    """A paragraph of plain strings and (string, rich style) pairs; never read as markup."""
    return Paragraph(Text.assemble(*parts), indent, hang)


def wrapped(drawn: Paragraph, console: Console) -> list[Text]:
    """The lines of a paragraph on a console, styles kept; an empty one is one empty line."""
    width = max(console.width - drawn.indent - drawn.hang, NARROWEST)
    lines: list[Text] = []
    for row in drawn.text.wrap(console, width):
        row.rstrip()
        lines.append(Text(" " * (drawn.indent + (drawn.hang if lines else 0))) + row)
    return lines or [Text()]


def plain(paragraphs: Iterable[Paragraph]) -> str:
    """The paragraphs without styles, one line each."""
    return "".join(f"{' ' * drawn.indent}{drawn.text.plain}".rstrip() + "\n" for drawn in paragraphs)
