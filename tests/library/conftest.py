"""Libraries in temporary folders."""

from pathlib import Path

import pytest

from bot.library.library import Library
from bot.library.vectors import ExactOnly
from tests.library.making import BUILT_WITH


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "data"


@pytest.fixture
def library(folder: Path) -> Library:
    return Library(folder, BUILT_WITH, ExactOnly())
