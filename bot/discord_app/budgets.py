"""How much of a day's budgets for the language model is used up. What may be spent is decided in `ledger.spending`."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from bot.ledger.ledger import Ledger
from bot.ledger.spending import Limits

NEARLY = 0.8
"""Of a limit: who hears of it then can still raise it."""


@dataclass(frozen=True, slots=True)
class Budget:
    """A limit of a day. `share` of it is spent or set aside, 1: all."""

    name: str
    """Of the setting in the section `chat`."""
    share: float

    @property
    def is_low(self) -> bool:
        """Whether little of it is left."""
        return self.share >= NEARLY


def budgets(ledger: Ledger, limits: Limits, day: date, group: str | None = None) -> list[Budget]:
    """The limits of the whole day (UTC), or those of one group of callers. Reads the ledger. Raises LedgerError."""
    scope = "day" if group is None else "group_day"
    most = {name: getattr(limits, name) for name in (f"usd_per_{scope}", f"tokens_per_{scope}")}
    if not any(most.values()):
        return []
    spent = ledger.spent(day, group=group)
    return list(_used(most, {f"usd_per_{scope}": spent.usd, f"tokens_per_{scope}": spent.tokens}))


def _used(most: dict[str, float | None], spent: dict[str, float]) -> Iterator[Budget]:
    for name, limit in most.items():
        if limit:
            yield Budget(name, spent[name] / limit)
