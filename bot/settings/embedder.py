"""The knobs of what turns text into vectors."""

from typing import Literal

from pydantic import Field, SecretStr

from bot.settings.section import Section, WebAddress


class EmbedderSettings(Section):
    """Another embedder needs `newsdesk ingest --rebuild`."""

    kind: Literal["embedded", "openai"] = Field(
        default="embedded", description="embedded: the packaged model; openai: a service that speaks OpenAI's protocol"
    )
    model: str | None = Field(
        default=None, min_length=1, description="The service's model, e.g. text-embedding-3-small"
    )
    base_url: WebAddress | None = Field(
        default=None, description="The service's address, e.g. http://localhost:11434/v1"
    )
    api_key: SecretStr | None = Field(default=None, description="Key for that service; sent nowhere else")
    dimension: int | None = Field(default=None, ge=1, le=65536, description="Numbers in a vector of that model")
