"""Libraries to evaluate on: one for each set of articles and each way of taking them in, built once and used again.

They lie beside the runs and have nothing of the person's own library. What articles a set brings is the business of
`formats`.
"""

import hashlib
import json
import re
from dataclasses import dataclass
from pathlib import Path

from bot import wiring
from bot.domain.article import storable
from bot.errors import UsageError
from bot.evaluation.formats.intake import SetIntake
from bot.evaluation.held import articles_of
from bot.evaluation.identity import LIBRARIES, TAKING_IN, code_hash
from bot.evaluation.json_lines import write_whole
from bot.evaluation.metrics.cases import Articles
from bot.evaluation.store import FOLDER
from bot.ingestion.intake import Intake
from bot.ingestion.report import IngestReport
from bot.ingestion.run import OnProgress
from bot.ingestion.sources import SourceFile, find_sources
from bot.settings.chroma import ChromaSettings
from bot.settings.settings import Settings

DONE = "complete.json"
"""Written when everything is taken in: a library without it was interrupted, and is gone on with."""

_HASH = re.compile("[0-9a-f]{16}")


@dataclass(frozen=True, slots=True)
class Built:
    """A library to evaluate on. `failed`: sources that could not be taken in, so that answers may be missing."""

    settings: Settings
    """Those that were given, with this library's folder."""
    hash: str
    failed: int
    anew: bool
    """Whether it was built just now."""


def built(settings: Settings, articles: Path | SetIntake, on_progress: OnProgress | None = None) -> Built:
    """The library of these articles: a file or folder as `ingest` reads it, or what a set brings.

    Raises:
        UsageError: there are no articles, or none can be read.
        LibraryError, ModelError: as `ingest`.

    """
    digest = _hash(settings, articles)
    folder = _folder(settings, digest)
    there = inside(settings, folder)
    if (failed := _failed(folder / DONE)) is not None:
        return Built(there, digest, failed, anew=False)
    folder.mkdir(parents=True, exist_ok=True)
    intake = articles if isinstance(articles, Intake) else Intake([articles])
    report = wiring.ingestor(there).take_in(intake, on_progress=on_progress)
    if not report.added + report.updated + report.unchanged:
        given = f"of {articles} " if isinstance(articles, Path) else ""
        raise UsageError(f"No article {given}could be taken in{_first_reason(report)}")
    write_whole(folder / DONE, json.dumps({"failed": report.failed}))
    return Built(there, digest, report.failed, anew=True)


def own(settings: Settings) -> str:
    """What stands for the articles of the person's own library: it changes whenever that does."""
    summary = wiring.library(settings).summary()
    return hashlib.sha256(f"{summary.folder}\n{summary.change}\n{summary.built_with}".encode()).hexdigest()[:16]


def stored_articles(settings: Settings, articles_hash: str) -> Articles:
    """What the metrics of a run ask of its library; nothing where that is gone or has changed since."""
    if not _HASH.fullmatch(articles_hash):  # of a run that somebody else may have written
        return Articles()
    folder = _folder(settings, articles_hash)
    if _failed(folder / DONE) is not None:
        settings = inside(settings, folder)
    elif own(settings) != articles_hash:
        return Articles()
    return articles_of(wiring.library(settings))


def inside(settings: Settings, folder: Path) -> Settings:
    """The settings for the library in this folder: it has vectors of its own."""
    return settings.model_copy(update={"data_dir": folder, "chroma": ChromaSettings()})


def _folder(settings: Settings, digest: str) -> Path:
    return settings.data_dir / FOLDER / LIBRARIES / digest


def _hash(settings: Settings, articles: Path | SetIntake) -> str:
    """Of the articles' files and of all that decides what becomes of them."""
    recipe = settings.ingestion
    embedder = wiring.embedder(settings).name
    digest = hashlib.sha256(repr((recipe.passage_tokens, recipe.overlap_sentences, embedder)).encode())
    digest.update(code_hash(TAKING_IN).encode())
    if isinstance(articles, SetIntake):
        digest.update(articles.hash.encode())
        return digest.hexdigest()[:16]
    for name, file in _files(articles):
        try:
            with file.open("rb") as stream:
                digest.update(f"\0{name}\0".encode() + hashlib.file_digest(stream, "sha256").digest())
        except OSError as error:
            raise UsageError(f"{file}: cannot be read: {error.strerror}.") from error
    return digest.hexdigest()[:16]


def _files(articles: Path) -> list[tuple[str, Path]]:
    if not articles.is_dir():
        if not articles.is_file():
            raise UsageError(f"--articles {articles}: there is no such file or folder.")
        return [(storable(f"{articles.absolute().parent.name}/{articles.name}"), articles)]
    found = [(each.shown, each.path) for each in find_sources([articles]) if isinstance(each, SourceFile)]
    if not found:
        raise UsageError(f"--articles {articles}: the folder holds no .txt, .md or .jsonl file.")
    return found


def _failed(file: Path) -> int | None:
    """How many sources failed; None where the library is not complete."""
    try:
        return int(json.loads(file.read_bytes())["failed"])
    except (OSError, ValueError, KeyError, TypeError):
        return None


def _first_reason(report: IngestReport) -> str:
    reasons = [outcome for outcome in report.outcomes if outcome.reason]
    return f"; for example {reasons[0].source}: {reasons[0].reason}" if reasons else "."
