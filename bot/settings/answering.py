"""The knobs of how much an answer may use."""

from pydantic import Field

from bot.settings.section import Section


class AnsweringSettings(Section):
    """What the answer to one question may rest on."""

    evidence: int = Field(default=8, ge=1, le=50, description="Passages that an answer may rest on (ask --top)")
