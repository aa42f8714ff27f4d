"""From a question to a proved answer, or to an honest abstention."""

import sqlite3
from contextlib import closing
from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.domain.answer import Answer, Outcome, Reason
from bot.domain.question import Filters
from bot.errors import LibraryEmpty
from bot.library.library import Library


def assert_proved(answer: Answer, library: Library) -> None:
    """Every quote is the exact slice of its stored article; every number has a source, every source is cited."""
    by_number = {citation.number: citation for citation in answer.citations}
    assert sorted(by_number) == list(range(1, len(by_number) + 1))
    shown = (*answer.statements, *answer.rivals)
    for each in shown:
        assert each.quotes
        for quote in each.quotes:
            text = library.article(by_number[quote.citation].article_id).text
            assert quote.text
            assert text[quote.start : quote.end] == quote.text
    assert {quote.citation for each in shown for quote in each.quotes} == set(by_number)


def test_a_question_is_answered_with_proof(talks):
    """The short answer, two sources that say it, the date of the newest, and exact quotes."""
    answer = talks.ask("who is Microsoft negotiating with?")
    assert answer.outcome is Outcome.ANSWERED
    assert answer.short == "TikTok"
    assert answer.as_of == "2020-08-03"
    assert {citation.article_id for citation in answer.citations} == {"ledger", "wire"}
    assert answer.origins == 2
    assert_proved(answer, talks.library)


@pytest.mark.parametrize(
    ("question", "short"),
    [
        ("by when does Microsoft want to close the deal?", "September 15"),
        ("where is TikTok's data backed up?", "Singapore"),
        ("how many visitors did the cat show have?", "400"),
    ],
)
def test_the_short_answer_has_the_kind_that_was_asked_for(talks, question, short):
    """When gets a date, where a place, how many a number."""
    answer = talks.ask(question)
    assert answer.short == short
    assert_proved(answer, talks.library)


@pytest.mark.parametrize(
    "question",
    [
        "how much will Microsoft pay for TikTok?",
        "who is the chief executive of Apple?",
        "when did Oracle sign the deal?",
        "what is the boiling point of tungsten?",
    ],
)
def test_it_abstains_when_the_articles_do_not_say(talks, question):
    """No statement, no short answer, but the nearest headlines."""
    answer = talks.ask(question)
    assert (answer.outcome, answer.reason) == (Outcome.ABSTAINED, Reason.LOW_EVIDENCE)
    assert (answer.short, answer.statements, answer.citations) == (None, (), ())
    assert answer.nearest


def test_filters_that_leave_nothing_are_said(talks):
    """An empty period is told apart from articles that do not answer."""
    answer = talks.ask("who is Microsoft negotiating with?", filters=Filters(until=date(2019, 1, 1)))
    assert (answer.outcome, answer.reason) == (Outcome.ABSTAINED, Reason.NO_MATCHING_ARTICLES)


def test_articles_from_the_future_are_not_used(talks):
    """What is dated more than a day after the moment of asking is left out, and counted."""
    answer = talks.ask("who is Microsoft negotiating with?", asked_at="2020-08-01")
    assert answer.outcome is Outcome.ABSTAINED
    assert [note.code for note in answer.notes] == ["later_left_out"]


def test_one_text_in_two_outlets_is_one_source(newsroom):
    """A copy makes no answer longer and none surer: one quote, one origin, and a note of both outlets."""
    for name in ("one", "two"):
        newsroom.put(name, "Oracle will hold 12.5 percent of TikTok Global, the companies said.", outlet=name)
    answer = newsroom.ask("what share of TikTok Global will Oracle hold?")
    (statement,) = answer.statements
    assert len(statement.quotes) == answer.origins == 1
    assert "2 outlets, 1 origin." in [note.text for note in answer.notes if note.code == "origins"]
    assert_proved(answer, newsroom.library)


def change_one_character(newsroom, article_id: str, old: str, new: str) -> None:
    """Alter a stored text as nobody should: past the library, in its file."""
    with closing(sqlite3.connect(newsroom.library.folder / "library.db")) as database, database:
        changed = database.execute(
            "UPDATE texts SET text = replace(text, ?, ?) WHERE article = (SELECT number FROM articles WHERE id = ?)",
            (old, new, article_id),
        ).rowcount
        assert changed == 1


def test_a_changed_character_makes_the_statement_disappear(talks):
    """A text that is not what was written proves nothing: its sentences are gone, with a note."""
    question = "where is TikTok's data backed up?"
    assert talks.ask(question).short == "Singapore"
    change_one_character(talks, "ledger", "Singapore", "Singapure")
    answer = talks.ask(question)
    assert answer.outcome is Outcome.ABSTAINED
    assert "damaged_article" in [note.code for note in answer.notes]


def test_a_change_between_reading_and_proving_is_seen(talks):
    """The prover reads the article again: what changed after the search is not shown either."""
    prove = talks.prover.prove

    class Meddler:
        def prove(self, drafts):
            change_one_character(talks, "ledger", "Singapore", "Singapure")
            return prove(drafts)

    talks.prover = Meddler()
    answer = talks.ask("where is TikTok's data backed up?")
    assert answer.outcome is Outcome.ABSTAINED
    assert "dropped_statement" in [note.code for note in answer.notes]


def test_an_article_removed_while_asking_is_not_quoted(talks):
    """What is gone when the answer is proved is not shown."""
    prove = talks.prover.prove

    class Remover:
        def prove(self, drafts):
            talks.library.remove(["ledger"])
            return prove(drafts)

    talks.prover = Remover()
    assert talks.ask("where is TikTok's data backed up?").outcome is Outcome.ABSTAINED


def test_an_empty_library_has_nothing_to_ask(newsroom):
    """That is an error of its own, not an abstention."""
    with pytest.raises(LibraryEmpty):
        newsroom.ask("who?")


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(question=st.text(max_size=120))
def test_whatever_is_asked_everything_shown_is_proved(talks, question):
    """Any text at all gives an answer whose quotes are exact, or none."""
    assert_proved(talks.ask(question), talks.library)


@pytest.mark.parametrize(
    "question", ["", "?", "TikTok " * 15_000, '" OR NEAR(', "\x00\x1b[31m", "ﷺ" * 500, "[sic] [/b]"]
)
def test_odd_questions_get_a_clean_answer(talks, question):
    """Empty, giant, full of syntax or of controls: an answer or an abstention, never a failure."""
    answer = talks.ask(question)
    assert answer.outcome in (Outcome.ANSWERED, Outcome.ABSTAINED)
    assert_proved(answer, talks.library)
