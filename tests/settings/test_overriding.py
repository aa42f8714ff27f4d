"""Settings changed by name and text: as in the environment, but for keys and where they go."""

from pathlib import Path

import pytest

from bot.errors import ConfigurationError, UsageError
from bot.settings import names
from bot.settings.overriding import differing, overridden, parsed
from bot.settings.settings import Settings


@pytest.fixture(autouse=True)
def no_key(monkeypatch):
    monkeypatch.delenv("OPENAI_API_KEY", raising=False)


@pytest.fixture
def settings(tmp_path) -> Settings:
    return Settings(data_dir=tmp_path)


def test_names_and_values():
    """What stands behind the first = is the value, without space around it."""
    assert parsed(["search.hits=20", " chat.model = a=b ", "search.hits=20", "timezone="]) == {
        "search.hits": "20",
        "chat.model": "a=b",
        "timezone": "",
    }


@pytest.mark.parametrize("texts", [["search.hits"], ["=20"], [""], ["search.hits=20", "search.hits=30"]])
def test_what_sets_nothing(texts):
    """No name, no = and two values for one name are refused."""
    with pytest.raises(UsageError, match="--set"):
        parsed(texts)


def test_values_take_their_kinds(settings):
    """Texts become numbers, truth values, choices and tables; everything else stays as it was."""
    changed = overridden(
        settings,
        {
            "search.hits": "20",
            "search.recency_floor": "0.5",
            "discord.direct_messages": "true",
            "chat.engine": "extractive",
            "chat.prices": '{"small": {"input": 1, "output": 2.5}}',
            "timezone": "Europe/Berlin",
        },
    )
    assert (changed.search.hits, changed.search.recency_floor, changed.chat.engine) == (20, 0.5, "extractive")
    assert changed.chat.prices["small"].output == 2.5
    assert changed.discord.direct_messages is True
    assert changed.timezone == "Europe/Berlin"
    assert changed.search.candidates == settings.search.candidates
    assert changed.data_dir == settings.data_dir


def test_empty_is_the_default(settings):
    """An empty value takes back what the file or the environment set."""
    changed = overridden(settings, {"search.hits": "20", "chat.model": "small"})
    assert overridden(changed, {"search.hits": "", "chat.model": ""}) == settings


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"search.hit": "20"}, "--set search.hit is no setting; did you mean search.hits"),
        ({"search": "20"}, "--set search is a section"),
        ({"search.hits": "many"}, "--set search.hits is 'many'; allowed: a whole number from 1 to 1000"),
        ({"search.hits": "0"}, "--set search.hits is '0'; allowed"),
        ({"search.recency_floor": "nan"}, "--set search.recency_floor is 'nan'"),
        ({"chat.prices": "{"}, "--set chat.prices is '{'"),
        ({"data_dir": "/x"}, "use --data-dir"),
        ({"chat.api_key": "sk-hidden"}, "set together"),
        ({"chat.base_url": "https://elsewhere.example"}, "set together"),
        ({"discord.token": "sk-hidden"}, "set together"),
    ],
)
def test_what_is_refused(settings, changes, words):
    """The setting, the value and what is allowed are told; a key never is."""
    with pytest.raises(ConfigurationError) as refused:
        overridden(settings, changes)
    assert words in str(refused.value)
    assert "hidden" not in str(refused.value)


def test_the_usual_key_goes_with_a_model(settings, monkeypatch):
    """A model that is named so is asked with the key in its usual variable."""
    monkeypatch.setenv("OPENAI_API_KEY", "sk-usual")
    changed = overridden(settings, {"chat.model": "small"})
    assert changed.chat.api_key is not None
    assert changed.chat.api_key.get_secret_value() == "sk-usual"
    assert overridden(settings, {"search.hits": "20"}).chat.api_key is None


def test_what_differs_makes_the_same_settings(settings, tmp_path):
    """Names and texts of all that is not the default bring it about again; keys and folders are not among them."""
    changes = {
        "search.hits": "20",
        "search.recency_floor": "0.25",
        "chat.model": "small",
        "chat.prices": '{"small": {"input": 1.0, "output": 2.0}}',
        "ledger.receipts": "false",
        "discord.direct_collections": '["a", "b"]',
        "prompts_dir": str(Path(tmp_path) / "prompts"),
    }
    changed = overridden(settings, changes)
    assert differing(changed) == changes
    assert overridden(settings, differing(changed)) == changed
    assert differing(settings) == {}
    assert all(name in dict(names.fields()) for name in changes)
