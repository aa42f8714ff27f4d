"""Whose report an article is, when a news agency's mark says so: dateline, byline, credit or the closing notice.

Looked for in the source's own text, before cleaning takes notices away, and only at its two ends. A mention in the
story ("Reuters reported") is no mark. English forms; agencies that are not on the list are known by a dateline, or by a
name that ends in "News Agency".
"""

import re

from bot.domain.article import visible
from bot.ingestion.drafts import Fields

_NAMES = {
    "AFP": r"AFP|Agence France[- ]Presse",
    "ANI": r"ANI|Asian News International",
    "ANSA": r"ANSA",
    "AP": r"AP|A\.P\.|(?:The )?Associated Press",
    "Bloomberg": r"Bloomberg(?: News)?",
    "Canadian Press": r"CP|(?:The )?Canadian Press",
    "dpa": r"dpa|DPA|Deutsche Presse[- ]Agentur",
    "EFE": r"EFE",
    "IANS": r"IANS|Indo-Asian News Service",
    "Interfax": r"Interfax",
    "Kyodo": r"Kyodo(?: News)?",
    "PA": r"PA|PA Media|Press Association",
    "PTI": r"PTI|(?:The )?Press Trust of India",
    "Reuters": r"Reuters|REUTERS|Thomson Reuters",
    "TASS": r"TASS|Tass",
    "UPI": r"UPI|United Press International",
    "Xinhua": r"Xinhua(?: News Agency)?|XINHUA",
    "Yonhap": r"Yonhap(?: News Agency)?",
}
_ANY = "|".join(_NAMES.values())
_OF = [(agency, re.compile(names)) for agency, names in _NAMES.items()]
_CAPITAL = r"[^\W\d_a-z]"
_OTHER = re.compile(
    rf"(?P<name>{_CAPITAL}[\w&.'’-]*(?: {_CAPITAL}[\w&.'’-]*){{0,3}}) (?:News Agency|Newswire|News Service)"
)
"""An agency that is not on the list calls itself one."""

_DATELINE = re.compile(rf"\((?P<name>{_ANY})\) ?(?:[-–—]|--)")
_ANY_DATELINE = re.compile(
    rf"^{_CAPITAL}{{2}}[^()\n]{{1,60}} \((?P<name>{_CAPITAL}[\w&.'’ -]{{1,30}})\) ?(?:[-–—]|--) ", re.MULTILINE
)
"""`REDMOND, Wash., Aug. 2 (Corvane) - `: the place in capitals, then whose report it is."""
_BYLINE = re.compile(
    rf"^ ?(?:By|BY|by) [^\n]{{2,100}}(?:[,|/–—-]| of| for| from) ?(?:the )?(?P<name>{_ANY})$", re.MULTILINE
)
_LINE = re.compile(rf"^[ (\[—–-]{{0,3}}(?:Source: |By |From )?(?P<name>{_ANY})[ )\].]{{0,3}}$", re.MULTILINE)
_NOTICE = re.compile(rf"(?:©|\([cC]\)|[Cc]opyright)[ ,]{{0,2}}(?:©? ?\d{{4}},? )?(?:by )?(?P<name>{_ANY})\b")
_DESKS = re.compile(r"\((?:Reporting|Writing) by [^()\n]{3,300}[Ee]diting by [^()\n]{3,150}\)")
"""How Reuters names its reporters and editors."""

_HEAD, _TAIL = 1500, 1200
"""Characters at the ends in which marks stand; the story's own words lie between."""


def find_agency(text: str, fields: Fields) -> str | None:
    """The agency's name, in one spelling; None without a mark.

    >>> find_agency("LISBON (Reuters) - Fishermen went home on Monday.", Fields())
    'Reuters'
    >>> find_agency("Fishermen went home, Reuters reported.", Fields()) is None
    True
    """
    head, tail = text[:_HEAD], text[-_TAIL:]
    given = (each for field in (fields.author, fields.outlet) if field for each in (_credited(visible(field[:300])),))
    found = next((each for each in given if each), None)
    if found is not None:
        return found
    marks = (_DATELINE.search(head), _BYLINE.search(head), _LINE.search(head), _NOTICE.search(tail), _LINE.search(tail))
    for mark in marks:
        if mark:
            return _spelling(mark["name"])
    if _DESKS.search(tail):
        return "Reuters"
    other = _ANY_DATELINE.search(head)
    return _spelling(other["name"]) if other else None


def _credited(field: str) -> str | None:
    """The agency in an author's or outlet's field: "Jane Roe, Associated Press", "Corvane News Agency"."""
    for part in re.split(r",|\||/| and | via | for | of ", field):
        name = part.strip(" ()")
        spelling = _spelling(name.removeprefix("the ").removeprefix("The "))
        if re.fullmatch(_ANY, name) or _OTHER.fullmatch(name):
            return spelling
    return None


def _spelling(name: str) -> str:
    for agency, names in _OF:
        if names.fullmatch(name):
            return agency
    other = _OTHER.fullmatch(name)
    return other["name"] if other else visible(name)
