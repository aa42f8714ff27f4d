"""Runs on the disk: a folder each, with what the run is, its questions, and one record a line.

A record is there as a whole or not at all: a line that a kill tore is dropped, and its question is asked again. What a
later version adds to a record is passed over. What the records come to is the business of `metrics`.
"""

import json
import shutil
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from threading import Lock
from typing import Any, TypeVar

from filelock import FileLock, Timeout

from bot.errors import Busy, UsageError
from bot.evaluation.gold import QuestionSet
from bot.evaluation.identity import can_name, checked_name, differences
from bot.evaluation.json_lines import decoded, drop_torn, encoded, plain, whole_lines, write_whole
from bot.evaluation.record import Record, RunInfo

FOLDER = "evaluations"
INFO, QUESTIONS, RECORDS, LOCK = "run.json", "questions.json", "records.jsonl", "run.lock"
MOST_LINE_BYTES = 16 << 20
"""Of a record. Thirty passages and an answer make some 50 kB; more is a mistake or a trap."""
MOST_QUESTIONS_BYTES = 1 << 30

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class StoredRun:
    """A run as it is stored. `records` stand in the order of the questions; not every question need have one."""

    info: RunInfo
    questions: QuestionSet
    records: tuple[Record, ...]


@dataclass(frozen=True, slots=True)
class Noted:
    """What is remembered of a record that was stored; the rest is in the file. `usd` is 0 where it is not known."""

    failed: bool
    usd: float


class Recorder:
    """Takes the records of one run, from several threads; each is in the file when `add` returns.

    It keeps none of them, so that the memory that a run takes is that of answering.
    """

    def __init__(self, folder: Path, info: RunInfo, records: Iterable[Record] = ()) -> None:
        self.info = info
        self.noted = {record.question_id: _noted(record) for record in records}
        """By question."""
        self._folder = folder
        self._lock = Lock()
        self._stream = (folder / RECORDS).open("ab", buffering=0)
        self._size = self._stream.tell()

    def add(self, record: Record) -> Noted:
        """Append a record. Raises OSError, after which the file is as before."""
        noted = _noted(record)
        line = encoded(Record, record)
        with self._lock:
            try:
                left = memoryview(line)
                while left:
                    left = left[self._stream.write(left) :]
            except OSError as error:
                self._stream.truncate(self._size)
                error.filename = str(self._folder / RECORDS)
                raise
            self._size += len(line)
            self.noted[record.question_id] = noted
        return noted

    def measured(self, peak_memory_mib: float) -> None:
        """Keep the most memory that any part of the run took."""
        self.info = replace(self.info, peak_memory_mib=max(peak_memory_mib, self.info.peak_memory_mib or 0.0))
        _write(self._folder / INFO, RunInfo, self.info)

    def close(self) -> None:
        self._stream.close()


