"""A key goes nowhere but to the address that it was set for."""

import os

import pytest

from bot.errors import ConfigurationError
from bot.settings.chat import ChatSettings
from bot.settings.keys import secrets
from bot.settings.reading import Resolved, resolve

KEY = "sk-very-secret-0123456789"


@pytest.fixture(autouse=True)
def home(tmp_path, monkeypatch):
    for variable in list(os.environ):
        if variable.upper().startswith("NEWSDESK_"):
            monkeypatch.delenv(variable)
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    monkeypatch.setenv("OPENAI_API_KEY", KEY)
    return tmp_path


@pytest.fixture
def settle(tmp_path, monkeypatch):
    """Resolve the settings of a file's text and of variables."""

    def settled(text: str = "", **variables: str) -> Resolved:
        file = tmp_path / "config.toml"
        file.write_text(text, encoding="utf-8")
        for name, value in variables.items():
            monkeypatch.setenv(f"NEWSDESK_{name}", value)
        return resolve(config_file=file)

    return settled


def key(resolved: Resolved) -> str | None:
    secret = resolved.settings.chat.api_key
    return None if secret is None else secret.get_secret_value()


def test_a_key_in_the_environment_alone_changes_nothing(settle):
    """Without a model the usual key is not even taken."""
    resolved = settle()
    assert resolved.settings.chat == ChatSettings()
    assert set(resolved.origins.values()) == {"default"}


@pytest.mark.parametrize(
    "address", ["", 'base_url = "https://api.openai.com/v1"', 'base_url = "https://API.openai.com:443"']
)
def test_the_usual_key_is_for_openai(settle, address):
    """With a model at OpenAI the usual key is taken, and its origin told."""
    resolved = settle(f'[chat]\nmodel = "small"\n{address}')
    assert key(resolved) == KEY
    assert resolved.origins["chat.api_key"] == "env OPENAI_API_KEY"
    assert KEY not in f"{resolved}"
    assert resolved.settings.embedder.api_key is None


@pytest.mark.parametrize(
    "address",
    [
        "http://localhost:11434/v1",
        "http://api.openai.com/v1",
        "https://api.openai.com.example.org/v1",
        "https://example.org/api.openai.com",
        "https://api.openai.com:8443/v1",
    ],
)
def test_the_usual_key_is_for_nobody_else(settle, address):
    """An address that is not OpenAI's own, however like it, does not get the usual key."""
    assert key(settle(f'[chat]\nmodel = "small"\nbase_url = "{address}"')) is None


def test_a_set_key_wins(settle):
    """A key in the settings wins over the usual one, and neither is the embedder's."""
    assert key(settle('[chat]\nmodel = "small"\napi_key = "mine"\n[embedder]\napi_key = "other"')) == "mine"
    assert key(settle('[chat]\nmodel = "small"', CHAT__API_KEY="mine")) == "mine"
    assert key(settle('[chat]\nmodel = "small"\nbase_url = "http://localhost/v1"\n[embedder]\napi_key = "other"'))


def test_the_embedder_s_key_is_not_for_chat(settle):
    """A key of the embedder stays with the embedder, at the same address too."""
    same = 'base_url = "http://localhost/v1"'
    assert key(settle(f'[chat]\nmodel = "small"\n{same}\n[embedder]\napi_key = "other"\n{same}')) is None


@pytest.mark.parametrize("section", ["chat", "embedder"])
@pytest.mark.parametrize("address", ['base_url = "http://one.example/v1"', ""])
def test_a_key_of_the_file_is_not_for_an_address_of_the_environment(settle, section, address):
    """Where the environment gives another address than the file, the file's key is refused, unseen."""
    text = f'[{section}]\napi_key = "{KEY}"\n{address}'
    with pytest.raises(ConfigurationError) as caught:
        settle(text, **{f"{section.upper()}__BASE_URL": "http://two.example/v1"})
    told = str(caught.value)
    assert told.startswith(
        f"NEWSDESK_{section.upper()}__BASE_URL is another address than the one that {section}.api_key in "
    )
    assert told.endswith(f"set NEWSDESK_{section.upper()}__API_KEY too")
    assert KEY not in told


def test_a_key_beside_its_address(settle):
    """The same address twice, a key of the environment for the file's address, and both in one place are sound."""
    assert key(settle('[chat]\nbase_url = "http://one/v1"\napi_key = "a"', CHAT__BASE_URL="http://one/v1/")) == "a"
    assert key(settle('[chat]\nbase_url = "http://two/v1"\napi_key = "a"', CHAT__BASE_URL="", CHAT__API_KEY="b")) == "b"
    assert key(settle('[chat]\napi_key = "a"', CHAT__BASE_URL="http://one/v1", CHAT__API_KEY="b")) == "b"
    assert key(settle('[chat]\napi_key = "a"', CHAT__BASE_URL="https://api.openai.com/v1", CHAT__API_KEY="")) == "a"


@pytest.mark.parametrize("name", ["api_base", "gateway"])
@pytest.mark.parametrize(
    ("in_file", "moved"), [("", True), ("{} = 'http://127.0.0.1:1/a'", True), ("{} = '{}'", False)]
)
def test_the_token_of_the_file_is_not_for_an_address_of_the_environment(settle, name, in_file, moved):
    """The bot's token is sent to the addresses that the file gives, or to Discord, and nowhere else."""
    other = {"api_base": "http://127.0.0.1:2/api", "gateway": "ws://127.0.0.1:2/gateway"}[name]
    text = f'[discord]\ntoken = "{KEY}"\n{in_file.format(name, other).replace("http", "ws" if name == "gateway" else "http")}'
    if not moved:
        assert settle(text, **{f"DISCORD__{name.upper()}": other}).settings.discord.token.get_secret_value() == KEY
        return
    with pytest.raises(ConfigurationError) as caught:
        settle(text, **{f"DISCORD__{name.upper()}": other})
    told = str(caught.value)
    assert told.startswith(f"NEWSDESK_DISCORD__{name.upper()} is another address than the one that discord.token in ")
    assert told.endswith("set NEWSDESK_DISCORD__TOKEN too")
    assert KEY not in told


def test_the_token_is_for_discord(settle):
    """Discord's own addresses are the usual ones; OpenAI's is as foreign as any; a token beside its address is sound."""
    usual = {"DISCORD__API_BASE": "https://discord.com/api/v10/", "DISCORD__GATEWAY": "wss://gateway.discord.gg/"}
    assert settle(f'[discord]\ntoken = "{KEY}"', **usual).settings.discord.token
    with pytest.raises(ConfigurationError):
        settle(f'[discord]\ntoken = "{KEY}"', DISCORD__API_BASE="https://api.openai.com/v1")
    assert settle(f'[discord]\ntoken = "{KEY}"', DISCORD__API_BASE="http://localhost/a", DISCORD__TOKEN="mine")


def test_secrets(settle):
    """All that must never be shown, whatever section it is of."""
    settings = settle('[chat]\napi_key = "one"\n[embedder]\napi_key = "two"', DISCORD__TOKEN="three").settings
    assert set(secrets(settings)) == {"one", "two", "three"}
    assert secrets(settle().settings) == ("three",)
