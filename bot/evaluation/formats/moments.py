"""The moment of asking, as sets write it. What has a time of day must name its zone: it is never guessed."""

import re
from datetime import UTC, datetime, timedelta

from bot.domain.article import visible
from bot.evaluation.formats.rows import Row

FORM = r"[0-9]{4}[-/][0-9]{2}[-/][0-9]{2}(T[0-9]{2}:[0-9]{2}(:[0-9]{2}([.][0-9]{1,6})?)?(Z|[+-][0-9]{2}:[0-9]{2}))?"
"""Also the schema's."""
_REST_OF_DAY = timedelta(days=1, seconds=-1)


def moment(row: Row, name: str) -> datetime | None:
    """`2020-08-04T09:00:00Z`, or a day (`2020-08-04`, `2020/08/04`), which stands for its last second in UTC.

    So articles of that day may be used, as they were known to who wrote the question. None: the field is not there.
    """
    if not row.has(name):
        return None
    text = row.text(name)
    wrong = row.fault(name, f"'{visible(text)[:40]}': give a moment with its zone, like 2020-08-04T09:00:00Z, or a day")
    if not re.fullmatch(FORM, text):
        raise wrong
    try:
        at = datetime.fromisoformat(text.replace("/", "-"))
        return at.astimezone(UTC) if at.tzinfo else at.replace(tzinfo=UTC) + _REST_OF_DAY
    except (ValueError, OverflowError) as error:  # no such day; a moment before the year 1
        raise wrong from error
