"""What an article's date stands for, and what text is safe to store and to show."""

import unicodedata
from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.article import MAIN, Article, DatePrecision, checked_collection, storable, visible
from bot.errors import UsageError


def dated(precision: DatePrecision, *moment: int) -> Article:
    return Article("a", "", published_at=datetime(*moment, tzinfo=UTC), date_precision=precision)


@pytest.mark.parametrize(
    ("article", "text", "last_day"),
    [
        (dated(DatePrecision.MINUTE, 2020, 8, 3, 14, 30), "2020-08-03T14:30Z", date(2020, 8, 3)),
        (dated(DatePrecision.DAY, 2020, 8, 3), "2020-08-03", date(2020, 8, 3)),
        (dated(DatePrecision.MONTH, 2020, 2, 1), "2020-02", date(2020, 2, 29)),
        (dated(DatePrecision.MONTH, 9999, 12, 1), "9999-12", date(9999, 12, 31)),
        (dated(DatePrecision.YEAR, 2020, 1, 1), "2020", date(2020, 12, 31)),
        (Article("a", ""), None, None),
    ],
)
def test_a_date_says_no_more_than_is_known(article, text, last_day):
    """A month stands for all its days and is written without one; an unknown date is no date."""
    assert (article.date_text, article.last_day) == (text, last_day)


@given(st.text(st.characters(), max_size=100))
def test_storable_text_can_be_stored_in_place(text):
    """NUL and lone surrogates are replaced one for one, so that offsets stay; the rest is untouched."""
    stored = storable(text)
    assert len(stored) == len(text)
    assert "\x00" not in stored
    assert stored.encode("utf-8").decode("utf-8") == stored


@given(st.text(st.characters(), max_size=100))
def test_a_visible_line_holds_nothing_that_acts(text):
    """No control, no direction change, no line break: one line that shows what it is."""
    shown = visible(text)
    assert all(unicodedata.category(character) not in ("Cc", "Cf", "Cs") for character in shown)
    assert len(shown.splitlines()) <= 1


@pytest.mark.parametrize("name", [MAIN, "my feeds", "Default", "新闻", "x" * 100])
def test_a_name_of_a_collection(name):
    """Any visible name of up to 100 characters names a collection."""
    assert checked_collection(name) == name


@pytest.mark.parametrize("name", ["", " ", " a", "a  b", "a\nb", "a\x1b[31m", "\u202ea", "\ud800", "x" * 101])
def test_what_cannot_name_a_collection(name):
    """What is empty, too long or cannot be shown is refused, and the refusal shows nothing harmful."""
    with pytest.raises(UsageError, match="cannot name a collection: use 1 to 100 visible characters") as told:
        checked_collection(name)
    assert visible(str(told.value)) == str(told.value)


def test_the_former_name_of_the_main_collection():
    """It names no other collection: articles stored under it are those of the main one."""
    with pytest.raises(UsageError, match="'default' is called 'main' now"):
        checked_collection("default")
