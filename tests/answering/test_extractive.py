"""What the keyless writer says of a reading, and when it says nothing."""

from bot.answering.extractive import MOST_STATEMENTS, ExtractiveWriter
from tests.answering.making import read, reading


def write(*sentences):
    return ExtractiveWriter(threshold=0.5).write(reading(*sentences))


def test_nothing_probable_enough_is_said():
    """Below the threshold, and for an empty reading, there are no drafts: it abstains."""
    assert write(read("Oracle may bid.", 0.4, ("Oracle", 0.9))).drafts == ()
    assert ExtractiveWriter(threshold=0.0).write(reading()).drafts == ()


def test_support_from_several_sentences_adds_up():
    """Two sentences that agree outweigh a single better one."""
    written = write(
        read("Oracle bids.", 0.8, ("Oracle", 0.6), article_id="a"),
        read("Walmart joins.", 0.7, ("Walmart", 0.5), article_id="b"),
        read("So does Walmart.", 0.7, ("Walmart", 0.5), article_id="c"),
    )
    assert written.short == "Walmart"


def test_a_surname_and_the_full_name_are_one_answer():
    """They support each other, and the fuller wording is shown."""
    written = write(
        read("Mike Pompeo spoke.", 0.7, ("Mike Pompeo", 0.5), article_id="a"),
        read("Pompeo warned them.", 0.8, ("Pompeo", 0.6), article_id="b"),
        read("Navarro agreed.", 0.8, ("Navarro", 0.7), article_id="c"),
    )
    assert written.short == "Mike Pompeo"


def test_only_sentences_that_hold_the_short_answer_are_shown():
    """A probable sentence about something else is not a reason for this answer."""
    written = write(
        read("It bought Arm.", 0.9, ("Arm", 0.9), article_id="a"),
        read("The deal is large.", 0.8, article_id="b"),
    )
    assert [draft.text for draft in written.drafts] == ["It bought Arm."]


def test_a_number_is_held_whole_and_a_name_by_its_surname():
    """Another number of millions is another answer; "Pappas" is Vanessa Pappas."""
    written = write(
        read("WeChat has 19 million users.", 0.9, ("19 million", 0.9), article_id="a"),
        read("TikTok has 100 million users.", 0.8, article_id="b"),
    )
    assert [draft.text for draft in written.drafts] == ["WeChat has 19 million users."]
    written = write(
        read("Vanessa Pappas leads it.", 0.9, ("Vanessa Pappas", 0.9), article_id="a"),
        read("Pappas came in 2018.", 0.8, article_id="b"),
    )
    assert len(written.drafts) == 2


def test_unclear_candidates_give_no_short_answer():
    """When no candidate stands out the sentences speak for themselves."""
    names = ("Ann", "Bob", "Cid", "Dan", "Eve")
    written = write(*(read(f"{name} came.", 0.9, (name, 0.3), article_id=name) for name in names))
    assert written.short is None
    assert len(written.drafts) == MOST_STATEMENTS


def test_copies_of_a_sentence_are_one_draft_with_all_their_sources():
    """Case, quotation marks and spaces make no other sentence."""
    written = write(
        read("Oracle’s bid won.", 0.9, ("Oracle", 0.9), article_id="a"),
        read("Oracle's  bid won.", 0.8, ("Oracle", 0.9), article_id="b"),
    )
    (draft,) = written.drafts
    assert [source.hit.article.id for source in draft.sources] == ["a", "b"]


def test_a_sentence_that_settles_a_yes_no_question_gives_the_verdict():
    """Yes or No from the most probable sentence; where it settles nothing, no verdict."""
    assert write(read("It denied that.", 0.9, affirms=False)).short == "No"
    assert write(read("It did.", 0.9, affirms=True)).short == "Yes"
    assert write(read("It may.", 0.9)).short is None
