import re
import string
from math import isclose

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.evaluation.metrics.wordings import (
    bare,
    best_of,
    contains,
    exact_match,
    plain,
    says_any,
    squad_normal,
    token_f1,
)

WORDS = st.sampled_from(
    ["a", "an", "The", "the", "Orsk", "orsk", "U.S.", "bid,", "-", "“bid”", "4.5%", "Theatre", "ß", "İ"]
)
TEXTS = st.lists(WORDS, max_size=6).map(" ".join) | st.text(max_size=30)


def squad_words(text: str) -> list[str]:
    """SQuAD's normalisation as its paper's script is described, written without regard to ours."""
    kept = "".join(character for character in text.lower() if character not in set(string.punctuation))
    return re.sub(r"\b(a|an|the)\b", " ", kept, flags=re.UNICODE).split()


def squad_f1(said: str, gold: str) -> float:
    """By precision and recall, taking common words off one by one."""
    ours, left = squad_words(said), squad_words(gold)
    if not ours or not left:
        return float(ours == left)
    most, common = len(left), 0
    for word in ours:
        if word in left:
            left.remove(word)
            common += 1
    if not common:
        return 0.0
    precision, recall = common / len(ours), common / most
    return 2 * precision * recall / (precision + recall)


@given(said=TEXTS, wordings=st.lists(TEXTS, max_size=4))
def test_squad_arithmetic(said, wordings):
    """Exact match and F1, best over gold, are those of the published arithmetic, of empty texts too."""
    told = [wording for wording in wordings if squad_words(wording)] or [""]
    assert isclose(best_of(token_f1, said, wordings), max(squad_f1(said, each) for each in told), abs_tol=1e-9)
    assert best_of(exact_match, said, wordings) == max(squad_words(said) == squad_words(each) for each in told)


@given(said=TEXTS, gold=TEXTS)
def test_f1_is_even_handed(said, gold):
    """F1 is the same either way, between 0 and 1, and 1 where the texts match exactly."""
    assert token_f1(said, gold) == token_f1(gold, said)
    assert exact_match(said, gold) <= token_f1(said, gold) <= 1


@given(TEXTS)
def test_normalised_stays_so(text):
    """Single spaces, no ASCII punctuation; and every text with a word left matches and contains itself."""
    normal = squad_normal(text)
    assert not set(normal) & set(string.punctuation)
    assert normal == " ".join(normal.split())
    assert exact_match(text, text) == 1
    assert contains(text, text) == float(bool(normal))


@pytest.mark.parametrize(
    ("said", "gold", "expected"),
    [("in 2020", "20", 0.0), ("the U.S. business", "US business", 1.0), ("Orsk", "the", 0.0), ("", "Orsk", 0.0)],
)
def test_containment_keeps_to_whole_words(said, gold, expected):
    """A wording within a word, or of nothing, is not contained."""
    assert contains(said, gold) == expected


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("4%", "4 per cent"),
        ("U.S.", "us"),
        ("TikTok’s", "tiktok's"),
        ("Sept. 15", "sept 15"),
        ("Orsk Inc.", "orsk inc"),
    ],
)
def test_plain_wordings_are_one(one, other):
    """What newspapers write in two ways is one wording."""
    assert plain(one) == plain(other)


def test_decimals_are_not_taken_apart():
    """4.5 is not 4 and 5."""
    assert plain("4.5 percent") != plain("4 5 percent")
    assert not says_any("It rose 4.5 percent.", ["5 percent"])


@pytest.mark.parametrize("wording", ["", "?", "..."])
def test_a_wording_of_nothing_is_never_said(wording):
    """A gold wording without a letter or figure makes no answer right, not even an empty one."""
    assert not says_any("", [wording])
    assert not says_any("Orsk", [wording])


def test_bare_has_no_articles():
    """ "The board of a firm" is "board of firm"."""
    assert bare("The board of a firm") == "board of firm"
