"""What one answer took of a language model so far."""

from dataclasses import dataclass, field

from bot.domain.answer import Usage
from bot.models.chat import Tokens


@dataclass(slots=True)
class Bill:
    """`model` is None until one is asked, `usd` None once a price is unknown."""

    model: str | None = None
    tokens: Tokens = field(default_factory=Tokens)
    usd: float | None = 0.0

    def add(self, tokens: Tokens, usd: float | None) -> None:
        """Put a request on it."""
        self.tokens = Tokens(
            self.tokens.read + tokens.read,
            self.tokens.written + tokens.written,
            self.tokens.estimated or tokens.estimated,
        )
        self.usd = None if usd is None or self.usd is None else self.usd + usd

    @property
    def usage(self) -> Usage:
        """As an answer tells it."""
        return Usage(self.model, self.tokens.read, self.tokens.written, self.tokens.estimated, self.usd)
