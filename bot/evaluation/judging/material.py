"""What a judge is shown of one answer: question, answer, the passages that its quotes stand in, what is right.

It follows from the question and its record alone, so that a verdict can be held against what it was given of. All of it
is text of others; fencing it is the business of `judge`.
"""

import hashlib
from collections.abc import Iterator
from dataclasses import astuple, dataclass

from bot.domain.answer import Answer, Citation, Outcome, Quote
from bot.domain.question import MOST_CHARACTERS
from bot.evaluation.gold import GoldQuestion
from bot.evaluation.record import RankedPassage, Record
from bot.evaluation.store import StoredRun
from bot.models.chat import estimated_tokens

EVIDENCE_TOKENS = 6000
"""Of all passages together: twice what a language model is given to write from by default. Twelve passages of 200
tokens, more than an answer quotes, take less than half of it."""


@dataclass(frozen=True, slots=True)
class Material:
    """One answer as a judge sees it; every text is at most MOST_CHARACTERS long, and so is each passage."""

    question: str
    answer: str
    passages: tuple[str, ...]
    """Each begins with a line that tells title, outlet and date."""
    reference: str | None
    """What is right; None: nobody knows."""

    @property
    def hash(self) -> str:
        """Tells whether a verdict is of this material: 16 hexadecimal digits."""
        return hashlib.sha256(repr(astuple(self)).encode(errors="backslashreplace")).hexdigest()[:16]


def materials(stored: StoredRun) -> dict[str, Material]:
    """Of each answered question of a run, by its id, in the order of the questions."""
    gold = {question.id: question for question in stored.questions.questions}
    return {
        record.question_id: material(gold[record.question_id], record, record.answer)
        for record in stored.records
        if record.answer is not None and record.answer.outcome is Outcome.ANSWERED
    }


def material(gold: GoldQuestion, record: Record, answer: Answer) -> Material:
    """Of the answer that stands in the record."""
    said = "\n".join(filter(None, (answer.short, *(statement.text for statement in answer.statements))))
    return Material(
        question=_question(gold, answer)[-MOST_CHARACTERS:],
        answer=said[:MOST_CHARACTERS],
        passages=tuple(_passages(answer, record.found)),
        reference=_reference(gold),
    )


def _question(gold: GoldQuestion, answer: Answer) -> str:
    """With the turns before it, and the day: "the current mayor" is another one on another day."""
    before = (f"Earlier question: {turn.question}\nEarlier answer: {turn.answer}" for turn in gold.history)
    return "\n".join([*before, f"{gold.text} (asked on {answer.asked_at:%Y-%m-%d})"])


def _reference(gold: GoldQuestion) -> str | None:
    parts = [" / ".join(wordings) for wordings in gold.answers if wordings]
    return " ; ".join(parts)[:MOST_CHARACTERS] if gold.answerable and parts else None


def _passages(answer: Answer, found: tuple[RankedPassage, ...]) -> Iterator[str]:
    """Each once, as far as the tokens go; where a passage does not fit, the quote alone may."""
    citations = {citation.number: citation for citation in answer.citations}
    left, given = EVIDENCE_TOKENS, set[str]()
    for quote in (quote for statement in answer.statements for quote in statement.quotes):
        citation = citations.get(quote.citation)
        texts = [
            f"{_heading(citation)}\n{text}"[:MOST_CHARACTERS] for text in (_around(quote, citation, found), quote.text)
        ]
        fitting = next((text for text in texts if text in given or estimated_tokens(text) <= left), None)
        if fitting is not None and fitting not in given:
            given.add(fitting)
            left -= estimated_tokens(fitting)
            yield fitting


def _around(quote: Quote, citation: Citation | None, found: tuple[RankedPassage, ...]) -> str:
    """The best passage that holds the quote; a quote alone may lack who "he" is."""
    for passage in found:
        same = citation is not None and passage.article_id == citation.article_id
        if same and passage.start <= quote.start and quote.end <= passage.end:
            return passage.text
    return quote.text


def _heading(citation: Citation | None) -> str:
    if citation is None:
        return "source unknown"
    named = (citation.title or "untitled", citation.outlet or "outlet unknown", citation.published_at or "date unknown")
    return " | ".join(" ".join(name.split())[:200] for name in named)
