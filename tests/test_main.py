"""The command `newsdesk` as a process: what it loads, and how it ends."""

import json
import os
import subprocess
import sys
import time

import pytest

HEAVY = {"llama_index", "chromadb", "discord", "openai", "onnxruntime", "numpy"}
FRAMEWORKS = {"llama_index", "discord", "openai"}
LOADED = """
import atexit, json, sys
atexit.register(lambda: print(json.dumps(sorted({name.partition(".")[0] for name in sys.modules})), file=sys.stderr))
from bot.main import main
main()
"""


@pytest.fixture
def environment(tmp_path):
    clean = {name: value for name, value in os.environ.items() if not name.upper().startswith("NEWSDESK_")}
    folders = {"HOME": tmp_path, "XDG_CONFIG_HOME": tmp_path / "config", "XDG_DATA_HOME": tmp_path / "data"}
    return {**clean, **{name: str(folder) for name, folder in folders.items()}}


def loaded(environment, *arguments: str) -> set[str]:
    """The top-level packages that a command has loaded when it ends."""
    command = [sys.executable, "-c", LOADED, *arguments]
    ended = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    return set(json.loads(ended.stderr.splitlines()[-1]))


@pytest.mark.parametrize("arguments", [["--help"], ["ask", "--help"], ["--version"]])
def test_help_loads_nothing_heavy(environment, arguments):
    """Help and version load none of the parts that work."""
    assert not loaded(environment, *arguments) & HEAVY


@pytest.mark.slow
def test_ask_loads_no_framework(environment, tmp_path):
    """Asking a library loads neither llama_index nor discord nor openai, with or without an answer."""
    assert not loaded(environment, "ask", "who founded ByteDance?") & FRAMEWORKS
    article = tmp_path / "article.txt"
    article.write_text("ByteDance was founded by Zhang Yiming in Beijing.\n")
    assert "llama_index" in loaded(environment, "ingest", str(article))
    assert not loaded(environment, "ask", "who founded ByteDance?") & FRAMEWORKS


@pytest.mark.parametrize("arguments", [["--help"], ["config", "show"]])
def test_closed_pipe(environment, arguments):
    """Nobody reading the output is no error message."""
    command = [sys.executable, "-m", "bot.main", *arguments]
    reading, writing = os.pipe()
    os.close(reading)
    ended = subprocess.run(command, env=environment, stdout=writing, stderr=subprocess.PIPE, text=True, check=False)
    os.close(writing)
    assert "Error" not in ended.stderr
    assert "Traceback" not in ended.stderr
    assert ended.returncode == 141


def test_closed_streams(environment):
    """Closed standard streams are no failure of their own."""
    command = f"{sys.executable} -m bot.main config show <&- >&- 2>&-"
    assert subprocess.run(["sh", "-c", command], env=environment, check=False).returncode == 0


def test_completion(environment):
    """The shell's completion asks the command itself, and gets its commands."""
    asking = {"_NEWSDESK_COMPLETE": "complete_bash", "COMP_WORDS": "newsdesk st", "COMP_CWORD": "1"}
    command = [sys.executable, "-m", "bot.main"]
    ended = subprocess.run(command, env=environment | asking, capture_output=True, text=True, check=False)
    assert ended.stdout.split() == ["status"]


def test_encoding_that_cannot_show_everything(environment):
    """An output encoding without the characters gets escapes, not a traceback."""
    command = [sys.executable, "-m", "bot.main", "ask", "--help"]
    ended = subprocess.run(
        command, env={**environment, "PYTHONIOENCODING": "ascii"}, capture_output=True, text=True, check=False
    )
    assert ended.returncode == 0
    assert ended.stderr == ""


@pytest.mark.slow
def test_told_to_end(environment, tmp_path):
    """SIGTERM lets go of the lock and its note, keeps what was written, and the next ingest completes."""
    text = "Oracle bought a shop in {0} on Monday. " * 40
    with (tmp_path / "feed.jsonl").open("w") as feed:
        feed.writelines(json.dumps({"id": f"n{n}", "text": text.format(n)}) + "\n" for n in range(200))
    command = [sys.executable, "-m", "bot.main", "--data-dir", str(tmp_path / "library")]
    streams = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE, "text": True}
    with subprocess.Popen([*command, "ingest", str(tmp_path / "feed.jsonl")], env=environment, **streams) as ingest:
        while not (tmp_path / "library" / "library.lock.json").exists():
            assert ingest.poll() is None
            time.sleep(0.01)
        ingest.terminate()
        _, err = ingest.communicate(timeout=30)
    assert (ingest.returncode, err) == (143, "interrupted\n")
    assert not (tmp_path / "library" / "library.lock.json").exists()
    one = tmp_path / "one.txt"
    one.write_text("Oracle bought a shop.")
    assert subprocess.run([*command, "ingest", str(one)], env=environment, check=False, **streams).returncode == 0
