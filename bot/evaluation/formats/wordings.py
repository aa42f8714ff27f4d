"""Gold answers as `GoldQuestion` keeps them: parts, each with its accepted wordings, the shortest first."""

from collections.abc import Iterable


def one_part(wordings: Iterable[str]) -> tuple[tuple[str, ...], ...]:
    """One part; none without wordings.

    >>> one_part(["TikTok's owner", "ByteDance", "ByteDance"])
    (('ByteDance', "TikTok's owner"),)
    """
    return in_parts([wordings])


def in_parts(parts: Iterable[Iterable[str]]) -> tuple[tuple[str, ...], ...]:
    """Each wording once; a part without wordings is none."""
    sorted_parts = (tuple(sorted(dict.fromkeys(part), key=len)) for part in parts)
    return tuple(part for part in sorted_parts if part)
