"""A service that speaks OpenAI's protocol: how it is reached, and what its failures mean in words.

The `openai` package also takes keys, an organisation, extra headers and an address from the environment. Here nothing
comes from there: a request carries the headers of ALLOWED, and the key that belongs to the address. Leaves out what is
asked of the service; see openai_embedder.py.
"""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import openai

from bot.errors import ModelError

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
    (openai.APITimeoutError, "did not answer within {seconds:g} seconds, three times. Try again later."),
    (openai.APIConnectionError, "cannot be reached. Is the address right, and does the service run?"),
    (openai.AuthenticationError, "refuses the key ({status}). Check that it belongs to this address."),
    (openai.PermissionDeniedError, "refuses the key ({status}). Check what it is allowed to use."),
    (openai.NotFoundError, "does not know the model {model} ({status}). Check the model's name and the address."),
    (openai.RateLimitError, "takes no more requests for now ({status}). Wait, or check the account's limits."),
    (openai.InternalServerError, "failed ({status}). Try again later."),
    (openai.APIStatusError, "refuses the request to the model {model} ({status}). Check the model's settings."),
    (Exception, "sent what is no reply to the request. Is it a service that speaks OpenAI's protocol?"),
)


class OpenAIService:
    """One address, its key and its client. Retries are the client's: twice, after waits of half a second and more.

    Making one raises ModelError for what cannot be a key.
    """

    def __init__(self, base_url: str | None, api_key: str | None, timeout_seconds: float) -> None:
        self.base_url = base_url or OPENAI
        if api_key and not re.fullmatch("[!-~]+", api_key):
            raise ModelError(f"The key for {self.base_url} holds blanks or characters that no key has. Copy it again.")
        self._has_key = bool(api_key)
        self._timeout_seconds = timeout_seconds
        self.client = openai.OpenAI(
            api_key=api_key or NO_KEY,
            admin_api_key="",
            base_url=self.base_url,
            timeout=timeout_seconds,
            max_retries=2,
            default_headers={"Authorization": f"Bearer {api_key or NO_KEY}"},
            # No redirects: texts and key go to the address in the settings and nowhere else.
            http_client=openai.DefaultHttpxClient(
                follow_redirects=False, event_hooks={"request": [_keep_allowed_headers]}
            ),
        )

    @contextmanager
    def translated(self, model: str) -> Iterator[None]:
        """Turn the client's exceptions into ModelError: what happened and what to do.

        The service's own message is left out: it may repeat the key or the text it was sent. So is the exception
        itself (`from None`), which holds them too.
        """
        try:
            yield
        except (openai.OpenAIError, ValueError) as error:  # ValueError: a body that is not JSON
            raise ModelError(self._meaning(error, model)) from None

    def _meaning(self, error: Exception, model: str) -> str:
        if isinstance(error, openai.AuthenticationError | openai.PermissionDeniedError) and not self._has_key:
            return f"{self.base_url} wants a key ({error.status_code}), and none is set."
        words = next(words for kind, words in MEANINGS if isinstance(error, kind))
        status = f"{error.status_code}{_code(error)}" if isinstance(error, openai.APIStatusError) else ""
        return f"{self.base_url} " + words.format(status=status, model=repr(model), seconds=self._timeout_seconds)


def _code(error: openai.APIError) -> str:
    """The service's word for the failure, such as insufficient_quota, if it is one word."""
    return f", {error.code}" if error.code and re.fullmatch(r"[a-z_]{1,60}", error.code) else ""


def _keep_allowed_headers(request: Any) -> None:
    """An event hook of the client's HTTP library, which has no name of its own here."""
    for name in set(request.headers) - ALLOWED:
        del request.headers[name]
