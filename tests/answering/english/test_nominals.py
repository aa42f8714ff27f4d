"""What a question speaks of: names and things, with their kinds."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.answering.english.nominals import names, nominals, outermost


def only(text: str):
    (found,) = outermost(nominals(text))
    return found


@pytest.mark.parametrize(
    ("question", "spoken"),
    [
        ("who won the Cup of Lakes?", ["the Cup of Lakes"]),
        ("which company built the Halden bridge?", ["the Halden bridge"]),
        ("what does the Writers' Union want?", ["the Writers' Union"]),
        ("when did Lind's trial begin?", ["Lind's trial"]),
        ("what about the Centre Party's leader?", ["the Centre Party's leader"]),
        ("Did Sudmark close its border with Norland?", ["Sudmark", "the border with Norland"]),
        ("who watched the final between Rovers and Athletic?", ["the final between Rovers and Athletic"]),
        ("did the storm hit Torvik?", ["the storm", "Torvik"]),
        ("is the Lowen tunnel safe?", ["the Lowen tunnel"]),
        ("which drug did the agency approve?", ["the agency"]),
        ("who found the capsule that landed off Tarn?", ["the capsule that landed off Tarn"]),
        ("who won in May?", []),
        ("Name two ports.", []),
    ],
)
def test_names_and_things_are_found_whole(question, spoken):
    """With their article and with what tells which one; verbs and periods are no part of them."""
    assert [each.text for each in outermost(nominals(question))] == spoken


def test_a_name_alone_is_one():
    """Though a first word is capital anyway."""
    assert [each.text for each in names("Rovers")] == ["Rovers"]


def test_things_that_hang():
    """`the deal` is understood only after something; with more words it is told which one."""
    assert only("who signed the deal?").hangs
    assert only("who chairs that panel?").hangs
    assert not only("who signed the deal with Orsk?").hangs
    assert not only("who said a deal was signed?").hangs
    assert not nominals("who bought the company Orsk?")[0].hangs
    assert not only("what do we know about the world?").hangs
    assert not only("who caught the mite called varroa?").hangs
    assert outermost(nominals("which firms that buy ads are nervous?")) == ()


def test_kinds():
    """Persons by their role, places by the word before, several by their ending."""
    assert only("when did the mayor resign?").person is True
    assert only("what did the committee say?").person is False
    assert only("who lives in Torvik?").placed
    assert only("where are the dockers of Antwerp?").plural


def test_what_tells_by_itself():
    """`the deal` and "a large fire" do not, a name and "the fire at Brask" do."""
    assert not only("who signed the deal?").tells
    assert not only("was there a large fire?").tells
    assert only("was there a large fire at Brask?").tells
    assert only("who is Mara Lind?").tells


@settings(deadline=None)
@given(
    st.one_of(st.text(max_size=200), st.lists(st.sampled_from("the a Orsk 's of in that who fire's ? , is".split())))
)
def test_any_text_has_places_inside(text):
    """No text breaks it; what is found stands in the text, in order."""
    text = text if isinstance(text, str) else " ".join(text)
    found = nominals(text)
    assert all(0 <= each.place.start < each.place.end <= len(text) for each in found)
    assert [each.place.start for each in found] == sorted(each.place.start for each in found)
