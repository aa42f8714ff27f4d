"""How property tests draw; a user with limits, and a disk that fills up: for every room that keeps files."""

import os
import shutil
import subprocess
import tempfile
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

import pytest
from hypothesis import settings

settings.register_profile("steady", derandomize=True, deadline=None)
settings.load_profile("steady")
"""Property tests try the same examples every time, so that no landing depends on luck. Others are tried with
`pytest --hypothesis-profile default`."""


@pytest.fixture
def ordinary_user():
    """This process as a user with limits, and a folder of its own."""
    place = Path(tempfile.mkdtemp())
    was = os.geteuid()
    if was == 0:
        place.chmod(0o777)
        os.seteuid(65534)
    yield place
    os.seteuid(was)
    for path in [place, *place.rglob("*")]:
        path.chmod(0o700)
    shutil.rmtree(place)


@dataclass
class SmallDisk:
    """A file system of 6 MB of its own."""

    folder: Path

    def remount(self, options: str) -> None:
        """Change it: "ro", "size=64m"."""
        subprocess.run(["mount", "-o", f"remount,{options}", str(self.folder)], check=True)

    def fill(self) -> Path:
        """Leave no room; the file that takes it."""
        ballast = self.folder / "ballast"
        with ballast.open("wb", buffering=0) as stream, suppress(OSError):
            while stream.write(b"\0" * 4096):
                pass
        return ballast


@pytest.fixture
def small_disk(tmp_path: Path):
    """A small disk, where this process may make one."""
    folder = tmp_path / "disk"
    folder.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=6m", "tmpfs", str(folder)]
    if subprocess.run(mount, capture_output=True, check=False).returncode:
        pytest.skip("only root may mount a small disk to fill or write-protect")
    yield SmallDisk(folder)
    subprocess.run(["umount", "--lazy", str(folder)], check=True)
