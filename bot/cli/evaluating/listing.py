"""`newsdesk evaluate list`: the runs that are stored."""

from dataclasses import asdict
from typing import TYPE_CHECKING

from bot.cli.desk import Desk, Json, takes_desk
from bot.errors import UsageError

if TYPE_CHECKING:
    from bot.evaluation.record import RunInfo


@takes_desk
def list_(desk: Desk, *, json: Json = False) -> None:
    """Show the runs that are stored, and how far each came."""
    from bot.evaluation.store import Runs
    from bot.rendering.paragraphs import paragraph
    from bot.rendering.safety import line

    runs = Runs(desk.settings().data_dir)
    rows = []
    for name in runs.names():
        try:
            rows.append((runs.info(name), runs.asked(name)))
        except UsageError as error:
            desk.note(f"left out: {error}")
    if json:
        desk.show_json([{**asdict(info), "asked": asked} for info, asked in rows])
    elif not rows:
        desk.note("There is no run yet: newsdesk evaluate run QUESTIONS")
    else:
        desk.show(
            paragraph(
                (line(info.name), "bold"),
                f"  {asked:,} asked of {line(info.questions)}, {line(info.engine)}",
                (f"  {line(info.started_at)}  {line(_changed(info))}", "dim"),
            )
            for info, asked in rows
        )


def _changed(info: "RunInfo") -> str:
    return " ".join(f"{name}={value}" for name, value in info.settings.items())
