"""Facts that stand in each other's place."""

from datetime import date

import pytest

from bot.answering.proving.exchanges import MOST_FACTS, exchanged

PHONES = "In the United States the Note 20 costs $1,000 and the Ultra $1,300."
APPS = "India banned 59 apps in June and 47 apps in July."


@pytest.mark.parametrize(
    ("claim", "source"),
    [
        ("The Note 20 costs $1,000 in the United States, and the Ultra $1,300.", PHONES),
        ("In June 59 apps were banned in India, in July 47.", APPS),
        ("Two companies, Apple and Google, removed it.", "Google and Apple, two companies, removed it."),
    ],
)
def test_facts_may_change_their_order(claim: str, source: str):
    """As long as each keeps its own surroundings."""
    assert exchanged(claim, source) is None


@pytest.mark.parametrize(
    ("claim", "source", "told"),
    [
        ("The Note 20 costs $1,300 and the Ultra $1,000.", PHONES, "“$1,300” stands in the place of “$1,000”"),
        ("India banned 47 apps in June.", APPS, "“47” stands in the place of “59”"),
        (
            "The winner of the race is Oracle.",
            "The winner of the race is Nvidia. It has beaten Oracle.",
            "“Oracle” stands in the place of “Nvidia”",
        ),
    ],
)
def test_a_fact_in_the_place_of_another_is_found(claim: str, source: str, told: str):
    """A figure or name among the words that the source has around another one."""
    assert exchanged(claim, source) == told


def test_a_day_and_its_date_are_one():
    """ "Thursday" and "23 July" are no two days in an article of that Thursday."""
    source = "The fund was announced on Thursday in Oslo. It opened on July 23."
    assert exchanged("The fund was announced on 23 July in Oslo.", source, date(2020, 7, 24)) is None


def test_a_heap_of_facts_is_told_apart_by_nobody():
    """Neither a claim nor a source may hold more than can be compared."""
    heap = "The lots cost " + ", ".join(f"${number}" for number in range(100, 101 + MOST_FACTS)) + " each."
    assert "cannot be told apart" in (exchanged(heap, "One lot cost $100.") or "")
    assert "cannot be told apart" in (exchanged("One lot cost $100.", heap) or "")
