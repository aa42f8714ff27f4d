import pytest

from bot import wiring
from bot.evaluation.libraries import Built, built
from bot.settings.settings import Settings
from tests.town_articles import write_articles


@pytest.fixture(scope="session")
def town(tmp_path_factory) -> Built:
    """A library of the town's articles, built once; nothing may be written to it."""
    folder = tmp_path_factory.mktemp("town")
    return built(Settings(data_dir=folder / "data"), write_articles(folder / "articles"))


@pytest.fixture(scope="session")
def answerer(town):
    """What answers from it; the models are loaded once."""
    quiet = town.settings.ledger.model_copy(update={"receipts": False})
    return wiring.answerer(town.settings.model_copy(update={"ledger": quiet}))
