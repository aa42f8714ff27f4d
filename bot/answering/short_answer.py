"""The short answer: what the most probable sentences say together, what it replaced, and what stands against it."""

from collections.abc import Sequence

from bot.answering.agreement import agree, settle
from bot.answering.claims import Claim, Settled
from bot.answering.english.expectation import Kind
from bot.answering.english.polarity import Verdict
from bot.answering.reading import Reading, ReadSentence, Span

SPANS_OF_A_SENTENCE = 3
"""Candidates of each sentence that are weighed; the reader's fourth was never the answer on the sample's dev half."""

WORDING = {Verdict.YES: "Yes", Verdict.NO: "No", Verdict.UNCERTAIN: "Not certain"}


def settled_answer(reading: Reading, sentences: Sequence[ReadSentence]) -> Settled:
    """Weigh the claims of the sentences; no current position where the question has no short answer.

    A claim's `at` is the place of its sentence in `sentences`.
    """
    expected = reading.expected
    if expected.kind is Kind.YES_NO:
        return settle(agree(_verdicts(sentences)))
    claims = [
        _claim(at, sentence, span.text, expected.kind, span.probability * sentence.probability)
        for at, sentence in enumerate(sentences)
        for span in sentence.spans[:SPANS_OF_A_SENTENCE]
    ]
    return settle(agree(claims), several=expected.several or expected.explains)


def span_of(claim: Claim, sentence: ReadSentence) -> Span | None:
    """The span of the sentence that the claim was made of."""
    return next((span for span in sentence.spans if span.text == claim.text), None)


def _verdicts(sentences: Sequence[ReadSentence]) -> list[Claim]:
    return [
        _claim(at, sentence, WORDING[sentence.verdict], Kind.YES_NO, sentence.probability)
        for at, sentence in enumerate(sentences)
        if sentence.verdict is not None
    ]


def _claim(at: int, sentence: ReadSentence, text: str, kind: Kind, probability: float) -> Claim:
    article = sentence.hit.article
    return Claim(
        text=text,
        kind=kind,
        probability=probability,
        article_id=article.id,
        origin_id=article.origin_id or article.id,
        first_day=article.first_day,
        last_day=article.last_day,
        outlet=article.outlet,
        at=at,
        sentence=sentence.text,
    )
