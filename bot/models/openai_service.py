"""A service that speaks OpenAI's protocol: how it is reached, and what its failures mean in words.

The `openai` package also takes keys, an organisation, extra headers and an address from the environment. Here nothing
comes from there: a request carries the headers of ALLOWED, and the key that belongs to the address. Leaves out what is
asked of the service; see openai_embedder.py and openai_chat.py.
"""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from threading import local
from typing import Any

import openai

from bot.errors import ModelError
from bot.models.line import Line
from bot.models.retrying import asked_seconds, is_spent

OPENAI = "https://api.openai.com/v1"

# The client refuses to be made without a key; services on one's own machine want none and ignore this one.
NO_KEY = "none"

# What HTTP and the protocol need; not the client's report on this machine (X-Stainless-...), nor the environment's.
ALLOWED = frozenset({
    "accept", "accept-encoding", "authorization", "connection", "content-length", "content-type", "host",
    "user-agent",
})  # fmt: skip

# The first that fits counts.
MEANINGS: tuple[tuple[type[Exception], str], ...] = (
    (openai.APITimeoutError, "did not answer within {seconds:g} seconds, {tries} times. Try again later."),
    (openai.APIConnectionError, "cannot be reached. Is the address right, and does the service run?"),
    (openai.AuthenticationError, "refuses the key ({status}). Check that {section}.api_key belongs to this address."),
    (openai.PermissionDeniedError, "refuses the key ({status}). Check what {section}.api_key is allowed to use."),
    (openai.NotFoundError, "does not know the model {model} ({status}). Check {section}.model and {section}.base_url."),
    (openai.RateLimitError, "takes no more requests for now ({status}). Wait, or check the account's limits."),
    (openai.InternalServerError, "failed ({status}). Try again later."),
    (openai.APIStatusError, "refuses the request to the model {model} ({status}). Check the model's settings."),
    (openai.APIResponseValidationError, "sent what is no reply. Is it a service that speaks OpenAI's protocol?"),
    (openai.APIError, "failed while it replied{code}. Try again later."),
    (Exception, "sent what is no reply to the request. Is it a service that speaks OpenAI's protocol?"),
)
SPENT = "takes no more requests for now ({status}): the account's quota is used up. Add credit, or raise its limit."
MOVED = (
    "sends the request elsewhere ({status}), and newsdesk does not follow. Set {section}.base_url to the new address."
)
NOTHING_THERE = "has nothing at this address ({status}). Check {section}.base_url; it mostly ends with /v1."


class OpenAIService:
    """One address, its key and its client. Retries are the client's, after waits of half a second and more.

    Making one raises ModelError for what cannot be a key. `section`: of the settings that it is made from.
    """

    def __init__(
        self,
        base_url: str | None,
        api_key: str | None,
        timeout_seconds: float,
        *,
        section: str,
        connect_seconds: float | None = None,
        retries: int = 2,
    ) -> None:
        self.base_url = base_url or OPENAI
        if api_key and not re.fullmatch("[!-~]+", api_key):
            raise ModelError(f"The key for {self.base_url} holds blanks or characters that no key has. Copy it again.")
        self.has_key = bool(api_key)
        self._section = section
        self._timeout_seconds = timeout_seconds
        self._tries = retries + 1
        self._current = local()
        self.client = openai.OpenAI(
            api_key=api_key or NO_KEY,
            admin_api_key="",
            base_url=self.base_url,
            timeout=openai.Timeout(timeout_seconds, connect=connect_seconds or timeout_seconds),
            max_retries=retries,
            default_headers={"Authorization": f"Bearer {api_key or NO_KEY}"},
            # No redirects: texts and key go to the address in the settings and nowhere else.
            http_client=openai.DefaultHttpxClient(
                follow_redirects=False,
                event_hooks={"request": [_keep_allowed_headers, self._trace], "response": [self._answered]},
            ),
        )

    @contextmanager
    def over(self, line: Line) -> Iterator[None]:
        """Show the line the connection and the response of what is asked meanwhile, by this thread."""
        self._current.line = line
        try:
            yield
        finally:
            self._current.line = None

    @contextmanager
    def translated(self, model: str) -> Iterator[None]:
        """Turn the client's exceptions into ModelError: what happened and what to do.

        The service's own message is left out: it may repeat the key or the text it was sent. So is the exception
        itself (`from None`), which holds them too.
        """
        try:
            yield
        except (openai.OpenAIError, ValueError) as error:  # ValueError: a body that is not JSON
            raise self.failure(error, model) from None

    def failure(self, error: Exception, model: str) -> ModelError:
        """What a failure means, to be raised `from None`."""
        status = code = wait = ""
        if isinstance(error, openai.APIError):
            code = _code(error)
        if isinstance(error, openai.APIStatusError):
            status, wait = f"{error.status_code}{code}", _asked_wait(error)
        words = self._words(error).format(
            status=status,
            code=code,
            model=repr(model),
            section=self._section,
            seconds=self._timeout_seconds,
            tries=self._tries,
        )
        return ModelError(f"{self.base_url} {words}{wait}")

    def _words(self, error: Exception) -> str:
        if isinstance(error, openai.AuthenticationError | openai.PermissionDeniedError) and not self.has_key:
            return "wants a key ({status}), and none is set. Set {section}.api_key."
        if isinstance(error, openai.APIStatusError):
            # 402, Payment Required, is what several resellers say.
            if error.status_code == 402 or (error.status_code == 429 and is_spent(error)):
                return SPENT
            if error.status_code < 400:
                return MOVED
        if isinstance(error, openai.NotFoundError) and not isinstance(error.body, dict):
            return NOTHING_THERE
        return next(words for kind, words in MEANINGS if isinstance(error, kind))

    def _trace(self, request: Any) -> None:
        """An event hook of the client's HTTP library, which has no name of its own here; so are those below."""
        line = getattr(self._current, "line", None)
        if line is not None:
            request.extensions["trace"] = line.opened

    def _answered(self, response: Any) -> None:
        line = getattr(self._current, "line", None)
        if line is not None:
            line.answered(response)
        if response.status_code != 200:
            response.read()  # The client reads a refusal where it does not translate what goes wrong while reading.


def _code(error: openai.APIError) -> str:
    """The service's word for the failure, such as insufficient_quota, if it is one word."""
    return f", {error.code}" if error.code and re.fullmatch(r"[a-z_]{1,60}", error.code) else ""


def _asked_wait(error: openai.APIStatusError) -> str:
    seconds = asked_seconds(error.response.headers)
    return f" It asks to wait {seconds:,.0f} seconds." if seconds is not None and 1 <= seconds < 10**7 else ""


def _keep_allowed_headers(request: Any) -> None:
    for name in set(request.headers) - ALLOWED:
        del request.headers[name]
