"""What is said beside an answer."""

from datetime import UTC, date, datetime

from bot.answering.agreement import agree, settle
from bot.answering.claims import Claim, Settled
from bot.answering.english.expectation import Kind
from bot.answering.notices import later_mentions, settled_notes
from bot.domain.article import Article, DatePrecision, Passage
from bot.domain.evidence import Hit, Ranks

QUESTION = "Who owns Lisbon’s ferry Aurora?"


def hit(article_id, text, day, *, outlet="Tagus Times", origin="", precision=DatePrecision.DAY):
    published = datetime.fromisoformat(day).replace(tzinfo=UTC) if day else None
    article = Article(
        article_id,
        text,
        outlet=outlet,
        published_at=published,
        date_precision=precision,
        origin_id=origin or article_id,
    )
    return Hit(Passage(article_id, 0, 0, len(text), 1), article, (), 1.0, Ranks(1, 1), 0.5)


ANSWERING = hit("old", "The ferry Aurora of Lisbon is owned by Ana Costa.", "2021-03-08")


def note(*hits, newest=date(2021, 3, 8)):
    return later_mentions(QUESTION, [ANSWERING, *hits], newest, {"old"})


def test_newer_articles_on_the_subject_are_counted_with_the_newest_one_told():
    """Two later articles name the ferry: the reader learns how many, when and where."""
    found = note(
        hit("b", "Fog kept the Aurora in Lisbon.", "2021-03-14"),
        hit("c", "Lisbon cheered the Aurora.", "2021-03-20", outlet="Harbour Post"),
    )
    assert found.code == "later_mentions"
    assert found.text == (
        "2 newer articles mention Lisbon and Aurora but do not answer (newest: 20 Mar 2021, Harbour Post)."
    )


def test_one_newer_article_is_told_in_the_singular():
    """With a month-precise date only the month is told."""
    found = note(hit("b", "Fog kept the Aurora in Lisbon.", "2021-04-01", outlet=None, precision=DatePrecision.MONTH))
    assert found.text == "1 newer article mentions Lisbon and Aurora but does not answer (Apr 2021, outlet unknown)."


def test_copies_are_one_article_and_copies_of_the_answer_none():
    """Reprints neither inflate the number nor count against their own text."""
    copies = [hit(name, "The Aurora left Lisbon.", "2021-03-14", origin="b") for name in "bcd"]
    assert note(*copies).text.startswith("1 newer article")
    assert note(hit("e", "The ferry Aurora of Lisbon is owned by Ana Costa.", "2021-03-14", origin="old")) is None


def test_older_undated_and_unrelated_articles_give_no_note():
    """Not newer, of unknown date, or without one of the names."""
    assert note(hit("b", "Aurora in Lisbon.", "2021-03-08"), hit("c", "Aurora in Lisbon.", None)) is None
    assert note(hit("b", "Lisbon has a new mayor.", "2021-03-14")) is None
    assert note(hit("b", "Fog kept the Aurora in Lisbon.", "2021-03-14"), newest=None) is None


def test_a_question_without_names_gives_no_note():
    """Nothing to be mentioned."""
    later = hit("b", "It rained again.", "2021-03-14")
    assert later_mentions("why did it rain?", [later], date(2021, 3, 8), ()) is None


def test_text_of_articles_cannot_draw_on_the_screen():
    """An outlet's control characters do not reach the note."""
    found = note(hit("b", "Fog kept the Aurora in Lisbon.", "2021-03-14", outlet="Evil\x1b[31m\nPost"))
    assert "\x1b" not in found.text
    assert "\n" not in found.text


def claim(text, origin, day, probability=0.6):
    return Claim(text, Kind.NAME, probability, origin, origin, day, day, f"Outlet {origin.upper()}", 0)


def test_an_overtaken_answer_is_told_as_earlier_with_its_source():
    """Earlier: the owner before."""
    settled = settle(agree([claim("Ana Costa", "a", date(2021, 3, 8)), claim("Rui Melo", "b", date(2021, 6, 1))]))
    assert [(n.code, n.text) for n in settled_notes(settled)] == [
        ("earlier", "Earlier: Ana Costa (Outlet A, 8 Mar 2021).")
    ]


def test_disagreement_names_both_sides_with_outlet_and_date():
    """Both answers, the current one first; undated sources are said to be so."""
    settled = settle(agree([claim("Ana Costa", "a", date(2021, 3, 8), 0.7), claim("Rui Melo", "b", None)]))
    assert [n.text for n in settled_notes(settled)] == [
        "The sources differ: Ana Costa (Outlet A, 8 Mar 2021); Rui Melo (Outlet B, date unknown)."
    ]


def test_agreement_needs_no_note():
    """One answer, nothing beside it."""
    assert list(settled_notes(settle(agree([claim("Ana Costa", "a", None)])))) == []
    assert list(settled_notes(Settled(None))) == []
