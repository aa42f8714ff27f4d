"""When a failed request is worth another try, and how long to wait before it."""

import math
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import Any

import openai

FIRST_WAIT_SECONDS = 0.5
"""Doubled with each try, as the client itself does."""
LONGEST_WAIT_SECONDS = 30.0
"""A service that asks for more is as good as away for whoever waits for an answer."""

PASSING = frozenset({408, 409, 429})
"""Besides 500 and above: timed out, in conflict, too many requests."""
SPENT = frozenset({"insufficient_quota", "billing_hard_limit_reached", "billing_not_active"})
"""OpenAI's codes for an account without money; waiting does not fill it."""


def wait_seconds(error: Exception, tries: int, first_wait_seconds: float = FIRST_WAIT_SECONDS) -> float | None:
    """Seconds to wait after so many tries; None if another would not help, or only much later."""
    if not isinstance(error, openai.APIError) or is_spent(error):
        return None
    backoff: float = first_wait_seconds * 2 ** (tries - 1)
    if not isinstance(error, openai.APIStatusError):
        return backoff
    if error.status_code not in PASSING and error.status_code < 500:
        return None
    asked = asked_seconds(error.response.headers)
    wait = backoff if asked is None else asked
    return wait if wait <= LONGEST_WAIT_SECONDS else None


def is_spent(error: Exception) -> bool:
    """Whether the account has no money left."""
    return isinstance(error, openai.APIError) and bool({str(error.code), str(error.type)} & SPENT)


def asked_seconds(headers: Any) -> float | None:
    """The wait that a service asks for (Retry-After: seconds or a date; retry-after-ms), None if it does not."""
    for name, unit in (("retry-after-ms", 0.001), ("retry-after", 1.0)):
        try:
            seconds = float(headers.get(name, "")) * unit
        except ValueError:
            continue
        if math.isfinite(seconds):
            return max(0.0, seconds)
    try:
        moment = parsedate_to_datetime(headers.get("retry-after", ""))
    except (ValueError, TypeError, OverflowError):
        return None
    return max(0.0, ((moment if moment.tzinfo else moment.replace(tzinfo=UTC)) - datetime.now(UTC)).total_seconds())
