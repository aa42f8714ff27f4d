"""What the bot is handed by who starts it: the parts of newsdesk that it shows to Discord."""

from collections.abc import Callable
from dataclasses import dataclass, field
from zoneinfo import ZoneInfo

from bot.answering.answerer import Answerer
from bot.answering.checking.checker import Checker
from bot.discord_app.cooldowns import Cooldowns
from bot.discord_app.failures import Failures
from bot.discord_app.pool import AnswerPool
from bot.ingestion.ingestor import Ingestor
from bot.ingestion.removing import Keeper
from bot.ledger.community import Community
from bot.ledger.ledger import Ledger
from bot.ledger.spending import Limits
from bot.library.library import Library
from bot.settings.discord import DiscordSettings


@dataclass(frozen=True, slots=True)
class Parts:
    """Everything behind the bot. `writes`: whether a language model words the answers; `limits`: what it may cost."""

    settings: DiscordSettings
    zone: ZoneInfo
    answerer: Answerer
    checker: Checker
    library: Library
    ingestor: Callable[[], Ingestor]
    ledger: Ledger
    community: Community
    pool: AnswerPool
    cooldowns: Cooldowns
    writes: bool = False
    limits: Limits = field(default_factory=Limits)
    evaluations: Keeper | None = None
    """What else keeps words of articles, and forgets those that are removed."""
    failures: Failures = field(default_factory=Failures)
