"""Which article a draft is: an explicit id, else its canonical URL, else its place in a collection.

The identity says whether a source was met before, the content hash whether it has changed; the two are separate. The
hash is taken of what the source holds, before any cleaning, so that an unchanged article costs no more than that.
"""

import re
from dataclasses import dataclass
from hashlib import sha256
from urllib.parse import SplitResult, urlsplit

from bot.domain.article import FORMER_MAIN, MAIN, visible
from bot.errors import IngestError
from bot.ingestion.drafts import Draft

_LONGEST_ID = 200
_DEFAULT_PORTS = {"http": 80, "https": 443}
_TRACKING = re.compile(r"utm_\w+|fbclid|gclid|dclid|msclkid|mc_cid|mc_eid|igshid|yclid|ref_src", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Identity:
    """Who an article is, and a hash of what its source holds."""

    article_id: str
    content_hash: str


def identify(draft: Draft, collection: str, recipe: str) -> Identity:
    """The identity of a draft. `recipe` names the way of cleaning: a new one makes every article a changed one.

    Raises:
        IngestError: the draft's explicit id cannot be used.

    """
    counted = counted_collection(collection)
    return Identity(_article_id(draft, counted), _content_hash(draft, counted, recipe))


def counted_collection(name: str) -> str:
    """The name that a collection has in ids and hashes: MAIN its first, so that what was stored under it is known."""
    return FORMER_MAIN if name == MAIN else name


def canonical_url(url: str) -> str | None:
    """One spelling for the addresses of one page; None when it is no http or https address.

    >>> canonical_url("HTTPS://News.example:443/a/?utm_source=x&id=7#top")
    'https://news.example/a?id=7'
    """
    parts = _split(url)
    if parts is None:
        return None
    host = str(parts.hostname)
    host = f"[{host}]" if ":" in host else host
    port = parts.port
    place = host if port in (None, _DEFAULT_PORTS[parts.scheme]) else f"{host}:{port}"
    query = "&".join(pair for pair in parts.query.split("&") if pair and not _TRACKING.fullmatch(pair.split("=")[0]))
    return f"{parts.scheme}://{place}{parts.path.rstrip('/')}{'?' if query else ''}{query}"


def web_address(url: str) -> str | None:
    """The address as it was given, fit to be shown and opened, without a password; None when it is not http(s)."""
    parts = _split(url)
    if parts is None:
        return None
    return parts._replace(netloc=parts.netloc.rpartition("@")[2]).geturl()


def _split(url: str) -> SplitResult | None:
    url = url.strip()
    if re.search(r"\s", url) or visible(url) != url:
        return None
    try:
        parts = urlsplit(url)
        sound = parts.scheme in _DEFAULT_PORTS and parts.hostname and (parts.port is None or parts.port)
    except ValueError:  # a port or an IPv6 host that is none
        return None
    return parts if sound else None


def _article_id(draft: Draft, collection: str) -> str:
    explicit = draft.fields.id
    if explicit is not None:
        return _checked(explicit)
    url = canonical_url(draft.fields.url) if draft.fields.url else None
    return _digest("url", url)[:12] if url else _digest("path", collection, draft.origin.path)[:12]


def _checked(article_id: str) -> str:
    if len(article_id) > _LONGEST_ID:
        raise IngestError(f"the id has {len(article_id)} characters; at most {_LONGEST_ID} are allowed")
    if visible(article_id) != article_id or "\ufffd" in article_id:
        raise IngestError(
            f"the id '{visible(article_id)}' holds invisible characters, doubled spaces or spaces at an end"
        )
    return article_id


def _content_hash(draft: Draft, collection: str, recipe: str) -> str:
    fields = draft.fields
    given = (fields.id, fields.title, fields.outlet, fields.author, fields.url, fields.published)
    return _digest(
        recipe, collection, draft.markup, *(f"={each}" if each is not None else "" for each in given), draft.text
    )


def _digest(*parts: str) -> str:
    """A hash of the parts in order; their lengths keep ("ab", "c") apart from ("a", "bc")."""
    encoded = [part.encode("utf-8", errors="surrogatepass") for part in parts]
    digest = sha256(" ".join(str(len(part)) for part in encoded).encode())
    for part in encoded:
        digest.update(part)
    return digest.hexdigest()
