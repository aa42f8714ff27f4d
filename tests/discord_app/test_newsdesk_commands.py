"""`/newsdesk`: what everybody may see of the bot, and what its managers learn of what does not work."""

import discord
import pytest

from bot import __version__
from bot.domain.article import MAIN
from tests.discord_app.place import GUILD, Place, live, shown


def told(result) -> str:
    """All that the person sees, and nobody else does."""
    assert result.ephemeral
    assert all(each.ephemeral for each in result.followups)
    return "\n".join(filter(None, [shown(result.response), *(shown(each) for each in result.followups)]))


async def diagnosed(here: Place, channel=None) -> str:
    return told(await here.mo.slash(channel or here.general, "newsdesk diagnose"))


@live()
async def test_everybody_sees_the_status(here: Place):
    """A member sees how many articles there are and how new, how busy the bot is, who words answers, and the version."""
    text = told(await here.ann.slash(here.general, "newsdesk status"))
    assert text.splitlines() == [
        "**Articles**: 3, the newest of 2020-08-05",
        "**Questions**: 0 being answered, 0 waiting",
        "**Answers**: the articles' own sentences",
        f"-# newsdesk {__version__}",
    ]
    here.parts.community.allow_guild(GUILD, ["elsewhere"])
    assert "**Articles**: 0\n" in told(await here.ann.slash(here.general, "newsdesk status"))


@live()
async def test_status_in_a_thread_of_another_channel(here: Place):
    """The status is told wherever somebody asks for it, and names no collection."""
    here.set(channels=(here.guild.create_text_channel("other").id,))
    message = await here.ann.send(here.general, "Look here")
    await here.bot.get_channel(here.general.id).create_thread(name="talk", message=message)
    await here.env.settle()
    (thread,) = here.general.threads
    text = told(await here.ann.slash(thread, "newsdesk status"))
    assert "**Articles**: 3" in text
    assert MAIN not in text


@live()
async def test_nothing_for_a_server_that_was_not_let_in(here: Place):
    """Where the operator let nobody in, nothing is told, not even to managers."""
    here.parts.community.deny_guild(GUILD)
    for name in ("status", "diagnose", "settings"):
        assert "has not let this server in" in told(await here.mo.slash(here.general, f"newsdesk {name}"))


@live()
async def test_members_neither_set_nor_diagnose(here: Place):
    """Settings and diagnosis are for those who may manage the server."""
    for name in ("diagnose", "settings"):
        assert "Only who may manage this server" in told(await here.ann.slash(here.general, f"newsdesk {name}"))
    assert "Settings of this server" in told(await here.mo.slash(here.general, "newsdesk settings"))


@live()
async def test_all_is_well(here: Place):
    """Where nothing is wrong, that is said, and what was looked at stands in small print."""
    here.set(channels=(here.general.id,))
    text = await diagnosed(here)
    assert text.startswith("**All is well.**")
    assert "⚠️" not in text
    for seen in ("View Channels", "#general", "3 articles", "no language model"):
        assert seen in text.replace("\\", "")


@live()
async def test_a_missing_permission(here: Place):
    """A permission that the bot lacks in this channel, or in a chosen one, is named, with who can give it."""
    deaf = here.guild.create_text_channel(
        "deaf", overwrites={here.bot.user: discord.PermissionOverwrite(embed_links=False, send_messages=False)}
    )
    here.set(channels=(here.general.id, deaf.id))
    text = await diagnosed(here, deaf)
    assert "**3 things to see to:**" in text
    assert "⚠️ Send Messages is missing here: give it" in text.replace("\\", "")
    assert "⚠️ Embed Links is missing here" in text.replace("\\", "")
    assert "⚠️ In #deaf the bot's role lacks Send Messages, Embed Links" in text.replace("\\", "")
    assert "Read Message History is missing" not in text


@live()
async def test_settings_that_contradict(here: Place):
    """Settings without effect, a channel that is gone, and what is read or managed in vain are each told with a remedy."""
    here.set(every_question=True, outlets=("The Coast Courier", "Nobody *at all*"))
    here.parts.community.allow_guild(GUILD, [MAIN, "empty"], "unread")
    text = (await diagnosed(here)).replace("\\", "")
    for said in (
        "in chosen channels alone: choose some in /newsdesk settings.",
        "cannot be read: ask the operator to set discord.message_content.",
        "“unread” is not read here",
        "“empty” holds no articles: ask the operator",
        "No article is of the outlet “Nobody *at all*”",
    ):
        assert said in text
    assert "**5 things to see to:**" in text
    here.set(channels=(77,), every_question=False, outlets=())
    assert "Channel 77 is gone\\: choose the channels anew" in await diagnosed(here)


@live(message_content=True)
async def test_with_the_intent(here: Place):
    """Questions without a mention are no contradiction where channels are chosen and texts are read."""
    here.set(every_question=True, channels=(here.general.id,))
    assert (await diagnosed(here)).startswith("**All is well.**")


@pytest.mark.parametrize("command", ["status", "diagnose"])
def test_hidden_only_as_a_whole(desk, command):
    """Discord can hide a group alone: the commands for everybody keep it open, so rights are looked at in each."""

    async def look(here: Place) -> None:
        group = here.bot.tree.get_command("newsdesk")
        assert group.default_permissions is None
        assert group.get_command(command) is not None

    live()(look)(desk)
