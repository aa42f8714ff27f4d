"""The knobs of where published vectors lie."""

from pydantic import Field

from bot.settings.section import Section, WebAddress


class ChromaSettings(Section):
    """In the data folder, or on a Chroma server."""

    url: WebAddress | None = Field(
        default=None, description="Address of a Chroma server; unset: embedded, in the data folder"
    )
