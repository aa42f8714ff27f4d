"""The command line as a whole: shared options, versions, usage errors."""

import pytest

from bot import __version__


def test_version(newsdesk):
    """--version prints the version and nothing else."""
    assert newsdesk("--version") == newsdesk("--version").__class__(0, f"newsdesk {__version__}\n", "")


@pytest.mark.parametrize(
    "command",
    [
        *("", "ask", "ingest", "articles", "articles list", "articles show", "articles remove"),
        *("status", "doctor", "backup", "restore", "config", "config show"),
    ],
)
def test_help(newsdesk, command):
    """Every command explains itself."""
    said = newsdesk(*command.split(), "--help")
    assert said.code == 0
    assert "Usage: newsdesk" in said.out
    assert said.err == ""


@pytest.mark.parametrize("before", [True, False])
def test_shared_options_stand_anywhere(newsdesk, before):
    """--data-dir works before and after the command's name."""
    option = ["--data-dir", newsdesk.home / "elsewhere"]
    said = newsdesk(*option, "config", "show") if before else newsdesk("config", "show", *option)
    assert f"data_dir                    = {newsdesk.home}/elsewhere  (flag --data-dir)\n" in said.out


@pytest.mark.parametrize(
    "arguments", [["--nonsense"], ["nonsense"], ["ask", "--top", "0"], ["ask", "--top", "x"], ["articles", "show"]]
)
def test_usage(newsdesk, arguments):
    """What typer refuses is one error with a hint, exit code 2."""
    said = newsdesk(*arguments)
    assert said.code == 2
    assert said.out == ""
    assert said.err.startswith("error: ")
    assert "--help" in said.err
    assert len(said.err.splitlines()) == 2


def test_control_characters_of_the_command_line(newsdesk):
    """An escape character in an argument is shown, not sent to the terminal."""
    said = newsdesk("ask", "--since", "\x1b[31m", "who?")
    assert said.code == 2
    assert "\x1b" not in said.err
    assert "\\x1b" in said.err


def test_completion(newsdesk):
    """typer's completion can be shown."""
    assert "NEWSDESK_COMPLETE" in newsdesk("--show-completion", "bash").out or newsdesk("--show-completion").code in (
        0,
        1,
    )


def test_nothing_at_all(newsdesk):
    """Without a command the help is shown, and no error without words."""
    said = newsdesk()
    assert said.code == 2
    assert "Usage: newsdesk" in said.out
    assert said.err == ""


@pytest.mark.parametrize(
    "arguments",
    [
        *(["--data-dir", "", "status"], ["status", "--data-dir", ""], ["--config", "", "status"]),
        *(["ingest", ""], ["ingest", "x.txt", ""], ["backup", ""], ["restore", ""]),
    ],
)
def test_empty_path(newsdesk, arguments, monkeypatch):
    """An empty path is a variable that is not set, and never stands for the current folder."""
    monkeypatch.chdir(newsdesk.home)
    said = newsdesk(*arguments)
    assert said.code == 2
    assert "it is empty; for the current folder write ." in said.err
    assert list(newsdesk.home.iterdir()) == []
