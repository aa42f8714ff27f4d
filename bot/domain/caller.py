"""Who asks: budgets and receipts know callers by names that no person bears."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Caller:
    """One who asks. `group`: those who share a budget with them, such as the members of a Discord server."""

    name: str
    """`cli` on the command line; elsewhere a pseudonym that the front end makes."""
    group: str | None = None


LOCAL = Caller("cli")
"""A person who asks on the machine itself."""
