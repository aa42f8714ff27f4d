"""Leases: who reads a generation holds a shared lock on its lease file; only an exclusive one allows deletion.

Where the system has no such locks (Windows), nothing is held: there an open file cannot be deleted anyway, and the
next sweep tries again.
"""

import os
from pathlib import Path
from types import ModuleType

_fcntl: ModuleType | None
try:
    import fcntl as _fcntl
except ImportError:
    _fcntl = None


class Lease:
    """A lock on a file, held until `release`."""

    def __init__(self, descriptor: int) -> None:
        self._descriptor: int | None = descriptor

    def release(self) -> None:
        """Let go; a second time does nothing."""
        if self._descriptor is not None:
            os.close(self._descriptor)
            self._descriptor = None


def shared(file: Path) -> Lease | None:
    """A reader's lease; None when the generation is being deleted.

    Raises:
        OSError: the file is gone or cannot be opened.

    """
    return _locked(file, exclusive=False)


def exclusive(file: Path) -> Lease | None:
    """The right to delete; None when a reader holds a lease.

    Raises:
        OSError: the file is gone or cannot be opened.

    """
    return _locked(file, exclusive=True)


def _locked(file: Path, *, exclusive: bool) -> Lease | None:
    descriptor = os.open(file, os.O_RDONLY)
    if _fcntl is None:
        return Lease(descriptor)
    try:
        _fcntl.flock(descriptor, (_fcntl.LOCK_EX if exclusive else _fcntl.LOCK_SH) | _fcntl.LOCK_NB)
    except OSError:
        os.close(descriptor)
        return None
    if not os.path.exists(file):  # noqa: PTH110 - it was deleted between opening and locking
        os.close(descriptor)
        return None
    return Lease(descriptor)
