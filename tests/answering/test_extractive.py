"""What the keyless writer says of a reading, and when it says nothing."""

from bot.answering.english.expectation import Kind
from bot.answering.english.polarity import Verdict
from bot.answering.extractive import MOST_STATEMENTS, ExtractiveWriter
from tests.answering.making import read, reading


def write(*sentences, **expected):
    return ExtractiveWriter(threshold=0.5).write(reading(*sentences, **expected))


def test_nothing_probable_enough_is_said():
    """Below the threshold, and for an empty reading, there are no drafts: it abstains."""
    assert write(read("Oracle may bid.", 0.4, ("Oracle", 0.9))).drafts == ()
    assert ExtractiveWriter(threshold=0.0).write(reading()).drafts == ()


def test_support_from_several_articles_adds_up():
    """Two articles that agree outweigh a single better one; that one stands beside them."""
    written = write(
        read("Oracle bids.", 0.8, ("Oracle", 0.6), article_id="a"),
        read("Walmart joins.", 0.7, ("Walmart", 0.6), article_id="b"),
        read("So, too, Walmart.", 0.7, ("Walmart", 0.6), article_id="c"),
    )
    assert written.short == "Walmart"
    assert [other.short for other in written.rivals] == ["Oracle"]


def test_a_surname_and_the_full_name_are_one_answer():
    """They support each other, and the fuller wording is shown."""
    written = write(
        read("Mike Pompeo spoke.", 0.7, ("Mike Pompeo", 0.5), article_id="a"),
        read("Pompeo warned them.", 0.8, ("Pompeo", 0.6), article_id="b"),
        read("Navarro agreed.", 0.8, ("Navarro", 0.7), article_id="c"),
    )
    assert written.short == "Mike Pompeo"


def test_sentences_that_hold_the_short_answer_come_first():
    """A sentence on something else follows only if it is about as probable."""
    written = write(
        read("A deal of that kind is rare.", 0.9, article_id="b"),
        read("Ferro Steel bought Arm.", 0.8, ("Arm", 0.9), article_id="a"),
        read("Rain fell on Halden.", 0.2, article_id="c"),
    )
    assert [draft.text for draft in written.drafts] == ["Ferro Steel bought Arm.", "A deal of that kind is rare."]


def test_unclear_candidates_give_no_short_answer():
    """When no candidate has a fair share the sentences speak for themselves."""
    names = ("Ann", "Bob", "Cid", "Dan", "Eve")
    written = write(*(read(f"{name} came.", 0.9, (name, 0.1), article_id=name) for name in names))
    assert written.short is None
    assert len(written.drafts) == MOST_STATEMENTS


def test_copies_of_a_sentence_are_one_draft_with_all_their_sources():
    """Case, quotation marks and spaces make no other sentence."""
    written = write(
        read("Oracle’s bid won.", 0.9, ("Oracle", 0.9), article_id="a"),
        read("Oracle's  bid won.", 0.8, ("Oracle", 0.9), article_id="b"),
    )
    (draft,) = written.drafts
    assert [backing.article.id for backing in draft.backings] == ["a", "b"]


def test_sentences_that_settle_a_yes_no_question_give_the_verdict():
    """Yes or No by what the sentences say; where they settle nothing, no verdict."""
    assert write(read("The mill denied that.", 0.9, verdict=Verdict.NO), kind=Kind.YES_NO).short == "No"
    assert write(read("The mill did.", 0.9, verdict=Verdict.YES), kind=Kind.YES_NO).short == "Yes"
    assert write(read("The mill may.", 0.9, verdict=Verdict.UNCERTAIN), kind=Kind.YES_NO).short == "Not certain"
    assert write(read("Rain fell.", 0.9), kind=Kind.YES_NO).short is None


def test_a_sentence_that_leans_on_another_is_not_shown_without_it():
    """Nothing in its article names who "she" is: the sentence is no statement, and nothing is left to say."""
    assert write(read("She said that Lindt would resign.", 0.9, ("Lindt", 0.9))).drafts == ()
