"""The small Discord is close enough to the real one for a real discord.py client to live in it."""

import asyncio
from contextlib import suppress

import discord
import pytest

from tests.discord_server.interactions import Reply
from tests.discord_server.offered import NotOffered
from tests.discord_server.rights import OF_MEMBERS, Right
from tests.discord_server.serving import serving
from tests.discord_server.small_bot import SmallBot, play, pointed_at
from tests.discord_server.world import Kind, World


def test_bot_logs_in_and_registers_its_commands():
    """A client logs in, sees its servers with their channels, and its commands are registered with ids."""

    async def scene(server, bot, general, ada):
        assert [guild.name for guild in bot.guilds] == ["Newsroom"]
        assert bot.guilds[0].me.id == bot.user.id
        assert bot.get_channel(general.id).permissions_for(bot.guilds[0].me).send_messages
        assert not bot.get_channel(general.id).permissions_for(bot.guilds[0].me).mention_everyone
        assert {command["name"] for command in server.world.commands[None]} == {"ask", "newsdesk", "Check"}
        assert {command.name for command in await bot.tree.fetch_commands()} == {"ask", "newsdesk", "Check"}
        assert server.gateway.log[:2] == ["connected", "identified"]

    play(scene)


def test_slash_command_is_deferred_and_edited():
    """A question is acknowledged at once, shows "thinking", and is settled by the edit that brings its answer."""

    async def scene(server, bot, general, ada):
        asked = await server.settled(server.people.ask(general, ada, "/ask", question="Who won?"))
        assert asked.reply is Reply.DEFER
        assert asked.acknowledged_after_seconds < 3
        assert asked.text == "answer to Who won?"
        assert general.last is asked.original
        assert [edit.text for edit in asked.edits] == ["answer to Who won?"]

    play(scene)


def test_subcommand_takes_a_channel_and_managers_only():
    """A subcommand gets the channel it names; who lacks the rights it asks for is not offered it."""

    async def scene(server, bot, general, ada):
        grace = general.guild.add_manager("grace")
        asked = await server.settled(server.people.ask(general, grace, "/newsdesk settings", where=general))
        assert asked.text == "reading general"
        with pytest.raises(NotOffered, match="may not use"):
            server.people.ask(general, ada, "/newsdesk settings", where=general)
        with pytest.raises(NotOffered, match="needs"):
            server.people.ask(general, ada, "/ask")

    play(scene)


def test_autocomplete_gives_choices():
    """What is typed into an option is completed with the bot's choices."""

    async def scene(server, bot, general, ada):
        typed = server.people.complete(general, ada, "/ask", "outlet", outlet="P")
        await server.settled(typed)
        assert [choice["name"] for choice in typed.choices] == ["Post"]

    play(scene)


def test_context_menu_brings_the_message_with_its_text():
    """An entry of a message's menu brings its text, though the bot may not read messages."""

    async def scene(server, bot, general, ada):
        said = server.people.say(general, ada, "Halden won.")
        asked = await server.settled(server.people.choose_from_menu(said, ada, "Check"))
        assert asked.text == "checked: Halden won."

    play(scene)


def test_application_installed_by_a_person_works_anywhere():
    """Where the bot is no member, only who installed it for themselves is offered its commands, and it hears nothing else."""

    async def scene(server, bot, general, ada):
        elsewhere = server.world.add_guild("Elsewhere", rights=None)
        lobby = elsewhere.add_channel("lobby")
        elsewhere.add_member(ada)
        with pytest.raises(NotOffered):
            server.people.ask(lobby, ada, "/ask", question="Who won?")
        ada.installed_app = True
        server.people.say(lobby, ada, f"{server.world.bot.mention} hello")
        asked = await server.settled(server.people.ask(lobby, ada, "/ask", question="Who won?"))
        assert asked.owners == {"1": str(ada.id)}
        assert (asked.text, bot.heard, len(bot.guilds)) == ("answer to Who won?", [], 1)
        direct = await server.settled(server.people.ask(server.world.direct(ada), ada, "/ask", question="Who?"))
        assert direct.owners == {"0": "0", "1": str(ada.id)}

    play(scene)


