"""One browser for all tests of the page."""

import pytest

from tests.evaluation.reporting import browser


@pytest.fixture(scope="session")
def chromium(tmp_path_factory):
    """A browser without a window."""
    if not browser.CHROMIUM:
        pytest.skip("no Chromium is installed here: the page is not looked at in a browser")
    with browser.running(tmp_path_factory.mktemp("profile")) as opened:
        yield opened
