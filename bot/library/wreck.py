"""What lies in the library's place and is none: said what is wrong with it, and moved out of a restore's way.

Nothing is deleted: the person may still want it. Whoever holds the writer's lock may call this.
"""

from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

from bot.errors import LibraryDamaged
from bot.library import catalog, schema, swap
from bot.library.database import is_there, open_reading, translated

_MARK = ".damaged-"
_LAST = ("-wal", "-shm", "")
"""The log goes first: left alone, SQLite would delete it beside a new file. After a kill the next restore goes on."""


def see_sound(file: Path) -> None:
    """See that what lies there, if anything, is a library or empty.

    Raises:
        LibraryDamaged: it cannot be read, is torn, or is something else.
        LibraryIncompatible: a newer newsdesk wrote it.
        LibraryError: this user may not read it.

    """
    if not is_there(file):
        return
    with closing(open_reading(file)) as connection, translated(file):
        if schema.version(connection):
            swap.see_whole(connection, str(file))
            catalog.state(connection)


def set_aside(file: Path) -> Path:
    """Give the file and its log new names; the file's new name.

    Raises:
        LibraryReadOnly: the folder cannot be written.

    """
    aside = file.with_name(f"{file.name}{_MARK}{datetime.now(UTC).strftime('%Y%m%dT%H%M%S%fZ')}")
    with translated(file):
        for end in _LAST:
            part = file.with_name(file.name + end)
            if part.exists():
                part.rename(aside.with_name(aside.name + end))
    return aside


def all_aside(file: Path) -> Iterator[Path]:
    """What earlier restores set aside."""
    return (path for path in sorted(file.parent.glob(f"{file.name}{_MARK}*")) if not path.name.endswith(_LAST[:2]))


def is_wreck(file: Path) -> bool:
    """Whether what lies there must be set aside before a library can take its place.

    Raises:
        LibraryIncompatible, LibraryError: it is a library of a newer newsdesk, or may not be read.

    """
    try:
        see_sound(file)
    except LibraryDamaged:
        return True
    return False
