"""The settings that decide what an article becomes, and the names under which a library remembers them."""

from dataclasses import dataclass

from bot.errors import ConfigurationError
from bot.ingestion.sentences import SPLITTER
from bot.library.records import BuiltWith
from bot.models.embedder import Embedder

CLEANING = "1"
"""Version of cleaning and describing. Raised when their results change: every article is then read anew."""


@dataclass(frozen=True, slots=True)
class Recipe:
    """How passages are cut."""

    passage_tokens: int = 200
    """Most tokens of the embedding model in one passage. Its limit is 256, and title and date need room too."""
    overlap_sentences: int = 1
    """Sentences that a passage repeats from the one before it."""


def built_with(embedder: Embedder, recipe: Recipe) -> BuiltWith:
    """What a library made with these is built with.

    Raises:
        ConfigurationError: passages of this size do not fit the embedding model.

    """
    if not 20 <= recipe.passage_tokens <= embedder.max_tokens:
        raise ConfigurationError(
            f"A passage of {recipe.passage_tokens} tokens does not suit the embedding model {embedder.name}, "
            f"which reads {embedder.max_tokens}; set ingestion.passage_tokens to 20 to {embedder.max_tokens}."
        )
    if recipe.overlap_sentences < 0:
        raise ConfigurationError(f"ingestion.overlap_sentences is {recipe.overlap_sentences}; it must be 0 or more.")
    return BuiltWith(embedder.name, embedder.dimension, SPLITTER, recipe.passage_tokens, recipe.overlap_sentences)
