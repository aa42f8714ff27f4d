"""One question, from the moment it is let in until its answer stands, or the asker knows why there is none."""

import asyncio
import logging
import math
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime

from bot.discord_app.admission import Admission
from bot.discord_app.buttons import answer_buttons
from bot.discord_app.cooldowns import Limit
from bot.discord_app.delivering import UNDELIVERED
from bot.discord_app.failures import Declined, sentence_card
from bot.discord_app.parts import Parts
from bot.discord_app.pool import Asked
from bot.discord_app.showing import Drawn, drawn
from bot.discord_app.surfaces import Surface
from bot.discord_app.turns import Waiting
from bot.domain.answer import Answer, Citation, Outcome, Reason, Statement
from bot.domain.caller import Caller
from bot.domain.events import Cited, Final, Stated
from bot.domain.guild import Abstention
from bot.domain.question import Filters, Question, Turn, checked_question
from bot.errors import NewsdeskError
from bot.ledger.posts import Post
from bot.rendering.discord.answers import answer_card, growing_card, latest_card, waiting_card
from bot.rendering.discord.pieces import Card

_log = logging.getLogger(__name__)

EDIT_SECONDS = 1.0
"""Between two edits of a growing answer: Discord allows five in five seconds per channel, and people read no faster."""
WAITING_SECONDS = 10.0
"""Between two edits that only tell one's place in the line: all who wait in a channel share these five."""
MOST_TURNS = 6
"""Of a conversation that a follow-up is understood from."""


@dataclass(frozen=True, slots=True)
class Ask:
    """A question that was let in."""

    text: str
    admission: Admission
    given: Filters = field(default_factory=Filters)
    history: tuple[Turn, ...] = ()
    parent: str | None = None
    """The receipt of the answer that this follows up."""
    cut: bool = False
    """Whether a part of the conversation is no longer known."""
    echoes: bool = False
    """Whether the question stands above the answer: a command's text is not shown by Discord."""
    latest: bool = False
    """Whether it asks for the newest stories."""
    quiet: bool = False
    """Whether an abstention may go unsaid: nobody asked the bot by a command."""


