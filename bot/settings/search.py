"""The knobs of what is found."""

from pydantic import Field

from bot.settings.section import Section


class SearchSettings(Section):
    """How many passages are looked at, and how much an article's age weighs."""

    candidates: int = Field(
        default=60, ge=1, le=1000, description="Passages taken from each list before they are fused"
    )
    hits: int = Field(default=30, ge=1, le=1000, description="Passages that are read after the lists are fused")
    dense_weight: float = Field(
        default=1.0, ge=0, le=100, allow_inf_nan=False, description="Weight of the list by meaning; 0: it is not used"
    )
    lexical_weight: float = Field(
        default=1.0, ge=0, le=100, allow_inf_nan=False, description="Weight of the list by words; 0: it is not used"
    )
    passages_per_article: int = Field(default=3, ge=1, le=20, description="At most so many passages of one article")
    half_life_days: float = Field(
        default=30.0,
        gt=0,
        le=36500,
        allow_inf_nan=False,
        description="Days after which an article's recency weight has halved",
    )
    recency_floor: float = Field(
        default=0.3,
        ge=0,
        le=1,
        allow_inf_nan=False,
        description="Lowest recency weight of an old article; 1: age is no matter",
    )
