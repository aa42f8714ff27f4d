"""Processes ask while another ingests and publishes: no question fails, none is answered wrongly."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


@pytest.mark.slow
def test_asking_while_ingesting():
    seconds = os.environ.get("CONTENTION_SECONDS", "6")
    run = subprocess.run(
        [sys.executable, str(ROOT / "bench" / "contention.py"), seconds, "2"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert run.returncode == 0, run.stdout + run.stderr[-3000:]
    assert "all well" in run.stdout
