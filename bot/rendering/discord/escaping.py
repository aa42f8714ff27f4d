r"""Makes text from articles and people harmless in Discord's Markdown; what is shown is the text as it was.

Discord takes a backslash before any ASCII punctuation as "this character itself", so `https\:\/\/` is no link and
`\<\@1\>` mentions nobody. Escapes do not do two things: whether `@everyone` pings is settled before Markdown is read,
and in the text of a masked link backslashes are shown (discord-api-docs, issue 6185). So a zero-width space stands in
the first, and a text that would need escapes stands beside its link.
"""

import re
import unicodedata
from urllib.parse import quote, urlsplit, urlunsplit

from bot.rendering.discord.characters import calmed, shortened
from bot.rendering.safety import line

LINK = "link"
"""What a link says beside a text that cannot be one."""

MOST_ADDRESS = 1000
"""Characters of an address that is linked: half of the shortest message, so that a link always fits on a page."""

_SYNTAX = re.compile(r"[\\`*_~|\[\]<>#@:/]|(?<=\])\(|-(?=\s|$)|(?<=\d)\.(?=\s|$)")
r"""Every character that Discord may read as syntax, wherever a text comes to stand after it was joined and cut.

`- ` and `1. ` make lists. `/` is in addresses, also in `discord.gg/code`, which needs no scheme. `](` ends a link that
an earlier `[`, as that of our markers, opens: there an escaped bracket is a bracket too, so `\](` must not remain.
"""

_EVERYONE = re.compile(r"@(?=everyone|here)", re.IGNORECASE)
_ZERO_WIDTH_SPACE = "\u200b"
_ISOLATED, _END = "\u2068", "\u2069"

_LABEL_PUNCTUATION = frozenset(" .,;:!?'\"“”‘’„«»()-–—…&%$€£¥+=#§·")
_NO_LABEL = frozenset("\u2139\u20e3\ufe0f")
"""Letters and marks that are drawn as emoji."""

_SHORTCODE = re.compile(r":\w+:")
_HOST = re.compile(r"[a-z0-9_-]+(?:\.[a-z0-9_-]+)*\.?(?::[0-9]{1,5})?", re.IGNORECASE)
_PAIRED = re.compile(r"(?:[^()]|\([^()]*\))*")
_ADDRESS_PUNCTUATION = "/?#:@!$&'+,;=%~*()"
_PARENTHESES = {ord("("): "%28", ord(")"): "%29"}


def escaped(text: str, most: int | None = None) -> str:
    r"""The text on one line that Discord shows as it is: no markup, link, mention, emoji code or list comes of it.

    Without `most` it is exact: without our zero-width spaces, isolates and backslashes it is `safety.line(text)`. With
    it, floods of emoji are cut short, and what is longer than `most` characters (before escaping) ends in `…`.

    >>> escaped("*now* https://evil.example - 1. @here")
    '\\*now\\* https\\:\\/\\/evil.example \\- 1\\. \\@\u200bhere'
    """
    shown = _bounded(text, most)
    harmless = _SYNTAX.sub(lambda found: "\\" + found[0], shown)
    return _isolated(_EVERYONE.sub("@" + _ZERO_WIDTH_SPACE, harmless))


def link(text: str, url: str | None, most: int | None = None) -> str:
    r"""A masked link for an address of http or https, else the text alone. `most` as in `escaped`.

    >>> link("Talks go on", "https://a.example/x"), link("Talks", "file:///x")
    ('[Talks go on](<https://a.example/x>)', 'Talks')
    >>> link("[Live]", "https://a.example/x")
    '\\[Live\\] ([link](<https://a.example/x>))'
    """
    address = _address(url or "")
    if address is None:
        return escaped(text, most)
    label = re.sub(r"\s", " ", _bounded(text, most)).strip() or LINK
    if _is_label(label):
        return _isolated(f"[{label}](<{address}>)")
    return f"{escaped(text, most)} ([{LINK}](<{address}>))"


def _bounded(text: str, most: int | None) -> str:
    shown = line(text)
    return shown if most is None else shortened(calmed(shown.strip()), most)


def _isolated(text: str) -> str:
    """Right-to-left text is kept from turning round what stands beside it on its line."""
    turns = any(unicodedata.bidirectional(character) in ("R", "AL", "AN") for character in text)
    return f"{_ISOLATED}{text}{_END}" if turns else text


def _is_label(text: str) -> bool:
    """Whether the text means itself without escapes and holds nothing for which Discord refuses a link, as emoji."""
    plain = all(
        character in _LABEL_PUNCTUATION or (unicodedata.category(character)[0] in "LMN" and character not in _NO_LABEL)
        for character in text
    )
    return plain and _SHORTCODE.search(text) is None


def _address(url: str) -> str | None:
    """The address, with everything percent-encoded that would end a link; None if it is none of the web's."""
    if len(url) > MOST_ADDRESS:
        return None
    try:
        parts = urlsplit(url.strip())
        host = parts.netloc.encode("idna").decode("ascii")
    except ValueError:
        return None
    if parts.scheme not in ("http", "https") or not _HOST.fullmatch(host):
        return None
    rest = urlunsplit(("", "", parts.path, parts.query, parts.fragment))
    encoded = _EVERYONE.sub("%40", quote(rest, safe=_ADDRESS_PUNCTUATION, errors="replace"))
    # Discord reads pairs of parentheses as part of an address, and has refused links with encoded ones.
    address = f"{parts.scheme}://{host}{encoded if _PAIRED.fullmatch(encoded) else encoded.translate(_PARENTHESES)}"
    return address if len(address) <= MOST_ADDRESS else None
