"""newsdesk discord: run, invite, sync, check, guilds, against a small Discord."""

import base64
import contextlib
import json
import os
import signal
import subprocess
import sys
from collections.abc import Iterator

import pytest

from tests.discord_server.rights import Right
from tests.discord_server.server import DiscordServer
from tests.discord_server.serving import Served, serving
from tests.discord_server.world import Guild, World

ARTICLES = {"rain.md": "---\nid: one\ntitle: Rain\npublished: 2020-08-03\n---\nRain fell in Lisbon on Sunday.\n"}
APPLICATION = 424_242_424_242_424_242
TOKEN = base64.urlsafe_b64encode(str(APPLICATION).encode()).decode().rstrip("=") + ".GxYz12.c0ffee-c0ffee_c0ffee"
PERMISSIONS = {
    Right.VIEW_CHANNEL,
    Right.SEND_MESSAGES,
    Right.EMBED_LINKS,
    Right.READ_MESSAGE_HISTORY,
    Right.CREATE_PUBLIC_THREADS,
    Right.SEND_MESSAGES_IN_THREADS,
}


@pytest.fixture
def discord(monkeypatch) -> Iterator[Served]:
    """A small Discord that the settings point at."""
    with at_discord(monkeypatch, DiscordServer()) as served:
        yield served


@contextlib.contextmanager
def at_discord(monkeypatch, server: DiscordServer) -> Iterator[Served]:
    with serving(server) as served:
        monkeypatch.setenv("NEWSDESK_DISCORD__TOKEN", server.token)
        monkeypatch.setenv("NEWSDESK_DISCORD__API_BASE", server.api_base)
        monkeypatch.setenv("NEWSDESK_DISCORD__GATEWAY", server.gateway_url)
        yield served


def found(said) -> dict[str, list[tuple[bool, str]]]:
    """The lines of a check by their name."""
    lines: dict[str, list[tuple[bool, str]]] = {}
    for each in said.data:
        lines.setdefault(each["name"], []).append((each["ok"], each["text"]))
    return lines


def guild_of(discord: Served, **named) -> Guild:
    return discord.do(lambda server: server.world.add_guild("Marwick", **named))


@pytest.mark.parametrize("command", [["run"], ["invite"], ["sync"], ["check"]])
def test_no_token(newsdesk, command):
    """Without a token each command says where to get one and where to put it."""
    said = newsdesk("discord", *command)
    assert (said.code, said.out) == (3, "")
    assert "developer portal" in said.err
    assert "NEWSDESK_DISCORD__TOKEN" in said.err


def test_invite(newsdesk, monkeypatch):
    """The link asks for the bot, its commands and six permissions; it is made of the token and shows no more of it."""
    monkeypatch.setenv("NEWSDESK_DISCORD__TOKEN", TOKEN)
    said = newsdesk("discord", "invite")
    expected = "https://discord.com/oauth2/authorize?client_id={}&scope=bot+applications.commands&permissions={}\n"
    assert said.code == 0
    assert said.out == expected.format(APPLICATION, sum(PERMISSIONS))
    assert newsdesk("discord", "invite", "--json").data == {"server": said.out.strip()}


def test_invite_of_a_person(newsdesk, monkeypatch):
    """Where people may install the bot for themselves there is a link for that too, without the bot's permissions."""
    monkeypatch.setenv("NEWSDESK_DISCORD__USER_INSTALLS", "true")
    link = newsdesk("discord", "invite", "--application-id", "5", "--json").data["person"]
    assert link == "https://discord.com/oauth2/authorize?client_id=5&scope=applications.commands&integration_type=1"


@pytest.mark.parametrize("token", ["abc", "YWJj.x.y", "....", "LTE.x.y", "é.x"])
def test_a_token_without_an_id(newsdesk, monkeypatch, token):
    """A token that does not tell the application's id is an error that says how to give it."""
    monkeypatch.setenv("NEWSDESK_DISCORD__TOKEN", token)
    said = newsdesk("discord", "invite")
    assert said.code == 2
    assert "--application-id" in said.err
    assert token not in said.err


def test_sync(newsdesk, discord):
    """The commands are registered everywhere, and told, subcommands too."""
    said = newsdesk("discord", "sync")
    assert said.code == 0, said.err
    assert "/ask\n" in said.out
    assert "an hour" in said.err
    registered = {command["name"] for command in discord.server.world.commands[None]}
    assert registered == {
        line.removeprefix("/").split(" (")[0].split(" ")[0] for line in said.out.splitlines() if line[0] == "/"
    } | {line.split(" (menu")[0] for line in said.out.splitlines() if line[0] != "/"}


def test_sync_in_one_server(newsdesk, discord):
    """For trying, commands are registered in one server, and taken away there."""
    guild = guild_of(discord)
    said = newsdesk("discord", "sync", "--guild", str(guild.id), "--json")
    assert said.code == 0, said.err
    assert said.data["guild"] == str(guild.id)
    assert "/ask" in said.data["registered"]
    assert discord.server.world.commands[guild.id]
    assert None not in discord.server.world.commands
    assert newsdesk("discord", "sync", "--guild", str(guild.id), "--remove", "--json").data["registered"] == []
    assert discord.server.world.commands[guild.id] == []


