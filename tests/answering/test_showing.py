"""Only what is proved is shown, noted and counted."""

from dataclasses import replace

import pytest

from bot.answering.agreement import agree, settle
from bot.answering.claims import Claim
from bot.answering.drafts import Backing, Draft
from bot.answering.english.expectation import Kind
from bot.answering.extractive import Other, Written
from bot.answering.showing import prove
from bot.domain.article import Article
from bot.ingestion.sentences import find_sentences

PORTO, FARO = "The fair will be in Porto.", "The fair will be in Faro."


def draft(article_id: str, text: str, sentences) -> Draft:
    return Draft(text, (Backing(Article(article_id, text), sentences),), 0.9)


def claim(place: str, article_id: str, sentence: str, at: int) -> Claim:
    return Claim(place, Kind.PLACE, 0.9, article_id, article_id, None, None, None, at, sentence)


@pytest.fixture
def written(newsroom) -> Written:
    """Two sources that differ, as a writer gives them; both are stored."""
    newsroom.put("one", PORTO)
    newsroom.put("two", FARO)
    settled = settle(agree([claim("Porto", "one", PORTO, 0), claim("Faro", "two", FARO, 1)]))
    current, rival = settled.current.wording, settled.rivals[0].wording
    texts = {"Porto": ("one", PORTO), "Faro": ("two", FARO)}
    drafts = {name: draft(*texts[name], find_sentences(texts[name][1])) for name in texts}
    return Written(current, (drafts[current],), settled, rivals=(Other(rival, drafts[rival]),))


def test_rivals_stand_with_the_current_answer_first(newsroom, written):
    """Both have their quotes; a note names both."""
    shown = prove(newsroom.prover, written)
    assert [rival.short for rival in shown.rivals] == [written.short, written.rivals[0].short]
    assert [note.code for note in shown.notes] == ["sources_differ"]


def test_a_rival_that_does_not_hold_is_not_mentioned(newsroom, written):
    """Its article is gone: no rival, no note of it, but a count of what was dropped."""
    gone = "one" if written.rivals[0].short == "Porto" else "two"
    newsroom.library.remove([gone])
    shown = prove(newsroom.prover, written)
    assert (shown.short, shown.rivals) == (written.short, ())
    assert [note.code for note in shown.notes] == ["dropped_statement"]


def test_without_a_statement_of_its_own_the_answer_is_none(newsroom, written):
    """The current answer's article is gone: neither it nor its rival is shown."""
    newsroom.library.remove(["two" if written.short == "Faro" else "one"])
    shown = prove(newsroom.prover, written)
    assert (shown.short, shown.statements, shown.rivals, shown.proved.articles) == (None, (), (), ())


def test_a_statement_beside_it_does_not_carry_an_answer_that_is_gone(newsroom, written):
    """What the short answer rested on is gone: a further statement that holds brings neither it nor its notes back."""
    newsroom.put("three", "Stalls are sold out.")
    further = draft("three", "Stalls are sold out.", find_sentences("Stalls are sold out."))
    newsroom.library.remove(["two" if written.short == "Faro" else "one"])
    shown = prove(newsroom.prover, replace(written, drafts=(*written.drafts, further), resting=1))
    assert (shown.short, shown.statements, shown.rivals) == (None, (), ())
    assert [note.code for note in shown.notes] == ["dropped_statement"]
