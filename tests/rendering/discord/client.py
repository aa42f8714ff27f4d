r"""How Discord reads a message, written apart from what is tested: which syntax is alive in it, and what is shown.

After the rules of its client as they are known: a backslash takes the meaning from punctuation, but not within the text
of a masked link, nor from the bracket that ends one.
"""

import re
from dataclasses import dataclass, field

_ESCAPE = re.compile(r"\\([^0-9A-Za-z\s])")
_LINE = [
    ("heading", re.compile(r" *#{1,3} ")),
    ("subtext", re.compile(r"-# ")),
    ("quote", re.compile(r" *>(?:>>)? ")),
    ("list", re.compile(r" *(?:[*-]|\d+\.) ")),
]
_ANYWHERE = [
    ("masked link", re.compile(r"\[((?:\[[^\]]*\]|[^\[\]]|\](?=[^\[]*\]))*)\]\(\s*<?((?:\([^)]*\)|[^\s\\]|\\.)*?)>?\s*\)")),
    ("angled link", re.compile(r"<[^: >]+:/[^ >]+>")),
    ("link", re.compile(r"(?:https?|steam|discord)://[^\s<]+")),
    ("invitation", re.compile(r"(?:discord\.gg|discord(?:app)?\.com/invite|discord\.new)/\S")),
    ("mention", re.compile(r"<(?:@[!&]?|#)\d+>|@everyone|@here")),
    ("command", re.compile(r"</[^:>]+:\d+>")),
    ("place", re.compile(r"<id:\w+>")),
    ("time", re.compile(r"<t:-?\d+(?::\w)?>")),
    ("emoji", re.compile(r"<a?:\w+:\d+>|:\w+:")),
    ("address", re.compile(r"<[^\s<>@]+@[^\s<>@]+>|<\+[\d ()-]+>")),
    ("code", re.compile(r"(`+).+?(?<!`)\1(?!`)", re.DOTALL)),
    ("bold", re.compile(r"\*\*(?:\\.|[^\\])+?\*\*", re.DOTALL)),
    ("underline", re.compile(r"__(?:\\.|[^\\])+?__", re.DOTALL)),
    ("italic", re.compile(r"\*(?!\s)(?:\\.|[^*\\])+?\*|_(?:\\.|[^_\\])+?_(?!\w)", re.DOTALL)),
    ("strike", re.compile(r"~~.+?~~", re.DOTALL)),
    ("spoiler", re.compile(r"\|\|.+?\|\|", re.DOTALL)),
]  # fmt: skip


@dataclass
class Read:
    """What a reader gets."""

    alive: list[tuple[str, str]] = field(default_factory=list)
    """Kind and source of each piece of syntax, in order."""
    shown: str = ""
    """The text, syntax included as it is written."""


def read(message: str) -> Read:
    """The message, from left to right; what is inside a piece of syntax is not looked at again."""
    got = Read()
    at = 0
    while at < len(message):
        if found := _ESCAPE.match(message, at):
            got.shown += found[1]
            at = found.end()
            continue
        starts = at == 0 or message[at - 1] == "\n"
        for kind, rule in [*(_LINE if starts else []), *_ANYWHERE]:
            if found := rule.match(message, at):
                got.alive.append((kind, found[0]))
                got.shown += found[0]
                at = found.end()
                break
        else:
            got.shown += message[at]
            at += 1
    return got


def unseen(text: str) -> str:
    """The text without the invisible characters that only we put in."""
    return re.sub("[\u200b\u2068\u2069]", "", text)
