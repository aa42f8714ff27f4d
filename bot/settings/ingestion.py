"""The knobs of how articles are cut."""

from pydantic import Field

from bot.settings.section import Section


class IngestionSettings(Section):
    """Other values need `newsdesk ingest --rebuild`."""

    passage_tokens: int = Field(default=200, ge=32, le=240, description="Size of a passage, in tokens of the embedder")
    overlap_sentences: int = Field(default=1, ge=0, le=5, description="Sentences that neighbouring passages share")
