"""The command `newsdesk`. Each front end's commands are mounted here and imported late."""

import sys


def main() -> None:
    """Run the command line and leave with its exit code."""
    try:
        from bot.cli.application import application
        from bot.cli.running import run
    except KeyboardInterrupt:
        sys.exit(130)
    sys.exit(run(application(), sys.argv[1:]))


if __name__ == "__main__":
    main()
