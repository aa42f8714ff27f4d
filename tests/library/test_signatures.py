"""What of two texts their signatures tell, and that copies are told from articles that only have a subject in common."""

import random
import re

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.library.signatures import bands, copies_among, sign

FERRY = """The car ferry Halvard ran aground off the island of Tornsay on Thursday evening with 212 people on board.

Nobody was hurt, the coast guard said. Two lifeboats and a tug reached the ship within forty minutes, and the passengers
were taken to the harbour hall, where the town gave them blankets and soup.

The ship left Brennick at half past five, an hour late because of the wind. It struck a sandbank that the autumn storms
had moved, according to the harbour master, Ailsa Petrie, who had warned of it in a letter last month.

"We asked for new buoys and were told to wait for the spring budget," Petrie said.

The ferry company said the ship's hull was sound and that it hoped to tow her free at the next high tide. All crossings
are cancelled until Sunday. Freight for the island, among it fresh milk and the mail, goes by fishing boat meanwhile.

It is the second grounding on the line since 2016. After the first, the transport ministry promised a survey of the
channel every two years; the last one dates from 2018."""

WORDS = re.findall(r"[^\W_]+", FERRY.casefold())

OTHER_FERRY = """Passengers of a ferry that hit a sandbank near Tornsay spent the night in a school gymnasium.

Among the 212 travellers was a wedding party from Brennick. "We had the cake with us, so nobody went hungry," said the
bride's uncle, Magnus Orr. The coast guard called the rescue a matter of routine.

Why the Halvard left the marked channel is for the accident board to find out. Its chairwoman expects a first report in
three weeks. "We asked for new buoys and were told to wait for the spring budget," harbour master Ailsa Petrie said.

Island shops ran short of milk by Friday noon. The owner of the bakery rationed bread to one loaf a customer."""


def copies(one: str, other: str, *, same_agency: bool = False) -> bool:
    return bool(copies_among(sign(one), [sign(other)], [same_agency])[0])


