"""What an article is called, who wrote it, when it appeared: from its fields, else from clear forms in its text.

What was read out of the text for this (a headline, a byline, a line with nothing but a date) is not part of the body.
"""

from dataclasses import dataclass, replace
from datetime import datetime

from bot.domain.article import visible
from bot.errors import IngestError
from bot.ingestion.describing.agencies import find_agency
from bot.ingestion.describing.bylines import Byline, take_bylines
from bot.ingestion.describing.dates import Dated, parse_date
from bot.ingestion.describing.inferred_dates import infer_date
from bot.ingestion.describing.titles import take_title
from bot.ingestion.drafts import Fields
from bot.ingestion.identity import web_address

__all__ = ["Description", "describe", "find_agency"]


@dataclass(frozen=True, slots=True)
class Description:
    """What is known of an article, and its body."""

    body: str
    title: str | None = None
    outlet: str | None = None
    author: str | None = None
    url: str | None = None
    dated: Dated | None = None
    date_inferred: bool = False
    warnings: tuple[str, ...] = ()


def describe(text: str, fields: Fields, now: datetime) -> Description:
    """Describe a cleaned text. Fields win over what the text says; what neither says stays unknown.

    `now` is the moment of ingest, aware: no article appeared much later.
    """
    above, text = take_bylines(text, now)
    title, text = take_title(text, _line(fields.title))
    below, text = take_bylines(text, now)
    byline = above.or_else(below)
    described = Description(
        body=text,
        title=title,
        outlet=_line(fields.outlet),
        author=_line(fields.author) or byline.author,
        url=web_address(fields.url) if fields.url else None,
    )
    if fields.url and described.url is None:
        described = replace(
            described, warnings=(f"the url '{visible(fields.url)[:80]}' is no http or https address; left out",)
        )
    return _with_date(described, fields.published, byline, now)


def _with_date(described: Description, published: str | None, byline: Byline, now: datetime) -> Description:
    if published is not None:
        try:
            return replace(described, dated=parse_date(published, now))
        except IngestError as error:
            return replace(described, warnings=(*described.warnings, f"{error}; the date is left unknown"))
    dated = byline.dated or infer_date(described.body, now)
    return replace(described, dated=dated, date_inferred=dated is not None)


def _line(text: str | None) -> str | None:
    """One visible line; None when nothing visible is in it."""
    return (visible(text) or None) if text is not None else None
