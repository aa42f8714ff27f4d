"""What a language model is told: one Markdown file per task, with `$placeholders`, that an operator may replace.

A file is the system message, a line `---`, and the user message. The placeholders are checked when it is loaded: a slip
in one's own prompt is told at once and not in the middle of an answer. Its hash says which wording was used.
"""

import hashlib
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from string import Template

from bot.errors import ConfigurationError
from bot.models.chat import Message, Role

PLACEHOLDERS: Mapping[str, frozenset[str]] = {
    "answer": frozenset({"question", "evidence", "today", "abstention", "fence"}),
    "standalone": frozenset({"question", "history", "fence"}),
    "questions": frozenset({"article", "count", "types", "fence"}),
    "judge_faithfulness": frozenset({"answer", "evidence", "fence"}),
    "judge_relevancy": frozenset({"exchange", "evidence", "fence"}),
    "judge_correctness": frozenset({"question", "reference", "answer", "fence"}),
}
"""What each task's prompt is given, and has to use."""

LONGEST = 20_000
"""Characters of a prompt file; the packaged ones have under 3,000."""

_DIVIDER = re.compile(r"^---[ \t]*$", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Prompt:
    """A task's wording. `hash` is the first 16 hexadecimal digits of its SHA-256."""

    system: Template
    user: Template
    hash: str

    def messages(self, **values: str) -> tuple[Message, Message]:
        """Both messages with the placeholders filled; a `$` in a value stays what it is."""
        return (
            Message(Role.SYSTEM, self.system.substitute(values).strip()),
            Message(Role.USER, self.user.substitute(values).strip()),
        )


def load(task: str, folders: Sequence[Path]) -> Prompt:
    """The prompt of a task (a key of PLACEHOLDERS) from the first of the folders that has it.

    Raises ConfigurationError if none has it, it cannot be read, or its placeholders are not those of the task.
    """
    name = f"{task}.md"
    file = next((folder / name for folder in folders if (folder / name).exists()), None)
    if file is None:
        raise ConfigurationError(
            f"There is no prompt {name} in {' or '.join(map(str, folders))}. Install newsdesk again."
        )
    text = _text(file)
    parts = _DIVIDER.split(text, maxsplit=1)
    if len(parts) != len(("system", "user")):
        raise ConfigurationError(f"{file}: has no line `---` between what the model is told and what it is asked")
    _see_placeholders(text, PLACEHOLDERS[task], file)
    return Prompt(Template(parts[0]), Template(parts[1]), hashlib.sha256(text.encode()).hexdigest()[:16])


def _text(file: Path) -> str:
    try:
        text = file.read_bytes().decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise ConfigurationError(f"{file}: not UTF-8 at byte {error.start}; save the file as UTF-8") from error
    except OSError as error:
        raise ConfigurationError(f"{file}: cannot be read: {error.strerror}") from error
    if len(text) > LONGEST:
        raise ConfigurationError(f"{file}: {len(text):,} characters; a prompt has at most {LONGEST:,}")
    return text.replace("\r\n", "\n")


def _see_placeholders(text: str, wanted: frozenset[str], file: Path) -> None:
    template = Template(text)
    if not template.is_valid():
        raise ConfigurationError(f"{file}: a $ that begins no placeholder; write $$ for the sign itself")
    used = set(template.get_identifiers())
    if unknown := sorted(used - wanted):
        raise ConfigurationError(f"{file}: ${unknown[0]} is no placeholder; there are {_listed(wanted)}")
    if missing := sorted(wanted - used):
        raise ConfigurationError(f"{file}: {_listed(missing)} is missing; without it the task cannot be told")


def _listed(names: Sequence[str] | frozenset[str]) -> str:
    return ", ".join(f"${name}" for name in sorted(names))
