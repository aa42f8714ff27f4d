"""Names of a claim and of its sources."""

import pytest

from bot.answering.proving.names import check_names, common_words, names, same_bearer
from tests.answering.proving.making import source

TALKS = (
    "President Donald Trump met Satya Nadella, the head of Microsoft. "
    "Trump signed the order. "
    "The panel, known as the Trade Review Board (TRB), met on Friday. "
    "The TRB has approved the sale to an American buyer. "
    "Chinese regulators did not answer."
)


def missing(claim: str, *chosen: int, text: str = TALKS, **fields) -> tuple[str, ...]:
    return check_names(claim, source(text, *chosen, **fields), common_words([text])).missing


@pytest.mark.parametrize(
    ("claim", "chosen"),
    [
        ("Satya Nadella met Trump.", 0),
        ("Nadella met President Trump.", 0),
        ("Donald Trump signed the order.", 1),
        ("The Trade Review Board has approved the sale to a U.S. buyer.", 3),
        ("Regulators in China did not answer.", 4),
        ("Regulators did not answer.", 4),
        ("According to The Harbor Ledger, Trump signed the order.", 1),
    ],
)
def test_names_that_the_article_gives_are_found(claim: str, chosen: int):
    """Surnames, fuller forms, expansions, peoples for countries, and the outlet of the article."""
    assert missing(claim, chosen, outlet="The Harbor Ledger") == ()


@pytest.mark.parametrize(
    ("claim", "chosen", "name"),
    [
        ("Joe Biden signed the order.", 1, "Joe Biden"),
        ("Melania Trump signed the order.", 1, "Melania Trump"),
        ("Trump signed the order in Oslo.", 1, "Oslo"),
        ("Siemens did not answer.", 4, "Siemens"),
        ("Trump signed the Microsoft order.", 1, "Microsoft"),
        ("Indian regulators did not answer.", 4, "Indian"),
        ("According to The Copper Wire, Trump signed the order.", 1, "Copper Wire"),
        ("Trump signed the order in Harbor.", 1, "Harbor"),
        ("Trump signed on Mr the order.", 1, "Mr"),
    ],
)
def test_other_names_are_missing(claim: str, chosen: int, name: str):
    """Neither another person of that surname nor a name from elsewhere in the article stands in the quote."""
    assert missing(claim, chosen, outlet="The Harbor Ledger") == (name,)


def test_the_sentence_that_names_more_fully_is_to_be_quoted():
    """ "Donald Trump" is proved by "Trump" and the sentence that says so."""
    found = check_names("Donald Trump signed the order.", source(TALKS, 1), frozenset())
    assert found.naming == (0,)


def test_a_surname_that_two_people_share_is_not_filled_in():
    """Where the article names two Trumps, "Trump" alone is neither."""
    text = "Donald Trump met Melania Trump. Trump signed the order."
    assert missing("Donald Trump signed the order.", 1, text=text) == ("Donald Trump",)


def test_a_capital_at_the_beginning_makes_no_name():
    """Words that the evidence writes small, and usual openers, owe their capital to their place."""
    text = "The tanker sank. Two boats came to help its crew of nine."
    assert missing("Boats came to help.", 1, text=text) == ()
    assert missing("Although the tanker sank, boats came.", 0, text=text) == ()
    assert missing("Kestrel came to help.", 1, text=text) == ("Kestrel",)


def test_titles_and_days_are_told_apart_from_names():
    """ "Treasury Secretary Steven Mnuchin" names him; the weekday is no name."""
    found = [name.text for name in names("On Sunday Treasury Secretary Steven Mnuchin met Mr. Zhang.")]
    assert found == ["Treasury", "Secretary", "Steven Mnuchin", "Zhang"]


def test_one_bearer_may_go_by_several_names():
    """A surname, a country's people, an acronym."""
    pairs = [("Trump", "Donald Trump"), ("U.S", "American"), ("TRB", "Trade Review Board")]
    assert all(same_bearer(names(one)[0], names(other)[0]) for one, other in pairs)
    assert not same_bearer(names("Microsoft")[0], names("Oracle")[0])
