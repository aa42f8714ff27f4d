"""The bot's log: one line, or one JSON object, for each thing that happened, on one stream, with times in UTC.

Secrets never reach it. discord.py and what it stands on stay above DEBUG, where they log whole payloads.
"""

import json
import logging
import re
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from typing import Literal, TextIO

from bot.rendering.safety import block, line

LEVELS = {"bot": logging.INFO, "discord": logging.INFO, "discord.http": logging.WARNING}
"""Everybody else, such as the clients of model services, logs warnings alone."""

_VOICE = "voice will NOT be supported"
"""discord.py says so at each start; nobody here speaks."""

REDACTED = "[secret]"
SHORTEST_SECRET = 6
"""Characters; a shorter one is no secret, and would be taken out of every other word."""
_OF_INTERACTIONS = re.compile(r"/(webhooks|interactions)/(\d+)/[\w.%-]+")
"""The part of a path that lets anybody answer in the bot's name for 15 minutes."""


@contextmanager
def logging_to(
    stream: TextIO, form: Literal["text", "json"], secrets: Collection[str] = (), *, quiet: bool = False
) -> Iterator[None]:
    """Write the log to the stream for as long as this lasts, without these secrets. `quiet`: warnings alone."""
    handler = logging.StreamHandler(stream)
    handler.addFilter(lambda record: _VOICE not in str(record.msg))
    handler.setFormatter(_Json(secrets) if form == "json" else _Text(secrets))
    loggers = {
        logging.getLogger(name): level for name, level in {"": logging.WARNING, **({} if quiet else LEVELS)}.items()
    }
    before = {logger: logger.level for logger in loggers}
    for logger, level in loggers.items():
        logger.setLevel(level)
    logging.getLogger().addHandler(handler)
    try:
        yield
    finally:
        logging.getLogger().removeHandler(handler)
        for logger, level in before.items():
            logger.setLevel(level)


class _Redacting(logging.Formatter):
    """Takes secrets out of all that is told, tracebacks too. `_drawn` never sees them."""

    def __init__(self, secrets: Collection[str]) -> None:
        super().__init__()
        self._secrets = sorted((each for each in secrets if len(each) >= SHORTEST_SECRET), key=len, reverse=True)

    def format(self, record: logging.LogRecord) -> str:
        message = self._harmless(record.getMessage())
        trace = self._harmless(self.formatException(record.exc_info)) if record.exc_info else None
        return self._drawn(record, message, trace)

    def _drawn(self, record: logging.LogRecord, message: str, trace: str | None) -> str:
        raise NotImplementedError

    def _harmless(self, text: str) -> str:
        for secret in self._secrets:
            text = text.replace(secret, REDACTED)
        return _OF_INTERACTIONS.sub(rf"/\1/\2/{REDACTED}", text)


class _Text(_Redacting):
    def _drawn(self, record: logging.LogRecord, message: str, trace: str | None) -> str:
        told = f"{_moment(record)} {record.levelname:<7} {record.name}: {line(message)}"
        return told if trace is None else f"{told}\n{block(trace)}"


class _Json(_Redacting):
    def _drawn(self, record: logging.LogRecord, message: str, trace: str | None) -> str:
        told = {"time": _moment(record), "level": record.levelname, "logger": record.name, "message": message}
        return json.dumps(told if trace is None else {**told, "traceback": trace})


def _moment(record: logging.LogRecord) -> str:
    moment = datetime.fromtimestamp(record.created, UTC)
    return f"{moment:%Y-%m-%dT%H:%M:%S}.{moment.microsecond // 1000:03d}Z"
