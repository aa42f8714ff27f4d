"""Ledgers in temporary folders."""

from pathlib import Path

import pytest

from bot.ledger.ledger import Ledger


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "data"


@pytest.fixture
def ledger(folder: Path) -> Ledger:
    return Ledger(folder, keep_days=90)
