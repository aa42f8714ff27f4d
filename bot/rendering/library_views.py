"""What is in the library, as text and as data for JSON: its summary, lists of articles, one article, checks."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict
from typing import Any

from bot.domain.article import Article
from bot.library.records import ArticleSummary, Check, LibrarySummary
from bot.rendering.fields import counted, field, listed, size
from bot.rendering.paragraphs import BLANK, Paragraph, paragraph
from bot.rendering.safety import block, line
from bot.rendering.wording import UNTITLED, title, when


def summary_json(summary: LibrarySummary, strange: Sequence[str]) -> dict[str, Any]:
    """The summary; `strange` are the languages that the embedder does not know."""
    return {
        **asdict(summary),
        "folder": str(summary.folder),
        "collections": [{"name": name, "articles": articles} for name, articles in summary.collections],
        "languages": [
            {"code": code, "articles": articles, "known": code not in strange} for code, articles in summary.languages
        ],
    }


def summary_text(summary: LibrarySummary, strange: Sequence[str]) -> Iterator[Paragraph]:
    """The summary in labelled lines, or how to begin if there is nothing."""
    yield field("library", line(str(summary.folder)) + (" (read-only)" if summary.read_only else ""))
    if not summary.articles:
        yield paragraph("The library is empty. Take in articles: newsdesk ingest PATH..., or: newsdesk ingest --sample")
        return
    yield field("articles", f"{summary.articles:,} ({_named(summary.collections)})")
    yield field("passages", f"{summary.passages:,}")
    if summary.unpublished_passages:
        told = f"{counted(summary.unpublished_passages, 'passage')} not yet published: found, but more slowly"
        yield paragraph(told, indent=13)
    if summary.newest:
        yield field("newest", f"{when(summary.newest)}  {line(summary.newest_title or '') or UNTITLED}")
        yield field("oldest", when(summary.oldest))
    if summary.undated:
        yield field("undated", f"{summary.undated:,}")
    yield field("outlets", f"{summary.outlets:,}")
    yield field("languages", _named((code or "unknown", articles) for code, articles in summary.languages))
    if strange:
        text = f"the embedder does not know {listed(strange)}: such articles are found by their words alone"
        yield paragraph(("warning: ", "yellow"), text, indent=13)
    if summary.built_with:
        built = summary.built_with
        yield field(
            "built with", f"{line(built.embedder)}, {built.dimension} dimensions; sentences by {built.splitter}"
        )
        overlap = counted(built.overlap_sentences, "sentence")
        yield paragraph(f"passages of up to {built.passage_tokens} tokens, {overlap} of overlap", indent=13)
    yield field("size", size(summary.bytes_on_disk))


def articles_json(articles: Iterable[ArticleSummary]) -> list[dict[str, Any]]:
    """A list of articles without their texts."""
    return [
        {
            **{key: value for key, value in asdict(article).items() if key != "date_text"},
            "published_at": article.date_text,
        }
        for article in articles
    ]


def article_row(article: ArticleSummary) -> tuple[str, str, str, str]:
    """Date, outlet, title and id of an article, harmless, each on one line."""
    return article.date_text or "-", line(article.outlet or "-"), title(article, article.source_path), line(article.id)


def article_json(article: Article) -> dict[str, Any]:
    """One article with its `text` exactly as stored."""
    return {
        "id": article.id,
        "title": article.title,
        "outlet": article.outlet,
        "author": article.author,
        "url": article.url,
        "published_at": article.date_text,
        "date_precision": article.date_precision.value,
        "date_inferred": article.date_inferred,
        "language": article.language,
        "source_path": article.source_path,
        "collection": article.collection,
        "origin_id": article.origin_id,
        "content_hash": article.content_hash,
        "characters": len(article.text),
        "text": article.text,
    }


def article_text(article: Article) -> Iterator[Paragraph]:
    """One article: what is known of it, then its text with control characters made visible."""
    told = {
        "title": article.title or UNTITLED,
        "outlet": article.outlet,
        "author": article.author,
        "published": when(article.date_text, inferred=article.date_inferred),
        "url": article.url,
        "source": article.source_path,
        "language": article.language,
        "collection": article.collection,
        "copy of": article.origin_id if article.origin_id not in ("", article.id) else None,
        "id": article.id,
    }
    yield from (field(label, line(value)) for label, value in told.items() if value)
    yield BLANK
    yield from (paragraph(text) for text in block(article.text).split("\n"))


def checks_json(checks: Iterable[Check]) -> list[dict[str, Any]]:
    """The lines of `doctor` as data."""
    return [asdict(check) for check in checks]


def checks_text(checks: Iterable[Check]) -> Iterator[Paragraph]:
    """The lines of `doctor`: `ok` and what is so, or `!!` and what to do."""
    for check in checks:
        mark = ("ok  ", "green") if check.ok else ("!!  ", "bold red")
        yield paragraph(mark, f"{line(check.name):<20} ", line(check.text), hang=25)


def _named(counts: Iterable[tuple[str, int]]) -> str:
    return listed(f"{line(name)} {number:,}" for name, number in counts)
