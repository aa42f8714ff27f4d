"""kill -9 before any step of any change leaves a library that opens, answers and goes on."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


def _killed(scenario: str, store: str, folder: Path, every: int = 1) -> int:
    run = subprocess.run(
        [sys.executable, "-m", "tests.library.killing", scenario, store, str(folder), str(every)],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert run.returncode == 0, run.stderr[-3000:]
    return int(run.stdout)


@pytest.mark.parametrize("scenario", ["create", "ingest", "remove", "rebuild", "restore", "rescue"])
def test_killed_at_any_step_of_the_catalog(scenario, tmp_path):
    assert _killed(scenario, "exact", tmp_path) >= 5


@pytest.mark.slow
@pytest.mark.parametrize("scenario", ["ingest", "rebuild"])
def test_killed_at_any_step_of_publishing(scenario, tmp_path):
    every = int(os.environ.get("KILL_EVERY", "5"))  # 1: each step, some minutes
    assert _killed(scenario, "chroma", tmp_path, every) >= 3
