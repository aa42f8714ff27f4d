"""The news in short."""

from bot.answering.digest import MOST_STORIES, digest
from bot.domain.evidence import Hit
from tests.answering.making import hit


def story(text: str, article_id: str = "a") -> Hit:
    return hit(text, article_id)


def test_each_story_is_its_first_sentence_that_stands_alone():
    """In the stories' order, each line an exact slice of its article."""
    stories = [
        story(
            "By Rosa Lind. He was late again on that day. The Halden bridge was closed to lorries on Friday.", "bridge"
        ),
        story("Brask sold its last steel mill to a fund in Oslo. It will close in May.", "mill"),
    ]
    drafts = digest(stories)
    assert [draft.text for draft in drafts] == [
        "The Halden bridge was closed to lorries on Friday.",
        "Brask sold its last steel mill to a fund in Oslo.",
    ]
    for draft in drafts:
        (backing,) = draft.backings
        assert draft.text in backing.article.text
        assert draft.support == 1.0


def test_on_a_topic_the_line_speaks_of_it():
    """The first sentence that holds most of the topic's words, by their stem."""
    text = "The council met for nine hours on Monday. Halden will pay for two new ferries. Ferries cost a lot of money."
    (draft,) = digest([story(text)], topic="Halden ferry")
    assert draft.text == "Halden will pay for two new ferries."


def test_headings_corrections_and_leaning_sentences_are_no_lines():
    """A story of which nothing can be shown alone is left out."""
    assert (
        digest(
            [story("Weather. Correction: the bridge in Halden is not closed on Friday. She has never said so before.")]
        )
        == ()
    )


def test_no_more_than_a_few_stories():
    """A digest stays short however much is new."""
    stories = [story(f"Halden opened its new harbour number {n} on Friday.", f"s{n}") for n in range(9)]
    assert len(digest(stories)) == MOST_STORIES
    assert digest([]) == ()
