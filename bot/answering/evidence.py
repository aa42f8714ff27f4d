"""What of the hits a language model is given: whole sentences, numbered, within a budget of tokens, fenced as data.

The reading decides where the budget goes: the likeliest sentences are given room first. What the model sees may be
altered to keep it data (marks and fences in it are broken); what is quoted are always the stored sentences.
"""

import hashlib
import re
from collections.abc import Sequence

from bot.answering.reading import Reading
from bot.answering.replies import shown
from bot.domain.article import Sentence, visible
from bot.domain.evidence import Evidence, Hit
from bot.models.chat import estimated_tokens

HEADING_TOKENS = 30
"""Room for the number, outlet, date and title of each passage."""

_LONGEST_NAME = 200
_MARKER = re.compile(r"[\[【［](?=\s*\d)")


def chosen(hits: Sequence[Hit], reading: Reading, tokens: int) -> tuple[Evidence, ...]:
    """The hits as evidence, best first, in about so many tokens together; numbered from 1.

    What does not fit loses its least likely sentences; a passage of which nothing fits is left out.
    """
    likely = {(s.hit.article.id, s.start): s.probability for s in reading.sentences}
    wanted = [
        (likely.get((hit.article.id, sentence.start), 0.0), rank, sentence)
        for rank, hit in enumerate(hits)
        for sentence in hit.passage_sentences
    ]
    wanted.sort(key=lambda each: (-round(each[0], 2), each[1], each[2].start))
    given: dict[int, list[Sentence]] = {}
    for _, rank, sentence in wanted:
        cost = estimated_tokens(hits[rank].article.text[sentence.start : sentence.end])
        cost += 0 if rank in given else HEADING_TOKENS
        if cost <= tokens:
            tokens -= cost
            given.setdefault(rank, []).append(sentence)
    return tuple(
        Evidence(number, hits[rank], tuple(sorted(given[rank], key=lambda sentence: sentence.start)))
        for number, rank in enumerate(sorted(given), start=1)
    )


def fenced(evidence: Sequence[Evidence], fence: str) -> str:
    """The evidence as a model is given it: each passage between two lines that hold the fence.

    `fence` is one that `fence_for` made of the evidence fenced with nothing.
    """
    return "\n\n".join(
        f"{fence} evidence [{each.number}] {_heading(each)}\n{data(_told(each))}\n{fence} end of [{each.number}]"
        for each in evidence
    )


def fence_for(*texts: str) -> str:
    """A mark that none of the texts holds, the same for the same texts: what is fenced cannot know it beforehand."""
    digest = hashlib.sha256("\0".join(texts).encode(errors="replace")).hexdigest()
    return next(
        mark for mark in (f"#{digest[n : n + 8]}" for n in range(56)) if all(mark not in text for text in texts)
    )


def data(text: str) -> str:
    """The text without what a model could take for a marker or an unseen order."""
    return _MARKER.sub("(", shown(text))


def _heading(evidence: Evidence) -> str:
    article = evidence.article
    named = (article.outlet or "outlet unknown", article.date_text or "date unknown", article.title or "untitled")
    return data(" | ".join(visible(name)[:_LONGEST_NAME] for name in named))


def _told(evidence: Evidence) -> str:
    """The sentences; where some between them are left out stands an ellipsis."""
    text = evidence.article.text
    parts: list[str] = []
    for before, sentence in zip((None, *evidence.sentences), evidence.sentences, strict=False):
        if before is not None:
            parts.append(" " if not text[before.end : sentence.start].strip() else " […] ")
        parts.append(text[sentence.start : sentence.end])
    return "".join(parts)
