"""The bot's log: one line or JSON object each, in UTC, without secrets."""

import io
import json
import logging
import re
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.discord_app.logs import LEVELS, REDACTED, logging_to

TOKEN = "MTIzNDU2.Gx3.abc-DEF_ghi"
BOT = logging.getLogger("bot.discord_app.asking")


def logged(form: str, *acts) -> str:
    """What the log says of acts that get a logger of the bot."""
    stream = io.StringIO()
    with logging_to(stream, form, [TOKEN]):
        for act in acts:
            act(BOT)
    return stream.getvalue()


def failing(logger: logging.Logger) -> None:
    try:
        int(f"no number: {TOKEN}")
    except ValueError:
        logger.exception("failure %s", "5f3a")


def test_text():
    """A line has the time in UTC, the level, where it comes from, and what happened."""
    [line] = logged("text", lambda log: log.info("read %d messages", 3)).splitlines()
    assert re.fullmatch(
        r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z INFO    bot\.discord_app\.asking: read 3 messages", line
    )


def test_time():
    """The time of day is that of UTC wherever the machine stands."""
    record = logging.makeLogRecord({"name": "bot", "msg": "x", "levelno": 30, "levelname": "WARNING", "created": 1.5})
    assert logged("text", lambda _: BOT.handle(record)).startswith("1970-01-01T00:00:01.500Z ")


def test_json():
    """As JSON each event is one object on one line, with its traceback in it."""
    plain, failed = map(json.loads, logged("json", lambda log: log.warning("two\nlines"), failing).splitlines())
    assert plain.keys() == {"time", "level", "logger", "message"}
    assert (plain["level"], plain["logger"], plain["message"]) == ("WARNING", "bot.discord_app.asking", "two\nlines")
    assert failed["message"] == "failure 5f3a"
    assert "ValueError" in failed["traceback"]


@pytest.mark.parametrize("form", ["text", "json"])
def test_no_token(form):
    """The token is in no message, argument or traceback, nor is what lets anybody answer an interaction."""
    url = "https://discord.com/api/v10/webhooks/42/aW50ZXJhY3Rpb24-1_x/messages/@original"
    said = logged(
        form,
        lambda log: log.warning("Authorization: Bot %s", TOKEN),
        lambda log: log.warning("limited: %s %s", "PATCH", url),
        lambda log: log.warning("late: %s", "/interactions/42/aW50ZXJhY3Rpb24-1_x/callback"),
        failing,
    )
    assert TOKEN not in said
    assert "aW50" not in said
    assert said.count(REDACTED) == 4
    assert "/webhooks/42/[secret]/messages/@original" in said


def test_short_secrets():
    """A key of a letter or two, as local services take, is no secret that would tear words apart."""
    stream = io.StringIO()
    with logging_to(stream, "text", ["e", ""]):
        BOT.warning("every letter")
    assert stream.getvalue().endswith("every letter\n")


@given(st.text())
def test_any_message(text):
    """Whatever a message holds, it is one line that a terminal shows as it is, or one object with exactly this text."""
    told = logged("text", lambda log: log.warning("%s", text))
    assert told.endswith("\n")
    assert not [c for c in told[:-1] if unicodedata.category(c) in ("Cc", "Zl", "Zp") or c in "\u202e\u2066"]
    assert json.loads(logged("json", lambda log: log.warning("%s", text)))["message"] == text


def test_what_is_logged():
    """Payloads (DEBUG of discord.py), requests of other libraries and news of voice are left out."""
    for name in ("discord.http", "discord.gateway", "discord.client", "httpx"):
        logging.getLogger(name).setLevel(logging.NOTSET)
    stream = io.StringIO()
    with logging_to(stream, "text"):
        logging.getLogger("discord.http").debug("POST with {'content': 'an article'}")
        logging.getLogger("discord.gateway").debug("event {'content': 'an article'}")
        logging.getLogger("httpx").info("HTTP Request: POST https://service/v1")
        logging.getLogger("discord.client").warning("PyNaCl is not installed, voice will NOT be supported")
        logging.getLogger("discord.gateway").info("connected")
        logging.getLogger("httpx").warning("slow")
    assert [line.split(": ")[-1] for line in stream.getvalue().splitlines()] == ["connected", "slow"]


def test_given_back():
    """Afterwards logging is as it was."""
    names = ["", *LEVELS]
    before = [(logging.getLogger(name).level, list(logging.getLogger(name).handlers)) for name in names]
    logged("text", lambda log: log.info("x"))
    assert [(logging.getLogger(name).level, logging.getLogger(name).handlers) for name in names] == before


def test_quiet():
    """A command that is not the bot itself logs warnings alone."""
    stream = io.StringIO()
    with logging_to(stream, "text", quiet=True):
        BOT.info("x")
        BOT.warning("y")
    assert stream.getvalue().endswith("y\n")
    assert stream.getvalue().count("\n") == 1
