"""Pages of an answer as Discord takes them: a layout of components, an embed, or plain text, with buttons below."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, TypeVar

import discord
from discord import ui

from bot.domain.guild import Form
from bot.rendering.discord.pieces import Card, Page, Tone
from bot.rendering.discord.splitting import pages

COLOURS = {
    Tone.ANSWERED: discord.Colour.from_rgb(46, 139, 87),
    Tone.ABSTAINED: discord.Colour.from_rgb(200, 160, 60),
    Tone.FAILED: discord.Colour.from_rgb(190, 70, 70),
    Tone.NEUTRAL: discord.Colour.from_rgb(90, 110, 160),
}
MOST_BUTTONS = 5
"""In one row."""
_RESERVED = 2 + MOST_BUTTONS
"""Components of a layout that are not text: the container, the row, its buttons."""

Button = ui.Item[Any]
V = TypeVar("V", ui.View, ui.LayoutView)


@dataclass(frozen=True, slots=True)
class Drawn:
    """One message, ready to be sent or to take another's place."""

    form: Form
    content: str | None
    embed: discord.Embed | None
    view: ui.View | ui.LayoutView | None

    def sending(self) -> dict[str, Any]:
        """The arguments of a send. Links show no preview in any form."""
        if self.form is Form.LAYOUT:
            return {"view": self.view}
        given: dict[str, Any] = (
            {"embed": self.embed} if self.embed else {"content": self.content, "suppress_embeds": True}
        )
        return given | ({"view": self.view} if self.view else {})

    def editing(self) -> dict[str, Any]:
        """The arguments of an edit of a message of the same form."""
        if self.form is Form.LAYOUT:
            return {"view": self.view}
        return {"content": self.content, "embed": self.embed, "view": self.view}

    def emptied(self) -> dict[str, Any]:
        """The arguments of an edit to a message of the same form that shows nothing."""
        if self.form is Form.LAYOUT:
            return {"view": _finished(ui.LayoutView(timeout=None).add_item(ui.TextDisplay[Any]("…")))}
        return {"content": "…", "embed": None, "view": None}


def drawn(card: Card, form: Form, buttons: Sequence[Button] = ()) -> list[Drawn]:
    """The messages that show a card, in order; the buttons stand under the last."""
    made = pages(card, form, reserved=_RESERVED)
    return [_drawn(page, form, buttons if page is made[-1] else ()) for page in made]


def _drawn(page: Page, form: Form, buttons: Sequence[Button]) -> Drawn:
    if form is Form.LAYOUT:
        return Drawn(form, None, None, _finished(_layout(page, buttons)))
    view = _finished(_row(buttons)) if buttons else None
    if form is Form.EMBED:
        return Drawn(form, None, discord.Embed(description=page.text, colour=COLOURS[page.tone]), view)
    return Drawn(form, page.text, None, view)


def _layout(page: Page, buttons: Sequence[Button]) -> ui.LayoutView:
    view = ui.LayoutView(timeout=None)
    view.add_item(ui.Container(*map(ui.TextDisplay[Any], page.blocks), accent_colour=COLOURS[page.tone]))
    if buttons:
        view.add_item(ui.ActionRow(*buttons))
    return view


def _row(buttons: Sequence[Button]) -> ui.View:
    view = ui.View(timeout=None)
    for button in buttons:
        view.add_item(button)
    return view


def _finished(view: V) -> V:
    """Buttons find their way by their ids (`buttons.py`): discord.py need not remember the message for them."""
    view.stop()
    return view
