"""From the files of a question set to `QuestionSet`, and from the articles it brings to drafts that `ingest` takes.

Each format is one module that says which files it reads and yields what they hold. A malformed file is refused as a
whole, with file, line and field: a set of which a part was read would be measured as if it were the set.
"""

from pathlib import Path

from bot.domain.article import visible
from bot.errors import UsageError
from bot.evaluation.formats import beir, multihoprag, own, pairs, realtimeqa, rgb, squad
from bot.evaluation.formats.collecting import collect
from bot.evaluation.formats.guessing import guess
from bot.evaluation.formats.intake import SetIntake
from bot.evaluation.formats.naming import Format
from bot.evaluation.gold import QuestionSet

__all__ = ["FORMATS", "SetIntake", "articles", "read"]

FORMATS = {each.name: each for each in (own.FORMAT, pairs.FORMAT, beir.FORMAT, squad.FORMAT, multihoprag.FORMAT,
                                        realtimeqa.FORMAT, rgb.FORMAT)}  # fmt: skip
"""By the name that `--format` takes."""


def read(path: Path, format: str | None = None) -> QuestionSet:  # noqa: A002 - the word people know from --format
    """The questions of a file or folder. `format` is one of FORMATS; None: told from the names of the files.

    Raises:
        UsageError: there is no such format or file, or it holds what the format does not allow.

    """
    chosen = _format(path, format)
    return collect(path, chosen.files(path), chosen.questions(path))


def articles(path: Path, format: str | None = None) -> SetIntake | None:  # noqa: A002
    """The articles that a set brings, for `Ingestor.take_in`; None: it brings none.

    Raises:
        UsageError: there is no such format or file. While they are taken in: it holds what the format does not allow.

    """
    brought = _format(path, format).articles
    return brought(path) if brought else None


def _format(path: Path, name: str | None) -> Format:
    name = guess(path) if name is None else name
    if name not in FORMATS:
        known = ", ".join(FORMATS)
        raise UsageError(f"There is no format '{visible(name)[:40]}'. Give one of: {known}.")
    return FORMATS[name]
