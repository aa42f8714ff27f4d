"""Which format a path has, told from names alone. Where names do not tell, the person is asked to."""

import re
from pathlib import Path

from bot.errors import UsageError
from bot.evaluation.formats.files import has, is_there, shown

_FOLDERS = {
    "beir": ("corpus.jsonl", "queries.jsonl"),
    "multihoprag": ("corpus.json", "MultiHopRAG.json"),
    "pairs": ("articles.jsonl", "questions.jsonl"),
}
_FILES = {
    "multihoprag": re.compile(r"MultiHopRAG\.json"),
    "rgb": re.compile(r"(?:en|zh)(?:_fact|_int|_refine)?\.json"),
    "squad": re.compile(r"(?:train|dev|test)-.*\.json"),
    "realtimeqa": re.compile(r"[0-9-]{8,}(?:-\w+)?_qa(?:_nota)?\.jsonl"),
    "own": re.compile(r".*\.jsonl", re.DOTALL),
}
"""As these sets are published. The first that fits is taken; `own` fits every other file of JSON lines."""


def guess(path: Path) -> str:
    """The name of the format.

    Raises:
        UsageError: nothing is there, or its name does not tell.

    """
    if not is_there(path):
        raise UsageError(f"There is no {shown(path)}. Give a file or folder of questions.")
    if path.is_dir():
        fitting = [name for name, files in _FOLDERS.items() if all(has(path, file) for file in files)]
    else:
        name = path.name.removesuffix(".gz")
        fitting = [format_ for format_, form in _FILES.items() if form.fullmatch(name)]
    if not fitting:
        raise UsageError(f"The name of {shown(path)} does not tell its format. Name it with --format.")
    return fitting[0]
