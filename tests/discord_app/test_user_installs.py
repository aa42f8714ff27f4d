"""People who installed the bot for themselves ask it anywhere, where the operator has turned that on."""

import asyncio

import pytest

from bot.discord_app.bot import NewsdeskBot
from tests.discord_app.place import Desk
from tests.discord_server.server import DiscordServer
from tests.discord_server.small_bot import running

PRIZE = "Who won the Tamsin River Prize?"


async def asked_elsewhere(desk: Desk, *, on: bool) -> str:
    """What Ada is told in a server in which the bot is no member. Discord offers her the commands, rightly or not."""
    async with DiscordServer() as server:
        elsewhere = server.world.add_guild("Elsewhere", rights=None)
        lobby, ada = elsewhere.add_channel("lobby"), elsewhere.add_member("ada")
        ada.installed_app = True
        parts = desk.parts(user_installs=on)
        async with running(server, NewsdeskBot(parts)) as bot:
            offered = NewsdeskBot(desk.parts(user_installs=True))
            commands = [each.to_dict(offered.tree) for each in offered.tree.get_commands()]
            await bot.http.bulk_upsert_global_commands(bot.application_id, commands)
            asked = await server.settled(server.people.ask(lobby, ada, "/ask", question=PRIZE))
            await server.until(lambda: len(asked.text) > 3)  # not the thinking message that is taken away
            text = asked.text
        await parts.pool.close(5.0)
    return text


@pytest.mark.parametrize("on", [True, False])
def test_it_answers_where_it_is_turned_on(desk: Desk, on: bool):
    """Turned on, the person gets the answer of the operator's collections; turned off, a sentence, and no article."""
    text = asyncio.run(asyncio.wait_for(asked_elsewhere(desk, on=on), 60))
    assert ("Okafor" in text) is on
    assert ("turn direct messages on" in text) is not on
