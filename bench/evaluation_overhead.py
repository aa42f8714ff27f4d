"""What the harness of an evaluation costs: `python bench/evaluation_overhead.py [--questions 200]`.

In one process, over the sample: the same questions asked bare and by `bot.evaluation.running.run` with its records
written, in turns of a few questions, every second turn in the other order, so that both meet the same machine. Shown
are the difference in wall clock and in processor time, and what the run took outside the answers themselves, which a
busy machine disturbs least: each as a share of asking bare.
"""

import argparse
import tempfile
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from bot import wiring
from bot.answering.answerer import Answerer
from bot.domain.question import Question
from bot.evaluation import formats
from bot.evaluation.gold import GoldQuestion
from bot.evaluation.libraries import built
from bot.evaluation.record import RunInfo
from bot.evaluation.running import Pace, run
from bot.evaluation.store import Recorder, Runs
from bot.settings.ledger import LedgerSettings
from bot.settings.settings import Settings

CORPUS = Path(__file__).resolve().parent.parent / "corpus"
WARMING = 10
"""Questions that are asked before anything is measured: models and caches are loaded by then."""
TURN = 4
"""Questions of a turn: about a second, in which a machine changes little."""


@dataclass(frozen=True, slots=True)
class Spent:
    """Seconds of wall clock and of the processor."""

    wall: float = 0.0
    processor: float = 0.0

    def __add__(self, other: "Spent") -> "Spent":
        return Spent(self.wall + other.wall, self.processor + other.processor)


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--questions", type=int, default=200)
    wanted = parser.parse_args().questions
    given = formats.read(CORPUS / "questions" / "sample.jsonl")
    questions = given.questions[:wanted]
    with tempfile.TemporaryDirectory() as name:
        settings = Settings(data_dir=Path(name), ledger=LedgerSettings(receipts=False))
        answerer = wiring.answerer(built(settings, CORPUS / "articles").settings)
        ask_bare(answerer, questions[:WARMING])
        runs, now = Runs(settings.data_dir), datetime.now(UTC)
        info = RunInfo("overhead", given.name, given.hash, "", {}, "extractive", "", now.isoformat(), parallel=1)
        bare, whole = Spent(), Spent()
        with runs.recording(info, given) as recorder:
            for turn, start in enumerate(range(0, len(questions), TURN)):
                some = questions[start : start + TURN]
                both = [lambda some=some: ask_bare(answerer, some), lambda some=some: ask(answerer, some, recorder)]
                order = (0, 1) if turn % 2 == 0 else (1, 0)
                spent = {which: measured(both[which]) for which in order}
                bare, whole = bare + spent[0], whole + spent[1]
        answers = sum(record.seconds for record in runs.load("overhead").records)
    print(f"{len(questions)} questions, bare: {bare.wall:.2f} s, processor {bare.processor:.2f} s")
    print(f"overhead, wall clock     {whole.wall / bare.wall - 1:+.2%}")
    print(f"overhead, processor      {whole.processor / bare.processor - 1:+.2%}")
    print(f"outside the answers      {(whole.wall - answers) / bare.wall:+.2%}")


def ask_bare(answerer: Answerer, questions: Sequence[GoldQuestion]) -> None:
    """Ask them one after the other and keep nothing."""
    for gold in questions:
        answerer.answer(Question(gold.text, gold.history, asked_at=gold.asked_at or datetime.now(UTC)))


def ask(answerer: Answerer, questions: Sequence[GoldQuestion], recorder: Recorder) -> None:
    """Ask them as an evaluation does."""
    run(questions, answerer, recorder, Pace(datetime.now(UTC)))


def measured(work: Callable[[], None]) -> Spent:
    """What it takes."""
    wall, processor = time.perf_counter(), time.process_time()
    work()
    return Spent(time.perf_counter() - wall, time.process_time() - processor)


if __name__ == "__main__":
    main()