def test_sync_in_a_foreign_server(newsdesk, discord):
    """What Discord refuses is one clear line."""
    guild = guild_of(discord, rights=None)
    said = newsdesk("discord", "sync", "--guild", str(guild.id))
    assert said.code == 1
    assert said.err.startswith("error: Discord answered 403: ")


def test_check(stocked, discord):
    """A bot that is set up well: every line is ok, and another address than Discord's is shown."""
    guild = guild_of(discord)
    assert stocked("discord", "guilds", "allow", str(guild.id)).code == 0
    assert stocked("discord", "sync").code == 0
    said = stocked("discord", "check", "--json")
    lines = found(said)
    assert said.code == 0, said.out
    assert [text.partition(" sends")[0] for _, text in lines["address"]] == [
        "warning: discord.api_base",
        "warning: discord.gateway",
    ]
    assert lines["permissions"] == [(True, "in Marwick: all that are needed")]
    assert lines.keys() == {"address", "token", "intents", "commands", "permissions", "library", "chat"}
    assert discord.server.token not in said.out
    assert discord.server.gateway.log == []
    as_text = stocked("discord", "check")
    assert all(row.startswith("ok  ") for row in as_text.out.splitlines())
    assert as_text.err == ""


def test_check_of_nothing(newsdesk, discord):
    """A bot that is not set up: each line says what to do."""
    said = newsdesk("discord", "check", "--json")
    lines = found(said)
    assert said.code == 1
    assert lines["commands"] == [(False, "none is registered everywhere; `newsdesk discord sync` does it")]
    assert lines["servers"] == [(False, "none is allowed: `newsdesk discord guilds allow ID` lets one in")]
    assert not lines["library"][0][0]


def test_check_of_the_token(newsdesk, discord, monkeypatch):
    """A wrong token is the line that matters; the library is looked at all the same."""
    monkeypatch.setenv("NEWSDESK_DISCORD__TOKEN", TOKEN)
    lines = found(said := newsdesk("discord", "check", "--json"))
    assert said.code == 1
    assert not lines["token"][0][0]
    assert "Reset Token" in lines["token"][0][1]
    assert "library" in lines
    assert TOKEN not in said.out + said.err


def test_check_of_intents(newsdesk, monkeypatch):
    """The text of messages is checked against the portal's switch only where a setting wants it."""
    with at_discord(monkeypatch, DiscordServer(World(privileged=0))):
        assert found(newsdesk("discord", "check", "--json"))["intents"][0][0]
        monkeypatch.setenv("NEWSDESK_DISCORD__MESSAGE_CONTENT", "true")
        ((ok, text),) = found(newsdesk("discord", "check", "--json"))["intents"]
    assert not ok
    assert "Message Content Intent" in text
    with at_discord(monkeypatch, DiscordServer()):
        assert found(newsdesk("discord", "check", "--json"))["intents"][0][0]


def test_check_of_servers(stocked, discord):
    """A server it is in without leave, one it is allowed in but not in, and collections without articles are told."""
    stranger = guild_of(discord)
    stocked("discord", "guilds", "allow", "77", "--reads", "sports")
    lines = found(stocked("discord", "check", "--json"))
    texts = [text for ok, text in lines["servers"] if not ok]
    assert len(texts) == 2
    assert f"guilds allow {stranger.id}" in texts[0]
    assert texts[1].startswith("77 is allowed, but the bot is not in it")
    assert (False, "The server 77 reads 'sports', a collection without articles") in lines["library"]


def test_check_of_channels(stocked, discord):
    """Of a server whose managers chose channels, each is checked for each permission."""
    from bot import wiring
    from bot.domain.guild import GuildSettings
    from bot.settings.settings import Settings

    guild = guild_of(discord)
    good, quiet = discord.do(lambda _: (guild.add_channel("good"), guild.add_channel("quiet")))
    discord.do(lambda server: quiet.deny(server.world.bot, Right.SEND_MESSAGES | Right.EMBED_LINKS))
    stocked("discord", "guilds", "allow", str(guild.id))
    community = wiring.community(Settings(data_dir=stocked.data_dir))
    community.change_guild(guild.id, GuildSettings(channels=(good.id, quiet.id, 5)))
    lines = found(stocked("discord", "check", "--json"))["permissions"]
    assert lines[:2] == [
        (True, "in Marwick, #good: all that are needed"),
        (False, "in Marwick, #quiet: give the bot's role Send Messages, Embed Links"),
    ]
    assert lines[2][0] is False
    assert "does not see channel 5" in lines[2][1]


def test_check_of_the_alert_channel(newsdesk, discord, monkeypatch):
    """The channel that the operator is told in must be there."""
    channel = discord.do(lambda server: server.world.add_guild("Desk").add_channel("alerts"))
    monkeypatch.setenv("NEWSDESK_DISCORD__ALERT_CHANNEL", str(channel.id))
    assert found(newsdesk("discord", "check", "--json"))["alerts"] == [(True, "told in alerts")]
    monkeypatch.setenv("NEWSDESK_DISCORD__ALERT_CHANNEL", "5")
    assert found(newsdesk("discord", "check", "--json"))["alerts"][0][0] is False


