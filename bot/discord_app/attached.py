"""A file that a manager attached: what it may be, and how it becomes articles of one collection."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from tempfile import TemporaryDirectory

import discord

from bot.discord_app.failures import Declined
from bot.domain.article import storable, visible
from bot.errors import LibraryBusy
from bot.ingestion.ingestor import Ingestor
from bot.ingestion.intake import Intake
from bot.ingestion.report import IngestReport
from bot.ingestion.sources import SUFFIXES

MOST_BYTES = 1_000_000
"""Some 1,300 passages: ten to twenty seconds of the embedder, during which one worker answers nobody."""
MOST_ARTICLES = 50
LONGEST_NAME = 200
"""Bytes: file systems take 255. A name is not cut, lest two files become one."""
FOLDER = "discord"
"""What the source path of such an article begins with."""
BUSY = "Articles are being taken in or out at this moment. Please try again in a few minutes."


@dataclass(frozen=True, slots=True)
class Attached:
    """A file of a sound name and size; what it holds was not looked at."""

    name: str
    data: bytes


async def read(attachment: discord.Attachment) -> Attached:
    """The file, if it may be read. Raises Declined, and what Discord raises.

    Nothing is asked for that Discord says is too large.
    """
    name = sound_name(attachment.filename)
    if attachment.size > MOST_BYTES:
        raise Declined(f"The file is larger than {MOST_BYTES // 1_000_000} MB. Give fewer articles at a time.")
    data = await attachment.read()
    if len(data) > MOST_BYTES:
        raise Declined(f"The file is larger than {MOST_BYTES // 1_000_000} MB. Give fewer articles at a time.")
    if not data:
        raise Declined("The file is empty.")
    return Attached(name, data)


def sound_name(given: str) -> str:
    r"""A file's name that is one on any machine: no path, no hidden file, nothing invisible. Raises Declined.

    >>> sound_name("..\\.. /two  words?.TXT")
    'two words_.txt'
    """
    last = visible(storable(re.split(r"[/\\]", given)[-1]))
    path = PurePosixPath(last)
    suffix = path.suffix.lower()
    if suffix not in SUFFIXES:
        raise Declined("Articles are read from .txt, .md and .jsonl files alone.")
    stem = re.sub(r"[^\w .()+-]", "_", path.stem).strip(" .") or "file"
    if len(stem.encode()) > LONGEST_NAME:
        raise Declined("The name of the file is too long.")
    return stem + suffix


def take_in(attached: Attached, ingestor: Callable[[], Ingestor], collection: str) -> IngestReport:
    """Take its articles into the collection and touch no other. Blocks, for seconds. Raises Declined, NewsdeskError."""
    with TemporaryDirectory(prefix="newsdesk-") as place:
        folder = Path(place) / FOLDER
        folder.mkdir()
        file = folder / attached.name
        file.write_bytes(attached.data)
        if sum(len(group.members) for group in Intake([file]).groups()) > MOST_ARTICLES:
            raise Declined(f"The file holds more than {MOST_ARTICLES} articles. Give fewer at a time.")
        try:
            return ingestor().take_in(Intake([file]), collection=collection, only_own=True)
        except LibraryBusy:
            raise Declined(BUSY) from None
