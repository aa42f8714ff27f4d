import os
import shutil

import pytest

from tests.cli.terminal import Terminal
from tests.town_articles import write_articles


@pytest.fixture(autouse=True)
def no_settings(monkeypatch):
    """Nothing of the real environment is a setting."""
    for variable in list(os.environ):
        if variable.upper().startswith("NEWSDESK_"):
            monkeypatch.delenv(variable)


@pytest.fixture
def newsdesk(tmp_path) -> Terminal:
    """The command line with an empty home and data folder."""
    return Terminal(tmp_path)


@pytest.fixture(scope="module")
def ingested(request, tmp_path_factory) -> Terminal:
    """A library into which a module's ARTICLES (file name to text) were taken, once; tests get copies of it."""
    first = Terminal(tmp_path_factory.mktemp("ingested"))
    folder = write_articles(first.home / "articles", request.module.ARTICLES)
    said = first("ingest", folder)
    assert said.code in (0, 1), said.err
    return first


@pytest.fixture
def stocked(ingested, newsdesk) -> Terminal:
    """The command line with a library of its own that holds the module's ARTICLES."""
    shutil.copytree(ingested.data_dir, newsdesk.data_dir)
    return newsdesk
