"""How long to wait before another try, by what the service says."""

from datetime import UTC, datetime, timedelta
from email.utils import format_datetime

import pytest

from bot.models.retrying import asked_seconds


@pytest.mark.parametrize(
    ("headers", "seconds"),
    [
        ({}, None),
        ({"retry-after": "3"}, 3),
        ({"retry-after": "0.5"}, 0.5),
        ({"retry-after-ms": "250", "retry-after": "3"}, 0.25),
        ({"retry-after-ms": "soon", "retry-after": "3"}, 3),
        ({"retry-after": "-5"}, 0),
        ({"retry-after": "soon"}, None),
        ({"retry-after": ""}, None),
        ({"retry-after": "nan"}, None),
        ({"retry-after": "inf"}, None),
        ({"retry-after": "1e999"}, None),
        ({"retry-after": "Wed, 21 Oct 2015 07:28:00 GMT"}, 0),
        ({"retry-after": "Wed, 99 Oct 2015 07:28:00 GMT"}, None),
        ({"retry-after": "Wed, 21 Oct 99999999 07:28:00 GMT"}, None),
    ],
)
def test_what_a_service_asks_for(headers, seconds):
    """Seconds, thousandths or a date are understood; nonsense counts as nothing, the past as now."""
    assert asked_seconds(headers) == seconds


def test_a_date_to_come():
    """A date is the time until then."""
    then = datetime.now(UTC) + timedelta(seconds=20)
    assert asked_seconds({"retry-after": format_datetime(then, usegmt=True)}) == pytest.approx(20, abs=2)
