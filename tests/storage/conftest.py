"""A door whose faults come out as they were found."""

from pathlib import Path

import pytest

from bot.storage.database import Door


class Told(Exception):
    """What a room would say: here the fault and the file as they are."""

    def __init__(self, fault, file):
        super().__init__(str(fault.kind))
        self.fault = fault
        self.file = file


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "data" / "some.db"


@pytest.fixture
def door() -> Door:
    return Door(Told)


@pytest.fixture
def found(door):
    """Calls, and gives the fault that is told."""

    def fault_of(call, *arguments):
        with pytest.raises(Told) as told:
            call(*arguments)
        return told.value.fault

    return fault_of
