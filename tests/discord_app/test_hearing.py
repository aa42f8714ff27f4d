"""Messages that ask: mentions, replies, threads, and what a server adds. Everything else is none of the bot's business."""

import discord
import pytest
import simcord

from bot.discord_app.bot import NewsdeskBot
from bot.domain.guild import Abstention, GuildSettings
from bot.domain.guild import Place as Where
from tests.discord_app.place import Place, live, shown

PRIZE = "Who won the Tamsin River Prize?"


def said(here: Place, text: str = PRIZE) -> str:
    return f"<@{here.bot.user.id}> {text}"


def own(here: Place, channel: simcord.ChannelHandle | None = None) -> list[discord.Message]:
    """What the bot has written in a channel."""
    return [each for each in (channel or here.general).history() if each.author.id == here.bot.user.id]


def follows_up(message: discord.Message) -> bool:
    """Whether the bot understood that it is about the prize."""
    text = shown(message)
    return "Understood as" in text and "Tamsin River Prize" in text.partition("Understood as")[2]


@live()
async def test_a_mention_is_answered_with_a_reply(here: Place):
    """The answer is a reply to the message; nobody is pinged."""
    asked = await here.ann.send(here.general, said(here))
    (answer,) = own(here)
    assert "**Lena Okafor**" in shown(answer)
    assert answer.reference is not None
    assert answer.reference.message_id == asked.id
    assert not answer.mentions


@live()
async def test_a_mention_alone_gets_a_hint(here: Place):
    """Who says nothing else is told what can be asked."""
    await here.ann.send(here.general, said(here, ""))
    (answer,) = own(here)
    assert "Ask me about the articles" in shown(answer)


@live()
async def test_other_messages_are_passed_over(here: Place):
    """No mention, no reply: no answer, however much it asks; and another bot is never answered."""
    await here.ann.send(here.general, PRIZE)
    other = here.guild.add_member(here.env.create_user("other", bot=True))
    await other.send(here.general, said(here))
    assert own(here) == []


@live()
async def test_a_reply_to_an_answer_is_a_follow_up(here: Place):
    """What was asked before is known: by the message that is replied to."""
    await here.ann.send(here.general, said(here))
    (answer,) = own(here)
    await here.mo.send(here.general, said(here, "and how much is it worth?"), reply_to=answer)
    assert follows_up(own(here)[-1])


@live()
async def test_each_message_is_answered_once(here: Place):
    """The same message heard again, as after an outage, gets no second answer."""
    asked = await here.ann.send(here.general, said(here))
    await here.bot.hearing.heard(asked, here.bot.user.id)
    await here.env.settle()
    assert len(own(here)) == 1


@live(settings=GuildSettings(place=Where.THREAD))
async def test_an_answer_may_open_a_thread(here: Place):
    """The thread is named after the question, and what is said in it is a follow-up."""
    await here.ann.send(here.general, said(here))
    (thread,) = here.general.threads
    assert thread.name.startswith("Who won the Tamsin")
    assert "**Lena Okafor**" in shown(own(here, thread)[0])
    await here.ann.send(thread, said(here, "and how much is it worth?"))
    assert follows_up(own(here, thread)[-1])


def test_every_question_may_be_answered(desk):
    """In the chosen channels, with the intent, questions need no mention; what asks nothing is passed over."""

    @live(message_content=True)
    async def asked(here: Place):
        here.set(channels=(here.general.id,), every_question=True)
        await here.ann.send(here.general, PRIZE)
        assert "**Lena Okafor**" in shown(own(here)[0])
        await here.ann.send(here.general, "Good morning everybody.")
        assert len(own(here)) == 1
        elsewhere = here.guild.create_text_channel("elsewhere")
        await here.ann.send(elsewhere, PRIZE)
        await here.ann.send(elsewhere, said(here))
        assert own(here, elsewhere) == []

    asked(desk)


@live(settings=GuildSettings(abstentions=Abstention.SILENT))
async def test_silence_where_nothing_is_known(here: Place):
    """Where the server wants it so, a mention that the articles do not answer gets no reply."""
    await here.ann.send(here.general, said(here, "Who painted the ceiling of the opera house?"))
    assert own(here) == []


@pytest.mark.parametrize("on", [True, False])
def test_direct_messages_are_off_until_turned_on(desk, on):
    """A direct message is answered only where the operator has turned it on."""

    @live(direct_messages=on)
    async def asked(here: Place):
        user = here.env.create_user("dora")
        await user.send_dm(PRIZE)
        answers = [each for each in user.dm_channel.history() if each.author.id == here.bot.user.id]
        assert ["**Lena Okafor**" in shown(each) for each in answers] == ([True] if on else [])

    asked(desk)


@live()
async def test_a_channel_that_may_not_be_written_in(here: Place):
    """Without the permission nothing is said, nothing breaks, and the next question is answered."""
    closed = here.guild.create_text_channel(
        "closed", overwrites={here.guild.me: discord.PermissionOverwrite(send_messages=False)}
    )
    await here.ann.send(closed, said(here))
    assert own(here, closed) == []
    await here.ann.send(here.general, said(here))
    assert len(own(here)) == 1


def test_a_restart_keeps_conversations(desk):
    """A reply to an answer from before a restart is still a follow-up."""

    @live()
    async def asked(here: Place):
        await here.ann.send(here.general, said(here))
        (answer,) = own(here)
        await here.env.restart_bot(NewsdeskBot(here.parts))
        await here.ann.send(here.general, said(here, "and how much is it worth?"), reply_to=answer)
        assert follows_up(own(here)[-1])

    asked(desk)


@live(settings=GuildSettings(place=Where.THREAD), message_content=True)
async def test_in_a_thread_of_ours_words_are_answered(here: Place):
    """There every message that says something is a follow-up, without a mention; a picture alone is passed over."""
    await here.ann.send(here.general, said(here))
    (thread,) = here.general.threads
    await here.mo.send(thread, "and how much is it worth?")
    assert len(own(here, thread)) == 2
    await here.mo.send(thread, "", attachments=[("a.png", b"x")])
    assert len(own(here, thread)) == 2


@live(message_content=True)
async def test_in_other_threads_only_calls_are_answered(here: Place):
    """Who called the bot into a thread of their own is answered; what people go on to say there is theirs."""
    opened = await here.ann.send(here.general, "Shall we talk about the river prize?")
    here.env.backend.create_thread(here.general.id, "talk", here.ann.id, message_id=opened.id)
    (thread,) = here.general.threads
    await here.ann.send(thread, said(here))
    assert len(own(here, thread)) == 1
    await here.mo.send(thread, "I did not know that.")
    assert len(own(here, thread)) == 1
