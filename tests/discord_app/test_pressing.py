"""The buttons below an answer: for whom they work, what they show, and that a restart does not matter to them."""

import discord

from bot.discord_app.bot import NewsdeskBot
from bot.domain.feedback import Mark
from tests.discord_app.place import Place, live, shown

PRIZE = "Who won the Tamsin River Prize?"


async def asked(here: Place) -> discord.Message:
    """An answer in the channel."""
    result = await here.ann.slash(here.general, "ask", question=PRIZE)
    return result.response.message


def button(message: discord.Message, what: str) -> str:
    """The id of one of its buttons."""
    row = next(each for each in message.components if each.type is discord.ComponentType.action_row)
    return next(each.custom_id for each in row.children if each.custom_id.startswith(f"newsdesk:{what}:"))


@live()
async def test_sources_shows_exact_quotes_privately(here: Place):
    """Anybody sees the quotes, word for word, for themselves alone."""
    message = await asked(here)
    result = await here.mo.click(message, custom_id=button(message, "sources"))
    assert result.ephemeral
    text = shown(result.response)
    assert "The engineer Lena Okafor won the Tamsin River Prize on Tuesday for a pump that runs without power." in text
    assert "Marwick Evening" in text


@live()
async def test_buttons_survive_a_restart(here: Place):
    """A button of an old message works in a bot that was started since."""
    message = await asked(here)
    await here.env.restart_bot(NewsdeskBot(here.parts))
    result = await here.mo.click(message, custom_id=button(message, "sources"))
    assert "Lena Okafor" in shown(result.response)


@live()
async def test_thumbs_go_to_the_operator(here: Place):
    """A mark is kept with the receipt; a reason may be given for a bad one; a later mark takes the place."""
    message = await asked(here)
    receipt_id = button(message, "good").rpartition(":")[2]
    result = await here.mo.click(message, custom_id=button(message, "good"))
    assert result.ephemeral
    (given,) = here.parts.community.feedback()
    assert (given.receipt_id, given.mark, given.reason) == (receipt_id, Mark.GOOD, None)
    assert str(here.mo.id) not in given.caller
    modal = await here.mo.click(message, custom_id=button(message, "bad"))
    (field,) = [row["component"]["custom_id"] for row in modal.modal["components"]]
    await here.mo.submit_modal(modal, {field: "It is out of date."})
    (given,) = here.parts.community.feedback()
    assert (given.mark, given.reason) == (Mark.BAD, "It is out of date.")


@live()
async def test_a_thread_goes_on_from_the_answer(here: Place):
    """The button opens a thread at the answer, in which the conversation is known."""
    message = await asked(here)
    result = await here.mo.click(message, custom_id=button(message, "thread"))
    (thread,) = here.general.threads
    assert f"<#{thread.id}>" in shown(result.response)
    await here.mo.send(thread, f"<@{here.bot.user.id}> and how much is it worth?")
    assert "Understood as" in shown(thread.last_message)
    again = await here.ann.click(message, custom_id=button(message, "thread"))
    assert f"<#{thread.id}>" in shown(again.response)
    assert len([each for each in here.env.http_requests if each.path.endswith("/threads")]) == 1


@live()
async def test_only_the_asker_and_moderators_delete(here: Place):
    """Another member is refused privately; who asked may delete, and so may a moderator."""
    message = await asked(here)
    result = await here.mo.click(message, custom_id=button(message, "delete"))
    assert "Only who asked" in shown(result.followups[0])
    assert result.followups[0].ephemeral
    assert here.general.history()
    await here.ann.click(message, custom_id=button(message, "delete"))
    assert not here.general.history()
    message = await asked(here)
    role = here.guild.create_role("Moderators", permissions=discord.Permissions(manage_messages=True))
    moderator = here.guild.add_member(here.env.create_user("mod"), roles=[role])
    await moderator.click(message, custom_id=button(message, "delete"))
    assert not here.general.history()


@live()
async def test_a_forgotten_answer_says_so(here: Place):
    """When the receipt is gone, the buttons say that the answer is no longer kept."""
    message = await asked(here)
    here.parts.ledger.forget_all()
    for what in ("sources", "good", "thread"):
        result = await here.mo.click(message, custom_id=button(message, what))
        told = [each for each in [result.response, *result.followups] if each]
        assert any("no longer kept" in shown(each) for each in told)
        assert all(each.ephemeral for each in told)


@live()
async def test_a_denied_server_presses_in_vain(here: Place):
    """A server that is no longer let in sees nothing of the articles, not even by old buttons."""
    message = await asked(here)
    here.parts.community.deny_guild(here.guild.id)
    result = await here.mo.click(message, custom_id=button(message, "sources"))
    told = [each for each in [result.response, *result.followups] if each]
    assert told
    assert not any("Okafor" in shown(each) for each in told)