def test_buttons_answer_only_the_one_who_clicks_or_change_the_message():
    """A click is answered ephemerally, or changes the message; a button that is gone cannot be clicked."""

    async def scene(server, bot, general, ada):
        grace = general.guild.add_member("grace")
        asked = await server.settled(server.people.ask(general, ada, "/ask", question="Who won?"))
        clicked = await server.settled(server.people.click(asked.original, grace, label="Sources"))
        assert clicked.messages[0].only_for is grace
        assert clicked.messages[0] not in general.messages.values()
        changed = await server.settled(server.people.click(asked.original, ada, "less"))
        assert changed.reply is Reply.UPDATE
        assert asked.original.text == "shorter"
        assert asked.original.earlier[-1] == "answer to Who won?"
        with pytest.raises(NotOffered):
            server.people.click(asked.original, ada, "sources")

    play(scene)


def test_form_is_shown_filled_in_and_answered():
    """A button opens a form, and what is filled in reaches the bot; an empty required field does not."""

    async def scene(server, bot, general, ada):
        asked = await server.settled(server.people.ask(general, ada, "/ask", question="Who won?"))
        opened = await server.settled(server.people.click(asked.original, ada, "wrong"))
        assert opened.modal["title"] == "What was wrong?"
        with pytest.raises(NotOffered, match="takes 1 to"):
            server.people.submit(opened, words="")
        noted = await server.settled(server.people.submit(opened, Reason="old news"))
        assert noted.text == "noted: old news"

    play(scene)


def test_mention_is_answered_and_other_text_is_hidden():
    """Without the message-content intent the bot reads only what names it, is sent to it, or replies with a ping."""

    async def scene(server, bot, general, ada):
        hidden = server.people.say(general, ada, "a secret")
        named = server.people.say(general, ada, f"{server.world.bot.mention} who won?")
        reply = await server.replied(named)
        assert reply.text == f"you said: {server.world.bot.mention} who won?"
        assert reply.pings == []
        silent = server.people.say(general, ada, "and then?", reply_to=reply, ping=False)
        direct = server.people.say(server.world.direct(ada), ada, "hello")
        await server.until(lambda: len(bot.heard) == 4)
        texts = {message.id: message.content for message in bot.heard}
        assert texts[hidden.id] == texts[silent.id] == ""
        assert texts[direct.id] == "hello"
        assert bot.heard[2].reference.resolved.content == reply.text

    play(scene)


def test_message_content_is_read_with_the_intent():
    """With the intent all text is read, over the gateway and in a channel's history."""

    async def scene(server, bot, general, ada):
        for word in ("one", "two", "three"):
            server.people.say(general, ada, word)
        await server.until(lambda: len(bot.heard) == 3)
        assert [message.content for message in bot.heard] == ["one", "two", "three"]
        channel = bot.get_channel(general.id)
        later = channel.history(after=discord.Object(bot.heard[0].id))
        assert [message.content async for message in later] == ["two", "three"]

    play(scene, intents=discord.Intents(guilds=True, guild_messages=True, message_content=True))


def test_history_hides_text_that_the_portal_does_not_allow():
    """Without the portal's leave the history is as empty as the gateway's messages."""

    async def scene(server, bot, general, ada):
        server.people.say(general, ada, "a secret")
        server.people.say(general, ada, f"{server.world.bot.mention} hello")
        channel = bot.get_channel(general.id)
        seen = [message.content async for message in channel.history() if message.author != bot.user]
        assert seen == [f"{bot.user.mention} hello", ""]

    play(scene, World(privileged=0))


def test_threads_open_from_messages_and_hear_what_is_said():
    """A thread opened on a message has its id, is in the client's cache, and hears its people."""

    async def scene(server, bot, general, ada):
        said = server.people.say(general, ada, "Halden won.")
        message = await bot.get_channel(general.id).fetch_message(said.id)
        thread = await message.create_thread(name="Halden")
        assert thread.id == said.id
        with pytest.raises(discord.HTTPException, match="already been created"):
            await message.create_thread(name="again")
        opened = server.world.channels[thread.id]
        server.people.say(opened, ada, f"{server.world.bot.mention} and then?")
        await server.until(lambda: len(bot.heard) == 2)
        assert bot.heard[1].channel == thread
        await thread.edit(archived=True)
        assert opened.archived

    play(scene)


def test_forum_post_comes_with_its_first_message():
    """A post in a forum is a new thread and a message; the bot can open one too."""

    async def scene(server, bot, general, ada):
        forum = general.guild.add_channel("questions", Kind.FORUM)
        server.people.open_post(forum, ada, "Halden", f"{server.world.bot.mention} who won?")
        await server.until(lambda: len(bot.heard) == 1)
        assert bot.heard[0].channel.parent.id == forum.id
        assert bot.heard[0].id == bot.heard[0].channel.id
        opened = await bot.get_channel(forum.id).create_thread(name="Mine", content="first")
        assert server.world.channels[opened.thread.id].last.text == "first"

    play(scene)


