"""Names in a question's filters that no article has, most often a slip or half of a longer name."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from difflib import get_close_matches

from bot.domain.article import FORMER_MAIN, MAIN
from bot.library.scope import outlet_key

NEAREST = 3
"""Names offered in place of one."""


@dataclass(frozen=True, slots=True)
class Stranger:
    """A name that was asked for and is not there."""

    kind: str
    """`outlet` or `collection`."""
    name: str
    near: tuple[str, ...]
    """Known names that may have been meant, the likeliest first."""


def unknown_outlets(asked: Iterable[str], known: Sequence[str]) -> tuple[Stranger, ...]:
    """The outlets that are not there, without regard to case.

    >>> unknown_outlets(["meridian"], ["Meridian Business Daily", "Northgate Post"])
    (Stranger(kind='outlet', name='meridian', near=('Meridian Business Daily',)),)
    """
    keys = {outlet_key(name) for name in known}
    return tuple(Stranger("outlet", name, _near(name, known)) for name in asked if outlet_key(name) not in keys)


def unknown_collections(asked: Iterable[str], known: Sequence[str]) -> tuple[Stranger, ...]:
    """The collections that are not there, to the letter; who asks for MAIN by its former name is told the present one.

    >>> unknown_collections(["main", "default"], ["main", "sport"])
    (Stranger(kind='collection', name='default', near=('main',)),)
    """
    return tuple(Stranger("collection", name, _near_collections(name, known)) for name in asked if name not in known)


def _near_collections(name: str, known: Sequence[str]) -> tuple[str, ...]:
    return (MAIN,) if name == FORMER_MAIN and MAIN in known else _near(name, known)


def _near(name: str, known: Sequence[str]) -> tuple[str, ...]:
    """Names that hold it or that it holds, then names spelled alike."""
    by_key = {outlet_key(each): each for each in known}
    key = outlet_key(name)
    holding = [each for each in by_key if key and (key in each or each in key)]
    alike = get_close_matches(key, by_key, n=NEAREST, cutoff=0.6)
    return tuple(by_key[each] for each in dict.fromkeys([*holding, *alike]))[:NEAREST]
