"""The line of `newsdesk doctor` about the language model: a tiny request over real HTTP."""

import pytest

from tests.chat_service import ChatService, Reply

KEY = "sk-very-secret-0123456789"
UNSET = "no language model is set: answers are written from the articles' own sentences"


@pytest.fixture(autouse=True)
def _no_proxy(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("NO_PROXY", "127.0.0.1")
    monkeypatch.setenv("OPENAI_API_KEY", KEY)


@pytest.fixture
def examined(newsdesk, monkeypatch):
    """The doctor's line on the language model, with settings of the section."""

    def line(**chosen: str) -> tuple[bool, str]:
        for name, value in chosen.items():
            monkeypatch.setenv(f"NEWSDESK_CHAT__{name.upper()}", value)
        said = newsdesk("doctor", "--json")
        assert KEY not in said.out + said.err
        checks = {check["name"]: check for check in said.data}
        return checks["chat"]["ok"], checks["chat"]["text"]

    return line


def test_no_model(examined):
    """Without a model all is well, and nothing is asked, whatever keys lie about."""
    assert examined() == (True, UNSET)


def test_a_model_that_is_wanted_and_not_set(examined):
    """A generative engine without a model is a finding that says what to set."""
    well, told = examined(engine="generative")
    assert not well
    assert "chat.model" in told


def test_a_model_that_answers(examined):
    """A service that answers is named with its model."""
    with ChatService("Yes.") as service:
        assert examined(model="small", base_url=service.base_url) == (True, f"small at {service.base_url} answers")
    (asked,) = service.requests
    assert KEY not in str(asked)


@pytest.mark.parametrize(
    ("reply", "told"),
    [
        (Reply(status=401), "wants a key (401), and none is set. Set chat.api_key."),
        (Reply(status=404), "does not know the model 'small' (404). Check chat.model and chat.base_url."),
        (
            Reply(status=429, code="insufficient_quota"),
            "the account's quota is used up. Add credit, or raise its limit.",
        ),
        (Reply(body="<html>", content_type="text/html"), "Is it a service that speaks OpenAI's protocol?"),
    ],
)
def test_a_model_that_does_not(examined, reply, told):
    """What is wrong is told in words, with what to do."""
    with ChatService(reply) as service:
        well, text = examined(model="small", base_url=service.base_url)
    assert not well
    assert told in text


def test_a_wrong_key(examined):
    """A key that is refused is told as that, unseen."""
    with ChatService(Reply(status=401, message=f"Incorrect API key: {KEY}")) as service:
        well, text = examined(model="small", base_url=service.base_url, api_key=KEY)
    assert not well
    assert "refuses the key (401). Check that chat.api_key belongs to this address." in text
