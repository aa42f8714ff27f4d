"""What the operator is told in the alert channel, each thing once; and that the bot leaves servers that were denied."""

import asyncio
from dataclasses import replace
from datetime import UTC, datetime, timedelta

from bot.discord_app.alerts import EVERY_SECONDS, Alerts
from bot.domain.caller import Caller
from bot.errors import LibraryDamaged, ModelError
from bot.ledger.spending import Limits
from bot.library.library import Library
from bot.library.vectors import ExactOnly
from tests.discord_app.place import GUILD, Place, live, shown
from tests.ledger.making import receipt
from tests.library.making import BUILT_WITH, fill, record

SECRET = "Lena Okafor won"
NOON = datetime(2026, 8, 2, 12, tzinfo=UTC)
MIDNIGHT = datetime(2026, 8, 3, tzinfo=UTC)


class Clock:
    """Stands still until it is moved."""

    def __init__(self, now: datetime = NOON) -> None:
        self.now = now

    def __call__(self) -> datetime:
        return self.now


class Operator:
    """Whoever reads the alert channel. `parts` take the place of the bot's."""

    def __init__(self, here: Place, clock: Clock, **parts) -> None:
        self.channel = here.guild.create_text_channel("operator")
        self._here = here
        self._clock = clock
        self._parts = parts
        self.settings = {"alert_channel": self.channel.id}
        self.restart()

    def restart(self) -> None:
        """Begin anew, as the bot does after an outage."""
        parts = self._here.parts
        parts = replace(parts, settings=parts.settings.model_copy(update=self.settings), **self._parts)
        self.alerts = Alerts(self._here.bot, parts, self._here.bot.guests, self._clock)

    async def hears(self) -> str:
        """What one more look tells."""
        before = len(self.channel.history())
        await self.alerts.look()
        return "\n\n".join(message.content for message in self.channel.history()[before:])


@live()
async def test_failures(here: Place):
    """Failures are told by kind, number and reference, without anybody's words; a kind not again for a while."""
    operator = Operator(here, Clock())
    assert await operator.hears() == ""
    here.parts.failures.note(ModelError(SECRET))
    latest = here.parts.failures.note(ModelError(SECRET))
    other = here.parts.failures.note(LibraryDamaged(SECRET))
    assert await operator.hears() == (
        f"**ModelError**: 2 failures; the log has the latest under {latest}.\n\n"
        f"**LibraryDamaged**: 1 failure; the log has the latest under {other}."
    )
    here.parts.failures.note(ModelError(SECRET))
    assert await operator.hears() == ""
    operator.restart()
    assert await operator.hears() == ""


def test_a_failing_command_reaches_the_operator(desk, tmp_path):
    """What a person is told under a reference, the operator is told under the same."""
    (tmp_path / "library.db").write_bytes(b"no library" * 1000)

    @live()
    async def fails(here: Place):
        operator = Operator(here, Clock())
        result = await here.ann.slash(here.general, "articles list")
        reference = shown(result.followups[0]).rpartition(" ")[2].strip(".")
        assert f"**LibraryDamaged**: 1 failure; the log has the latest under {reference}." in await operator.hears()

    fails(replace(desk, library=Library(tmp_path, BUILT_WITH, ExactOnly())))


def test_articles_that_cannot_be_read(desk, tmp_path):
    """That is told once a day for each way, also over restarts, and once that they can be read again."""
    library = Library(tmp_path, BUILT_WITH, ExactOnly())
    clock = Clock()

    @live()
    async def looks(here: Place):
        operator = Operator(here, clock)
        (tmp_path / "library.db").write_bytes(b"no library" * 1000)
        told = "**The articles cannot be asked** (LibraryDamaged). `newsdesk doctor` says what to do."
        assert await operator.hears() == told
        assert str(tmp_path) not in told
        assert await operator.hears() == ""
        operator.restart()
        assert await operator.hears() == ""
        clock.now += timedelta(days=1)
        assert await operator.hears() == told
        (tmp_path / "library.db").unlink()
        assert "(LibraryEmpty)" in await operator.hears()
        fill(library, record("a", "It rained."))
        assert await operator.hears() == "The articles can be asked again."
        assert await operator.hears() == ""

    looks(replace(desk, library=library))


