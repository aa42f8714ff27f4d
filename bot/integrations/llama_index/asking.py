"""From a query as LlamaIndex hands it over to our question: bounded and made storable, as the command line does it."""

from dataclasses import replace
from datetime import UTC, datetime
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from bot.domain.article import storable
from bot.domain.question import Filters, Question, checked_question
from bot.errors import UsageError


def asked(query: str, filters: Filters, asked_at: datetime | None) -> Question:
    """The question; `asked_at` None: now.

    Raises:
        UsageError: nothing is asked, it is too long, the moment has no time zone, or the filters' zone is none.

    """
    text = checked_question(str(query))
    moment = datetime.now(UTC) if asked_at is None else asked_at
    if moment.tzinfo is None:
        raise UsageError(f"asked_at is {moment.isoformat()}, without a time zone. Add one, for example tzinfo=UTC.")
    return Question(text, filters=_sound(filters), asked_at=moment.astimezone(UTC))


def _sound(filters: Filters) -> Filters:
    """The filters with names that can be looked for; one that nothing can have finds nothing."""
    try:
        ZoneInfo(filters.timezone)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        raise UsageError(f"The filters' timezone {filters.timezone!r} is no IANA zone such as Europe/Berlin.") from None
    outlets, collections = (tuple(map(storable, names)) for names in (filters.outlets, filters.collections))
    return replace(filters, outlets=outlets, collections=collections)