def slips(text: str, every: int) -> str:
    """Every so many words, two letters change places."""
    words = text.split(" ")
    for place in range(every // 2, len(words), every):
        words[place] = words[place][:1] + words[place][2:3] + words[place][1:2] + words[place][3:]
    return " ".join(words)


@pytest.mark.parametrize(
    "reprint",
    [
        FERRY.upper(),
        FERRY.replace('"', "”").replace("\n\n", " "),
        "Ferry stranded, all safe\n\n" + FERRY,
        FERRY[: len(FERRY) * 6 // 10],
        FERRY[len(FERRY) // 2 :],
        FERRY
        + "\n\nThe Tornsay Herald understands that the island council meets on Monday. Councillor Una Baird told the"
        " Herald that she would ask for the minister to come. The council has paid for two tugs since the spring.",
        slips(FERRY, 40),
        FERRY.replace("212", "214").replace("forty", "thirty").replace("harbour", "harbor"),
        FERRY.replace(
            '"We asked for new buoys and were told to wait for the spring budget," Petrie said.\n\n', ""
        ).replace("The ferry company", "Northline"),
    ],
    ids=["case", "quotes", "headline", "cut", "second half", "added", "slips", "corrected", "edited"],
)
def test_a_reprint_is_a_copy(reprint):
    """Cut, lengthened, with another headline, with slips or corrections: it is the same report."""
    assert copies(FERRY, reprint)
    assert copies(reprint, FERRY)


def test_another_report_of_the_same_event_is_no_copy():
    """The same facts and one quote in common do not make a copy, whoever's mark the two bear."""
    assert not copies(FERRY, OTHER_FERRY)
    assert not copies(FERRY, OTHER_FERRY, same_agency=True)


FORM = """The shares of {0} closed {1} percent higher on the stock exchange on Tuesday after the company had told its
owners what it earned in the first three months of the year. Before tax and interest it was {2} million crowns, which is
more than most of those who follow the company had thought possible, among them {3} of the house of {4}.

The head of the company, {5}, said at the meeting in {6} that the order books were full until the autumn and that nobody
would have to be let go. The works in {7} will be closed for repairs in July as in every year. A dividend of {8} crowns
is to be paid out in two parts, the first of them before the summer and the other one when the year is over."""


def test_one_form_filled_in_twice_is_no_copy():
    """Two reports that say the same of two companies share most runs of words, but not names and numbers."""
    first = FORM.format("Halden Steel", 3, 41, "Ada Quist", "Aker Tveit", "Olav Bru", "Oslo", "Moss", 2)
    second = FORM.format("Berg Mills", 7, 18, "Siv Lund", "Nord Holm", "Kari Vik", "Skien", "Tinn", 5)
    assert not copies(first, second)
    assert copies(first, first.replace(" 3 percent", " 4 percent").replace("Olav", "Olaf"))


def test_texts_without_names_are_compared_by_their_runs():
    """In a text in small letters, or all in capitals, names cannot be told; it may be a copy all the same."""
    assert copies(FERRY, FERRY.lower())
    assert copies(FERRY.lower(), FERRY.upper())


def test_two_versions_of_one_agency_need_less_in_common():
    """Half of the runs suffice where both bear an agency's mark, and only there."""
    early = FERRY
    late = FERRY[: len(FERRY) * 48 // 100] + "\n\nThe Halvard has run on the Brennick line since 2009. " + OTHER_FERRY
    assert not copies(early, late)
    assert copies(early, late, same_agency=True)


def test_a_round_up_is_no_copy_of_the_brief_in_it():
    """A text that is a small part of another is not its copy."""
    rng = random.Random(1)
    others = " ".join(f"{rng.choice('abcdefgh')}word{rng.randrange(9000)}" for _ in range(900))
    assert not copies(FERRY, FERRY + " " + others)


def test_of_short_texts_only_equal_ones_are_copies():
    """With fewer than twelve words every word counts, but for case and punctuation."""
    assert copies("The strike at the docks is over.", "THE STRIKE at the docks is over!")
    assert not copies("The strike at the docks is over.", "The strike at the docks is not over.")
    assert not copies("The strike at the docks is over.", "The strike at the docks is over. " + FERRY)


def test_places_that_are_equal_estimate_what_is_shared():
    """Over many texts cut at random, the estimate is right on average and strays as far as 150 draws stray."""
    rng = random.Random(7)
    strayed = []
    for _ in range(150):
        words = [f"w{rng.randrange(10**6)}" for _ in range(404)]
        kept = rng.randrange(60, 390)
        whole, cut = sign(" ".join(words)), sign(" ".join(words[: kept + 4]))
        share = kept / 400
        places = [np.frombuffer(each.minima, dtype="<u4") for each in (whole, cut)]
        strayed.append((np.mean(places[0] == places[1]) - share) / (share * (1 - share) / 150) ** 0.5)
    assert abs(np.mean(strayed)) < 0.3
    assert 0.8 < np.std(strayed) < 1.2


def test_signatures_are_the_same_for_ever():
    """What a library has stored stays comparable: the numbers of a known text do not change."""
    signature = sign(FERRY)
    assert signature.shingles == len(set(zip(*(WORDS[n:] for n in range(5)), strict=False)))
    assert np.frombuffer(signature.minima, dtype="<u4")[:3].tolist() == [49081938, 4323916, 333736]
    assert bands(signature)[:3] == [-1387872427, 2113851985, -1227226400]
    assert len(bands(signature)) == 50


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=400), st.text(max_size=400))
def test_any_texts_can_be_compared(one, other):
    """Whatever the characters: a text is a copy of itself, and it does not matter which of two comes first."""
    assert copies(one, one)
    assert copies(one, other) == copies(other, one)


@pytest.mark.parametrize(
    "text", ["", "!!! ???", "x" * 300_000, "“" * 50_000, "新" * 50_000, "a " * 100_000, "\ud800 bad"]
)
def test_odd_texts_are_signed(text):
    """No text is too odd or too long for a signature."""
    assert sign(text).shingles >= 1
