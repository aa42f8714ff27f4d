"""Builds the wheel, installs it into a fresh environment outside the clone, and uses it there as a newcomer would.

Run by `make wheel`. Dependencies come from the clone's own environment (a path file), so that what is checked is what
the wheel itself holds: the package, the model, the sample.
"""

import json
import os
import subprocess
import sys
import sysconfig
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent


def main() -> None:
    """Build, install, ingest, ask, evaluate; exits with a message on the first thing that fails."""
    with tempfile.TemporaryDirectory() as folder:
        outside = Path(folder)
        run([sys.executable, "-m", "build", "--wheel", "--outdir", str(outside / "dist"), str(ROOT)], cwd=outside)
        (wheel,) = (outside / "dist").glob("*.whl")
        run([sys.executable, "-m", "venv", str(outside / "venv")], cwd=outside)
        python = outside / "venv" / "bin" / "python"
        run([str(python), "-m", "pip", "install", "--quiet", "--no-deps", str(wheel)], cwd=outside)
        lend_dependencies(outside)
        newsdesk = [str(outside / "venv" / "bin" / "newsdesk"), "--data-dir", str(outside / "library")]
        where = run([str(python), "-c", "import bot; print(bot.__file__)"], cwd=outside)
        if not where.startswith(str(outside)):
            sys.exit(f"the wheel was not used: bot came from {where.strip()}")
        run([*newsdesk, "ingest", "--sample"], cwd=outside)
        answer = json.loads(run([*newsdesk, "ask", "--json", "who is Microsoft negotiating with?"], cwd=outside))
        if answer["short"] not in ("TikTok", "ByteDance") or len(answer["citations"]) < 2:
            sys.exit(f"unexpected answer from the wheel: {answer['short']!r}, {len(answer['citations'])} sources")
        evaluate(newsdesk, outside)
        print(f"{wheel.name} ({wheel.stat().st_size / 1e6:.0f} MB) ingests, answers and evaluates outside the clone")


def evaluate(newsdesk: list[str], outside: Path) -> None:
    """A run over one question and its report, whose page needs files that only a whole wheel has."""
    question = {"id": "q1", "question": "who is Microsoft negotiating with?", "answers": ["ByteDance", "TikTok"]}
    (outside / "one.jsonl").write_text(json.dumps(question), encoding="utf-8")
    run([*newsdesk, "evaluate", "run", "one.jsonl", "--name", "one"], cwd=outside)
    run([*newsdesk, "evaluate", "report", "one", "-o", "report.html"], cwd=outside)
    if "Content-Security-Policy" not in (outside / "report.html").read_text(encoding="utf-8"):
        sys.exit("the wheel's report is no page")


def lend_dependencies(outside: Path) -> None:
    """Let the fresh environment see the clone's packages, but not the clone itself (its finder is left out)."""
    (site,) = outside.glob("venv/lib/python*/site-packages")
    ours = ("bot", "newsdesk", "__editable__", "_newsdesk")
    for entry in Path(sysconfig.get_paths()["purelib"]).iterdir():
        wanted = entry.suffix != ".pth" and not entry.name.startswith(ours)
        if wanted and not (site / entry.name).exists():
            (site / entry.name).symlink_to(entry)


def run(command: list[str], cwd: Path) -> str:
    """Run with an empty home and no settings of ours; returns standard output, stops everything on failure."""
    environment = {name: value for name, value in os.environ.items() if not name.startswith("NEWSDESK_")}
    environment["HOME"] = str(cwd)
    environment.pop("PYTHONPATH", None)
    done = subprocess.run(command, cwd=cwd, env=environment, capture_output=True, text=True, check=False)
    if done.returncode != 0:
        sys.exit(f"failed ({done.returncode}): {' '.join(command)}\n{done.stdout[-2000:]}\n{done.stderr[-4000:]}")
    return done.stdout


if __name__ == "__main__":
    main()
