"""`--budget`: what a command may spend on a language model."""

from typing import TYPE_CHECKING

from bot.errors import NotConfigured

if TYPE_CHECKING:
    from bot.settings.settings import Settings


def see_price(settings: "Settings", budget: float | None) -> None:
    """Raise NotConfigured if there is a budget that cannot be kept, since nobody knows what the model costs."""
    model = settings.chat.model or ""
    if budget is not None and model not in settings.chat.prices:
        raise NotConfigured(
            f"--budget cannot be kept: the price of {model} is not known. Set it in chat.prices, or leave --budget out."
        )