def test_bot_is_told_of_a_new_server_and_can_leave_it():
    """Added to a server the bot joins it while it runs; leaving takes it from its list."""

    async def scene(server, bot, general, ada):
        other = server.world.add_guild("Elsewhere", rights=None)
        assert len(bot.guilds) == 1
        server.people.invite(other)
        guild = await bot.wait_for("guild_join", timeout=5)
        await guild.leave()
        assert not other.has_bot
        await server.until(lambda: [one.name for one in bot.guilds] == ["Newsroom"])

    play(scene)


def test_rights_are_checked_as_the_client_computes_them():
    """What a channel denies the bot is refused with 50013 or 50001, and the client knows it beforehand."""

    async def scene(server, bot, general, ada):
        channel = bot.get_channel(general.id)
        general.deny(server.world.bot, Right.SEND_MESSAGES)
        with pytest.raises(discord.Forbidden) as refusal:
            await channel.send("hello")
        assert refusal.value.code == 50013
        assert not channel.permissions_for(channel.guild.me).send_messages
        general.deny(server.world.bot, Right.VIEW_CHANNEL)
        with pytest.raises(discord.Forbidden) as refusal:
            await channel.send("hello")
        assert refusal.value.code == 50001
        with pytest.raises(discord.NotFound) as missing:
            await channel.guild.fetch_channel(5)
        assert missing.value.code == 10003

    play(scene)


def test_pings_are_counted_as_far_as_sender_and_allowed_mentions_let_them():
    """`@everyone` needs the right; without `allowed_mentions` a name pings, with none() nothing does."""

    async def scene(server, bot, general, ada):
        text = f"@everyone {ada.mention}"
        channel = bot.get_channel(general.id)
        await channel.send(text)
        assert general.last.pings == ["ada"]
        await channel.send(text, allowed_mentions=discord.AllowedMentions.none())
        assert general.last.pings == []
        loud = general.guild.add_role("loud", OF_MEMBERS | Right.MENTION_EVERYONE)
        general.guild.members[server.world.bot.id].roles.append(loud)
        await channel.send(text)
        assert general.last.pings == ["everyone", "ada"]

    play(scene)


def test_files_are_kept_and_served():
    """A file sent with a message can be read back."""

    async def scene(server, bot, general, ada):
        channel = bot.get_channel(general.id)
        sent = await channel.send("yours", file=discord.File(__file__, "export.json"))
        assert general.last.attachments[0].filename == "export.json"
        assert (await sent.attachments[0].read()).startswith(b'"""The small Discord')

    play(scene)


def test_direct_messages_can_be_closed():
    """Who takes no direct messages refuses them with 50007."""

    async def scene(server, bot, general, ada):
        user = await bot.fetch_user(ada.id)
        await user.send("hello")
        assert server.world.direct(ada).last.text == "hello"
        ada.accepts_messages = False
        with pytest.raises(discord.Forbidden) as refusal:
            await user.send("again")
        assert refusal.value.code == 50007

    play(scene)


def test_server_runs_in_a_thread_of_its_own():
    """From code that is not async the server is driven through its thread."""

    async def live(served, general, ada):
        bot = SmallBot()
        with pointed_at(served.server):
            async with bot:
                living = asyncio.create_task(bot.start(served.server.token))
                await asyncio.to_thread(served.wait, lambda server: server.ready())
                asked = served.do(lambda server: server.people.ask(general, ada, "/ask", question="Who won?"))
                await asyncio.to_thread(served.wait, lambda server: server.settled(asked))
                await bot.close()
                await living
        return asked

    with serving() as served:
        guild = served.do(lambda server: server.world.add_guild())
        general, ada = guild.add_channel(), guild.add_member("ada")
        asked = asyncio.run(live(served, general, ada))
        assert asked.text == "answer to Who won?"


def test_mistake_of_the_server_fails_the_test():
    """A request that this Discord does not know is raised when it ends."""

    async def scene(server, bot, general, ada):
        with suppress(TimeoutError):
            await asyncio.wait_for(bot.http.request(discord.http.Route("GET", "/sticker-packs")), 0.1)

    with pytest.raises(NotImplementedError, match="GET /api/v10/sticker-packs"):
        play(scene)
