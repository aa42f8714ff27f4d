"""Looks a library over, line by line, and puts right what can be put right. Reads every text once."""

import os
import sqlite3
from contextlib import closing
from pathlib import Path

from bot.errors import LibraryEmpty, LibraryError
from bot.library import catalog, generations, loading, lock, schema, storing, swap, wreck
from bot.library.database import open_reading, transaction, translated
from bot.library.erasing import erase_traces
from bot.library.records import Check
from bot.library.vectors import VectorsAway, VectorStore, VectorsUnreadable

_REPAIR = "Run `newsdesk doctor --repair`."
_PUBLISHED = "published vectors"


def run(file: Path, vectors: VectorStore) -> list[Check]:
    """One line for the folder, the lock, the catalog, its texts, its words, the published vectors and leftovers."""
    lines = [_folder(file.parent), _lock(file.parent)]
    try:
        with closing(open_reading(file)) as connection:
            for name, check in _CATALOG:
                lines.append(_guarded(name, file, connection, check))
                if not lines[-1].ok and name == "catalog":
                    return lines  # the rest would only repeat it
            lines += _vectors(connection, file, vectors)
    except LibraryEmpty as error:
        lines.append(Check("catalog", ok=True, text=str(error)))
    except LibraryError as error:
        lines.append(Check("catalog", ok=False, text=str(error)))
    return lines


def repair(connection: sqlite3.Connection, file: Path, vectors: VectorStore) -> None:
    """Fill the word index again, publish vectors that find themselves, erase and sweep leftovers."""
    swap.drop(file.with_name(swap.BESIDE))
    with transaction(connection):
        storing.refill_words(connection)
    erase_traces(connection, file)
    published = generations.current(connection, vectors)
    if published:
        try:
            vectors.prove(published, generations.sample(connection, published))
        except LibraryError:
            vectors.set_aside(published)
    generations.publish(connection, vectors)
    vectors.sweep(catalog.state(connection).id, _kept(connection, vectors), quarantined=True)


def _folder(folder: Path) -> Check:
    if not folder.exists():
        return Check("folder", ok=True, text=f"{folder} is not there yet; the first ingest makes it.")
    if not os.access(folder, os.R_OK | os.X_OK, effective_ids=os.access in os.supports_effective_ids):
        text = f"{folder} cannot be read by this user. Give the right to read it, or choose another with --data-dir."
        return Check("folder", ok=False, text=text)
    if os.access(folder, os.W_OK):
        return Check("folder", ok=True, text=f"{folder} can be written.")
    return Check("folder", ok=True, text=f"{folder} is read-only: asking works, changing does not.")


def _lock(folder: Path) -> Check:
    who = lock.holder(folder)
    by = f"process {who.pid} (`{who.command}`) since {who.since}" if who else "another process"
    try:
        if lock.is_held(folder):
            return Check("lock", ok=True, text=f"Held by {by}.")
    except OSError as error:
        if isinstance(error, IsADirectoryError):
            return Check("lock", ok=False, text=f"{folder / lock.LOCK} is a folder. Delete it.")
        return Check("lock", ok=True, text=f"Cannot be looked at: {error.strerror}.")
    if who:
        return Check("lock", ok=False, text=f"Free, but a note of {by} was left by a kill. {_REPAIR}", repairable=True)
    return Check("lock", ok=True, text="Free.")


def _catalog(connection: sqlite3.Connection, file: Path) -> str | None:
    found = schema.version(connection)
    if not found:
        return f"{file} is empty. `newsdesk ingest PATH` or `newsdesk restore FILE` fills it."
    swap.see_whole(connection, str(file))
    if connection.execute("PRAGMA foreign_key_check").fetchone():
        return "Some rows belong to no article. Put a backup in its place with `newsdesk restore FILE --replace`."
    if found < schema.NEWEST:
        return f"Schema {found}; the next command that reads or writes brings it to {schema.NEWEST}."
    missing = connection.execute(
        "SELECT count(*) FROM passages p LEFT JOIN embeddings e ON e.passage = p.id WHERE e.passage IS NULL"
    ).fetchone()[0]
    return f"{missing} passages have no vector. Ingest the articles again." if missing else None


def _texts(connection: sqlite3.Connection, file: Path) -> str | None:
    damaged = loading.damaged_articles(connection)
    if not damaged:
        return None
    shown = ", ".join(damaged[:5]) + (", ..." if len(damaged) > 5 else "")
    return (
        f"{len(damaged)} articles in {file.name} are not what was written ({shown}) and are left out of answers. "
        "Remove them with `newsdesk articles remove ID` and ingest their sources again."
    )


def _words(connection: sqlite3.Connection, file: Path) -> str | None:
    passages = connection.execute("SELECT count(*) FROM passages").fetchone()[0]
    indexed = connection.execute("SELECT count(*) FROM words_docsize").fetchone()[0]
    if passages == indexed:
        return None
    return f"{indexed} of {passages} passages in {file.name} can be found by words. {_REPAIR}"


_CATALOG = (("catalog", _catalog), ("texts", _texts), ("words", _words))


def _guarded(name: str, file: Path, connection: sqlite3.Connection, check: object) -> Check:
    try:
        with translated(file):
            trouble = check(connection, file)  # type: ignore[operator]
    except LibraryError as error:
        trouble = str(error)
    return Check(name, ok=trouble is None, text=trouble or "Whole.", repairable=name == "words" and trouble is not None)


def _vectors(connection: sqlite3.Connection, file: Path, vectors: VectorStore) -> list[Check]:
    try:
        return [_published(connection, file, vectors), _leftovers(connection, file, vectors)]
    except VectorsUnreadable as error:
        return [Check(_PUBLISHED, ok=False, text=str(error))]


def _published(connection: sqlite3.Connection, file: Path, vectors: VectorStore) -> Check:
    with translated(file):
        published = catalog.published(connection, vectors.name)
        if published is None:
            return Check(_PUBLISHED, ok=True, text="None: questions are answered exactly from the catalog.")
        try:
            asked = generations.sample(connection, published)
            vectors.check(published)
            vectors.prove(published, asked)
        except VectorsAway:
            raise
        except LibraryError as error:
            return Check(_PUBLISHED, ok=False, text=f"{error} {_REPAIR}", repairable=True)
    text = f"Generation {published.number} of {published.passages} passages finds all {asked.ids.size} asked for."
    return Check(_PUBLISHED, ok=True, text=text)


def _leftovers(connection: sqlite3.Connection, file: Path, vectors: VectorStore) -> Check:
    with translated(file):
        count = vectors.leftovers(catalog.state(connection).id, _kept(connection, vectors))
    count += file.with_name(swap.BESIDE).exists()
    if count:
        return Check("leftovers", ok=False, text=f"{count} left by earlier runs. {_REPAIR}", repairable=True)
    aside = ", ".join(path.name for path in wreck.all_aside(file))
    text = f"{aside}: set aside by a restore, with all that it holds. Delete it when it is of no more use."
    return Check("leftovers", ok=True, text=text if aside else "None.")


def _kept(connection: sqlite3.Connection, vectors: VectorStore) -> set[int]:
    published = catalog.published(connection, vectors.name)
    return {published.number} if published else set()
