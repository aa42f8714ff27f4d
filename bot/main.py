"""The command `newsdesk`. Each front end's commands are mounted here and imported late."""

import signal
import sys
from types import FrameType

TERMINATED = 143


def main() -> None:
    """Run the command line and leave with its exit code."""
    signal.signal(signal.SIGTERM, _end)
    try:
        from bot.cli.application import application
        from bot.cli.running import run
    except KeyboardInterrupt:
        sys.exit(130)
    sys.exit(run(application(), sys.argv[1:]))


def _end(_signal: int, _frame: FrameType | None) -> None:
    """Told to end: as after an interrupt, what is held is let go and what was written so far stays."""
    sys.exit(TERMINATED)


if __name__ == "__main__":
    main()
