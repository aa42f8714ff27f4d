"""The commands under `newsdesk evaluate`, mounted."""

import typer

from bot.cli.evaluating.calibrating import calibrate
from bot.cli.evaluating.comparing import compare
from bot.cli.evaluating.drafting import generate
from bot.cli.evaluating.from_feedback import from_feedback
from bot.cli.evaluating.gating import baseline, gate
from bot.cli.evaluating.judging import judge
from bot.cli.evaluating.listing import list_
from bot.cli.evaluating.removing import remove
from bot.cli.evaluating.reporting import report
from bot.cli.evaluating.running import run
from bot.cli.evaluating.sweeping import sweep

commands = typer.Typer(help="Measure how good the answers are, and whether a change helps.", no_args_is_help=True)
commands.command("run")(run)
commands.command("sweep")(sweep)
commands.command("calibrate")(calibrate)
commands.command("list")(list_)
commands.command("remove")(remove)
commands.command("compare")(compare)
commands.command("gate")(gate)
commands.command("baseline")(baseline)
commands.command("report")(report)
commands.command("judge")(judge)
commands.command("from-feedback")(from_feedback)
commands.command("generate")(generate)
