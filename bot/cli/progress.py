"""How far work is: a bar on a terminal, else a plain line now and then. Always on standard error."""

import sys
import time
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Generic, TypeVar

from bot.cli.desk import Desk
from bot.rendering.fields import counted, duration

if TYPE_CHECKING:
    from bot.ingestion.report import Progress

SECONDS_BETWEEN_LINES = 5.0

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Form(Generic[T]):
    """How progress of one kind is told. Both are given what they tell of, and the seconds since the beginning."""

    doing: str
    line: Callable[[T, float], str]
    """All of it, for where there is no terminal."""
    bar: Callable[[T, float], "Drawn"]


@dataclass(frozen=True, slots=True)
class Drawn:
    """What a bar shows; `total` None: not known yet."""

    done: int
    total: int | None
    text: str


@contextmanager
def shown(desk: Desk, form: Form[T], *, counts: bool = False) -> Iterator[Callable[[T], None]]:
    """Give a listener that shows the progress that it is told; a bar tells a share, or `counts`."""
    if sys.stderr.isatty():
        with _bar(desk, form, counts=counts) as listener:
            yield listener
    else:
        yield _lines(desk, form)


def shown_progress(desk: Desk) -> "AbstractContextManager[Callable[[Progress], None]]":
    """The same for an ingest."""
    return shown(desk, Form("ingesting", told, _drawn))


def told(progress: "Progress", seconds: float) -> str:
    """One line: share, articles, passages, rate and time left. `seconds` since the beginning."""
    share = progress.bytes_done / progress.bytes_total if progress.bytes_total else 0.0
    parts = [f"{share:.0%}", counted(progress.articles, "article"), counted(progress.passages, "passage")]
    if seconds > 0:
        parts.append(f"{progress.passages / seconds:,.0f} a second")
    if 0 < share < 1:
        parts.append(f"about {duration(seconds / share * (1 - share))} left")
    return ", ".join(parts)


def _drawn(progress: "Progress", seconds: float) -> Drawn:
    rate = progress.passages / max(seconds, 0.001)
    text = f"{counted(progress.articles, 'article')}, {rate:,.0f} passages a second"
    return Drawn(progress.bytes_done, progress.bytes_total or None, text)


def _lines(desk: Desk, form: Form[T]) -> Callable[[T], None]:
    began = time.monotonic()
    last = began

    def listener(progress: T) -> None:
        nonlocal last
        now = time.monotonic()
        if now - last >= SECONDS_BETWEEN_LINES:
            last = now
            desk.note(f"{form.doing}: {form.line(progress, now - began)}")

    return listener


@contextmanager
def _bar(desk: Desk, form: Form[T], *, counts: bool) -> Iterator[Callable[[T], None]]:
    from rich.progress import BarColumn, MofNCompleteColumn, TaskProgressColumn, TextColumn, TimeRemainingColumn
    from rich.progress import Progress as Bar

    columns = (
        TextColumn(form.doing),
        BarColumn(),
        MofNCompleteColumn() if counts else TaskProgressColumn(),
        TextColumn("{task.fields[told]}", markup=False),
        TimeRemainingColumn(),
    )
    began = time.monotonic()
    with Bar(*columns, console=desk.console(sys.stderr), transient=True) as bar:
        task = bar.add_task("", total=None, told="")

        def listener(progress: T) -> None:
            drawn = form.bar(progress, time.monotonic() - began)
            bar.update(task, total=drawn.total, completed=drawn.done, told=drawn.text)

        yield listener
