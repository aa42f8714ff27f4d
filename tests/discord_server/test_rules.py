"""What Discord refuses, this one refuses: lengths, components, tokens, double answers."""

import aiohttp
import discord
import pytest
from discord.ui import ActionRow, Button, Container, LayoutView, TextDisplay

from tests.discord_server import bodies
from tests.discord_server.interactions import Reply
from tests.discord_server.refusals import Refused
from tests.discord_server.small_bot import play


def layout(*texts: str) -> LayoutView:
    view = LayoutView(timeout=None)
    for text in texts:
        view.add_item(TextDisplay(text))
    return view


def field_refused(content="", embeds=(), components=(), flags=0) -> list[str]:
    """The fields that a message is refused for."""
    with pytest.raises(Refused) as raised:
        bodies.check(content, list(embeds), list(components), flags, files=0)
    return list(raised.value.body.get("errors", {})) or [str(raised.value.code)]


@pytest.mark.parametrize(
    ("message", "field"),
    [
        ({}, "50006"),
        ({"content": " \n"}, "50006"),
        ({"content": "x" * 2_001}, "content"),
        ({"embeds": [{"title": "x" * 257}]}, "embeds"),
        ({"embeds": [{"description": "x" * 4_000}, {"description": "x" * 2_001}]}, "embeds"),
        ({"embeds": [{"title": "x"}] * 11}, "embeds"),
        ({"components": [{"type": 10, "content": "text"}]}, "components"),
        ({"components": [{"type": 1, "components": []}]}, "components"),
        ({"components": [{"type": 1, "components": [{"type": 2, "style": 1, "custom_id": "a"}]}]}, "components"),
        ({"content": "x", "flags": bodies.COMPONENTS_V2}, "flags"),
        ({"flags": bodies.COMPONENTS_V2, "components": [{"type": 10, "content": "x" * 4_001}]}, "components"),
        ({"flags": bodies.COMPONENTS_V2, "components": [{"type": 10, "content": "x"}] * 41}, "components"),
        ({"flags": bodies.COMPONENTS_V2}, "components"),
    ],
)
def test_message_beyond_a_limit_is_refused(message, field):
    """Each limit of a message has its refusal, which names the field."""
    assert field_refused(**message) == [field]


def test_message_at_its_limits_is_taken():
    """What is just allowed passes: 2,000 letters; 4,000 in 40 components; 6,000 in embeds."""
    bodies.check("x" * 2_000, [], [], 0, files=0)
    texts = [{"type": 10, "content": "x" * 100}] * 40
    bodies.check("", [], texts, bodies.COMPONENTS_V2, files=0)
    bodies.check("", [{"description": "x" * 4_096}, {"description": "x" * 1_904}], [], 0, files=0)


def test_same_id_twice_is_refused():
    """Two buttons of one message need two ids."""
    button = {"type": 2, "style": 1, "label": "a", "custom_id": "same"}
    assert field_refused("x", components=[{"type": 1, "components": [button, button]}]) == ["components"]


def test_link_button_needs_a_web_address():
    """A button to another scheme is refused."""
    button = {"type": 2, "style": 5, "label": "a", "url": "javascript:alert(1)"}
    assert field_refused("x", components=[{"type": 1, "components": [button]}]) == ["components"]


def test_layout_is_sent_edited_and_clicked():
    """A components-v2 message of discord.py passes, is read back, stays one when edited, and its buttons work."""

    async def scene(server, bot, general, ada):
        view = layout("Halden won. [1]")
        view.add_item(Container(TextDisplay("sources"), ActionRow(Button(label="Sources", custom_id="sources"))))
        sent = await bot.get_channel(general.id).send(view=view)
        view.stop()  # the persistent view of the bot is to answer
        assert general.last.text == "Halden won. [1]\nsources"
        clicked = await server.settled(server.people.click(general.last, ada, "sources"))
        assert clicked.text == "the sources"
        await sent.edit(view=layout("Halden lost."))
        assert general.last.text == "Halden lost."
        with pytest.raises(discord.HTTPException) as raised:
            await sent.edit(content="text", view=None)
        assert raised.value.code == 50035

    play(scene)


