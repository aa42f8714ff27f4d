"""How far an ingest is: a bar on a terminal, else a plain line now and then. Always on standard error."""

import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from bot.cli.desk import Desk
from bot.rendering.fields import counted, duration

if TYPE_CHECKING:
    from bot.ingestion.report import Progress

SECONDS_BETWEEN_LINES = 5.0


@contextmanager
def shown_progress(desk: Desk) -> Iterator["Callable[[Progress], None]"]:
    """Give a listener that shows the progress that it is told."""
    if sys.stderr.isatty():
        with _bar(desk) as listener:
            yield listener
    else:
        yield _lines(desk)


def told(progress: "Progress", seconds: float) -> str:
    """One line: share, articles, passages, rate and time left. `seconds` since the beginning."""
    share = progress.bytes_done / progress.bytes_total if progress.bytes_total else 0.0
    parts = [f"{share:.0%}", counted(progress.articles, "article"), counted(progress.passages, "passage")]
    if seconds > 0:
        parts.append(f"{progress.passages / seconds:,.0f} a second")
    if 0 < share < 1:
        parts.append(f"about {duration(seconds / share * (1 - share))} left")
    return ", ".join(parts)


def _lines(desk: Desk) -> "Callable[[Progress], None]":
    began = time.monotonic()
    last = began

    def listener(progress: "Progress") -> None:
        nonlocal last
        now = time.monotonic()
        if now - last >= SECONDS_BETWEEN_LINES:
            last = now
            desk.note(f"ingesting: {told(progress, now - began)}")

    return listener


@contextmanager
def _bar(desk: Desk) -> Iterator["Callable[[Progress], None]"]:
    from rich.progress import BarColumn, TaskProgressColumn, TextColumn, TimeRemainingColumn
    from rich.progress import Progress as Bar

    columns = (
        TextColumn("ingesting"),
        BarColumn(),
        TaskProgressColumn(),
        TextColumn("{task.fields[told]}", markup=False),
        TimeRemainingColumn(),
    )
    began = time.monotonic()
    with Bar(*columns, console=desk.console(sys.stderr), transient=True) as bar:
        task = bar.add_task("", total=None, told="")

        def listener(progress: "Progress") -> None:
            rate = progress.passages / max(time.monotonic() - began, 0.001)
            text = f"{counted(progress.articles, 'article')}, {rate:,.0f} passages a second"
            bar.update(task, total=progress.bytes_total or None, completed=progress.bytes_done, told=text)

        yield listener
