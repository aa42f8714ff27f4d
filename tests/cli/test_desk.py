"""What all commands show their results with."""

import io
import json
import sys

import pytest

from bot.cli.desk import NARROWEST, Desk, Shared


@pytest.mark.parametrize("encoding", ["ascii", "latin-1", "utf-8"])
def test_json_in_any_encoding(monkeypatch, encoding):
    """JSON stays JSON where the output cannot show its letters: they become its own escapes."""
    data = {"text": "Größe 😀 שלום \x1b[31m"}
    output = io.TextIOWrapper(io.BytesIO(), encoding=encoding, errors="backslashreplace")
    monkeypatch.setattr(sys, "stdout", output)
    Desk(Shared()).show_json(data)
    output.flush()
    assert json.loads(output.buffer.getvalue().decode(encoding)) == data


@pytest.mark.parametrize("columns", ["0", "1", "5"])
def test_terminal_without_columns(monkeypatch, columns):
    """A terminal that says it has no room is written to all the same."""
    monkeypatch.setenv("COLUMNS", columns)
    assert Desk(Shared()).console(io.StringIO()).width == NARROWEST
