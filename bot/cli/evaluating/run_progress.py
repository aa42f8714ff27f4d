"""How far an evaluation is, in a line or beside a bar."""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from typing import TYPE_CHECKING

from bot.cli.desk import Desk
from bot.cli.progress import Drawn, Form, shown
from bot.rendering.fields import counted, duration

if TYPE_CHECKING:
    from bot.evaluation.running import Progress


def shown_asking(desk: Desk) -> "AbstractContextManager[Callable[[Progress], None]]":
    """Give a listener that shows the progress that it is told."""
    return shown(desk, Form("asking", lambda progress, _: told(progress), _drawn), counts=True)


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


def _drawn(progress: "Progress", _seconds: float) -> Drawn:
    return Drawn(progress.done, progress.total, ", ".join(_details(progress)))
