"""docs/operations.md and the Dockerfile name commands, options, settings, files and exit codes that there are."""

import configparser
import json
import re
import shlex
import sqlite3
import subprocess
import sys
import tomllib
from contextlib import closing
from pathlib import Path

import pytest
from typer.main import get_command

from bot.cli.application import application
from bot.cli.exits import ExitCode
from bot.discord_app.health import HOST, PATH
from bot.discord_app.running import CLOSING_SECONDS, TELLING_SECONDS
from bot.ledger.community import Community
from bot.settings.names import fields, variable
from bot.settings.settings import Settings

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "docs" / "operations.md").read_text(encoding="utf-8")
DOCKERFILE = (ROOT / "Dockerfile").read_text(encoding="utf-8").replace("\\\n", " ")
BLOCKS = re.findall(r"```(\w+)\n(.*?)```", PAGE, re.DOTALL)
HELPLESS = {ExitCode.USAGE, ExitCode.NOT_CONFIGURED, ExitCode.TOKEN_REFUSED, ExitCode.INTENTS_REFUSED}
"""After these a restart ends as the start did."""


def of_kind(kind: str) -> list[str]:
    return [text for found, text in BLOCKS if found == kind]


def console_lines() -> list[str]:
    """What is typed, comments left out."""
    typed = "".join(of_kind("console")).replace("\\\n", " ")
    return [line.removeprefix("$ ").split("   #")[0].strip() for line in typed.splitlines()]


def unit() -> configparser.SectionProxy:
    parser = configparser.ConfigParser(strict=False, interpolation=None)
    parser.read_string(of_kind("ini")[0])
    return parser["Service"]


def instructions(name: str) -> list[str]:
    lines = (line.strip() for line in DOCKERFILE.splitlines())
    return [line.removeprefix(f"{name} ") for line in lines if line.startswith(f"{name} ")]


def commands() -> list[str]:
    """What follows `newsdesk` wherever the page, its unit or the image runs it."""
    ways = (r"newsdesk (.*)", r".* /opt/newsdesk/bin/newsdesk (.*)", r"docker exec newsdesk newsdesk (.*)")
    of_images = r"docker run .* newsdesk (\w.*)"
    typed = [found[1] for line in console_lines() for way in (*ways, of_images) if (found := re.fullmatch(way, line))]
    inline = re.findall(r"`newsdesk ([^`]*)`", PAGE)
    served = unit()["ExecStart"].partition("bin/newsdesk ")[2]
    return [*typed, *inline, served, " ".join(json.loads(instructions("CMD")[0]))]


@pytest.mark.parametrize("arguments", commands())
def test_commands(arguments):
    """Each command is one of ours, with options that it has."""
    command = get_command(application())
    options = {name for parameter in command.params for name in parameter.opts}
    for word in shlex.split(arguments):
        if word.startswith("--"):
            assert word in options
        elif word in getattr(command, "commands", {}):
            command = command.commands[word]
            options |= {name for parameter in command.params for name in parameter.opts}
    assert not getattr(command, "commands", {})


def test_all_of_them_are_looked_at():
    """The commands that matter are among those that the test above finds."""
    found = " | ".join(commands())
    for each in ("discord invite", "guilds allow", "sync", "check", "backup /", "restore", "ingest /news", "ingest ~"):
        assert each in found
    assert commands()[-2:] == ["--config /etc/newsdesk/config.toml discord run", "discord run"]


def test_settings():
    """Each setting and variable that is named exists, and the file of the page can be read."""
    known = {name for name, _ in fields()}
    named = re.findall(r"`((?:discord|ledger|chat)\.[a-z_]+)", PAGE)
    assert named
    assert {name for name in named if not name.endswith(".db")} <= known
    variables = re.findall(r"NEWSDESK_[A-Z_]+", PAGE + DOCKERFILE)
    assert {"NEWSDESK_DATA_DIR", "NEWSDESK_DISCORD__TOKEN"} <= set(variables)
    assert set(variables) <= {variable(name) for name in known}
    Settings.model_validate_json(json.dumps(tomllib.loads(of_kind("toml")[0])), strict=True)


def test_exit_codes():
    """The page's exit codes are ours; docs/cli.md lists all."""
    rows = re.findall(r"^\| ([\d, ]+) \|", PAGE, re.MULTILINE)
    codes = {int(code) for row in rows for code in row.split(",")}
    assert codes <= set(ExitCode)
    assert codes >= HELPLESS
    listed = re.findall(r"^\| (\d+) \|", (ROOT / "docs" / "cli.md").read_text(encoding="utf-8"), re.MULTILINE)
    assert set(map(int, listed)) == set(ExitCode)


def test_unit():
    """The unit waits longer than the bot takes to stop, and does not start again what cannot start."""
    stopping = Settings().discord.stop_seconds + TELLING_SECONDS + CLOSING_SECONDS
    assert float(unit()["TimeoutStopSec"]) > stopping
    assert float(re.search(r"--stop-timeout (\d+)", PAGE)[1]) > stopping
    assert set(map(int, unit()["RestartPreventExitStatus"].split())) == HELPLESS
    assert int(unit()["SuccessExitStatus"]) == ExitCode.TERMINATED


def test_image():
    """The image takes what is there and needed, runs as nobody in particular, and asks the port that the bot opens."""
    copied = [name for line in instructions("COPY") if "--from" not in line for name in line.split()[:-1]]
    assert all((ROOT / name).exists() for name in copied)
    with (ROOT / "pyproject.toml").open("rb") as file:
        project = tomllib.load(file)
    wheel = project["tool"]["hatch"]["build"]["targets"]["wheel"]
    assert {*wheel["packages"], *wheel["force-include"], project["project"]["readme"], "pyproject.toml"} <= set(copied)
    assert int(instructions("USER")[0]) > 0
    port = re.search(r"NEWSDESK_DISCORD__HEALTH_PORT=(\d+)", DOCKERFILE)[1]
    assert f"http://{HOST}:{port}{PATH}" in instructions("HEALTHCHECK")[0]


def test_health_check():
    """The image's health check fails where nobody is well."""
    code = json.loads(instructions("HEALTHCHECK")[0].partition("CMD ")[2])[2]
    unheard = code.replace(":8080/", ":9/")
    assert unheard != code
    assert subprocess.run([sys.executable, "-c", unheard], capture_output=True, check=False).returncode == 1


def test_backup_of_the_ledger(tmp_path):
    """The page's line saves a ledger that is open, and the copy knows what it knew."""
    (tmp_path / "new").mkdir()
    community = Community(tmp_path)
    community.allow_guild(42, ["sports"])
    [line] = [line for line in console_lines() if line.startswith("python3 -c")]
    words = shlex.split(line.replace("/var/lib/newsdesk", str(tmp_path)).replace("/backup", str(tmp_path / "new")))
    with closing(sqlite3.connect(tmp_path / "ledger.db")) as other:
        other.execute("BEGIN")
        other.execute("SELECT * FROM guilds").fetchall()
        subprocess.run([sys.executable, *words[1:]], check=True)
    [guild] = Community(tmp_path / "new").guilds()
    assert (guild.id, guild.reads) == (42, ("sports",))
    Community(tmp_path / "new").deny_guild(42)
