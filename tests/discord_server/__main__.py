"""`python -m tests.discord_server`: a small Discord to try the bot on by hand. What is typed is said in its channel."""

import asyncio
import sys

from tests.discord_server.server import DiscordServer
from tests.discord_server.world import Channel, Message, User


async def serve() -> None:
    async with DiscordServer() as server:
        guild = server.world.add_guild("Newsroom")
        general, ada = guild.add_channel("general"), guild.add_manager("ada")
        print(f"NEWSDESK_DISCORD__API_BASE={server.api_base}")
        print(f"NEWSDESK_DISCORD__GATEWAY={server.gateway_url}")
        print(f"NEWSDESK_DISCORD__TOKEN={server.token}")
        print(f"server {guild.id}, the bot is {server.world.bot.mention}; a line is a message, /ask WORDS a question")
        while line := (await asyncio.to_thread(sys.stdin.readline)).strip():
            await _speak(server, general, ada, line)


async def _speak(server: DiscordServer, channel: Channel, user: User, line: str) -> None:
    if line.startswith("/ask "):
        asked = server.people.ask(channel, user, "/ask", question=line.removeprefix("/ask "))
        await server.settled(asked, 60)
        print(asked.text)
    else:
        _print(await server.replied(server.people.say(channel, user, f"{server.world.bot.mention} {line}"), 60))


def _print(message: Message) -> None:
    print(message.text)


if __name__ == "__main__":
    asyncio.run(serve())
