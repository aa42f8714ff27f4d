"""`/articles list|search|add|remove`: what can be asked; and for managers their server's own collection."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, TypeVar

import discord
from discord import app_commands, ui

from bot.discord_app import attached
from bot.discord_app.delivering import acknowledged, delivered
from bot.discord_app.failures import Declined, NoSuchThing
from bot.discord_app.listing import show_found, show_list
from bot.discord_app.showing import drawn
from bot.discord_app.surfaces import CommandSurface
from bot.discord_app.turns import Waiting
from bot.domain.guild import Form
from bot.errors import LibraryBusy, NewsdeskError
from bot.ingestion.removing import Removed, remove
from bot.ingestion.report import IngestReport
from bot.library.records import ArticleSummary
from bot.rendering.discord.answers import waiting_card
from bot.rendering.discord.articles import article_line, report_card
from bot.rendering.fields import counted
from bot.rendering.safety import line
from bot.rendering.wording import title

if TYPE_CHECKING:
    from bot.discord_app.bot import NewsdeskBot

T = TypeVar("T")

MOST_CHOICES = 25
LONGEST_CHOICE = 100
"""Discord shows no more, and takes no longer ones."""
MOST_LOOKED_THROUGH = 500
"""Articles among which autocomplete looks: the newest of the collection."""
SURE_SECONDS = 600.0
NO_COLLECTION = (
    "The operator of this bot has not given this server a collection of its own, so nothing can be added or removed "
    "here. `newsdesk discord guilds allow ID --manages NAME` gives it one."
)
NO_SUCH_ARTICLE = "There is no such article in this server's collection."


def add_articles(bot: "NewsdeskBot") -> None:
    """Put the commands on the bot's tree."""
    group = app_commands.Group(name="articles", description="The articles that questions are answered from")

    @group.command(name="list", description="The articles, newest first")
    @app_commands.describe(outlet="Only those of this outlet")
    async def list_articles(interaction: discord.Interaction, outlet: str | None = None) -> None:
        await show_list(bot, interaction, outlet)

    @list_articles.autocomplete("outlet")
    async def outlets(interaction: discord.Interaction, typed: str) -> list[app_commands.Choice[str]]:
        return await bot.outlets.choices(interaction, typed)

    @group.command(name="search", description="The articles in which words stand")
    @app_commands.describe(words="What to look for in titles and texts")
    async def search(interaction: discord.Interaction, words: app_commands.Range[str, 1, 200]) -> None:
        await show_found(bot, interaction, words)

    @group.command(name="add", description="Managers: add the articles of a file to this server's own collection")
    @app_commands.describe(file="A .txt, .md or .jsonl file of at most 1 MB")
    async def add(interaction: discord.Interaction, file: discord.Attachment) -> None:
        await _add(bot, interaction, file)

    @group.command(name="remove", description="Managers: remove an article from this server's own collection")
    @app_commands.describe(article="Its id, as /articles list shows it")
    @app_commands.rename(article="id")
    async def remove_article(interaction: discord.Interaction, article: app_commands.Range[str, 1, 200]) -> None:
        await _ask_once_more(bot, interaction, article)

    @remove_article.autocomplete("article")
    async def own_articles(interaction: discord.Interaction, typed: str) -> list[app_commands.Choice[str]]:
        return await _choices(bot, interaction, typed)

    bot.tree.add_command(group)


async def _add(bot: "NewsdeskBot", interaction: discord.Interaction, file: discord.Attachment) -> None:
    await _acknowledge(interaction)
    await bot.parts.pool.run(lambda: _managed(bot, interaction))
    given = await attached.read(file)

    def take_in() -> IngestReport:  # when its turn comes, the collection may be another one
        return attached.take_in(given, bot.parts.ingestor, _managed(bot, interaction))

    report = await _in_turn(bot, interaction, take_in)
    await CommandSurface(interaction, private=True).finish(drawn(report_card(report), Form.LAYOUT))


async def _ask_once_more(bot: "NewsdeskBot", interaction: discord.Interaction, article_id: str) -> None:
    await _acknowledge(interaction)
    article = await bot.parts.pool.run(lambda: _own_article(bot, interaction, article_id.strip()))
    view = _Sure(bot, article)
    await delivered(lambda: interaction.edit_original_response(view=view))


