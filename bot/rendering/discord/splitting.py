"""Cards on pages: as few as hold them within what Discord allows in one message, cut between units.

A unit that is longer than a page by itself is cut by `cutting`. Beyond the last page nothing is shown but where it is.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from bot.domain.guild import Form
from bot.rendering.discord.characters import utf16_length
from bot.rendering.discord.cutting import Room, cut
from bot.rendering.discord.pieces import Card, Page, Unit

MOST_PAGES = 5
"""Messages in a row that a channel bears; the rest is behind a button."""

MOST_COMPONENTS = 40
"""Of a message with components, nested ones too."""

_LAYOUT_BYTES = 9000
"""UTF-8 bytes of the text of a message with components. Discord fails with 500 beyond 10,170, counting 12 for each text
display (discord-api-docs, issue 8554): 3,400 Chinese characters. What other components take is not known."""

_BYTES_PER_BLOCK = 12
_QUOTE = "> "
_SMALL = "-# "
_APART = 2
"""Characters between two blocks."""


@dataclass(frozen=True, slots=True)
class _Limits:
    characters: int
    blocks: int = MOST_COMPONENTS
    octets: int | None = None

    @property
    def room(self) -> Room:
        """For one piece of a unit on a page of its own."""
        octets = None if self.octets is None else self.octets - _BYTES_PER_BLOCK - len(_QUOTE)
        return Room(self.characters - len(_QUOTE), octets)

    def without(self, text: str) -> "_Limits":
        """What is left beside a text that stands in a block of its own."""
        taken = utf16_length(text) + _APART
        octets = None if self.octets is None else self.octets - len(text.encode()) - _BYTES_PER_BLOCK
        return replace(self, characters=self.characters - taken, blocks=self.blocks - 1, octets=octets)

    def hold(self, blocks: Sequence[str]) -> bool:
        """Whether one message may hold these blocks."""
        characters = sum(map(utf16_length, blocks)) + _APART * (len(blocks) - 1)
        octets = sum(len(block.encode()) + _BYTES_PER_BLOCK for block in blocks)
        within = self.octets is None or octets <= self.octets
        return characters <= self.characters and len(blocks) <= self.blocks and within


_LIMITS = {
    Form.LAYOUT: _Limits(4000, octets=_LAYOUT_BYTES),
    Form.EMBED: _Limits(4096),
    Form.TEXT: _Limits(2000),
}
"""Of one message: text displays together; the description of an embed (which has nothing else: 6,000 in all are not
reached); the content of a plain message."""


def pages(card: Card, form: Form, *, reserved: int = 0, most: int = MOST_PAGES) -> tuple[Page, ...]:
    """The card on at most `most` pages; if there is more, the last one ends with the line `card.rest`.

    `reserved`: components of each message that are not text displays (container, rows, buttons, separators), fewer than
    39.
    """
    limits = replace(_LIMITS[form], blocks=MOST_COMPONENTS - reserved)
    filled = list(_filled(_shown(card), limits))
    if len(filled) > most:
        told = _SMALL + card.rest
        shorter = next(_filled(filled[most - 1], limits.without(told)))
        filled = [*filled[: most - 1], [*shorter, Unit(told, opens=True)]]
    return tuple(Page(card.tone, tuple(_blocks(units)), first=number == 0) for number, units in enumerate(filled))


def _shown(card: Card) -> Iterator[Unit]:
    yield from (unit for unit in card.units if unit.text.strip())
    small = [told for told in card.small if told.strip()]
    yield from (Unit(_SMALL + told, opens=number == 0) for number, told in enumerate(small))


def _filled(units: Iterable[Unit], limits: _Limits) -> Iterator[list[Unit]]:
    """The units of each page."""
    page: list[Unit] = []
    for unit in units:
        for piece in _fitting(unit, limits):
            if page and not limits.hold(list(_blocks([*page, piece]))):
                yield page
                page = []
            page.append(piece)
    if page:
        yield page


def _fitting(unit: Unit, limits: _Limits) -> Iterator[Unit]:
    """The unit, in pieces where it is too long for a page."""
    if limits.hold([_drawn(unit)]):
        yield unit
    else:
        for number, piece in enumerate(cut(unit.text, limits.room)):
            yield replace(unit, text=piece, opens=unit.opens and number == 0)


def _drawn(unit: Unit) -> str:
    return _QUOTE + unit.text if unit.quoted else unit.text


def _blocks(units: Sequence[Unit]) -> Iterator[str]:
    block: list[str] = []
    for unit in units:
        if unit.opens and block:
            yield "\n".join(block)
            block = []
        block.append(_drawn(unit))
    yield "\n".join(block)
