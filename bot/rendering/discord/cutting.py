r"""A line of Markdown that is longer than a page, cut at white space; never inside what belongs together.

An escape (`\*`), a masked link, a code span, a marker and a character of several code points stay whole. A link or code
span that is longer than a page by itself is not: `escaping` makes none.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from bot.rendering.discord.characters import CHARACTER, utf16_length

_ATOMS = re.compile(
    r"\[[^\[\]\n]*\]\(<[^>\n]*>\)"  # a masked link
    r"|(?P<ticks>`+)[^`]+(?P=ticks)(?!`)"
    r"|\[\d+\]"  # a marker
    rf"|\\(?s:.)|\s+|{CHARACTER}"
)


@dataclass(frozen=True, slots=True)
class Room:
    """What a piece may take, in UTF-16 units and in UTF-8 bytes; None: as many as it needs."""

    characters: int
    octets: int | None = None

    def holds(self, characters: int, octets: int) -> bool:
        """Whether there is room for so much."""
        return characters <= self.characters and (self.octets is None or octets <= self.octets)


def cut(text: str, room: Room) -> Iterator[str]:
    """Pieces of the text, none empty, each within the room; together the text but for the space at the cuts."""
    atoms = list(_atoms(text, room))
    start = 0
    while start < len(atoms):
        if atoms[start].isspace():
            start += 1
            continue
        end = _end(atoms, start, room)
        yield "".join(atoms[start:end]).rstrip()
        start = end


def _atoms(text: str, room: Room) -> Iterator[str]:
    """What must not be torn apart; in single code points where it is too long for a page."""
    for found in _ATOMS.finditer(text):
        atom = found[0]
        if room.holds(utf16_length(atom), len(atom.encode())):
            yield atom
        else:
            yield from atom


def _end(atoms: list[str], start: int, room: Room) -> int:
    """Where the piece that begins at `start` ends: at its last white space, if that is in its second half."""
    characters = octets = 0
    end = space = start
    while end < len(atoms):
        characters += utf16_length(atoms[end])
        octets += len(atoms[end].encode())
        if not room.holds(characters, octets):
            break
        end += 1
        if atoms[end - 1].isspace():
            space = end
    if end == len(atoms) or atoms[end].isspace():
        return end
    return space if space - start > (end - start) // 2 else max(end, start + 1)
