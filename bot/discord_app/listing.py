"""The articles that a server reads, page by page and by their words; who asks sees them alone."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import discord
from discord import ui

from bot.discord_app.delivering import acknowledged, delivered
from bot.discord_app.failures import Declined
from bot.discord_app.showing import COLOURS, drawn
from bot.discord_app.surfaces import CommandSurface
from bot.domain.article import Article
from bot.domain.guild import Form
from bot.domain.question import Filters
from bot.errors import LibraryEmpty
from bot.library.records import ArticleSummary, Scope
from bot.rendering.discord.articles import articles_card
from bot.rendering.discord.escaping import escaped
from bot.rendering.discord.splitting import pages
from bot.rendering.fields import counted
from bot.search.terms import terms

if TYPE_CHECKING:
    from bot.discord_app.bot import NewsdeskBot

PER_PAGE = 10
MOST_PASSAGES = 60
"""Of a search: ten articles have fewer among the best, unless one article fills the list."""
OPEN_SECONDS = 840.0
"""Discord takes edits of a private message for a quarter of an hour."""
_RESERVED = 4
"""Components of a page that are not text: the container, the row, two buttons."""
NONE_YET = "There are no articles yet."


@dataclass(frozen=True, slots=True)
class _Found:
    """A page of what there is. `total`: all articles, on whatever page."""

    total: int
    articles: Sequence[ArticleSummary]


async def show_list(bot: "NewsdeskBot", interaction: discord.Interaction, outlet: str | None) -> None:
    """The articles, newest first; of one outlet, if it is named. Raises Declined, LibraryError."""
    await acknowledged(lambda: interaction.response.defer(ephemeral=True, thinking=True))
    listing = await Listing.made(bot, interaction, outlet, (0,))
    await delivered(lambda: interaction.edit_original_response(view=listing))


async def show_found(bot: "NewsdeskBot", interaction: discord.Interaction, text: str) -> None:
    """The articles in which these words stand, best first. Raises Declined, LibraryError."""
    await acknowledged(lambda: interaction.response.defer(ephemeral=True, thinking=True))
    words = terms(text)
    if not words:
        raise Declined("Search for a word or two.")
    found = await bot.parts.pool.run(lambda: _matching(bot, interaction, words))
    heading = f"**{counted(len(found), 'article')}** with “{escaped(text, 100)}”, best first:"
    card, _ = articles_card(heading if found else "No article holds these words.", found, reserved=_RESERVED)
    await CommandSurface(interaction, private=True).finish(drawn(card, Form.LAYOUT))


class Listing(ui.LayoutView):
    """One page, with the way to those beside it."""

    def __init__(self, bot: "NewsdeskBot", outlet: str | None, starts: tuple[int, ...], found: _Found) -> None:
        super().__init__(timeout=OPEN_SECONDS)
        self._bot = bot
        self._outlet = outlet
        whose = f" of {escaped(outlet, 80)}" if outlet else ""
        place = f", from number {starts[-1] + 1:,}" if starts[-1] else ""
        heading = f"**{counted(found.total, 'article')}**{whose}, newest first{place}:"
        card, shown = articles_card(heading, found.articles, reserved=_RESERVED)
        (page,) = pages(card, Form.LAYOUT, reserved=_RESERVED)
        self.add_item(ui.Container(*map(ui.TextDisplay[Any], page.blocks), accent_colour=COLOURS[card.tone]))
        following = starts[-1] + shown
        self.add_item(
            ui.ActionRow(
                _Turn("Previous", starts[:-1]),
                _Turn("Next", (*starts, following) if shown and following < found.total else ()),
            )
        )

    @classmethod
    async def made(
        cls, bot: "NewsdeskBot", interaction: discord.Interaction, outlet: str | None, starts: tuple[int, ...]
    ) -> "Listing":
        """The page that begins at the last of `starts`; the others are the pages before it."""
        found = await bot.parts.pool.run(lambda: _page(bot, interaction, outlet, starts[-1]))
        return cls(bot, outlet, starts, found)

    async def turn(self, interaction: discord.Interaction, starts: tuple[int, ...]) -> None:
        """Go to another page."""
        await acknowledged(interaction.response.defer)
        listing = await Listing.made(self._bot, interaction, self._outlet, starts)
        self.stop()
        await delivered(lambda: interaction.edit_original_response(view=listing))

    async def on_error(self, interaction: discord.Interaction, error: Exception, _item: ui.Item[Any], /) -> None:
        await self._bot.failed(interaction, error)


class _Turn(ui.Button[Listing]):
    """Goes to a page; without `starts` there is none."""

    def __init__(self, label: str, starts: tuple[int, ...]) -> None:
        super().__init__(label=label, style=discord.ButtonStyle.secondary, disabled=not starts)
        self._starts = starts

    async def callback(self, interaction: discord.Interaction) -> None:
        assert self.view is not None
        await self.view.turn(interaction, self._starts)


def _page(bot: "NewsdeskBot", interaction: discord.Interaction, outlet: str | None, start: int) -> _Found:
    collections = bot.doorkeeper.command(interaction).collections
    scope = Scope(Filters(outlets=(outlet,) if outlet else (), collections=collections))
    try:
        with bot.parts.library.reading() as snapshot:
            found = _Found(snapshot.counts(scope).passing, snapshot.articles(scope, PER_PAGE, start))
    except LibraryEmpty:
        raise Declined(NONE_YET) from None
    if not found.total:
        raise Declined(f"There are no articles of {escaped(outlet, 80)}." if outlet else NONE_YET)
    return found


def _matching(bot: "NewsdeskBot", interaction: discord.Interaction, words: Sequence[str]) -> list[Article]:
    """The best articles with any of the words."""
    scope = Scope(Filters(collections=bot.doorkeeper.command(interaction).collections))
    try:
        with bot.parts.library.reading() as snapshot:
            best = [scored.passage_id for scored in snapshot.matching(words, MOST_PASSAGES, scope)]
            articles = {each.article.id: each.article for each in snapshot.load(best)}
    except LibraryEmpty:
        raise Declined(NONE_YET) from None
    return list(articles.values())[:PER_PAGE]
