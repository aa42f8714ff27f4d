"""Reads the given paths as a stream of small groups, so that the library is asked once for many articles.

Nothing but the list of files and one group is held at a time, however large the files are.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from bot.ingestion.drafts import Draft, Unread
from bot.ingestion.reading import read
from bot.ingestion.sources import SourceFile, find_sources

_MOST_DRAFTS = 64
_MOST_CHARACTERS = 2_000_000


@dataclass(frozen=True, slots=True)
class Group:
    """Some sources, in the order they were met. `bytes_done` of all bytes were read when it was made."""

    members: tuple[Draft | Unread, ...]
    bytes_done: int


class Intake:
    """The sources of one run. The folders are walked when it is made, so that the whole is known from the start."""

    def __init__(self, paths: Sequence[Path]) -> None:
        self._sources = list(find_sources(paths))
        self.bytes_total = sum(each.size for each in self._sources if isinstance(each, SourceFile))

    def groups(self) -> Iterator[Group]:
        """All drafts, in groups."""
        members: list[Draft | Unread] = []
        characters = 0
        done = 0
        for member, done in self._members():
            members.append(member)
            characters += len(member.text) if isinstance(member, Draft) else 0
            if len(members) >= _MOST_DRAFTS or characters >= _MOST_CHARACTERS:
                yield Group(tuple(members), done)
                members, characters = [], 0
        if members:
            yield Group(tuple(members), done)

    def _members(self) -> Iterator[tuple[Draft | Unread, int]]:
        """Each draft with the bytes read so far; within a file they are told from the texts' lengths."""
        before = 0
        for source in self._sources:
            if isinstance(source, Unread):
                yield source, before
                continue
            within = 0
            for member in read(source):
                within += len(member.text) if isinstance(member, Draft) else 0
                yield member, before + min(within, source.size)
            before += source.size
