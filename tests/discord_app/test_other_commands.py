"""Checking a message, what is kept of a person, the settings panel, the newest stories."""

import json

from bot.discord_app.commands.check import NAME
from bot.domain.guild import Abstention, Form, GuildSettings
from tests.discord_app.place import Place, live, shown

PRIZE = "Who won the Tamsin River Prize?"


def told(result) -> str:
    """All that an interaction showed."""
    return "\n".join(shown(each) for each in [result.response, *result.followups] if each)


@live()
async def test_the_newest_stories(here: Place):
    """/latest tells them, one line each, the newest first; with a topic only those."""
    result = await here.ann.slash(here.general, "latest")
    text = told(result)
    assert text.index("school") < text.index("prize") or text.index("School") < text.index("Prize")
    text = told(await here.ann.slash(here.general, "latest", topic="harbour cranes"))
    assert "cranes" in text
    assert "pupils" not in text


@live()
async def test_a_message_is_checked_sentence_by_sentence(here: Place):
    """Supported, otherwise with both shown, and not found: for the one who asked alone."""
    claim = await here.mo.send(
        here.general,
        "Lena Okafor won the Tamsin River Prize. The prize is worth 50,000 crowns. The opera house burnt down.",
    )
    result = await here.ann.context_menu(here.general, NAME, claim)
    text = told(result)
    assert all(each.ephemeral for each in [result.response, *result.followups] if each)
    assert "upported" in text
    assert "40,000" in text
    assert "50,000" in text
    assert "ot found" in text


@live()
async def test_a_message_without_text_is_declined(here: Place):
    """A message of a file alone cannot be checked, and it says so."""
    empty = await here.mo.send(here.general, "", attachments=[("a.png", b"x")])
    assert "no text" in told(await here.ann.context_menu(here.general, NAME, empty))


@live()
async def test_what_is_kept_is_shown_exported_and_forgotten(here: Place):
    """One's own questions alone, without name or id; afterwards nothing is left."""
    await here.ann.slash(here.general, "ask", question=PRIZE)
    await here.mo.slash(here.general, "ask", question="Who cut the ribbon of the school?")
    result = await here.ann.slash(here.general, "privacy show")
    assert result.ephemeral
    assert "**1**" in told(result)
    result = await here.ann.slash(here.general, "privacy export")
    (file,) = result.response.attachments
    kept = json.loads(await file.read())
    assert [each["answer"]["question"] for each in kept["answers"]] == [PRIZE]
    assert str(here.ann.id) not in json.dumps(kept)
    asked = await here.ann.slash(here.general, "privacy forget")
    await here.ann.click(asked.response.message, label="Delete")
    assert "**0**" in told(await here.ann.slash(here.general, "privacy show"))
    assert "**1**" in told(await here.mo.slash(here.general, "privacy show"))


@live()
async def test_a_member_cannot_change_settings(here: Place):
    """The panel is the managers'."""
    result = await here.ann.slash(here.general, "newsdesk settings")
    assert "Only who may manage this server" in told(result)


@live()
async def test_a_manager_changes_settings(here: Place):
    """Each choice is kept at once and holds for the next answer."""
    panel = await here.mo.slash(here.general, "newsdesk settings")
    assert panel.ephemeral

    def settings() -> GuildSettings:
        return here.parts.community.guild(here.guild.id).settings

    async def choose(value: str) -> None:
        message = panel.response.message
        for each in message.components:
            for item in getattr(each, "children", []):
                values = [option.value for option in getattr(item, "options", [])]
                if value in values:
                    await here.mo.select(message, [value], custom_id=item.custom_id)
                    return
        raise AssertionError(value)

    await choose("text")
    assert settings().form is Form.TEXT
    await choose("silent")
    assert settings() == GuildSettings(form=Form.TEXT, abstentions=Abstention.SILENT)
    result = await here.ann.slash(here.general, "ask", question=PRIZE)
    assert "Lena Okafor" in result.response.content


@live()
async def test_a_former_manager_changes_nothing(here: Place):
    """Who lost the right since the panel was opened is refused."""
    panel = await here.mo.slash(here.general, "newsdesk settings")
    message = panel.response.message
    select = next(
        item
        for each in message.components
        for item in getattr(each, "children", [])
        if "text" in [option.value for option in getattr(item, "options", [])]
    )
    role = here.guild.roles["Managers"]
    await here.bot.http.remove_role(here.guild.id, here.mo.id, role.id)
    await here.mo.select(message, ["text"], custom_id=select.custom_id)
    guild = here.parts.community.guild(here.guild.id)
    assert guild.settings == GuildSettings()