@live()
async def test_budgets_that_run_low(here: Place):
    """At 80 % of a limit the operator is told, once a day for each limit and server; below it nothing is."""
    clock, ledger = Clock(), here.parts.ledger
    limits = Limits(usd_per_day=1.0, tokens_per_day=1000, tokens_per_group_day=900)
    operator = Operator(here, clock, limits=limits)
    here.parts.community.saw_guild(GUILD, "Marwick **here**")
    ledger.reserve(Caller("ann", f"discord:{GUILD}"), NOON, 719, 0.79, Limits())
    assert await operator.hears() == ""
    ledger.reserve(Caller("ann", f"discord:{GUILD}"), NOON, 1, 0.01, Limits())
    text = await operator.hears()
    assert "80% of `chat.usd_per_day` is spent or set aside on 2026-08-02 (UTC)" in text
    assert f"80% of `chat.tokens_per_group_day` of Marwick \\*\\*here\\*\\* ({GUILD}) is spent" in text
    assert "tokens_per_day" not in text
    assert await operator.hears() == ""
    operator.restart()
    assert await operator.hears() == ""
    clock.now += timedelta(days=1)
    assert await operator.hears() == ""
    ledger.reserve(Caller("ann"), clock.now, 0, 5.0, Limits())
    assert "500% of `chat.usd_per_day`" in await operator.hears()


@live()
async def test_the_summary_of_a_day(here: Place):
    """After midnight (UTC) the day's figures are told once, also if the bot was away then; without words of anybody."""
    clock = Clock()
    operator = Operator(here, clock)
    here.parts.ledger.record(receipt(at=NOON))
    here.parts.ledger.reserve(Caller("x"), NOON, 1500, 0.25, Limits())
    clock.now = MIDNIGHT
    assert await operator.hears() == ""
    operator.settings["daily_summary"] = True
    operator.restart()
    assert await operator.hears() == (
        "**2026-08-02** (UTC): 1 question. 1 answered, 0 without an answer. Language model: 1,500 tokens, 0.2500 USD."
    )
    assert await operator.hears() == ""
    operator.restart()
    assert await operator.hears() == ""
    clock.now = MIDNIGHT + timedelta(days=1, hours=9)
    assert await operator.hears() == "**2026-08-03** (UTC): 0 questions."
    assert "Blue Heron" not in str([message.content for message in operator.channel.history()])


@live()
async def test_without_a_channel_nothing_is_told(here: Place):
    """Where no channel is set, nothing is sent, and nothing is lost for one that is set later."""
    operator = Operator(here, Clock())
    operator.settings = {}
    operator.restart()
    here.parts.failures.note(ModelError(SECRET))
    assert await operator.hears() == ""
    operator.settings = {"alert_channel": operator.channel.id}
    operator.restart()
    assert "ModelError" in await operator.hears()


def test_a_channel_out_of_reach(desk, caplog):
    """What the alert channel does not take stands in the log, and the looks go on."""

    @live()
    async def looks(here: Place):
        operator = Operator(here, Clock())
        operator.settings = {"alert_channel": 77}
        operator.restart()
        reference = here.parts.failures.note(ModelError(SECRET))
        assert await operator.hears() == ""
        assert "the alert channel 77 cannot be written to" in caplog.text
        assert f"not told: **ModelError**: 1 failure; the log has the latest under {reference}." in caplog.text
        assert here.parts.failures.report() == []

    looks(desk)


def test_a_ledger_that_cannot_be_read(desk):
    """A broken ledger is itself a failure that is told, and does not end the looks."""

    @live()
    async def looks(here: Place):
        operator = Operator(here, Clock(), limits=Limits(tokens_per_day=10))
        for file in desk.settings.data_dir.glob("ledger.db*"):
            file.unlink()
        (desk.settings.data_dir / "ledger.db").write_bytes(b"no ledger" * 1000)
        try:
            assert "**LedgerError**: 1 failure" in await operator.hears()
            assert await operator.hears() == ""
        finally:
            (desk.settings.data_dir / "ledger.db").unlink()

    looks(desk)


@live()
async def test_a_denied_server_is_left(here: Place):
    """A server that is denied while the bot is in it is told so once and left, within a minute or two."""
    await here.env.advance_time(EVERY_SECONDS)
    assert here.bot.get_guild(GUILD) is not None
    here.parts.community.deny_guild(GUILD)
    await here.env.advance_time(2 * EVERY_SECONDS)
    assert here.bot.get_guild(GUILD) is None
    requests = [line for line in here.env.transcript().splitlines() if line.startswith("HTTP")]
    assert sum("this one is not among them" in request for request in requests) == 1
    assert sum("DELETE /users/@me/guilds" in request for request in requests) == 1


@live()
async def test_the_bot_tells_by_itself(here: Place):
    """A running bot looks every minute, and stops looking when it is closed."""
    looking = next(task for task in asyncio.all_tasks() if task.get_name() == "alerts")
    await here.bot.close()
    await here.env.settle()
    assert looking.cancelled()
