"""A run's figures in a small file that can be committed: what a gate holds later runs against.

The first line says what the run was and which way each metric is better; then comes a line for each question, so that a
change of the baseline shows which questions changed. Nothing of the answers or articles is kept.
"""

import json
import math
from collections.abc import Collection, Iterator
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from pydantic import TypeAdapter, ValidationError

from bot.errors import UsageError
from bot.evaluation.json_lines import write_whole
from bot.evaluation.measuring import Measured, less_is_better
from bot.evaluation.record import RunInfo
from bot.evaluation.statistics.pairing import Values

VERSION = 1
MOST_BYTES = 100 << 20
DIGITS = 6
"""Of a figure: more than any gate asks for."""

_HEAD: TypeAdapter[RunInfo] = TypeAdapter(RunInfo)


@dataclass(frozen=True, slots=True)
class Baseline:
    """What later runs are held against."""

    info: RunInfo
    values: Values
    less_is_better: frozenset[str]


def of_run(run: Measured, metrics: Collection[str]) -> Baseline:
    """These figures of a run."""
    chosen = [figure for figure in run.figures if figure.name in metrics]
    return Baseline(run.info, {figure.name: figure.values for figure in chosen}, frozenset(less_is_better(chosen)))


def write(baseline: Baseline, file: Path) -> None:
    """Write it, as a whole or not at all. Raises UsageError if the file cannot be written."""
    text = "".join(json.dumps(row, separators=(",", ":")) + "\n" for row in _rows(baseline))
    try:
        write_whole(file, text)
    except OSError as error:
        raise UsageError(f"{file}: cannot be written: {error.strerror}. Name another file with -o.") from error


def read(file: Path) -> Baseline:
    """What `write` wrote.

    Raises:
        UsageError: it is no such file; the message says where it is not.

    """
    head, *rows = _lines(file) or [{}]
    if head.get("baseline") != VERSION:
        raise UsageError(
            f"{file}, line 1: this is no baseline of version {VERSION}. `newsdesk evaluate baseline` writes one."
        )
    try:
        info = _HEAD.validate_python(head.get("run"))
    except ValidationError as error:
        raise UsageError(f"{file}, line 1: run: {error.errors(include_input=False)[0]['msg']}.") from None
    better = head.get("better")
    if not isinstance(better, dict) or not better or not set(better.values()) <= {"higher", "lower", None}:
        raise UsageError(f"{file}, line 1: better: give each metric `higher`, `lower` or null.")
    values: dict[str, dict[str, float | None]] = {name: {} for name in better}
    for number, row in enumerate(rows, start=2):
        _add(row, values, f"{file}, line {number}")
    return Baseline(info, values, frozenset(name for name, way in better.items() if way == "lower"))


def _rows(baseline: Baseline) -> Iterator[dict[str, Any]]:
    run = {**asdict(baseline.info), "peak_memory_mib": None}
    better = {name: "lower" if name in baseline.less_is_better else "higher" for name in baseline.values}
    yield {"baseline": VERSION, "run": run, "better": better}
    ids = dict.fromkeys(id_ for by_id in baseline.values.values() for id_ in by_id)
    for id_ in ids:
        known = {name: _short(by_id.get(id_)) for name, by_id in baseline.values.items()}
        yield {"id": id_, "figures": {name: value for name, value in known.items() if value is not None}}


def _short(value: float | None) -> float | None:
    """A whole number without a point."""
    if value is None:
        return None
    return int(value) if value == int(value) else round(value, DIGITS)


def _lines(file: Path) -> list[dict[str, Any]]:
    try:
        if file.stat().st_size > MOST_BYTES:
            raise UsageError(f"{file}: larger than {MOST_BYTES >> 20} MiB, which no baseline is.")
        lines = file.read_bytes().splitlines()
    except OSError as error:
        raise UsageError(f"{file}: cannot be read: {error.strerror}.") from error
    return [_object(line, f"{file}, line {number}") for number, line in enumerate(lines, start=1)]


def _object(line: bytes, where: str) -> dict[str, Any]:
    try:
        found = json.loads(line)
    except (ValueError, RecursionError):
        raise UsageError(f"{where}: is no JSON.") from None
    if not isinstance(found, dict):
        raise UsageError(f"{where}: is no JSON object.")
    return found


def _add(row: dict[str, Any], values: dict[str, dict[str, float | None]], where: str) -> None:
    id_, figures = row.get("id"), row.get("figures")
    if not isinstance(id_, str) or not isinstance(figures, dict):
        raise UsageError(f"{where}: a row has an id and figures.")
    if strangers := figures.keys() - values:
        raise UsageError(f"{where}: {min(strangers)[:80]!r} is not among the metrics of line 1.")
    if broken := [name for name, value in figures.items() if not _is_number(value)]:
        raise UsageError(f"{where}: {broken[0]} is no number.")
    if any(id_ in by_id for by_id in values.values()):
        raise UsageError(f"{where}: the question {id_[:80]!r} stands there twice.")
    for name, by_id in values.items():
        by_id[id_] = figures.get(name)


def _is_number(value: object) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool) and math.isfinite(value)
