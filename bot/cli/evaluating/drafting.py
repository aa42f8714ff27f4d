"""`newsdesk evaluate generate`: drafts of questions on articles, which a person reviews before they count."""

from collections.abc import Callable, Iterable, Iterator
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from bot.cli.asking import Writer
from bot.cli.desk import Desk, given_path, takes_desk
from bot.cli.evaluating.budget import see_price
from bot.cli.evaluating.question_file import Force, Output, see_writable, tell_written, write
from bot.cli.exits import ExitCode
from bot.domain.answer import Engine
from bot.errors import UsageError

if TYPE_CHECKING:
    from bot.domain.article import Article
    from bot.evaluation.drafting.authored import Inquirer
    from bot.evaluation.drafting.choosing import Wish
    from bot.settings.settings import Settings

Articles = Annotated[
    list[Path] | None,
    typer.Argument(
        metavar="[PATH...]", parser=given_path, help="Articles, as ingest reads them; none: those of your library."
    ),
]
PerArticle = Annotated[int, typer.Option(metavar="N", min=1, max=50, help="At most so many drafts of one article.")]
Limit = Annotated[int | None, typer.Option(metavar="N", min=1, max=100_000, help="At most so many drafts.")]
Types = Annotated[str | None, typer.Option(metavar="who,what,...", help="Only questions of these types.")]
Share = Annotated[
    float,
    typer.Option(metavar="SHARE", min=0, max=1, help="Of the drafts: made unanswerable by a name from elsewhere."),
]
Seed = Annotated[int, typer.Option(metavar="N", help="Another seed is another choice.")]
Budget = Annotated[
    float | None, typer.Option(metavar="USD", min=0, help="Give the model no further article once so much is spent.")
]


@takes_desk
def generate(
    desk: Desk,
    paths: Articles = None,
    *,
    per_article: PerArticle = 3,
    limit: Limit = None,
    types: Types = None,
    unanswerable: Share = 0.0,
    seed: Seed = 0,
    engine: Writer = None,
    budget: Budget = None,
    output: Output = None,
    force: Force = False,
) -> None:
    """Draft questions on articles for a person to review: by rules, or with the language model where one is set.

    For example: newsdesk evaluate generate articles/ --limit 60 --unanswerable 0.25 -o drafts.jsonl

    Exit code: 1 if an article could not be read or the model failed; what there is by then is written.
    """
    from bot import wiring
    from bot.evaluation.drafting.choosing import Wish, chance
    from bot.evaluation.drafting.near_misses import near_misses
    from bot.evaluation.drafting.series import Rules, Series

    see_writable(output, force=force)
    settings = desk.settings({"chat.engine": engine})
    inquirer = _inquirer(settings, budget) if wiring.engine(settings) is Engine.GENERATIVE else None
    wish = Wish(per_article, _types(types, by_model=inquirer is not None), seed)
    lost = _Lost(desk)
    series = Series(inquirer or Rules(), wish)
    drafts = list(islice(series.drafts(_articles(settings, paths or [], limit, wish, lost)), limit))
    number = write(output, near_misses(drafts, series.names, unanswerable, chance(wish, "near misses")))
    tell_written(desk, number, output)
    if inquirer is not None and inquirer.dropped:
        desk.note(f"{inquirer.dropped:,} lines of the model were left out: the articles do not hold what they claim.")
    if inquirer is not None and inquirer.has_enough:
        desk.note("The budget is spent; articles that come later were not given to the model.")
    if series.fault is not None:
        desk.note(f"ended early: {series.fault}")
    if lost.number or series.fault is not None:
        raise typer.Exit(ExitCode.FAILURE)


class _Lost:
    """Articles that cannot be read: told and counted."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self.number = 0

    def __call__(self, told: str) -> None:
        self.number += 1
        self._desk.note(f"left out: {told}")


def _types(given: str | None, *, by_model: bool) -> frozenset[str]:
    """Those that are named. Raises UsageError."""
    from bot.evaluation.drafting import authored, ruled

    known = authored.TYPES if by_model else ruled.TYPES
    named = [each.strip() for each in given.split(",")] if given is not None else []
    if unknown := [each for each in named if each not in known]:
        raise UsageError(f"--types: '{unknown[0][:40]}' is none that can be drafted; there are: {', '.join(known)}.")
    return frozenset(named)


def _articles(
    settings: "Settings", paths: list[Path], limit: int | None, wish: "Wish", lost: Callable[[str], None]
) -> "Iterable[Article]":
    """Those of the files, else of the library, which must hold some."""
    from bot import wiring
    from bot.evaluation.drafting.choosing import chance
    from bot.evaluation.drafting.sources import of_library, some

    if not paths:
        library = wiring.library(settings)
        if not library.articles(limit=1):
            raise UsageError(
                "Your library holds no article. Give files or folders of articles, or `newsdesk ingest` some."
            )
        return of_library(library, lost, chance(wish, "articles"))
    articles = _of_files(settings, paths, lost)
    return articles if limit is None else some(articles, limit, chance(wish, "articles"))


def _of_files(settings: "Settings", paths: list[Path], lost: Callable[[str], None]) -> "Iterator[Article]":
    from datetime import UTC, datetime

    from bot import wiring
    from bot.evaluation.drafting.sources import of_files
    from bot.ingestion.pipeline import ArticlePipeline
    from bot.ingestion.recipe import Recipe

    recipe = Recipe(settings.ingestion.passage_tokens, settings.ingestion.overlap_sentences)
    return of_files(paths, ArticlePipeline(wiring.embedder(settings), recipe, datetime.now(UTC)), lost)


def _inquirer(settings: "Settings", budget: float | None) -> "Inquirer":
    """What asks the language model. Raises NotConfigured, ConfigurationError, ModelError."""
    from bot import wiring
    from bot.evaluation.drafting.authored import Inquirer, Room

    see_price(settings, budget)
    room = Room(settings.chat.evidence_tokens, settings.chat.answer_tokens)
    prompt = wiring.prompts(settings, "questions")["questions"]
    return Inquirer(wiring.chat_model(settings), prompt, wiring.account(settings), room, budget)
