"""Judgements beside the run that they are of: a file for each judge, its head first, then a line for each verdict.

A verdict counts as long as its answer is the one that it was given of. A line that a kill tore is dropped, and asked
for again. The run itself is only read.
"""

from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TypeAlias

from bot.errors import UsageError
from bot.evaluation.identity import checked_name
from bot.evaluation.json_lines import decoded, drop_torn, encoded, whole_lines
from bot.evaluation.judging.material import Material, materials
from bot.evaluation.judging.verdicts import Criterion, Judge, Verdict
from bot.evaluation.store import FOLDER, StoredRun, held

MOST_LINE_BYTES = 1 << 20
"""Of a head, which holds three prompts of at most 20,000 characters, or of a verdict; more is a mistake or a trap."""

Key: TypeAlias = tuple[str, Criterion]


@dataclass(frozen=True, slots=True)
class Judgement:
    """What one judge said of one run, in the order of its questions, each verdict once."""

    judge: Judge
    verdicts: tuple[Verdict, ...]


class JudgementFile:
    """Takes the verdicts of one judge; each is in the file when `add` returns. Not for several threads."""

    def __init__(self, file: Path, judge: Judge, shown: Mapping[str, Material]) -> None:
        """Raises UsageError where the file is damaged, OSError where it cannot be written."""
        drop_torn(file, MOST_LINE_BYTES)
        if not file.exists() or not file.stat().st_size:
            _append(file, judge)
        self.file = file
        self.judge, stored = _read(file)
        self.verdicts = _current(stored, shown)
        """Those that count, by question and criterion."""
        self.usd = sum(verdict.usd or 0.0 for verdict in stored)
        """What all of them cost, as far as it is known."""

    def add(self, verdict: Verdict) -> None:
        """Append a verdict. Raises OSError, after which the file is as before but for a torn line."""
        _append(self.file, verdict)
        self.verdicts[(verdict.question_id, verdict.criterion)] = verdict
        self.usd += verdict.usd or 0.0


def judgements(data_dir: Path, stored: StoredRun) -> tuple[Judgement, ...]:
    """All that judges said of a run, the first judge first.

    Raises:
        UsageError: a file is damaged; the message says where.

    """
    shown = materials(stored)
    read = [_read(file) for file in _folder(data_dir, stored).glob("judgements-*.jsonl") if file.stat().st_size]
    in_turn = sorted(read, key=lambda each: (each[0].begun_at, each[0].id))
    return tuple(Judgement(judge, _in_order(_current(verdicts, shown), shown)) for judge, verdicts in in_turn)


@contextmanager
def judging(data_dir: Path, stored: StoredRun, judge: Judge) -> Iterator[JudgementFile]:
    """The right to add verdicts of a judge on a run, begun or gone on with.

    Raises:
        UsageError: the judge's file is damaged.
        Busy: another process adds to it.

    """
    file = _folder(data_dir, stored) / f"judgements-{judge.id}.jsonl"
    with held(
        file.with_suffix(".lock"), f"The run {stored.info.name} is being judged by another process. Wait for it."
    ):
        yield JudgementFile(file, judge, materials(stored))


def _folder(data_dir: Path, stored: StoredRun) -> Path:
    return data_dir / FOLDER / checked_name(stored.info.name)


def _current(verdicts: Iterable[Verdict], shown: Mapping[str, Material]) -> dict[Key, Verdict]:
    """Those of answers that still stand; of two on one answer the later counts."""
    hashes = {id_: material.hash for id_, material in shown.items()}
    return {
        (each.question_id, each.criterion): each for each in verdicts if hashes.get(each.question_id) == each.material
    }


def _in_order(current: Mapping[Key, Verdict], shown: Mapping[str, Material]) -> tuple[Verdict, ...]:
    keys = ((id_, criterion) for id_ in shown for criterion in Criterion)
    return tuple(current[key] for key in keys if key in current)


def _read(file: Path) -> tuple[Judge, list[Verdict]]:
    lines = whole_lines(file, MOST_LINE_BYTES)
    judge = decoded(next(lines, b""), Judge, f"{file}, line 1")
    if file.stem != f"judgements-{judge.id}":
        raise UsageError(
            f"{file}, line 1: is the head of judgements-{judge.id}.jsonl. Give the file that name, or delete it."
        )
    return judge, [decoded(line, Verdict, f"{file}, line {number}") for number, line in enumerate(lines, start=2)]


def _append(file: Path, value: Judge | Verdict) -> None:
    with file.open("ab") as stream:
        stream.write(encoded(type(value), value))
