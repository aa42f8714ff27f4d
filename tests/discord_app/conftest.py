"""One library for all tests of the Discord bot: reading it in takes longer than any test."""

import pytest

from tests.discord_app.place import Desk, make_desk


@pytest.fixture(scope="session")
def desk(tmp_path_factory) -> Desk:
    return make_desk(tmp_path_factory.mktemp("discord"))
