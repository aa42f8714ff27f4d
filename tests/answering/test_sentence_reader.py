"""How sentences are judged: by the model's word, and by whether the question's own terms are met."""

from dataclasses import dataclass, replace
from datetime import date

import pytest

from bot.answering.english.polarity import Verdict
from bot.answering.sentence_reader import MOST_SENTENCES, SentenceReader
from bot.models.reader import PassageReading, Stretch
from tests.answering.making import dated, hit


@dataclass(frozen=True)
class Finding:
    """A reading model that finds one wording wherever it stands, so certainly."""

    wording: str
    certainty: float = 0.9
    name: str = "finding"

    def read(self, question, hits):
        return tuple(self._read(hit) for hit in hits)

    def support(self, statement, hits):
        raise NotImplementedError

    def _read(self, hit):
        at = hit.text.find(self.wording)
        if at < 0:
            return PassageReading(0.01, ())
        start = hit.passage.start + at
        return PassageReading(self.certainty, (Stretch(start, start + len(self.wording), 0.9),))


@dataclass(frozen=True)
class Literal(Finding):
    """A reading model that is sure only where the question holds no word that the text lacks."""

    unasked: str = "February"

    def read(self, question, hits):
        reading = super().read(question, hits)
        return reading if self.unasked not in question else tuple(replace(r, answers=r.answers / 90) for r in reading)


def part(found, start=0, end=None):
    """Of a hit, only these characters of its article as the passage."""
    return replace(found, passage=replace(found.passage, start=start, end=end or found.passage.end))


def judged(question, *hits, finds="nothing of the kind", certainty=0.9):
    """Probability per sentence."""
    reading = SentenceReader(Finding(finds, certainty)).read(question, hits)
    return {sentence.text: sentence.probability for sentence in reading.sentences}


def test_without_hits_nothing_is_read():
    """No passage, no sentence, nothing answerable."""
    reading = SentenceReader(Finding("x")).read("who runs the port?", [])
    assert (reading.sentences, reading.answerable) == ((), 0.0)


def test_the_likeliest_sentence_comes_first_and_says_how_answerable_the_question_is():
    """What the model is sure of stands before what only shares the question's words."""
    text = "The port was shut on Friday. Mara Lind runs the port."
    reading = SentenceReader(Finding("Mara Lind")).read("who runs the port?", [hit(text)])
    assert reading.sentences[0].text == "Mara Lind runs the port."
    assert reading.sentences[0].spans[0].text == "Mara Lind"
    assert reading.answerable == reading.sentences[0].probability


def test_the_surer_the_model_the_likelier_the_sentence():
    """All else equal, its word raises the probability."""
    text = "Mara Lind runs the port."
    sure, unsure = (judged("who runs the port?", hit(text), finds="Mara Lind", certainty=c)[text] for c in (0.9, 0.1))
    assert sure > unsure > 0


def test_a_sentence_in_two_passages_is_judged_once():
    """Passages of one article overlap."""
    text = "Mara Lind runs the port. It was shut on Friday."
    middle = text.index(" It")
    hits = [hit(text), part(hit(text), end=middle)]
    assert sorted(judged("who runs the port?", *hits)) == ["It was shut on Friday.", "Mara Lind runs the port."]


def test_a_sentence_that_a_passage_cuts_is_not_judged_there():
    """Only what stands in the passage whole was read."""
    text = "Mara Lind runs the port. It was shut on Friday."
    assert list(judged("who runs the port?", part(hit(text), start=5))) == ["It was shut on Friday."]


def test_single_words_are_no_sentences():
    """Headings and list items name things, they say nothing."""
    assert list(judged("who runs the port?", hit("Lind\n\nMara Lind runs the port."))) == ["Mara Lind runs the port."]


def test_no_more_sentences_are_judged_than_can_matter():
    """However long the passages are."""
    text = " ".join(f"Port number {n} was shut." for n in range(3 * MOST_SENTENCES))
    assert len(judged("which port was shut?", hit(text))) == MOST_SENTENCES


@pytest.mark.parametrize(
    ("question", "fits", "does_not"),
    [
        ("When was the pier shut?", "The pier was shut on Friday.", "The pier was shut by nobody."),
        ("When did Oslo shut the pier?", "Oslo shut the pier on Friday.", "Turku shut the pier on Friday."),
        ("When was pier 41 shut?", "The pier 41 was shut on Friday.", "The pier 52 was shut on Friday."),
        ("When was the pier shut?", "The pier was shut on Friday.", "Correction: The pier was shut on Friday."),
    ],
)
def test_what_does_not_meet_the_question_is_unlikely(question, fits, does_not):
    """No date where one is asked for, another name, another number, an error told again."""
    assert (
        judged(question, hit(does_not), finds="Friday")[does_not]
        < judged(question, hit(fits), finds="Friday")[fits] / 2
    )


def test_a_time_that_the_articles_date_meets_is_not_looked_for_in_the_words():
    """Who asks about February is told what a report of February says, as surely as if no time had been named."""
    text = "Oslo stopped 59 ferries on Tuesday."
    report = dated(text, "2021-02-09")
    model = Literal("59")
    plain = SentenceReader(model).read("How many ferries did Oslo stop?", [report])
    asked_on = date(2021, 3, 20)
    for question, as_sure in (
        ("How many ferries did Oslo stop in February?", True),
        ("How many ferries did Oslo stop in January?", False),
    ):
        reading = SentenceReader(model).read(question, [report], asked_on)
        assert (reading.answerable == plain.answerable) == as_sure
        assert len(reading.sentences) == 1
    alone = SentenceReader(model).read("How many ferries did Oslo stop in February?", [report])
    assert alone.answerable < plain.answerable / 2


def test_anothers_thing_does_not_answer():
    """Even where the one that was asked for is spoken of too."""
    own, other = "Oslo's mayor is Ana Roe.", "Turku's mayor is Ana Roe."
    likely, unlikely = (
        judged("Who is Oslo's mayor?", hit(text, title="Oslo and Turku meet"), finds="Ana Roe")[text]
        for text in (own, other)
    )
    assert unlikely < likely / 2


def test_a_year_may_be_that_of_the_articles_date():
    """News leaves out the year that it appears in."""
    text = "Oslo shut the pier on Friday."
    report = dated(text, "2020-08-03")
    this, last = (
        judged(f"When did Oslo shut the pier in {year}?", report, finds="Friday")[text] for year in (2020, 2019)
    )
    assert last < this / 2


def test_names_may_stand_in_the_title():
    """A passage speaks of what its article is headed with."""
    text = "The pier was shut on Friday."
    asked = "When did Oslo shut the pier?"
    with_title = judged(asked, hit(text, title="Oslo mends its pier"), finds="Friday")[text]
    assert judged(asked, hit(text), finds="Friday")[text] < with_title / 2


def test_who_said_something_is_answered_by_the_speaker():
    """Not by the name that the quotation speaks of, and without the office."""
    text = '"Ana Roe has shut the pier for nothing," said Harbour Minister Mara Lind.'
    reading = SentenceReader(Finding("Ana Roe")).read("Who said that the pier was shut for nothing?", [hit(text)])
    assert [span.text for span in reading.sentences[0].spans] == ["Mara Lind"]


def test_a_yes_no_question_has_a_verdict_and_no_span():
    """The sentence settles it."""
    reading = SentenceReader(Finding("pier")).read("Was the pier shut?", [hit("The pier was not shut.")])
    assert (reading.sentences[0].verdict, reading.sentences[0].spans) == (Verdict.NO, ())
