from datetime import UTC, datetime

import pytest

from bot.domain.article import DatePrecision
from bot.errors import IngestError
from bot.ingestion.cleaning import clean
from bot.ingestion.describing import describe
from bot.ingestion.describing.dates import parse_date
from bot.ingestion.describing.inferred_dates import infer_date
from bot.ingestion.drafts import Fields

NOW = datetime(2024, 6, 1, tzinfo=UTC)
DAY, MINUTE, MONTH, YEAR = DatePrecision.DAY, DatePrecision.MINUTE, DatePrecision.MONTH, DatePrecision.YEAR


@pytest.mark.parametrize(
    ("given", "read", "precision"),
    [
        ("2020-08-03", "2020-08-03T00:00", DAY),
        ("2020/8/3", "2020-08-03T00:00", DAY),
        ("20200803", "2020-08-03T00:00", DAY),
        ("2020-08-03T14:30Z", "2020-08-03T14:30", MINUTE),
        ("2020-08-03 14:30:05.25+02:00", "2020-08-03T12:30", MINUTE),
        ("2020-08-03T14:30:00-0400", "2020-08-03T18:30", MINUTE),
        ("2020-08-03T14:30", "2020-08-03T14:30", MINUTE),
        ("2020-08-03T00:00:00", "2020-08-03T00:00", DAY),
        ("2020-08", "2020-08-01T00:00", MONTH),
        ("2020", "2020-01-01T00:00", YEAR),
        ("August 3, 2020", "2020-08-03T00:00", DAY),
        ("Aug. 3rd 2020", "2020-08-03T00:00", DAY),
        ("Monday, 3 August 2020", "2020-08-03T00:00", DAY),
        ("03-Aug-2020", "2020-08-03T00:00", DAY),
        ("August 2020", "2020-08-01T00:00", MONTH),
        ("Aug 3, 2020, 10:30 PM EDT", "2020-08-04T02:30", MINUTE),
        ("August 3, 2020 at 10:30 a.m.", "2020-08-03T00:00", DAY),
        ("Mon, 03 Aug 2020 14:30:00 GMT", "2020-08-03T14:30", MINUTE),
        ("Mon, 3 Aug 2020 14:30:00 -0400", "2020-08-03T18:30", MINUTE),
        ("1596465000", "2020-08-03T14:30", MINUTE),
        ("1596465000123", "2020-08-03T14:30", MINUTE),
        ("13/08/2020", "2020-08-13T00:00", DAY),
        ("25.12.2020", "2020-12-25T00:00", DAY),
    ],
)
def test_given_dates(given, read, precision):
    """The usual forms are read, with the precision that they have, in UTC."""
    dated = parse_date(given, NOW)
    assert (dated.at.strftime("%Y-%m-%dT%H:%M"), dated.precision) == (read, precision)
    assert dated.at.tzinfo is UTC


@pytest.mark.parametrize(
    "given",
    ["0000-00-00", "9999-12-31", "2020-02-30", "2024-06-05", "1500-01-01", "03/08/2020", "yesterday", "2020-13-45T99:99", "9" * 30, "", "\x1b[31m", "x" * 5_000],
)  # fmt: skip
def test_absurd_dates(given):
    """What cannot be a date of publication is refused with the reason; tomorrow is still possible."""
    with pytest.raises(IngestError, match="the date"):
        parse_date(given, NOW)
    assert parse_date("2024-06-02", NOW).precision is DAY


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("He said so on Sunday, August 2. It must close by September 15, 2020.", "2020-08-02"),
        ("He said so on Sunday (2 August). It must close by 15 September 2020.", "2020-08-02"),
        ("He said so on Sunday, Aug. 2nd. It opened on August 1st, 2020.", "2020-08-02"),
        ("It was Tuesday, September 11, 2001.", None),
        ("He said so on Sunday, August 2. It was founded on August 1, 2009. It has closed since 2012.", None),
        ("It began on Friday, July 31. On Sunday, August 2, it ended. See 2020-09-15.", "2020-08-02"),
        ("He said so on Sunday, August 2.", None),
        ("He said so on Monday, August 2. It must close by September 15, 2020.", None),
        ("He said so on August 2. It must close by September 15, 2020.", None),
        ("It must close by Tuesday, September 15, 2020.", None),
        ("It will be signed on Tuesday, September 15, 2020.", None),
        ("On Sunday, August 2, he spoke. See May 5, 2009 and August 5, 2020.", None),
        ("On Sunday, August 2, he spoke, as on Friday, August 3. See August 5, 2020.", None),
    ],
)
def test_inferred_dates(text, day):
    """A day is inferred only when its weekday fits exactly one year that the text names, and the day is past."""
    dated = infer_date(text, NOW)
    assert (dated.at.date().isoformat() if dated else None) == day


