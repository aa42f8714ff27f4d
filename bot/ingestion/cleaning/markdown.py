"""Undoes the Markdown that newspapers' texts use: headings, links, images, emphasis, quotes, rules. Lists stay."""

import re

_HEADING = re.compile(r"^ {0,3}#{1,6}[ \t]+(.*?)[ \t]*#*[ \t]*$", re.MULTILINE)
_RULE = re.compile(r"^ {0,3}(?:(?:-[ \t]*){3,}|(?:\*[ \t]*){3,}|(?:_[ \t]*){3,})$", re.MULTILINE)
_QUOTE = re.compile(r"^ {0,3}(?:>[ \t]?)+", re.MULTILINE)
_IMAGE = re.compile(r"!\[[^\[\]\n]{0,500}\]\([^()\n]{0,2000}\)")
_LINK = re.compile(r"(?<!!)\[([^\[\]\n]{1,500})\]\((?:https?://|/|#|mailto:)[^()\n]{0,2000}\)")
_STRONG = re.compile(r"(\*\*|__)(?=\S)([^*_\n]{1,1000}?)(?<=\S)\1")
_EMPHASIS = re.compile(r"(?<![\w*_\\])([*_])(?=[^\s*_])([^*_\n]{1,500}?)(?<=[^\s*_])\1(?![\w*_])")


def without_markdown(text: str) -> str:
    """The text as it reads, with its headings as paragraphs of their own.

    >>> without_markdown("**Oracle** [said](https://a.example) so.")
    'Oracle said so.'
    """
    text = _RULE.sub("", text)
    text = _HEADING.sub(lambda match: f"{match.group(1)}\n", text)
    text = _LINK.sub(r"\1", _IMAGE.sub("", _QUOTE.sub("", text)))
    return _EMPHASIS.sub(r"\2", _STRONG.sub(r"\2", text))
