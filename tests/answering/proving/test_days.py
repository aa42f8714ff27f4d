"""Dates of a claim and of its sources."""

from datetime import date

import pytest

from bot.answering.proving.days import Dated, days, missing_days

MONDAY = date(2020, 8, 3)


@pytest.mark.parametrize(
    ("claim", "source"),
    [
        ("It left on 2 August.", "It left on Aug. 2."),
        ("It left on 2 August 2020.", "It left on Sunday."),
        ("It left on Sunday, August 2.", "It left on Sunday."),
        ("It left in August.", "It left on Aug. 2."),
        ("It left in 2020.", "It left on Sunday."),
        ("It ends on 15 September 2020.", "It ends by Sept. 15."),
        ("It left on Sunday.", "It left on Sunday."),
        ("It was founded in 1998.", "It was founded in 1998."),
        ("It left last month.", "It left last month."),
    ],
)
def test_a_date_may_be_told_in_another_way_or_more_roughly(claim: str, source: str):
    """What a day means in an article of Monday, 3 August 2020, is its date."""
    assert missing_days(claim, Dated(source, MONDAY)) == ()


@pytest.mark.parametrize(
    ("claim", "source", "missing"),
    [
        ("It left on 3 August.", "It left on Aug. 2.", "3 August"),
        ("It left on Friday.", "It left on Sunday.", "Friday"),
        ("It left on 9 August.", "It left in August.", "9 August"),
        ("It left in 2019.", "It left on Sunday.", "2019"),
        ("It left on 3 August 2020.", "It left.", "3 August 2020"),
        ("It left yesterday.", "It left last week.", "yesterday"),
        ("59 left in June, in late July 47 on Friday more.", "59 left in June, in late July 47 more.", "Friday"),
        ("It left Aug. 2 on Friday.", "It left Aug. 2.", "Friday"),
    ],
)
def test_another_or_finer_date_is_missing(claim: str, source: str, missing: str):
    """A claim may not date what its source leaves undated, not even by the day of the article."""
    assert missing_days(claim, Dated(source, MONDAY)) == (missing,)


def test_an_article_may_be_dated():
    """When something was reported is known from the article's date; when it happened is not."""
    ledger = Dated("The ferry sank.", MONDAY, "The Harbor Ledger")
    assert missing_days("The ferry sank, the Harbor Ledger reported on 3 August 2020.", ledger) == ()
    assert missing_days("As of 3 August the ferry has sunk.", ledger) == ()
    assert missing_days("The Harbor Ledger reported on 4 August that it sank.", ledger) == ("4 August",)


def test_an_undated_article_gives_no_year():
    """Without the article's date a day has no year."""
    assert missing_days("It left on 2 August 2020.", Dated("It left on Aug. 2.", None)) == ("2 August 2020",)
    assert missing_days("It left on 2 August.", Dated("It left on Aug. 2, 2020.", None)) == ()


def test_verbs_are_no_months():
    """ "may" and "march" in small letters are no dates, "2,300" and "$2020" no years."""
    assert days("It may march. They got $2020 and 2,300 more; 1600 people saw it.") == ()