@pytest.mark.parametrize(
    ("text", "title"),
    [
        (
            "The U.S. also plans action, Pompeo says\n\nApart from TikTok, more is planned.",
            "The U.S. also plans action, Pompeo says",
        ),
        ("Will Microsoft buy TikTok?\n\nMany think so.", "Will Microsoft buy TikTok?"),
        ("Microsoft confirms that it is in talks.\n\nNow it seems.", None),
        ("TikTok\n\nIt was late.", None),
        ("WASHINGTON (Reuters) - The president spoke\n\nMore.", None),
        ("Photo: a man with a phone\n\nIt was late.", None),
        ("Only one line that is no sentence", None),
    ],
)
def test_titles(text, title):
    """A short line above the story that is no sentence is its title, and leaves the text."""
    described = describe(text, Fields(), NOW)
    assert described.title == title
    assert described.body == (text.partition("\n\n")[2] if title else text)


def test_given_title():
    """A given title wins; a first line that repeats it is taken out of the text, another one stays."""
    text = "Oracle signs “the deal”\n\nIt was late."
    assert describe(text, Fields(title='Oracle signs "the deal"'), NOW).body == "It was late."
    described = describe(text, Fields(title=" Something\x1b[31m else\n"), NOW)
    assert (described.title, described.body) == ("Something[31m else", text)


@pytest.mark.parametrize(
    ("text", "author", "day", "body"),
    [
        ("By Jane Doe\n\nIt was late.", "Jane Doe", None, "It was late."),
        ("By Jane Doe and John A. Smith, Aug. 3, 2020\nIt was late.", "Jane Doe and John A. Smith", "2020-08-03", "It was late."),
        ("By Jane Doe | August 3, 2020\n\nIt was late.", "Jane Doe", "2020-08-03", "It was late."),
        ("Published: August 3, 2020\nUpdated: August 5, 2020\n\nIt was late.", None, "2020-08-03", "It was late."),
        ("A headline of a story\n\nMonday, August 3, 2020\n\nIt was late.", None, "2020-08-03", "It was late."),
        ("WASHINGTON, Aug. 3, 2020 (Reuters) - It was late.\n\nMore.", None, "2020-08-03", "WASHINGTON, Aug. 3, 2020 (Reuters) - It was late.\n\nMore."),
        ("By Monday the deal was done.\n\nMore.", None, None, "By Monday the deal was done.\n\nMore."),
        ("By Oracle and Walmart standards\n\nMore is little.", None, None, None),
        ("2020\n\nIt was late.", None, None, "2020\n\nIt was late."),
    ],
)  # fmt: skip
def test_bylines(text, author, day, body):
    """Lines that only say who and when are read and leave the text; a date found so is marked as inferred."""
    described = describe(text, Fields(), NOW)
    assert described.author == author
    assert (described.dated.at.date().isoformat() if described.dated else None) == day
    assert described.date_inferred == (day is not None)
    assert body is None or described.body == body


def test_given_date_wins():
    """A given date is not inferred; one that cannot be read leaves the date unknown, with a warning, and is not guessed."""
    text = "Published: August 3, 2020\n\nIt was late."
    described = describe(text, Fields(published="2020-08-04"), NOW)
    assert described.dated is not None
    assert (described.dated.at.day, described.date_inferred) == (4, False)
    broken = describe(text, Fields(published="0000-00-00"), NOW)
    assert (broken.dated, broken.date_inferred) == (None, False)
    assert "0000-00-00" in broken.warnings[0]


def test_url():
    """An address that cannot be opened is left out with a warning; a password never stays."""
    assert describe("It.", Fields(url="javascript:alert(1)"), NOW).url is None
    assert "javascript" in describe("It.", Fields(url="javascript:alert(1)"), NOW).warnings[0]
    assert describe("It.", Fields(url="https://me:secret@a.example/x?y=1#z"), NOW).url == "https://a.example/x?y=1#z"


def test_cleaned_page(page):
    """The scraped page with a headline gets its title and its day; the one without gets neither."""
    described = describe(clean(page("titled")), Fields(), NOW)
    assert described.title == "The U.S. also plans action against other apps, Secretary says"
    assert described.dated is not None
    assert (described.dated.at.date().isoformat(), described.dated.precision) == ("2020-08-02", DAY)
    assert described.date_inferred
    assert described.body.startswith("Apart from one app,")
    bare = describe(clean(page("untitled")), Fields(), NOW)
    assert (bare.title, bare.dated, bare.author, bare.outlet) == (None, None, None, None)
