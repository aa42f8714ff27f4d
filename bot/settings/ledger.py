"""The knobs of what is kept of answers."""

from pydantic import Field

from bot.settings.section import Section


class LedgerSettings(Section):
    """What is spent is counted whatever is set here."""

    receipts: bool = Field(
        default=True, description="Keep what each answer was made of, articles' text included, to prove it again"
    )
    keep_days: int = Field(
        default=90,
        ge=1,
        le=36500,
        description="Days after which receipts are deleted: a quarter, in which a doubt may come up",
    )
