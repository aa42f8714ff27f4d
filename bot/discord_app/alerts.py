"""What the operator is told without asking: failures, budgets that run low, articles that cannot be read, the day.

Once a minute, in the channel of the settings; each thing once. What people asked and what articles say never stands
here. The same look leaves servers that were denied meanwhile.
"""

import asyncio
import logging
from collections.abc import Callable, Iterator, Sequence
from datetime import UTC, date, datetime, timedelta

import discord

from bot.discord_app.budgets import Budget, budgets
from bot.discord_app.failures import Failure
from bot.discord_app.guests import Guests
from bot.discord_app.parts import Parts
from bot.discord_app.showing import drawn
from bot.discord_app.surfaces import MessageSurface
from bot.domain.guild import Form, Guild
from bot.errors import LedgerError, LibraryError, Stopping
from bot.ledger.days import DayFigures
from bot.rendering.discord.escaping import escaped
from bot.rendering.discord.pieces import Card, Tone, Unit
from bot.rendering.fields import counted

_log = logging.getLogger(__name__)

EVERY_SECONDS = 60.0


class Alerts:
    """Looks and tells, from `start` to `stop`."""

    def __init__(
        self,
        client: discord.Client,
        parts: Parts,
        guests: Guests,
        clock: Callable[[], datetime] = lambda: datetime.now(UTC),
    ) -> None:
        self._client = client
        self._parts = parts
        self._guests = guests
        self._clock = clock
        self._welcome: frozenset[int] | None = None
        """Servers that the last look found to be let in."""
        self._claimed: set[str] = set()
        self._claimed_on: date | None = None
        self._is_unreadable = False
        self._looking: asyncio.Task[None] | None = None

    def start(self) -> None:
        """Look every minute from now on, once Discord is connected."""
        self._looking = asyncio.create_task(self._look_again_and_again(), name="alerts")

    def stop(self) -> None:
        """Look no more."""
        if self._looking is not None:
            self._looking.cancel()

    async def look(self) -> None:
        """Do what there is to do now. Raises nothing."""
        for step in (self._leave_denied, self._tell_news):
            try:
                await step()
            except Stopping:
                return
            except LedgerError as error:
                self._parts.failures.note(error)
            except Exception:  # noqa: BLE001 -- whatever it is, the next look is to come
                _log.exception("the operator could not be told what there is")

    async def _look_again_and_again(self) -> None:
        await self._client.wait_until_ready()
        while True:
            await self.look()
            await asyncio.sleep(EVERY_SECONDS)

    async def _leave_denied(self) -> None:
        """Leave the servers that were let in a minute ago and are so no more. The first look cannot know of any."""
        community = self._parts.community
        allowed = frozenset(guild.id for guild in await self._parts.pool.run(community.guilds))
        before, self._welcome = self._welcome, allowed
        if before is None:  # those that are not let in are being left now; where that failed, it is tried again
            self._welcome = allowed | {guild.id for guild in self._client.guilds}
            return
        for guild in map(self._client.get_guild, before - allowed):
            if guild is not None:
                await self._guests.arrived(guild)

    async def _tell_news(self) -> None:
        channel_id = self._parts.settings.alert_channel
        if channel_id is None:
            return
        lines = [_failure(failure) for failure in self._parts.failures.report()]

        def gather() -> None:
            for line in self._news():
                lines.append(line)  # noqa: PERF402 -- what was told before an error is claimed already

        try:
            await self._parts.pool.run(gather)
        finally:
            if lines:
                await self._send(channel_id, lines)

    async def _send(self, channel_id: int, lines: Sequence[str]) -> None:
        channel = self._client.get_partial_messageable(channel_id)
        card = Card(Tone.NEUTRAL, tuple(Unit(line, opens=True) for line in lines))
        try:
            await MessageSurface(channel, None).finish(drawn(card, Form.TEXT))
        except discord.HTTPException as error:
            _log.error("the alert channel %s cannot be written to: %s", channel_id, error)
            for line in lines:
                _log.warning("not told: %s", line)

    def _news(self) -> Iterator[str]:
        """What is new by library and ledger. Reads both; raises LedgerError."""
        now = self._clock()
        yield from self._of_library(now)
        for told, key in self._of_budgets(now.date()):
            if self._is_first(f"{key}:{now.date()}", now):
                yield told
        yesterday = now.date() - timedelta(days=1)
        if self._parts.settings.daily_summary and self._is_first(f"summary:{yesterday}", now):
            yield _summary(yesterday, self._parts.ledger.day(yesterday))

    def _of_library(self, now: datetime) -> Iterator[str]:
        """That the articles cannot be read, once a day for each way; and that they can be again."""
        try:
            with self._parts.library.reading():
                pass
        except LibraryError as error:
            self._is_unreadable = True
            kind = type(error).__name__
            if self._is_first(f"library:{kind}:{now.date()}", now):
                yield f"**The articles cannot be asked** ({kind}). `newsdesk doctor` says what to do."
        else:
            if self._is_unreadable:
                yield "The articles can be asked again."
            self._is_unreadable = False

    def _of_budgets(self, today: date) -> Iterator[tuple[str, str]]:
        """What is told of each budget that runs low, and what names it."""
        ledger, limits = self._parts.ledger, self._parts.limits
        for budget in budgets(ledger, limits, today):
            if budget.is_low:
                yield _low(budget, today), f"budget:{budget.name}"
        if limits.usd_per_group_day is None and limits.tokens_per_group_day is None:
            return
        for guild in self._parts.community.guilds():
            for budget in budgets(ledger, limits, today, f"discord:{guild.id}"):
                if budget.is_low:
                    yield _low(budget, today, guild), f"budget:{budget.name}:{guild.id}"

    def _is_first(self, key: str, now: datetime) -> bool:
        """Whether this was not told yet, by this process or an earlier one."""
        if self._claimed_on != now.date():
            self._claimed, self._claimed_on = set(), now.date()
        if key in self._claimed:
            return False
        is_first = self._parts.community.claim(f"alert:{key}", now)
        self._claimed.add(key)
        return is_first


def _failure(failure: Failure) -> str:
    return f"**{failure.kind}**: {counted(failure.count, 'failure')}; the log has the latest under {failure.reference}."


def _low(budget: Budget, day: date, guild: Guild | None = None) -> str:
    whose = "" if guild is None else f" of {escaped(guild.name or 'a server', 80)} ({guild.id})"
    return (
        f"**Budget**: {budget.share:.0%} of `chat.{budget.name}`{whose} is spent or set aside on {day} (UTC). "
        "When all is, the articles' own sentences answer; raise it if that is too early."
    )


def _summary(day: date, figures: DayFigures) -> str:
    told = [
        f"**{day}** (UTC): {counted(figures.answers, 'question')}.",
        f"{figures.answered:,} answered, {figures.abstained:,} without an answer." if figures.answers else "",
        f"{figures.fallbacks:,} answered without the language model that was to write." if figures.fallbacks else "",
        f"👍 {figures.good:,} · 👎 {figures.bad:,}." if figures.good or figures.bad else "",
        f"Language model: {counted(figures.tokens, 'token')}, {figures.usd:.4f} USD." if figures.tokens else "",
    ]
    return " ".join(filter(None, told))
