"""What the sentences of a reading say together."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.answering.claims import Settled
from bot.answering.english.expectation import Kind
from bot.answering.english.polarity import Verdict
from bot.answering.reading import ReadSentence
from bot.answering.short_answer import SPANS_OF_A_SENTENCE, settled_answer, span_of
from bot.domain.article import DatePrecision
from tests.answering.making import read, reading


def settle(*sentences: ReadSentence, kind: Kind = Kind.PLACE, **expected: bool) -> Settled:
    return settled_answer(reading(*sentences, kind=kind, **expected), sentences)


def printed(sentence: ReadSentence, **fields: object) -> ReadSentence:
    """The sentence in an article with these fields."""
    return replace(sentence, hit=replace(sentence.hit, article=replace(sentence.hit.article, **fields)))


def dated(sentence: ReadSentence, day: str) -> ReadSentence:
    moment = datetime.fromisoformat(day).replace(tzinfo=UTC)
    return printed(sentence, published_at=moment, date_precision=DatePrecision.DAY)


@pytest.mark.parametrize("kind", Kind)
def test_without_a_short_answer_there_is_no_position(kind):
    """No sentence, or none that holds a candidate or settles the question: nothing is current, nothing against it."""
    assert settle(kind=kind) == settle(read("It rained.", 0.9), kind=kind) == Settled(None)


def test_a_candidate_is_as_probable_as_its_sentence_lets_it_be():
    """A fair candidate of a good sentence goes before a good one of a poor sentence."""
    settled = settle(
        read("Porto lost.", 0.4, ("Porto", 0.9), article_id="a"),
        read("Faro or Braga won.", 0.8, ("Faro", 0.6), ("Braga", 0.2), article_id="b"),
    )
    assert (settled.current.wording, settled.current.kind) == ("Faro", Kind.PLACE)
    assert settled.current.best.probability == pytest.approx(0.48)


@pytest.mark.parametrize(("town", "weighed"), [("Evora", True), ("Faro", False)])
def test_only_the_first_candidates_of_a_sentence_are_weighed(town, weighed):
    """The last of them supports what another article says; one behind it adds nothing."""
    towns = ("Porto", "Braga", "Evora", "Faro")
    assert towns[SPANS_OF_A_SENTENCE - 1] == "Evora"
    many = read("From Porto, Braga and Evora to Faro.", 0.9, *((each, 0.2) for each in towns), article_id="many")
    settled = settle(many, read(f"It is in {town}.", 0.9, (town, 0.5), article_id="one"))
    assert settled.current.wording == town
    assert ("many" in settled.current.origins) is weighed


@pytest.mark.parametrize(
    ("verdict", "wording"), [(Verdict.YES, "Yes"), (Verdict.NO, "No"), (Verdict.UNCERTAIN, "Not certain")]
)
def test_a_verdict_is_put_in_a_word_and_leads_back_to_its_sentence(verdict, wording):
    """Sentences that settle nothing are passed over, but counted; candidates of theirs are no answer to yes or no."""
    open_ = read("Porto waits.", 0.9, ("Porto", 0.9), article_id="a")
    settling = read("So it will.", 0.6, verdict=verdict, article_id="b")
    settled = settle(open_, settling, kind=Kind.YES_NO)
    assert settled.current.wording == wording
    assert [(claim.at, claim.sentence) for claim in settled.current.claims] == [(1, "So it will.")]


def test_copies_of_a_text_weigh_as_much_as_one():
    """Two papers with one agency's report do not outweigh a surer report of one's own; two independent ones do."""
    own = read("It is in Faro.", 0.9, ("Faro", 0.8), article_id="own")
    papers = [read("It is in Porto.", 0.9, ("Porto", 0.7), article_id=paper) for paper in ("x", "y")]
    assert settle(own, *papers).current.wording == "Porto"
    assert settle(own, *(printed(paper, origin_id="wire") for paper in papers)).current.wording == "Faro"


def test_what_is_newer_is_the_answer_and_what_it_replaced_is_earlier():
    """Articles bring their dates and outlets; those of like date are rivals."""
    old = printed(dated(read("It is in Porto.", 0.9, ("Porto", 0.8), article_id="a"), "2021-03-08"), outlet="Tagus")
    new = read("It is in Faro.", 0.9, ("Faro", 0.7), article_id="b")
    overtaken = settle(old, dated(new, "2021-03-20"))
    assert (overtaken.current.wording, overtaken.rivals) == ("Faro", ())
    assert [(position.wording, position.best.outlet) for position in overtaken.earlier] == [("Porto", "Tagus")]
    disputed = settle(old, dated(new, "2021-03-09"))
    assert (disputed.current.wording, disputed.earlier) == ("Porto", ())
    assert [position.wording for position in disputed.rivals] == ["Faro"]


def test_a_weekday_is_understood_by_the_day_that_its_article_was_printed_on():
    """ "Friday" in a paper of that Saturday is 5 March; in one that is dated by its month it may be another."""
    exact = read("It opened on 5 March 2021.", 0.9, ("5 March 2021", 0.6), article_id="a")
    loose = dated(read("It opened on Friday.", 0.9, ("Friday", 0.6), article_id="b"), "2021-03-06")
    assert settle(exact, loose, kind=Kind.TIME).current.origins == {"a", "b"}
    monthly = printed(loose, date_precision=DatePrecision.MONTH)
    assert len(settle(exact, monthly, kind=Kind.TIME).current.origins) == 1


@pytest.mark.parametrize(("kind", "expected"), [(Kind.PLACE, {"several": True}), (Kind.OPEN, {"explains": True})])
def test_items_of_a_list_and_reasons_are_no_rivals(kind, expected):
    """Several countries can have signed, and a port can be shut for two reasons."""
    sentences = [
        read("Portugal signed.", 0.9, ("Portugal", 0.8), article_id="a"),
        read("Spain signed.", 0.9, ("Spain", 0.7), article_id="b"),
    ]
    assert len(settle(*sentences, kind=kind).rivals) == 1
    assert settle(*sentences, kind=kind, **expected).rivals == ()


def test_a_sentence_that_names_both_answers_is_no_witness_against_either():
    """ "Faro lost the fair to Porto" does not dispute that it is in Porto."""
    porto = read("It is in Porto.", 0.9, ("Porto", 0.8), article_id="a")
    assert settle(porto, read("Faro lost it to Porto.", 0.9, ("Faro", 0.7), article_id="b")).rivals == ()
    assert len(settle(porto, read("Faro has it.", 0.9, ("Faro", 0.7), article_id="b")).rivals) == 1


SENTENCES = st.lists(
    st.builds(
        lambda towns, probability, share, article_id: read(
            f"From {' to '.join(towns)}.", probability, *((town, share) for town in towns), article_id=article_id
        ),
        towns=st.lists(st.sampled_from(["Porto", "Faro", "Braga", "Portugal"]), max_size=4, unique=True),
        probability=st.floats(0, 1),
        share=st.floats(0, 0.25),
        article_id=st.sampled_from("abc"),
    ),
    max_size=4,
)


@given(SENTENCES)
def test_every_claim_leads_back_to_the_stretch_that_it_was_made_of(sentences):
    """By its sentence's place and its words: that is how an answer finds its quotes."""
    settled = settle(*sentences)
    for position in filter(None, [settled.current, *settled.earlier, *settled.rivals]):
        for claim in position.claims:
            sentence = sentences[claim.at]
            span = span_of(claim, sentence)
            assert sentence.hit.article.text[span.start : span.end] == span.text == claim.text
            assert (claim.sentence, claim.article_id) == (sentence.text, sentence.hit.article.id)


def test_a_verdict_stands_nowhere_in_its_sentence():
    """ "Yes" is said of the sentence, not in it."""
    sentence = read("So it will.", 0.9, verdict=Verdict.YES)
    assert span_of(settle(sentence, kind=Kind.YES_NO).current.best, sentence) is None
