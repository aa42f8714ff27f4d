"""The server as a program, for trying a bot by hand."""

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]


def test_program_tells_the_settings_of_a_bot_and_ends_with_its_input():
    """It prints what a bot must be set to, and ends when nothing more is typed."""
    command = [sys.executable, "-m", "tests.discord_server"]
    ran = subprocess.run(command, cwd=ROOT, input="", capture_output=True, text=True, timeout=20, check=True)
    printed = dict(line.split("=", 1) for line in ran.stdout.splitlines() if line.startswith("NEWSDESK_"))
    assert printed["NEWSDESK_DISCORD__API_BASE"].startswith("http://127.0.0.1:")
    assert printed["NEWSDESK_DISCORD__GATEWAY"].startswith("ws://127.0.0.1:")
    assert printed["NEWSDESK_DISCORD__TOKEN"]
