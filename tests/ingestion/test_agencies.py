"""Whose report an article is: agencies' marks in fields and at the ends of the text, and nothing else."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.ingestion.describing import find_agency
from bot.ingestion.drafts import Fields

STORY = "The fishermen of Peniche went home on Monday after a week of strike.\n\nTheir union called the offer fair."


@pytest.mark.parametrize(
    ("text", "agency"),
    [
        (f"LISBON (Reuters) - {STORY}", "Reuters"),
        (f"LISBON, March 3 (Xinhua) -- {STORY}", "Xinhua"),
        (f"LISBON, Portugal (AP) — {STORY}", "AP"),
        (f"Lisbon (dpa) - {STORY}", "dpa"),
        (f"By Inês Prado, Associated Press\n\n{STORY}", "AP"),
        (f"By INES PRADO of the Associated Press\n{STORY}", "AP"),
        (f"By Inês Prado | AFP\n\n{STORY}", "AFP"),
        (f"Agence France-Presse\n{STORY}", "AFP"),
        (f"{STORY}\n\n© AFP", "AFP"),
        (f"{STORY}\n\n© 2021 Agence France-Presse. All rights reserved.", "AFP"),
        (f"{STORY}\n\nCopyright 2021 The Associated Press. All rights reserved.", "AP"),
        (f"{STORY}\n\n(Reporting by Inês Prado; Editing by John Smith and Ann Lee)", "Reuters"),
        (f"{STORY}\n\n- Press Trust of India", "PTI"),
        (f"SETÚBAL, March 3 (Corvane) - {STORY}", "Corvane"),
        (STORY, None),
        (f"{STORY} Reuters reported on Sunday that talks had failed.", None),
        (f"{STORY}\n\nThe union's chief (a former skipper) - he gave no name - agreed.", None),
        (f"By Inês Prado\n\n{STORY}", None),
        (STORY + " word" * 600 + "\n\n(Reuters) - said a sign on the wall.\n\n" + "word " * 600, None),
        ("", None),
    ],
)
def test_marks_in_the_text(text, agency):
    """Dateline, byline, credit line and closing notice name the agency; a mention in the story does not."""
    assert find_agency(text, Fields()) == agency


@pytest.mark.parametrize(
    ("fields", "agency"),
    [
        (Fields(author="Reuters"), "Reuters"),
        (Fields(author="Inês Prado, The Associated Press"), "AP"),
        (Fields(author="Inês Prado and agencies"), None),
        (Fields(author="Corvane News Agency"), "Corvane"),
        (Fields(outlet="Xinhua News Agency"), "Xinhua"),
        (Fields(outlet="The Daily Interfaxer", author="Reuters Hansen"), None),
        (Fields(author="\x1b[31m\u202e" * 500), None),
    ],
)
def test_marks_in_the_fields(fields, agency):
    """Author and outlet name an agency as a whole, or after the reporter's name."""
    assert find_agency(STORY, fields) == agency


@given(st.text(alphabet="A (Reuters)©,-—By\n é", max_size=3000), st.text(max_size=200))
def test_any_text(text, author):
    """Nothing that a source may hold breaks the reading of marks."""
    find_agency(text, Fields(author=author))


def test_the_agency_is_stored_and_lowers_what_copies_need(ingestor, stored, folder):
    """The closing notice is read before cleaning takes it away; two versions of one agency's report are one origin."""
    lead = "The strike of the Peniche fishermen ended on Monday. " + " ".join(
        f"Boat {number} left harbour {number * 3 % 17} with {number * 7 % 29} crates of ice." for number in range(9)
    )
    words = ("Auction", "Cannery", "Chandler")
    ends = [" ".join(f"{word} {n} closed at {n * 3 + 1}." for n in range(13)) for word in words]
    notices = ["© AFP", "© AFP", "© The Peniche Echo"]
    first, second, third = (f"{lead}\n\n{end}\n\n{notice}" for end, notice in zip(ends, notices, strict=True))
    ingestor.ingest([folder(a_txt=first, b_txt=second, c_txt=third)])
    articles = sorted((record.article for record in stored().values()), key=lambda article: str(article.source_path))
    assert [article.agency for article in articles] == ["AFP", "AFP", None]
    assert not any("©" in article.text for article in articles)
    assert articles[0].origin_id == articles[1].origin_id
    assert articles[2].origin_id == articles[2].id