def test_check_without_discord(newsdesk, monkeypatch):
    """A Discord that cannot be reached is a line, not a traceback."""
    monkeypatch.setenv("NEWSDESK_DISCORD__TOKEN", TOKEN)
    monkeypatch.setenv("NEWSDESK_DISCORD__API_BASE", "http://127.0.0.1:9/api/v10")
    ((ok, text),) = found(newsdesk("discord", "check", "--json"))["token"]
    assert not ok
    assert text.startswith("Discord cannot be reached: ")


def test_guilds(newsdesk):
    """Servers are allowed with what they read and manage, listed in that order, changed, and denied."""
    said = newsdesk(
        "discord", "guilds", "allow", "42", "--reads", "main", "--reads", "my feeds", "--manages", "my feeds"
    )
    assert (said.code, said.out) == (0, "allowed 42: reads main, my feeds; manages my feeds\n")
    assert said.err == "No article is in 'main' or 'my feeds' yet.\n"
    newsdesk("discord", "guilds", "allow", "7")
    assert newsdesk("discord", "guilds", "list").out == (
        "42\t-\treads main, my feeds; manages my feeds\n7\t-\treads main; manages nothing\n"
    )
    changed = newsdesk("discord", "guilds", "allow", "42", "--manages", "", "--json").data
    assert (changed["id"], changed["reads"], changed["manages"]) == ("42", ["main", "my feeds"], None)
    assert newsdesk("discord", "guilds", "deny", "42").out == "denied 42\n"
    assert [guild["id"] for guild in newsdesk("discord", "guilds", "list", "--json").data] == ["7"]
    again = newsdesk("discord", "guilds", "deny", "42")
    assert (again.code, again.out) == (1, "")
    assert again.err.startswith("error: The server 42 is not allowed.")


def test_no_guilds(newsdesk):
    """An empty list says how to fill it, on standard error."""
    said = newsdesk("discord", "guilds", "list")
    assert (said.code, said.out) == (0, "")
    assert "guilds allow" in said.err
    assert newsdesk("discord", "guilds", "list", "--json").data == []


@pytest.mark.parametrize(
    "arguments",
    [
        ["0"],
        ["-1"],
        ["Marwick"],
        ["9" * 30],
        ["42", "--reads", ""],
        ["42", "--reads", "a\x1b[31m"],
        ["42", "--manages", " "],
    ],
)
def test_guilds_that_make_no_sense(newsdesk, arguments):
    """What is no id or cannot name a collection is refused, and nobody is allowed."""
    assert newsdesk("discord", "guilds", "allow", *arguments).code == 2
    assert newsdesk("discord", "guilds", "list", "--json").data == []


@pytest.mark.slow
def test_run(stocked, discord):
    """The bot as a process: connected, told to stop, exit code 0, a log of JSON lines without the token."""
    environment = {
        "HOME": str(stocked.home),
        "NEWSDESK_DATA_DIR": str(stocked.data_dir),
        "NEWSDESK_DISCORD__LOG": "json",
    }
    with subprocess.Popen(
        [sys.executable, "-m", "bot.main", "discord", "run"],
        env={**os.environ, **environment},
        stderr=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as process:
        try:
            discord.wait(lambda server: server.until(lambda: server.gateway.is_ready or process.poll() is not None, 60))
        finally:
            process.send_signal(signal.SIGTERM)
            out, err = process.communicate(timeout=30)
    assert (process.returncode, out) == (0, ""), err
    assert {json.loads(line)["level"] for line in err.splitlines()} == {"INFO"}
    assert discord.server.token not in err


def test_run_with_a_wrong_token(stocked, discord, monkeypatch):
    """A refused token has an exit code of its own, and one clear line at the end of the log."""
    monkeypatch.setenv("NEWSDESK_DISCORD__TOKEN", TOKEN)
    said = stocked("discord", "run")
    assert said.code == 4
    assert said.err.splitlines()[-1].startswith("error: Discord refuses the token of discord.token.")
    assert TOKEN not in said.err


def test_run_without_intents(stocked, monkeypatch):
    """Refused intents have another, and the setting that would do without them is named."""
    monkeypatch.setenv("NEWSDESK_DISCORD__MESSAGE_CONTENT", "true")
    with at_discord(monkeypatch, DiscordServer(World(privileged=0))):
        said = stocked("discord", "run")
    assert said.code == 5
    assert "discord.message_content = false" in said.err.splitlines()[-1]


@pytest.mark.parametrize("port", ["0", "65536", "x"])
def test_run_on_a_port_that_cannot_be(newsdesk, monkeypatch, port):
    """--health-port is a port."""
    monkeypatch.setenv("NEWSDESK_DISCORD__TOKEN", TOKEN)
    assert newsdesk("discord", "run", "--health-port", port).code == 2
