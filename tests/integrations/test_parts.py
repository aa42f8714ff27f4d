"""Parts that are made late, and settings without keys."""

import copy
import pickle
import time
from concurrent.futures import ThreadPoolExecutor

import pytest

from bot.errors import ConfigurationError, ModelError, UsageError
from bot.integrations.llama_index.parts import Late, settings_of
from bot.settings.settings import Settings

SECRET = Settings(embedder={"kind": "openai", "model": "m", "api_key": "sk-very-secret"}, timezone="Asia/Tokyo")


def told(settings: Settings) -> Settings:
    """Makes a part that is its settings."""
    return settings


def test_made_once():
    """A part is made when it is first called for, once, however many threads call."""
    made = []

    def make(settings):
        time.sleep(0.01)
        made.append(settings)
        return object()

    late = Late(make, SECRET)
    assert made == []
    with ThreadPoolExecutor(8) as pool:
        parts = list(pool.map(lambda _: late(), range(16)))
    assert len(made) == len(set(map(id, parts))) == 1
    assert copy.deepcopy(late) is copy.copy(late) is late


def test_made_again_after_an_error():
    """What could not be made is tried again the next time."""
    errors = [ModelError("away")]

    def make(settings):
        if errors:
            raise errors.pop()
        return "part"

    late = Late(make, SECRET)
    with pytest.raises(ModelError):
        late()
    assert late() == "part"


def test_no_key_in_a_pickle():
    """A pickled part knows its settings but for every key."""
    written = pickle.dumps(Late(told, SECRET))
    assert b"sk-very-secret" not in written
    restored = pickle.loads(written)()
    assert restored == SECRET.model_copy(update={"embedder": SECRET.embedder.model_copy(update={"api_key": None})})
    assert Late(told, SECRET)() == SECRET


def test_settings(tmp_path, monkeypatch):
    """Settings are themselves; a folder has the rest from file and environment, as for the command; so has nothing."""
    monkeypatch.setenv("NEWSDESK_TIMEZONE", "Europe/Lisbon")
    assert settings_of(SECRET) is SECRET
    for source in (tmp_path, str(tmp_path)):
        assert (settings_of(source).data_dir, settings_of(source).timezone) == (tmp_path, "Europe/Lisbon")
    assert settings_of(None).timezone == "Europe/Lisbon"
    with pytest.raises(UsageError):
        settings_of("")
    (tmp_path / "file").touch()
    with pytest.raises(ConfigurationError, match="a file"):
        settings_of(tmp_path / "file")
