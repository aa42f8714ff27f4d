"""Undoes what scraping leaves of HTML: known tags and entities.

It is no parser of pages: text that merely holds `<` stays. Every step is linear in the text, whatever is left open.
"""

import html
import re
from itertools import pairwise

_BLOCKS = (
    "address article aside blockquote br caption center dd div dl dt fieldset figcaption figure footer form "
    "h1 h2 h3 h4 h5 h6 header hr li main nav ol p pre section table tbody td tfoot th thead tr ul"
)
_INLINE = (
    "a abbr acronym amp-img audio b bdi bdo big button cite code data del dfn em embed font i iframe img input ins kbd "
    "label link mark meta object picture q s samp select small source span strike strong sub sup svg time tt u var "
    "video wbr"
)
_HIDDEN = ("script", "style", "noscript", "template")
_LONGEST_TAG = 4_000  # characters; keeps an unclosed tag from being looked for to the end of the text each time


def _tag(names: str) -> re.Pattern[str]:
    alternatives = "|".join(sorted(names.split(), key=len, reverse=True))
    return re.compile(rf"</?(?:{alternatives})(?:\s[^<>]{{0,{_LONGEST_TAG}}})?/?>", re.IGNORECASE)


_BLOCK_TAG = _tag(_BLOCKS)
_INLINE_TAG = _tag(_INLINE + " " + " ".join(_HIDDEN) + " html head body")
_ENTITY = re.compile(r"&(?:[A-Za-z][A-Za-z0-9]{1,31}|#[0-9]{1,7}|#[xX][0-9A-Fa-f]{1,6});")


def without_html(text: str) -> str:
    """The text without tags and entities; a block's tag becomes a paragraph break.

    >>> without_html("<p>AT&amp;T <b>rose</b></p><p>5 < 6</p>").split()
    ['AT&T', 'rose', '5', '<', '6']
    """
    if "<" in text:
        text = _without_spans(text, "<!--", "-->")
        for name in _HIDDEN:
            text = _without_spans(text, f"<{name}", f"</{name}>")
        text = _INLINE_TAG.sub("", _BLOCK_TAG.sub("\n\n", text))
    return _ENTITY.sub(lambda match: html.unescape(match.group()), text) if "&" in text else text


def _without_spans(text: str, opening: str, closing: str) -> str:
    """The text without what stands from an opening to the next closing; what is never closed stays."""
    lowered = text.lower() if opening in text.lower() else ""
    if len(lowered) != len(text):  # absent; or a letter that grows in lower case, where places would not agree
        return text
    kept, place = [0], 0
    while (start := lowered.find(opening, place)) >= 0 and (end := lowered.find(closing, start)) >= 0:
        place = end + len(closing)
        kept += [start, place]
    kept.append(len(text))
    return "".join(text[start:end] for start, end in list(pairwise(kept))[::2])
