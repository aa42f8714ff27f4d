"""One JSON object of a file, asked for its fields by kind; what is not of that kind is a fault with its place and name.

Fields that nobody asks for are passed over: sets carry many.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Self

from bot.domain.article import storable, visible
from bot.errors import UsageError

KEY_CHARACTERS = 200
"""Of an id or another word: what `ingest` takes for an article's id."""
TEXT_CHARACTERS = 20_000
"""Of a wording or a quotation: ten times the longest gold text of the usual sets."""
MOST_ITEMS = 10_000
"""Of one list."""


@dataclass(frozen=True, slots=True)
class Row:
    """An object, with its place as messages tell it. `number` is its line or item, from 1."""

    place: str
    values: Mapping[str, object]
    number: int = 1
    within: str = ""
    """What to put before a field's name: `evidence[2].`, counted from 1."""

    @classmethod
    def of(cls, place: str, value: object, number: int = 1) -> Self:
        """The row of a parsed value; raises UsageError where that is no object."""
        if not isinstance(value, dict):
            raise UsageError(f"{place}: {_kind(value)} stands where an object in {{braces}} must be.")
        return cls(place, value, number)

    def fault(self, name: str, what: str) -> UsageError:
        """The error that says what is wrong with a field."""
        return UsageError(f"{self.place}: {self.within}{name}: {what}.")

    def has(self, name: str) -> bool:
        """Whether the field is there and not null."""
        return self.values.get(name) is not None

    def text(self, name: str, most: int = TEXT_CHARACTERS) -> str:
        """A text that says something, without space around it."""
        text = self.optional(name, most)
        if text is None:
            what = "an empty text" if self.has(name) else "missing"
            raise self.fault(name, f"is {what}; give a text")
        return text

    def optional(self, name: str, most: int = TEXT_CHARACTERS) -> str | None:
        """The same; None where the field is absent, null or blank."""
        value = self.values.get(name)
        return None if value is None else self._checked(name, value, most) or None

    def key(self, name: str) -> str:
        """A word that names something: a text of one visible line, or a whole number."""
        value = self.values.get(name)
        if isinstance(value, int) and not isinstance(value, bool) and abs(value) < 10**KEY_CHARACTERS:
            return str(value)
        text = self.text(name, KEY_CHARACTERS)
        if visible(text) != text or "\ufffd" in text:
            raise self.fault(name, f"'{visible(text)}' holds invisible characters or doubled spaces; give plain words")
        return text

    def flag(self, name: str, *, default: bool) -> bool:
        """True or false."""
        value = self.values.get(name)
        if value is None:
            return default
        if not isinstance(value, bool):
            raise self.fault(name, f"is {_kind(value)}; give true or false")
        return value

    def whole(self, name: str) -> int | None:
        """A whole number; None where the field is absent or null."""
        value = self.values.get(name)
        if value is not None and (not isinstance(value, int) or isinstance(value, bool)):
            raise self.fault(name, f"is {_kind(value)}; give a whole number")
        return value

    def texts(self, name: str, most: int = TEXT_CHARACTERS) -> tuple[str, ...]:
        """A list of texts; empty where the field is absent or null."""
        return tuple(self._checked_item(f"{name}[{at}]", each, most) for at, each in self._list(name))

    def parts(self, name: str) -> tuple[tuple[str, ...], ...] | None:
        """A list of lists of texts, where an item that is one text stands for a list of it; None: all items are texts.

        >>> Row("", {"answers": [["August 3", "Monday"], "TikTok"]}).parts("answers")
        (('August 3', 'Monday'), ('TikTok',))
        """
        given = list(self._list(name))
        if not any(isinstance(each, list) for _, each in given):
            return None
        lists = {f"{name}[{at}]": each if isinstance(each, list) else [each] for at, each in given}
        inner = Row(self.place, lists, self.number, self.within)
        return tuple(inner.texts(field) for field in lists)

    def rows(self, name: str) -> tuple["Row", ...]:
        """A list of objects; empty where the field is absent or null."""
        found = []
        for at, each in self._list(name):
            if not isinstance(each, dict):
                raise self.fault(f"{name}[{at}]", f"is {_kind(each)}; give an object in {{braces}}")
            found.append(Row(self.place, each, self.number, f"{self.within}{name}[{at}]."))
        return tuple(found)

    def _list(self, name: str) -> list[tuple[int, object]]:
        value = self.values.get(name)
        if value is None:
            return []
        if not isinstance(value, list):
            raise self.fault(name, f"is {_kind(value)}; give a list in [brackets]")
        if len(value) > MOST_ITEMS:
            raise self.fault(name, f"has {len(value):,} items; at most {MOST_ITEMS:,} are read")
        return list(enumerate(value, start=1))

    def _checked_item(self, name: str, value: object, most: int) -> str:
        text = self._checked(name, value, most)
        if not text:
            raise self.fault(name, "is an empty text; give a text")
        return text

    def _checked(self, name: str, value: object, most: int) -> str:
        if not isinstance(value, str):
            raise self.fault(name, f"is {_kind(value)}; give a text")
        if len(value) > most:
            raise self.fault(name, f"has {len(value):,} characters; at most {most:,} are read")
        return storable(value).strip()


def _kind(value: object) -> str:
    """What a parsed value is, in words."""
    if value is None:
        return "null"
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, int | float):
        return "a number"
    if isinstance(value, str):
        return "a text"
    return "a list" if isinstance(value, list) else "an object"
