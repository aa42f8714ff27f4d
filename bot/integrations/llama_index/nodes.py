"""Slices of articles as LlamaIndex's nodes: the exact text, its place in the stored article, what is known of that.

A node's id names its slice (`ARTICLE:START-END`), its source node is the article. What is not known is left out of the
metadata, whose values are plain, as vector stores want them.
"""

from typing import Any

from llama_index.core.schema import NodeRelationship, NodeWithScore, ObjectType, RelatedNodeInfo, TextNode

from bot.domain.answer import Answer, Citation, Quote
from bot.domain.article import Article
from bot.domain.evidence import Hit

TOLD = frozenset({"title", "outlet", "author", "published_at", "url"})
"""Metadata that a language model reads above the text; the rest is for programs."""


def retrieved(hit: Hit) -> NodeWithScore:
    """A passage that was found. Its score is comparable within one question only; the cosine is in the metadata."""
    known = article_metadata(hit.article)
    if hit.similarity is not None:
        known["similarity"] = round(hit.similarity, 6)
    node = slice_of(hit.article.id, hit.passage.start, hit.passage.end, hit.text, metadata=known)
    return NodeWithScore(node=node, score=hit.score)


def quote_nodes(answer: Answer) -> list[NodeWithScore]:
    """Each quote of the answer once, in the order of use; its score is the best support of a statement it proves.

    A quote that only a rival answer rests on has no score.
    """
    cited = {citation.number: citation for citation in answer.citations}
    supports: dict[Quote, float | None] = {}
    for said in answer.statements:
        for quote in said.quotes:
            supports[quote] = max(supports.get(quote) or 0.0, said.support)
    for rival in answer.rivals:
        for quote in rival.quotes:
            supports.setdefault(quote, None)
    return [_quoted(quote, cited[quote.citation], support) for quote, support in supports.items()]


def slice_of(
    article_id: str, start: int, end: int, text: str, *, metadata: dict[str, Any], source: str | None = None
) -> TextNode:
    """A node for `article.text[start:end]`. `source`: what the article is called there; None: its id."""
    return TextNode(
        id_=f"{article_id}:{start}-{end}",
        text=text,
        start_char_idx=start,
        end_char_idx=end,
        metadata=metadata,
        excluded_llm_metadata_keys=[key for key in metadata if key not in TOLD],
        excluded_embed_metadata_keys=list(metadata),
        relationships={
            NodeRelationship.SOURCE: RelatedNodeInfo(node_id=source or article_id, node_type=ObjectType.DOCUMENT)
        },
    )


def article_metadata(article: Article) -> dict[str, Any]:
    """What is known of an article, under the names that its citation has in JSON."""
    citation = Citation.of(0, article)
    own = {"author": article.author, "language": article.language, "collection": article.collection}
    return {**_cited(citation), **_known(own)}


def _quoted(quote: Quote, citation: Citation, support: float | None) -> NodeWithScore:
    known = {"citation": quote.citation, **_cited(citation)}
    return NodeWithScore(
        node=slice_of(citation.article_id, quote.start, quote.end, quote.text, metadata=known), score=support
    )


def _cited(citation: Citation) -> dict[str, Any]:
    return _known({
        "article_id": citation.article_id,
        "title": citation.title,
        "outlet": citation.outlet,
        "url": citation.url,
        "source_path": citation.source_path,
        "published_at": citation.published_at,
        "date_precision": citation.date_precision.value,
        "date_inferred": citation.date_inferred,
        "origin_id": citation.origin_id,
    })  # fmt: skip


def _known(values: dict[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in values.items() if value is not None}
