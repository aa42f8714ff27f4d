"""Whatever goes wrong becomes one clear message and the documented exit code."""

import errno
import sys

import pytest
import typer
from typer.testing import CliRunner

from bot import errors
from bot.cli.running import run


def raising(error: BaseException, *arguments: str) -> tuple[int, str]:
    """Exit code and standard error of a command that raises."""
    application = typer.Typer()

    @application.command()
    def command(*, debug: bool = False) -> None:
        raise error

    with CliRunner().isolation() as (_, err, _):
        code = run(application, list(arguments))
        sys.stderr.flush()
        return code, err.getvalue().decode()


@pytest.mark.parametrize(
    ("error", "code"),
    [
        (errors.ConfigurationError("c"), 2),
        (errors.UsageError("u"), 2),
        (errors.NotConfigured("n"), 3),
        (errors.LibraryEmpty("e"), 12),
        (errors.LibraryIncompatible("i"), 12),
        (errors.LibraryBusy("b"), 1),
        (errors.LibraryDamaged("d"), 1),
        (errors.ArticleNotFound("a"), 1),
        (errors.ModelError("m"), 1),
        (errors.IngestError("s"), 1),
    ],
)
def test_exit_codes(error, code):
    """Each error of the tree has its exit code and is told as it is."""
    assert raising(error) == (code, f"error: {error}\n")


def test_interrupt():
    """An interrupt is one line and 130."""
    assert raising(KeyboardInterrupt()) == (130, "interrupted\n")


def test_system_error():
    """The system's errors are told with the file."""
    assert raising(PermissionError(errno.EACCES, "Permission denied", "/x")) == (1, "error: Permission denied: /x\n")


def test_unexpected():
    """An unexpected error asks to be reported, without a traceback and without its text, which may be an article's."""
    code, told = raising(ValueError("body of an article"))
    assert code == 1
    assert told.startswith("error: newsdesk met something unexpected (ValueError in test_running.py, line ")
    assert "body of an article" not in told
    assert len(told.splitlines()) == 1


def test_debug():
    """With --debug the traceback is shown."""
    _, told = raising(ValueError("x"), "--debug")
    assert told.startswith("Traceback")


def test_control_characters():
    """A message cannot command the terminal."""
    assert raising(errors.UsageError("\x1b[31m")) == (2, "error: \\x1b[31m\n")
