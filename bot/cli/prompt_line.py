"""Lines that a person types, with editing and history where the system has them; piped lines as they are."""

import sys
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

HISTORY = "chat-history"
"""File in the data folder; `answers forget --all` deletes it."""

PROMPT = "> "
KEPT_LINES = 1_000
LONGEST_LINE = 50_000
"""Characters; a question has at most 10,000."""


class PromptLine:
    """Iterates over lines that hold something, until the end of input. `history`: file to keep them in, or None."""

    def __init__(self, history: Path | None) -> None:
        self.is_interactive = sys.stdin is not None and sys.stdin.isatty() and sys.stdout.isatty()
        self._history = history

    def __iter__(self) -> Iterator[str]:
        return self._typed() if self.is_interactive else self._piped()

    def _piped(self) -> Iterator[str]:
        while sys.stdin is not None and (line := sys.stdin.readline(LONGEST_LINE)):
            if line.strip():
                yield line.strip()

    def _typed(self) -> Iterator[str]:
        self._remember()
        while True:
            try:
                line = input(PROMPT).strip()
            except EOFError:
                print()
                return
            except KeyboardInterrupt:
                print()
                continue
            if line:
                self._keep()
                yield line

    def _remember(self) -> None:
        """Switch on editing, and take in the lines of earlier conversations."""
        with suppress(ImportError):  # not on every system; then lines are typed without it
            import readline

            readline.set_history_length(KEPT_LINES)
            if self._history is not None:
                with suppress(OSError):
                    readline.read_history_file(self._history)

    def _keep(self) -> None:
        """Write the lines so far, for this user's eyes only."""
        if self._history is None or not self._history.parent.is_dir():
            return
        with suppress(ImportError, OSError):
            import readline

            self._history.touch(mode=0o600)
            readline.write_history_file(self._history)
