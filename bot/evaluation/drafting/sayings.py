"""Who said something: the words of a quotation, or what somebody is told to have said."""

import re
from collections.abc import Iterator

from bot.answering.english.speakers import attributions
from bot.domain.article import Article, Sentence
from bot.evaluation.drafting.clauses import Told, clause, full_name
from bot.evaluation.drafting.proposal import Proposal
from bot.evaluation.drafting.standing import MOST_WORDS, stands_alone

_QUOTATION = re.compile(r"[\"“]([^\"“”]{25,200}?)[,.]?[\"”]")
_FEWEST_QUOTED = 6
"""Words. Fewer are no remark that anybody would look for."""
_REPORTED = re.compile(r"(?:on \w+ )?that (?P<said>.+)")
_ADDITION = re.compile(r",|;| and (?=that\b|would\b|could\b|had\b|was\b|were\b)")
_SAID = ("said", "told", "announced", "declared", "warned", "argued", "insisted", "promised", "concluded", "wrote")


def about_sayings(article: Article, sentences: list[Sentence]) -> Iterator[Proposal]:
    """The questions for those who speak by name in a sentence of the article."""
    for spoken in attributions(article.text, sentences):
        told = Told.of(article, sentences[spoken.sentence])
        if spoken.speaker is None or spoken.said_by is None or not spoken.quoted:
            continue
        by = article.text[spoken.said_by.start : spoken.said_by.end]
        quotations = list(_QUOTATION.finditer(told.text))
        if len(quotations) == 1 and by[:1].isupper() and by in told.text:
            yield from _quoted(told, by, " ".join(quotations[0].group(1).split()))
    for sentence in sentences:
        yield from _reported(Told.of(article, sentence))


def _quoted(told: Told, by: str, words: str) -> Iterator[Proposal]:
    if not _FEWEST_QUOTED <= len(words.split()) <= MOST_WORDS or by in words or "?" in words or "!" in words:
        return
    yield Proposal(f'Who said "{words}"?', _wordings(by, told), "who_said", told.exact, by)


def _reported(told: Told) -> Iterator[Proposal]:
    found = re.search(r" (?:said|warned|argued|insisted|wrote|concluded|declared) (?=(?:on \w+ )?that )", told.text)
    if found is None or not re.match(r"\S+(?: \S+){0,6}$", told.text[: found.start()]):
        return
    made_up = Told(told.article, told.exact, told.text[: found.start()] + " announced the plan.")
    who = clause(made_up)
    said = _REPORTED.match(told.text[found.end() :])
    if who is None or said is None or who.mention.plural:
        return
    words = said["said"].removesuffix(".")
    end = _ADDITION.search(words)
    question = f"Who {found.group().strip()} that {words[: end.start()] if end else words}?"
    if stands_alone(question, who.name):
        yield Proposal(question, _wordings(who.name, told), "who_said", told.exact, who.name)


def _wordings(name: str, told: Told) -> tuple[str, ...]:
    return tuple(dict.fromkeys((name, full_name(name, told.article.text))))
