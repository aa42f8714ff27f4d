"""Words that no article holds and that are one slip from one that they hold."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.domain.question import Question
from bot.library.library import Library
from bot.library.vectors import ExactOnly
from bot.search.finding import Search
from bot.search.slips import Slip, distance, find_slips, repaired
from bot.settings.search import SearchSettings
from tests.library.making import BUILT_WITH, fill, record
from tests.search.test_finding import WordsEmbedder


@pytest.fixture
def library(tmp_path) -> Library:
    library = Library(tmp_path / "library", BUILT_WITH, ExactOnly())
    fill(
        library,
        record(
            "yard", "Aerodyne bought the Halvorsen shipyard. Ingrid Mayer, who founded it, approved the acquisition."
        ),
        record("bank", "Old barred windows of the bank were sold by Gates. FaroeBank paid in no country."),
    )
    return library


def slips(library: Library, question: str) -> list[tuple[str, str]]:
    with library.reading() as snapshot:
        return [(slip.word, slip.near) for slip in find_slips(question, snapshot)]


@pytest.mark.parametrize(
    ("question", "word", "near"),
    [
        ("who bought Halvorson?", "Halvorson", "Halvorsen"),
        ("who bought halvrosen's yard?", "halvrosen", "Halvorsen"),
        ("Did Areodyne pay?", "Areodyne", "Aerodyne"),
        ("Is Meyer content?", "Meyer", "Mayer"),
        ("who founnded the yard?", "founnded", "founded"),
        ("the acquisiton of the yard", "acquisiton", "acquisition"),
        ("what did Faroe Bank pay", "Faroe Bank", "FaroeBank"),
    ],
)
def test_a_slip_finds_the_word_that_was_meant(library, question, word, near):
    """Swapped, missing, doubled and other letters; names as they are written; two words that are one."""
    assert slips(library, question) == [(word, near)]


@pytest.mark.parametrize(
    "question",
    [
        "who bought the shipyards?",
        "what does a barrel cost?",
        "did rates rise?",
        "who is the mayor of Lisbon?",
        "what is the latest?",
        "Was sind die Neuigkeiten?",
        "Mayr?",
        "which county is it in?",
        "what doesn't the bank say?",
        "",
    ],
)
def test_known_other_and_short_words_are_left_alone(library, question):
    """Inflections are known; another word of the language is no slip; four letters are too few to tell."""
    assert slips(library, question) == []


def test_the_search_finds_what_was_meant_and_says_so(library):
    """Both words are searched; the question as it was searched is kept for the reader."""
    found = Search(library, WordsEmbedder(), SearchSettings()).find(Question("who bought Halvorson?"))
    assert found.hits[0].article.id == "yard"
    assert found.hits[0].ranks.lexical == 1
    assert found.slips == (Slip("Halvorson", "Halvorsen"),)
    assert found.asked == "who bought Halvorsen?"


def test_a_repair_changes_whole_words_only():
    """Neither a part of a longer word nor the rest of the question changes."""
    assert repaired("Meyer, Meyers and Meyer's?", [Slip("Meyer", "Mayer")]) == "Mayer, Meyers and Mayer's?"


letters = st.text(alphabet="abcde", max_size=7)


@settings(deadline=None)
@given(letters, letters)
def test_distance_is_symmetric_and_bounded(left, right):
    """It is 0 for equal words only, the same both ways, and never more than the longer word has letters."""
    slips_ = distance(left, right, 9)
    assert slips_ == distance(right, left, 9)
    assert (slips_ == 0) == (left == right)
    assert abs(len(left) - len(right)) <= slips_ <= max(len(left), len(right))
    assert distance(left, right, 1) == min(slips_, 2)


@settings(deadline=None)
@given(letters.filter(lambda word: len(word) > 1), st.data())
def test_one_slip_of_the_hand_is_a_distance_of_at_most_one(word, data):
    """Two neighbours swapped, a letter left out, doubled or changed."""
    at = data.draw(st.integers(0, len(word) - 2))
    swapped = word[:at] + word[at + 1] + word[at] + word[at + 2 :]
    for slipped in (swapped, word[:at] + word[at + 1 :], word[: at + 1] + word[at:], word[:at] + "x" + word[at + 1 :]):
        assert distance(word, slipped, 2) <= 1


@settings(deadline=None)
@given(st.text(max_size=120))
def test_any_question_can_be_looked_at(text):
    """Whatever is asked, words are looked up and nothing fails."""

    class Nothing:
        def holds(self, term):
            return False

        def stems(self, beginnings):
            return [*map(str, beginnings)] and []

        def passages_with(self, stem, limit):
            return []

    assert find_slips(text, Nothing()) == ()
