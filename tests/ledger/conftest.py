"""Ledgers in temporary folders."""

from pathlib import Path

import pytest

from bot.ledger.community import Community
from bot.ledger.ledger import Ledger


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "data"


@pytest.fixture
def ledger(folder: Path) -> Ledger:
    return Ledger(folder, keep_days=90)


@pytest.fixture
def community(folder: Path) -> Community:
    """In the same file as the ledger."""
    return Community(folder)
