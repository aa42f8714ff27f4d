"""HTML made of elements: a plain string is always text, so nothing that people wrote can become markup.

Text passes `safety.line` first: control and direction-changing characters are shown as visible escapes.
"""

import html
from collections.abc import Iterable
from dataclasses import dataclass

from bot.rendering.safety import line

_VOID = {"meta", "input", "br"}


@dataclass(frozen=True, slots=True)
class Markup:
    """Finished HTML, made by `element` only."""

    html: str


Child = Markup | str | None


def element(name: str, /, *children: Child, **attributes: str | float | bool | None) -> Markup:
    """One element. In attribute names `_` is `-`, one at the end is dropped; True stands alone, False and None go.

    >>> element("p", "a < b", class_="said", hidden=True).html
    '<p class="said" hidden>a &lt; b</p>'
    """
    opened = "".join(_attribute(key, value) for key, value in attributes.items())
    inside = joined(*children).html
    return Markup(f"<{name}{opened}>" if name in _VOID else f"<{name}{opened}>{inside}</{name}>")


def joined(*children: Child) -> Markup:
    """The children one after another."""
    return Markup("".join(_child(child) for child in children))


def many(children: Iterable[Child]) -> Markup:
    """The children one after another, from anything that yields them."""
    return joined(*children)


def _child(child: Child) -> str:
    if child is None:
        return ""
    return child.html if isinstance(child, Markup) else html.escape(line(child))


def _attribute(key: str, value: str | float | bool | None) -> str:  # noqa: FBT001 - HTML has attributes without a value
    name = key.rstrip("_").replace("_", "-")
    if value is None or value is False:
        return ""
    if value is True:
        return f" {name}"
    return f' {name}="{html.escape(line(value) if isinstance(value, str) else f"{value:g}")}"'
