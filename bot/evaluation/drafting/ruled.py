"""The drafts of one article by rules: every question that a sentence of it plainly answers."""

from collections.abc import Iterator

from bot.domain.article import Article
from bot.evaluation.drafting.clauses import Told, clause, shorter, told_beside
from bot.evaluation.drafting.doings import about_doer, about_place, about_thing, about_time
from bot.evaluation.drafting.figures import about_counted, about_number
from bot.evaluation.drafting.proposal import Proposal
from bot.evaluation.drafting.roles import about_roles
from bot.evaluation.drafting.sayings import about_sayings
from bot.ingestion.sentences import find_sentences

MOST_CHARACTERS = 50_000
"""Of an article that are read: more than a person reviews questions of."""
TYPES = ("who", "what", "when", "where", "how_many", "which", "who_said")
"""What the rules can ask for."""
_RULES = (about_doer, about_thing, about_time, about_place, about_number)


def proposals(article: Article) -> Iterator[Proposal]:
    """The questions, each once. English only: what is no English gives none or few."""
    seen = set()
    for each in _all(article):
        if each.question not in seen and each.quote in article.text:
            seen.add(each.question)
            yield each


def _all(article: Article) -> Iterator[Proposal]:
    sentences = [s for s in find_sentences(article.text[:MOST_CHARACTERS], article.language) if s.end < MOST_CHARACTERS]
    for sentence in sentences:
        told = Told.of(article, sentence)
        yield from about_roles(told)
        yield from about_counted(told)
        for each in (told, *told_beside(told)):
            yield from _of_clause(each)
    yield from about_sayings(article, sentences)


def _of_clause(told: Told) -> Iterator[Proposal]:
    """Of each rule the question with the most of the sentence that stands alone."""
    whole = clause(told)
    if whole is None:
        return
    parts = list(shorter(whole))
    for rule in _RULES:
        found = next((each for part in parts if (each := next(rule(told, part), None))), None)
        if found is not None:
            yield found
