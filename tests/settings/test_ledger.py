"""Receipts can be switched off, and kept for as long as is wanted."""

import os

import pytest

from bot.errors import ConfigurationError
from bot.settings.reading import resolve


@pytest.fixture(autouse=True)
def nothing_set(tmp_path, monkeypatch):
    for variable in list(os.environ):
        if variable.upper().startswith("NEWSDESK_"):
            monkeypatch.delenv(variable)
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))


def test_default():
    """Receipts are kept for a quarter."""
    ledger = resolve().settings.ledger
    assert (ledger.receipts, ledger.keep_days) == (True, 90)


@pytest.mark.parametrize("text", ["off", "false", "0", "no"])
def test_off(tmp_path, monkeypatch, text):
    """They are switched off by a word in the environment, and by false in the file."""
    file = tmp_path / "off.toml"
    file.write_text("[ledger]\nreceipts = false\n")
    assert not resolve(config_file=file).settings.ledger.receipts
    monkeypatch.setenv("NEWSDESK_LEDGER__RECEIPTS", text)
    assert not resolve().settings.ledger.receipts


@pytest.mark.parametrize(("name", "value"), [("RECEIPTS", "perhaps"), ("KEEP_DAYS", "0"), ("KEEP_DAYS", "36501")])
def test_refused(monkeypatch, name, value):
    """What is neither on nor off, and days that are none, are refused by name."""
    monkeypatch.setenv(f"NEWSDESK_LEDGER__{name}", value)
    with pytest.raises(ConfigurationError, match=f"NEWSDESK_LEDGER__{name} is '{value}'"):
        resolve()
