"""The knobs of how much an answer may use, and how sure it must be."""

from pydantic import Field

from bot.settings.section import Section


class AnsweringSettings(Section):
    """What the answer to one question may rest on, and when there is none."""

    evidence: int = Field(default=8, ge=1, le=50, description="Passages that an answer may rest on (ask --top)")
    threshold: float = Field(
        default=0.3,
        ge=0,
        le=1,
        allow_inf_nan=False,
        description="Abstain if no sentence answers with this probability; `evaluate calibrate` chooses one",
    )
    support: float = Field(
        default=0.35,
        ge=0,
        le=1,
        allow_inf_nan=False,
        description="Drop a language model's statement that is supported less surely than this",
    )
