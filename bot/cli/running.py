"""Runs the command line and is the one place where its errors are caught, told and turned into exit codes."""

import os
import sys
import traceback
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

import typer
from typer.main import get_command

from bot.cli.exits import ExitCode, code_of
from bot.errors import NewsdeskError
from bot.rendering.safety import block


def run(application: typer.Typer, arguments: Sequence[str]) -> int:
    """Run one command and return its exit code; the person has been told whatever went wrong."""
    _never_fail_to_print()
    try:
        code = _invoke(application, arguments)
        sys.stdout.flush()
    except NewsdeskError as error:
        _tell(f"error: {error}")
        code = code_of(error)
    except typer.TyperException as error:
        if error.format_message():  # without one it is the help, printed already, of a command that was given nothing
            _tell(f"error: {error.format_message()}{_help_hint(error)}")
        code = error.exit_code
    except (KeyboardInterrupt, typer.Abort):
        code = ExitCode.INTERRUPTED
    except BrokenPipeError:
        code = ExitCode.CLOSED_PIPE
    except OSError as error:
        _tell(f"error: {error.strerror or error}" + (f": {error.filename}" if error.filename else ""))
        code = ExitCode.FAILURE
    except Exception as error:  # noqa: BLE001 -- the last resort: one clear line instead of a traceback
        _tell(_unexpected(error, debug="--debug" in arguments))
        code = ExitCode.FAILURE
    if code in (ExitCode.INTERRUPTED, ExitCode.TERMINATED):
        _tell("interrupted")
    if code == ExitCode.CLOSED_PIPE:
        _forget_output()
    return int(code)


def _invoke(application: typer.Typer, arguments: Sequence[str]) -> int:
    try:
        code = get_command(application).main(list(arguments), prog_name="newsdesk", standalone_mode=False)
    except SystemExit as leaving:
        # typer leaves so when a pipe is closed (with the code of a failure) and after printing shell completions
        if isinstance(leaving.__context__, BrokenPipeError):
            raise BrokenPipeError from leaving
        code = leaving.code
    return code if isinstance(code, int) else ExitCode.SUCCESS


def _never_fail_to_print() -> None:
    """Let what the terminal's encoding cannot show be printed as escapes, and a closed stream swallow everything."""
    for name in ("stdout", "stderr"):
        stream = getattr(sys, name)
        if stream is None:
            setattr(sys, name, Path(os.devnull).open("w", encoding="utf-8"))  # noqa: SIM115 -- open until the end
        elif hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="backslashreplace")


def _forget_output() -> None:
    """Let what is still buffered go nowhere, so that the interpreter's last flush does not complain."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, sys.stdout.fileno())


def _tell(message: str) -> None:
    with suppress(OSError):  # nobody listens
        print(block(message), file=sys.stderr, flush=True)


def _help_hint(error: typer.TyperException) -> str:
    context = getattr(error, "ctx", None)
    return f"\nTry: {context.command_path} --help" if context else ""


def _unexpected(error: Exception, *, debug: bool) -> str:
    if debug:
        return "".join(traceback.format_exception(error)).rstrip()
    place = traceback.extract_tb(error.__traceback__)[-1]
    return (
        f"error: newsdesk met something unexpected ({type(error).__name__} in {Path(place.filename).name}, line "
        f"{place.lineno}). Please report it, with what the same command tells with --debug."
    )
