"""Paragraphs are one line each without a terminal, and wrapped with their indent on one."""

import io

from rich.console import Console

from bot.rendering.paragraphs import BLANK, paragraph, plain, wrapped

CONSOLE = Console(file=io.StringIO(), width=30)


def test_plain():
    """One line per paragraph, indented, without trailing spaces."""
    assert plain([paragraph("a ", ("b", "bold"), indent=2), BLANK]) == "  a b\n\n"


def test_wrapped():
    """Every line has the indent, all but the first the hang as well; a blank paragraph is one empty line."""
    lines = wrapped(paragraph("one two three four five six seven", indent=2, hang=3), CONSOLE)
    assert [line.plain for line in lines] == ["  one two three four five", "     six seven"]
    assert [line.plain for line in wrapped(BLANK, CONSOLE)] == [""]


def test_narrow():
    """A terminal of no width still gets its text."""
    assert len(wrapped(paragraph("x" * 50, indent=8), Console(file=io.StringIO(), width=1))) == 3