def test_long_text_is_refused_to_the_client_with_its_field():
    """The client's exception names the field and the limit."""

    async def scene(server, bot, general, ada):
        with pytest.raises(discord.HTTPException, match=r"In content: Must be 2000 or fewer"):
            await bot.get_channel(general.id).send("x" * 2_001)

    play(scene)


def test_reply_to_a_message_that_is_gone_is_refused():
    """A reply needs its message, unless it says otherwise."""

    async def scene(server, bot, general, ada):
        said = server.people.say(general, ada, "hello")
        channel = bot.get_channel(general.id)
        server.people.delete(said)
        with pytest.raises(discord.HTTPException, match="Unknown message"):
            await channel.send("hi", reference=discord.MessageReference(message_id=said.id, channel_id=general.id))

    play(scene)


def test_only_own_messages_can_be_edited():
    """Another person's message is refused with 50005, deleting it with 50013."""

    async def scene(server, bot, general, ada):
        said = server.people.say(general, ada, "hello")
        message = await bot.get_channel(general.id).fetch_message(said.id)
        with pytest.raises(discord.Forbidden) as edited:
            await message.edit(content="no")
        with pytest.raises(discord.Forbidden) as deleted:
            await message.delete()
        assert (edited.value.code, deleted.value.code) == (50005, 50013)

    play(scene)


def test_token_of_an_interaction_lasts_a_quarter_of_an_hour():
    """Before the first answer and after fifteen minutes an interaction's messages cannot be touched."""

    async def scene(server, bot, general, ada):
        asked = await server.settled(server.people.ask(general, ada, "/ask", question="Who won?"))
        url = f"{server.api_base}/webhooks/{bot.application_id}/{asked.token}"
        async with aiohttp.ClientSession() as session:
            async with session.post(url, json={"content": "more"}) as answer:
                assert answer.status == 200
            server.world.clock.advance(901)
            async with session.post(url, json={"content": "more"}) as answer:
                assert (answer.status, (await answer.json())["code"]) == (401, 50027)
            async with session.post(url + "x", json={"content": "more"}) as answer:
                assert (answer.status, (await answer.json())["code"]) == (404, 10015)
        assert [message.text for message in asked.followups] == ["more"]

    play(scene)


def test_first_follow_up_takes_the_place_of_thinking():
    """After a deferral the first follow-up fills the "thinking" message, seen by whom the deferral said."""

    async def scene(server, bot, general, ada):
        seen = []

        @bot.listen("on_interaction")
        async def answer(interaction: discord.Interaction) -> None:
            if interaction.data.get("custom_id") == "later":
                await interaction.response.defer(ephemeral=True, thinking=True)
                seen.append(await interaction.followup.send("first"))
                seen.append(await interaction.followup.send("second"))

        view = discord.ui.View(timeout=None)
        view.add_item(Button(label="Later", custom_id="later"))
        await bot.get_channel(general.id).send("x", view=view)
        view.stop()
        clicked = server.people.click(general.last, ada, "later")
        await server.until(lambda: len(seen) == 2)
        assert clicked.reply is Reply.DEFER
        assert (clicked.original.text, clicked.original.only_for) == ("first", ada)
        assert [(message.text, message.only_for) for message in clicked.followups] == [("second", None)]

    play(scene)


def test_answers_that_do_not_fit_the_interaction_are_refused():
    """A command cannot be answered by changing a message that it has not."""

    async def scene(server, bot, general, ada):
        bot.tree.remove_command("ask")
        asked = server.people.ask(general, ada, "/ask", question="Who won?")
        url = f"{server.api_base}/interactions/{asked.id}/{asked.token}/callback"
        async with aiohttp.ClientSession() as session, session.post(url, json={"type": 7, "data": {}}) as answer:
            assert (answer.status, (await answer.json())["code"]) == (400, 50035)
        assert not asked.acknowledged

    play(scene)