class Runs:
    """All runs of a data folder; cheap to construct."""

    def __init__(self, data_dir: Path) -> None:
        self._folder = data_dir / FOLDER

    def names(self) -> list[str]:
        """Of the runs that are stored, sorted."""
        if not self._folder.is_dir():
            return []
        places = (place.parent.name for place in self._folder.glob(f"*/{INFO}"))
        return sorted(name for name in places if can_name(name))

    def load(self, name: str) -> StoredRun:
        """A run with its questions and records.

        Raises:
            UsageError: there is none of this name, or one of its files is damaged; the message says where.

        """
        folder = self._existing(name)
        questions = _read(folder / QUESTIONS, QuestionSet)
        return StoredRun(_read(folder / INFO, RunInfo), questions, _records(folder / RECORDS, questions))

    def asked(self, name: str) -> int:
        """How many records a run has, without reading what they say."""
        file = self._existing(name) / RECORDS
        if not file.exists():
            return 0
        with file.open("rb") as stream:
            return sum(piece.count(b"\n") for piece in iter(lambda: stream.read(1 << 20), b""))

    def info(self, name: str) -> RunInfo:
        """What a run was made with. Raises UsageError as `load` does."""
        return _read(self._existing(name) / INFO, RunInfo)

    def all_names(self) -> list[str]:
        """Also of what an interrupted `remove` left."""
        if not self._folder.is_dir():
            return []
        return sorted(place.name for place in self._folder.iterdir() if place.is_dir() and can_name(place.name))

    def files(self, name: str) -> list[Path]:
        """What is kept of a run."""
        return [file for file in (self._folder / checked_name(name)).iterdir() if file.is_file()]

    def remove(self, name: str) -> None:
        """Delete a run: no file holds a byte of it. Raises UsageError for its name, Busy if it is being asked."""
        folder = self._folder / checked_name(name)
        with held(folder / LOCK, f"{_being_asked(name)}."):
            for file in self.files(name):
                if file.name != LOCK:
                    file.unlink()
        shutil.rmtree(folder)

    @contextmanager
    def recording(self, info: RunInfo, questions: QuestionSet) -> Iterator[Recorder]:
        """The right to add records to a run, which is begun, or gone on with if it is there.

        Raises:
            UsageError: a run of this name asks something else or with something else, or is damaged.
            Busy: another process adds to it.

        """
        folder = self._folder / checked_name(info.name)
        folder.mkdir(parents=True, exist_ok=True)
        with held(folder / LOCK, f"{_being_asked(info.name)}, or give another --name."):
            recorder = self._recorder(folder, info, questions)
            try:
                yield recorder
            finally:
                recorder.close()

    def _recorder(self, folder: Path, info: RunInfo, questions: QuestionSet) -> Recorder:
        if not (folder / INFO).exists():
            _write(folder / QUESTIONS, QuestionSet, questions)
            _write(folder / INFO, RunInfo, info)
            return Recorder(folder, info)
        stored = self.load(info.name)
        if other := differences(stored.info, info):
            raise UsageError(
                f"The run {info.name} was made with something else ({'; '.join(other)}). Give another --name, or "
                f"delete {folder}."
            )
        # Latency counts only where no part of the run asked several questions at once.
        going_on = replace(stored.info, parallel=max(info.parallel, stored.info.parallel))
        _write(folder / INFO, RunInfo, going_on)
        drop_torn(folder / RECORDS, MOST_LINE_BYTES)
        return Recorder(folder, going_on, stored.records)

    def _existing(self, name: str) -> Path:
        folder = self._folder / checked_name(name)
        if not (folder / INFO).is_file():
            there = ", ".join(self.names()[:20]) or "none"
            raise UsageError(f"There is no run {name} in {self._folder}; there are: {there}.")
        return folder


@contextmanager
def held(lock_file: Path, busy: str) -> Iterator[None]:
    """Hold a lock that no other process has. Raises Busy with these words where one has it."""
    lock = FileLock(lock_file, timeout=0, thread_local=False)
    try:
        lock.acquire()
    except Timeout as error:
        raise Busy(busy) from error
    try:
        yield
    finally:
        lock.release()


def _noted(record: Record) -> Noted:
    usd = record.answer.usage.usd if record.answer else None
    return Noted(failed=record.answer is None, usd=usd or 0.0)


def _being_asked(name: str) -> str:
    return f"The run {name} is being asked by another process. Wait for it"


def _records(file: Path, questions: QuestionSet) -> tuple[Record, ...]:
    """In the order of the questions; of a question that was recorded twice the first counts."""
    wanted: dict[str, Record | None] = {question.id: None for question in questions.questions}
    for number, line in enumerate(whole_lines(file, MOST_LINE_BYTES), start=1):
        record = decoded(line, Record, f"{file}, line {number}")
        if record.question_id not in wanted:
            raise UsageError(
                f"{file}, line {number}: question_id {record.question_id[:80]!r} is not among the run's questions. "
                "Delete the line."
            )
        wanted[record.question_id] = wanted[record.question_id] or record
    return tuple(record for record in wanted.values() if record is not None)


def _read(file: Path, kind: Callable[..., T]) -> T:
    try:
        with file.open("rb") as stream:
            data = stream.read(MOST_QUESTIONS_BYTES + 1)
    except OSError as error:
        raise UsageError(f"{file}: cannot be read: {error.strerror}. Delete the run's folder and run again.") from error
    if len(data) > MOST_QUESTIONS_BYTES:
        raise UsageError(f"{file}: longer than {MOST_QUESTIONS_BYTES:,} bytes. Delete the run's folder.")
    return decoded(data, kind, str(file))


def _write(file: Path, kind: Any, value: object) -> None:
    write_whole(file, json.dumps(plain(kind, value), indent=1))
