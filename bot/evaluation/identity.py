"""What tells one run from another, so that a resumed run never mixes two: its questions, articles, settings and code.

Leaves out who asked, where and when: the same command makes the same run.
"""

import hashlib
import re
from collections.abc import Sequence
from dataclasses import fields
from functools import cache
from pathlib import Path

from bot import __version__, wiring
from bot.domain.answer import Engine
from bot.errors import UsageError
from bot.evaluation.record import RunInfo
from bot.settings.settings import Settings

PROMPTS = ("answer", "standalone")
"""What a language model is told where it answers."""
ANSWERING = (
    *("answering", "domain", "ingestion", "library", "models", "search", "settings", "wiring.py"),
    *(f"prompts/{task}.md" for task in PROMPTS),
)
"""Rooms and files of the package that decide what an answer says."""
TAKING_IN = ("domain", "evaluation/formats", "ingestion", "library", "models")
"""Those that decide what a library holds."""

NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,99}")
"""Of a run: it names a folder on any system, and no other folder than its own."""

LIBRARIES = "libraries"
"""The folder beside the runs that libraries are built in: no run can have its name."""

_NOT_OF_IT = {"name", "started_at", "parallel", "peak_memory_mib"}
"""Fields of a run that may differ between its parts."""
_SETTINGS_NOT_OF_IT = ("discord.", "ledger.", "chroma.", "chat.usd_per_", "chat.tokens_per_", "prompts_dir")
"""Settings that change no answer of an evaluation. Of prompts the wording counts, not the folder."""


def can_name(name: str) -> bool:
    """Whether a run may have this name."""
    return NAME.fullmatch(name) is not None and name != LIBRARIES


def checked_name(name: str) -> str:
    """The name of a run. Raises UsageError if it may not have it."""
    if not can_name(name):
        raise UsageError(
            f"{name[:80]!r} cannot name a run: use 1 to 100 letters, digits, points, - and _, and begin with a letter "
            f"or digit; {LIBRARIES} is taken."
        )
    return name


def default_name(info: RunInfo, beginning: str | None = None) -> str:
    """The same for the same run, so that a command that was interrupted goes on when it is given again.

    `beginning`: what it begins with; None: the name of the question set.
    """
    parts = "\n".join(repr(value) for value in _identity(info).values())
    stem = re.sub(r"[^A-Za-z0-9._-]+", "-", info.questions).strip("-._")[:60] or "run"
    return f"{stem if beginning is None else beginning}-{hashlib.sha256(parts.encode()).hexdigest()[:8]}"


def differences(one: RunInfo, other: RunInfo) -> tuple[str, ...]:
    """What makes them two runs, in words for a person; nothing if they are one."""
    then, now = _identity(one), _identity(other)
    return tuple(f"{name}: {_shown(then[name])}, now {_shown(now[name])}" for name in then if then[name] != now[name])


def of_answers(settings: dict[str, str]) -> dict[str, str]:
    """The settings of `overriding.differing` that may change an answer."""
    return {name: value for name, value in settings.items() if not name.startswith(_SETTINGS_NOT_OF_IT)}


def version(settings: Settings) -> str:
    """Of newsdesk, of the code that answers, and of one's own prompts where a model is told them.

    A change of any makes another run. Raises ConfigurationError: a prompt is none.
    """
    code = f"{__version__}+{code_hash(ANSWERING)}"
    if settings.prompts_dir is None or wiring.engine(settings) is not Engine.GENERATIVE:
        return code
    told = "".join(prompt.hash for prompt in wiring.prompts(settings, *PROMPTS).values())
    return f"{code}.prompts-{hashlib.sha256(told.encode()).hexdigest()[:8]}"


@cache
def code_hash(parts: Sequence[str]) -> str:
    """Of the source files and prompts in these parts of the package: 8 hexadecimal digits."""
    package = Path(__file__).resolve().parents[1]
    digest = hashlib.sha256()
    for part in parts:
        place = next((at for at in (package / part, package.parent / part) if at.exists()), package / part)
        for file in sorted(place.rglob("*")) if place.is_dir() else [place]:
            if file.suffix in (".py", ".md", ".json"):
                digest.update(f"{part}/{file.name}\0".encode() + hashlib.sha256(file.read_bytes()).digest())
    return digest.hexdigest()[:8]


def _identity(info: RunInfo) -> dict[str, object]:
    found = {field.name: getattr(info, field.name) for field in fields(info) if field.name not in _NOT_OF_IT}
    return {**found, "settings": tuple(sorted(info.settings.items()))}


def _shown(value: object) -> str:
    if isinstance(value, tuple):
        return " ".join("=".join(pair) for pair in value) or "defaults"
    return str(value)[:40]
