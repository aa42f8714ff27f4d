"""How far an evaluation is: a bar on a terminal, else a plain line now and then. Always on standard error."""

import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from bot.cli.desk import Desk
from bot.cli.progress import SECONDS_BETWEEN_LINES
from bot.rendering.fields import counted, duration

if TYPE_CHECKING:
    from bot.evaluation.running import Progress


@contextmanager
def shown_asking(desk: Desk) -> Iterator["Callable[[Progress], None]"]:
    """Give a listener that shows the progress that it is told."""
    if sys.stderr.isatty():
        with _bar(desk) as listener:
            yield listener
    else:
        yield _lines(desk)


def told(progress: "Progress") -> str:
    """One line: share, questions, failures, USD, rate and time left. The rate is that of this part of the run."""
    share = progress.done / progress.total if progress.total else 1.0
    parts = [f"{share:.0%}", f"{progress.done:,} of {counted(progress.total, 'question')}", *_details(progress)]
    left = progress.total - progress.done
    if left and progress.asked_now:
        parts.append(f"about {duration(progress.seconds / progress.asked_now * left)} left")
    return ", ".join(parts)


def _details(progress: "Progress") -> Iterator[str]:
    if progress.failed:
        yield f"{progress.failed:,} failed"
    if progress.usd:
        yield f"{progress.usd:.2f} USD"
    if progress.seconds > 0 and progress.asked_now:
        yield f"{progress.asked_now / progress.seconds:,.1f} a second"


def _lines(desk: Desk) -> "Callable[[Progress], None]":
    last = time.monotonic()

    def listener(progress: "Progress") -> None:
        nonlocal last
        now = time.monotonic()
        if now - last >= SECONDS_BETWEEN_LINES:
            last = now
            desk.note(f"asking: {told(progress)}")

    return listener


@contextmanager
def _bar(desk: Desk) -> Iterator["Callable[[Progress], None]"]:
    from rich.progress import BarColumn, MofNCompleteColumn, TextColumn, TimeRemainingColumn
    from rich.progress import Progress as Bar

    columns = (
        TextColumn("asking"),
        BarColumn(),
        MofNCompleteColumn(),
        TextColumn("{task.fields[told]}", markup=False),
        TimeRemainingColumn(),
    )
    with Bar(*columns, console=desk.console(sys.stderr), transient=True) as bar:
        task = bar.add_task("", total=None, told="")

        def listener(progress: "Progress") -> None:
            bar.update(task, total=progress.total, completed=progress.done, told=", ".join(_details(progress)))

        yield listener
