"""Sentences become drafts, with what they cannot be understood without."""

from bot.answering.drafts import backed, drafts_of, letters, without_repeats
from bot.answering.reading import ReadSentence, Span
from tests.answering.making import hit

ROWER = "Jonas Pryce won in Lucerne. It rained on the lake all day. He had trained near Ghent."


def sentence(text: str, index: int, article_id: str = "a", probability: float = 0.9) -> ReadSentence:
    """The index-th sentence of an article."""
    found = hit(text, article_id)
    place = found.sentences[index]
    return ReadSentence(found, place.start, place.end, probability, ())


def test_what_stands_alone_is_backed_by_itself():
    """No other sentence is needed."""
    assert backed(sentence(ROWER, 0)).text == "Jonas Pryce won in Lucerne."


def test_what_leans_is_backed_together_and_the_gap_is_shown():
    """The sentence that names him comes first; "…" stands for what the article says between the two."""
    assert backed(sentence(ROWER, 2)).text == "Jonas Pryce won in Lucerne. … He had trained near Ghent."


def test_what_leans_on_nothing_near_is_no_draft():
    """Nobody is named before: not to be shown."""
    assert backed(sentence("He had trained near Ghent.", 0)) is None


def test_the_sentence_of_the_span_is_part_of_the_backing():
    """A speaker's name in another sentence is quoted with what he said."""
    span = Span(ROWER.index("Jonas"), ROWER.index(" won"), "Jonas Pryce", 0.9)
    assert backed(sentence(ROWER, 1), span).text == "Jonas Pryce won in Lucerne. It rained on the lake all day."


def test_copies_back_one_draft():
    """The same letters in two articles are one statement with two backings and the better support."""
    (draft,) = drafts_of(
        [
            (sentence("Oslo’s trams are late.", 0, "a", 0.5), None),
            (sentence("Oslo's trams are late.", 0, "b", 0.7), None),
        ]
    )
    assert [backing.article.id for backing in draft.backings] == ["a", "b"]
    assert draft.support == 0.7


def test_a_draft_within_another_is_a_repeat():
    """A sentence that was shown as part of a longer statement is not shown again."""
    drafts = list(drafts_of([(sentence(ROWER, 2), None), (sentence(ROWER, 0), None), (sentence(ROWER, 1), None)]))
    assert [letters(draft.text)[:4] for draft in without_repeats(drafts)] == ["jona", "itra"]


def test_a_draft_that_says_a_shown_one_of_its_article_anew_is_a_repeat():
    """A sentence that needs the one shown before it brings little; one of another article does."""
    drafts = list(drafts_of([(sentence(ROWER, 0), None), (sentence(ROWER, 2), None)]))
    assert [draft.text for draft in without_repeats(drafts)] == ["Jonas Pryce won in Lucerne."]
    other = list(drafts_of([(sentence(ROWER, 0), None), (sentence(ROWER, 2, "b"), None)]))
    assert len(without_repeats(other)) == 2