class Asking:
    """Answers questions on surfaces."""

    def __init__(self, parts: Parts, clock: Callable[[], datetime] = lambda: datetime.now(UTC)) -> None:
        self._parts = parts
        self._clock = clock

    async def answer(self, ask: Ask, surface: Surface, channel_id: int, guild_id: int | None) -> None:
        """Answer on the surface; what goes wrong is told there. Raises Declined before anything is shown."""
        question = self._question(ask)
        self.see_that_it_may_ask(ask.admission.caller)
        asked = self._parts.pool.ask(question, ask.admission.caller)
        growing = _Growing(surface, self._drawn(ask))
        try:
            with asked:
                answer = await self._followed(asked, growing)
            await growing.stop()
            await self._finish(answer, ask, surface, channel_id, guild_id)
        except Exception as error:  # noqa: BLE001 -- whatever it is, the asker is told
            await growing.stop()
            await self._failed(error, ask, surface)
        finally:
            await growing.stop()

    def _question(self, ask: Ask) -> Question:
        now = self._clock()
        text = checked_question(ask.text)
        return Question(text, ask.history, ask.admission.filters(text, now, ask.given), now)

    def see_that_it_may_ask(self, caller: Caller) -> None:
        """Count it as asked. Raises Declined if that is too often."""
        held = self._parts.cooldowns.wait(caller)
        if held is not None:
            who = "you ask" if held.limit is Limit.PERSON else "this server asks"
            raise Declined(f"That is more than {who} at a time: please try again in {math.ceil(held.seconds)} seconds.")

    async def _followed(self, asked: Asked, growing: "_Growing") -> Answer:
        """Show what is told until the whole answer is there."""
        async for event in asked:
            match event:
                case Final(answer):
                    return answer
                case Waiting(position):
                    growing.waits(position)
                case Cited(citation) if self._parts.writes:
                    growing.citations.append(citation)
                case Stated(statement) if self._parts.writes:
                    growing.states(statement)
                case _:
                    pass
        raise RuntimeError("the answer ended without an end")

    async def _finish(self, answer: Answer, ask: Ask, surface: Surface, channel_id: int, guild_id: int | None) -> None:
        abstained = answer.outcome is Outcome.ABSTAINED and answer.reason is not Reason.NOT_A_QUESTION
        wished = ask.admission.settings.abstentions if abstained else Abstention.SHOWN
        if wished is Abstention.SILENT and ask.quiet:
            await surface.withdraw()
            return
        buttons = answer_buttons(answer.receipt_id, answered=answer.outcome is Outcome.ANSWERED)
        card = (
            latest_card(answer)
            if ask.latest
            else answer_card(answer, asked=ask.text if ask.echoes else None, cut=ask.cut)
        )
        messages = drawn(card, ask.admission.settings.form, buttons)
        ids = await surface.finish(messages, private=wished is not Abstention.SHOWN)
        await self._remember(ids, answer, ask, channel_id, guild_id)

    async def _remember(
        self, ids: Sequence[int], answer: Answer, ask: Ask, channel_id: int, guild_id: int | None
    ) -> None:
        """Let a reply to any of these messages find this answer."""
        if answer.receipt_id is None:
            return
        now = self._clock()
        posts = [
            Post(each, channel_id, guild_id, answer.receipt_id, ask.parent, ask.admission.caller.name, now)
            for each in ids
        ]

        def remember() -> None:
            for post in posts:
                self._parts.community.add_post(post)

        try:
            await self._parts.pool.run(remember)
        except NewsdeskError as error:  # the answer stands; only follow-ups will not find it
            _log.warning("a reply to this answer will not be understood as a follow-up: %s", error)

    async def _failed(self, error: Exception, ask: Ask, surface: Surface) -> None:
        sentence = self._parts.failures.told(error)
        try:
            await surface.finish(self._drawn(ask)(sentence_card(sentence)))
        except UNDELIVERED as trouble:
            _log.warning("an asker could not be told %r: %s", sentence, trouble)

    def _drawn(self, ask: Ask) -> Callable[[Card], list[Drawn]]:
        return lambda card: drawn(card, ask.admission.settings.form)


class _Growing:
    """Shows an answer in the making, with at most one edit a second, beside what makes it."""

    def __init__(self, surface: Surface, draw: Callable[[Card], list[Drawn]]) -> None:
        self._surface = surface
        self._draw = draw
        self._position = 0
        self._statements: list[Statement] = []
        self._changed = asyncio.Event()
        self._writes = asyncio.Event()
        self._task: asyncio.Task[None] | None = None
        self.citations: list[Citation] = []

    def waits(self, position: int) -> None:
        """So many are answered before."""
        self._position = position
        if position > 0:
            self._show()

    def states(self, statement: Statement) -> None:
        """One more statement is proved."""
        self._statements.append(statement)
        self._writes.set()
        self._show()

    async def stop(self) -> None:
        """Show nothing more; an edit that is under way is waited for, lest it overtake the answer."""
        task, self._task = self._task, None
        if task is not None:
            self._changed.clear()
            task.cancel()
            with suppress(asyncio.CancelledError):
                await task

    def _show(self) -> None:
        self._changed.set()
        if self._task is None:
            self._task = asyncio.create_task(self._shown())

    async def _shown(self) -> None:
        while True:
            await self._changed.wait()
            self._changed.clear()
            edit = asyncio.ensure_future(self._surface.draft(self._draw(self._card())[0]))
            try:
                await asyncio.shield(edit)
            except asyncio.CancelledError:
                with suppress(*UNDELIVERED):
                    await edit
                raise
            except UNDELIVERED as error:  # the answer itself is still to come
                _log.info("a draft could not be shown: %s", error)
            await asyncio.sleep(EDIT_SECONDS)
            with suppress(TimeoutError):
                await asyncio.wait_for(self._writes.wait(), WAITING_SECONDS - EDIT_SECONDS)

    def _card(self) -> Card:
        if self._statements:
            return growing_card(self._statements, self.citations)
        return waiting_card(self._position)
