"""One run from beginning to end: what is asked of what, what the run is called, and the asking.

Every command that asks a set does it here, so that the same is asked and kept however it was ordered.
"""

import sys
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

from bot import wiring
from bot.evaluation import identity
from bot.evaluation.formats.intake import SetIntake
from bot.evaluation.gold import GoldQuestion, QuestionSet
from bot.evaluation.libraries import Built, built, own
from bot.evaluation.record import RunInfo
from bot.evaluation.running import OnProgress, Pace, Progress, run
from bot.evaluation.store import Runs
from bot.ingestion.run import OnProgress as OnIngest
from bot.settings.overriding import differing
from bot.settings.settings import Settings

if sys.platform != "win32":
    import resource


@dataclass(frozen=True, slots=True)
class Plan:
    """A run that is to be asked. `settings` are the person's, `library` what answers."""

    settings: Settings
    library: Built
    questions: QuestionSet
    info: RunInfo
    budget_usd: float | None = None
    measures_memory: bool = True
    """Whether the most memory that this process took is that of the run."""


def without_receipts(settings: Settings) -> Settings:
    """Those of a run: receipts of its questions would stand among those of people's."""
    return settings.model_copy(update={"ledger": settings.ledger.model_copy(update={"receipts": False})})


def library(settings: Settings, articles: Path | SetIntake | None, on_progress: OnIngest | None = None) -> Built:
    """Where the answers come from; without articles the person's own library. Raises as `built`."""
    if articles is None:
        return Built(settings, own(settings), failed=0, anew=False)
    return built(settings, articles, on_progress)


def described(questions: QuestionSet, library: Built, parallel: int = 1) -> RunInfo:
    """What a run is that asks this set of this library now, by the name that it has of itself.

    Raises:
        NotConfigured, ConfigurationError: nothing could answer.

    """
    info = RunInfo(
        name="",
        questions=questions.name,
        questions_hash=questions.hash,
        articles_hash=library.hash,
        settings=identity.of_answers(differing(library.settings)),
        engine=wiring.engine(library.settings).value,
        version=identity.version(library.settings),
        started_at=datetime.now(UTC).isoformat(timespec="seconds"),
        parallel=parallel,
    )
    return replace(info, name=identity.default_name(info))


def conduct(plan: Plan, chosen: tuple[GoldQuestion, ...], on_progress: OnProgress | None = None) -> Progress:
    """Ask what was not asked yet, and keep it; what is spent is counted in the person's ledger, and kept to its limits.

    Raises:
        UsageError, Busy: as `Runs.recording`.
        LibraryEmpty, LibraryIncompatible, OSError: as `running.run`.

    """
    with Runs(plan.settings.data_dir).recording(plan.info, plan.questions) as recorder:
        pace = Pace(datetime.fromisoformat(recorder.info.started_at), plan.info.parallel, plan.budget_usd)
        answerer = wiring.answerer(plan.library.settings, books=wiring.ledger(plan.settings))
        progress = run(chosen, answerer, recorder, pace, on_progress)
        peak = _peak_memory_mib()
        if plan.measures_memory and progress.asked_now and peak and not plan.library.anew:
            recorder.measured(peak)  # of a library built just now it would be the memory of taking articles in
    return progress


def _peak_memory_mib() -> float | None:
    """Of this process since it began; None where the system does not tell."""
    if sys.platform == "win32":
        return None
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak / (1 << 20 if sys.platform == "darwin" else 1 << 10)