class _Sure(ui.LayoutView):
    """Asks once more."""

    def __init__(self, bot: "NewsdeskBot", article: ArticleSummary) -> None:
        super().__init__(timeout=SURE_SECONDS)
        self._bot = bot
        self._article_id = article.id
        self.add_item(
            ui.TextDisplay(
                f"Remove this article for good? No answer will rest on it, and the records of those that did go too.\n"
                f"- {article_line(article)}"
            )
        )
        self.add_item(ui.ActionRow(_RemoveButton()))

    async def remove(self, interaction: discord.Interaction) -> None:
        """Remove it; whoever presses must still be a manager, and the article in their collection."""
        await acknowledged(interaction.response.defer)
        gone = await _in_turn(self._bot, interaction, lambda: _removed(self._bot, interaction, self._article_id))
        forgotten = f" The records of {counted(gone.answers, 'answer')} are gone with it." if gone.answers else ""
        self.stop()
        done = ui.LayoutView().add_item(ui.TextDisplay[Any](f"The article is removed.{forgotten}"))
        await delivered(lambda: interaction.edit_original_response(view=done))

    async def on_error(self, interaction: discord.Interaction, error: Exception, _item: ui.Item[Any], /) -> None:
        await self._bot.failed(interaction, error)


class _RemoveButton(ui.Button[_Sure]):
    def __init__(self) -> None:
        super().__init__(label="Remove", style=discord.ButtonStyle.danger)

    async def callback(self, interaction: discord.Interaction) -> None:
        assert self.view is not None
        await self.view.remove(interaction)


async def _in_turn(bot: "NewsdeskBot", interaction: discord.Interaction, work: Callable[[], T]) -> T:
    """What heavy work returns, done when its turn comes; the person sees where it stands in the line."""
    surface = CommandSurface(interaction, private=True)
    with bot.parts.pool.take_turn(work) as turn:
        async for told in turn:
            if not isinstance(told, Waiting):
                return told
            if told.position:
                await surface.draft(drawn(waiting_card(told.position), Form.LAYOUT)[0])
    raise AssertionError("work ended with neither result nor error")


async def _choices(bot: "NewsdeskBot", interaction: discord.Interaction, typed: str) -> list[app_commands.Choice[str]]:
    """Articles of the managed collection whose id or title holds what was typed. Empty where nothing may be removed."""
    wanted = typed.casefold().strip()

    def look() -> list[ArticleSummary]:
        return bot.parts.library.articles(limit=MOST_LOOKED_THROUGH, collection=_managed(bot, interaction))

    try:
        known = await bot.parts.pool.run(look)
    except NewsdeskError:
        return []
    named = {each.id: f"{line(each.id)} · {title(each, each.source_path)}" for each in known}
    return [
        app_commands.Choice(name=name[:LONGEST_CHOICE], value=article_id)
        for article_id, name in named.items()
        if wanted in name.casefold() and len(article_id) <= LONGEST_CHOICE
    ][:MOST_CHOICES]


def _managed(bot: "NewsdeskBot", interaction: discord.Interaction) -> str:
    """The collection that this manager may change. Raises Declined, LedgerError."""
    _, guild = bot.doorkeeper.managed(interaction)
    if guild.manages is None:
        raise Declined(NO_COLLECTION)
    return guild.manages


def _own_article(bot: "NewsdeskBot", interaction: discord.Interaction, article_id: str) -> ArticleSummary:
    """The article, if it is in the managed collection; of others it is not even told that they are there."""
    for article in bot.parts.library.articles(collection=_managed(bot, interaction)):
        if article.id == article_id:
            return article
    raise NoSuchThing(NO_SUCH_ARTICLE)


def _removed(bot: "NewsdeskBot", interaction: discord.Interaction, article_id: str) -> Removed:
    article = _own_article(bot, interaction, article_id)
    try:
        return remove(bot.parts.library, bot.parts.ledger, [article.id], bot.parts.evaluations)
    except LibraryBusy:
        if any(each.id == article.id for each in bot.parts.library.articles(collection=article.collection)):
            raise Declined(attached.BUSY) from None
        raise Declined("The article is removed; its last traces go when articles are taken in next.") from None


async def _acknowledge(interaction: discord.Interaction) -> None:
    await acknowledged(lambda: interaction.response.defer(ephemeral=True, thinking=True))
