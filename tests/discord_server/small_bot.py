"""A real discord.py bot, as small as the tests of this server need it, and discord.py pointed at the server."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from contextlib import asynccontextmanager, contextmanager

import discord
import yarl
from discord import app_commands
from discord.ext import commands
from discord.gateway import DiscordWebSocket
from discord.http import Route

from tests.discord_server.server import DiscordServer
from tests.discord_server.world import Channel, User, World

DISCORD_OWN = (Route.BASE, DiscordWebSocket.DEFAULT_GATEWAY, discord.Asset.BASE)


@contextmanager
def pointed_at(server: DiscordServer) -> Iterator[None]:
    """discord.py talks to this server, and to Discord again afterwards."""
    Route.BASE = server.api_base
    DiscordWebSocket.DEFAULT_GATEWAY = yarl.URL(server.gateway_url)
    discord.Asset.BASE = server.api_base
    try:
        yield
    finally:
        Route.BASE, DiscordWebSocket.DEFAULT_GATEWAY, discord.Asset.BASE = DISCORD_OWN


class Reason(discord.ui.Modal, title="What was wrong?"):
    words = discord.ui.TextInput(label="Reason", custom_id="words")

    async def on_submit(self, interaction: discord.Interaction) -> None:
        await interaction.response.send_message(f"noted: {self.words.value}", ephemeral=True)


class Buttons(discord.ui.View):
    def __init__(self) -> None:
        super().__init__(timeout=None)

    @discord.ui.button(label="Sources", custom_id="sources")
    async def sources(self, interaction: discord.Interaction, _: discord.ui.Button) -> None:
        await interaction.response.send_message("the sources", ephemeral=True)

    @discord.ui.button(label="Less", custom_id="less")
    async def less(self, interaction: discord.Interaction, _: discord.ui.Button) -> None:
        await interaction.response.edit_message(content="shorter", view=None)

    @discord.ui.button(label="Wrong", custom_id="wrong")
    async def wrong(self, interaction: discord.Interaction, _: discord.ui.Button) -> None:
        await interaction.response.send_modal(Reason())


class SmallBot(commands.AutoShardedBot):
    """Answers /ask by "thinking" and an edit, and every message that names it by a reply."""

    def __init__(self, intents: discord.Intents | None = None) -> None:
        wanted = intents or discord.Intents(guilds=True, guild_messages=True, dm_messages=True)
        super().__init__("!", intents=wanted, guild_ready_timeout=0.02, max_messages=None)
        self.heard: list[discord.Message] = []
        self.errors: list[BaseException] = []
        self.tree.add_command(_ask)
        self.tree.add_command(_group())
        self.tree.add_command(app_commands.ContextMenu(name="Check", callback=_check))
        self.tree.error(self._on_tree_error)

    async def setup_hook(self) -> None:
        self.add_view(Buttons())
        await self.tree.sync()

    async def before_identify_hook(self, shard_id: int | None, *, initial: bool = False) -> None:
        """discord.py would wait five seconds before it identifies again."""

    async def on_message(self, message: discord.Message) -> None:
        assert self.user
        if message.author != self.user:
            self.heard.append(message)
        if message.author != self.user and self.user in message.mentions:
            await message.reply(f"you said: {message.content}", mention_author=False)

    async def _on_tree_error(self, _: discord.Interaction, error: app_commands.AppCommandError) -> None:
        self.errors.append(error)


Scene = Callable[[DiscordServer, SmallBot, Channel, User], Awaitable[None]]


def play(
    scene: Scene,
    world: World | None = None,
    intents: discord.Intents | None = None,
    bot: Callable[[discord.Intents | None], "SmallBot"] | None = None,
) -> None:
    """Run a scene with a bot in a server with one channel and one member, Ada."""

    async def played() -> None:
        async with DiscordServer(world) as server:
            guild = server.world.add_guild()
            general, ada = guild.add_channel("general"), guild.add_member("ada")
            async with running(server, (bot or SmallBot)(intents)) as running_bot:
                await scene(server, running_bot, general, ada)

    asyncio.run(asyncio.wait_for(played(), 60))


@asynccontextmanager
async def running(server: DiscordServer, bot: SmallBot | None = None) -> AsyncIterator[SmallBot]:
    """The bot, logged in, until the block ends."""
    bot = bot or SmallBot()
    with pointed_at(server):
        async with bot:
            living = asyncio.create_task(bot.start(server.token))
            await server.ready()
            await bot.wait_until_ready()
            yield bot
            await bot.close()
            await asyncio.gather(living, return_exceptions=True)


@app_commands.command(name="ask", description="Ask")
@app_commands.allowed_installs(guilds=True, users=True)
@app_commands.describe(question="What", outlet="Where")
async def _ask(interaction: discord.Interaction, question: str, outlet: str | None = None) -> None:
    await interaction.response.defer(thinking=True)
    await interaction.edit_original_response(content=f"answer to {question}", view=Buttons())


@_ask.autocomplete("outlet")
async def _outlets(_: discord.Interaction, typed: str) -> list[app_commands.Choice[str]]:
    return [app_commands.Choice(name=name, value=name) for name in ("Globe", "Post") if name.startswith(typed)]


def _group() -> app_commands.Group:
    group = app_commands.Group(name="newsdesk", description="Settings", guild_only=True)
    group.default_permissions = discord.Permissions(manage_guild=True)

    @group.command(name="settings", description="Where it reads")
    async def settings(interaction: discord.Interaction, where: discord.TextChannel) -> None:
        await interaction.response.send_message(f"reading {where.name}")

    return group


async def _check(interaction: discord.Interaction, message: discord.Message) -> None:
    await interaction.response.send_message(f"checked: {message.content}")
