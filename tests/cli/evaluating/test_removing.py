"""`newsdesk evaluate remove`."""

import pytest

from bot.evaluation.store import Runs

pytestmark = pytest.mark.usefixtures("runs")


def test_runs_are_deleted(newsdesk):
    """Each that is named, once."""
    said = newsdesk("evaluate", "remove", "base", "base")
    assert (said.code, said.out) == (0, "removed 1\n")
    assert Runs(newsdesk.data_dir).names() == ["new"]
    assert newsdesk("evaluate", "remove", "new", "--json").data == {"removed": ["new"], "libraries": 0}


def test_a_run_that_there_is_not(newsdesk):
    """Nothing is deleted."""
    said = newsdesk("evaluate", "remove", "base", "none")
    assert (said.code, said.out) == (2, "")
    assert "there are: base, new" in said.err
    assert Runs(newsdesk.data_dir).names() == ["base", "new"]
