"""How a bot answers interactions: the first answer within 3 s, then edits and follow-ups for 15 minutes."""

from datetime import timedelta
from typing import Any

from aiohttp import web

from tests.discord_server import bodies, drafts, payloads
from tests.discord_server.answers import LATE_SECONDS, empty, found
from tests.discord_server.interactions import (
    ACKNOWLEDGE_WITHIN,
    EPHEMERAL,
    LOADING,
    TOKEN_LASTS,
    Asked,
    Edit,
    Interaction,
    Reply,
)
from tests.discord_server.posting import Draft, Posting
from tests.discord_server.refusals import Refused, already_acknowledged, invalid, token_expired, unknown
from tests.discord_server.world import Message, World

_ALLOWED = {
    Asked.COMMAND: {Reply.MESSAGE, Reply.DEFER, Reply.MODAL},
    Asked.COMPONENT: {Reply.MESSAGE, Reply.DEFER, Reply.DEFER_UPDATE, Reply.UPDATE, Reply.MODAL},
    Asked.AUTOCOMPLETE: {Reply.CHOICES},
    Asked.MODAL: {Reply.MESSAGE, Reply.DEFER, Reply.DEFER_UPDATE, Reply.UPDATE},
}


class Callbacks:
    def __init__(self, world: World, posting: Posting) -> None:
        self._world = world
        self._posting = posting

    def routes(self) -> list[web.RouteDef]:
        webhook = "/webhooks/{webhook_id}/{token}"
        message = webhook + "/messages/{message_id}"
        return [
            web.post("/interactions/{interaction_id}/{token}/callback", self._answer),
            web.post(webhook, self._follow_up),
            web.get(message, self._read),
            web.patch(message, self._edit),
            web.delete(message, self._delete),
        ]

    async def _answer(self, request: web.Request) -> web.Response:
        interaction = self._world.interactions.get(request.match_info["token"])
        if interaction is None or str(interaction.id) != request.match_info["interaction_id"]:
            raise unknown("Interaction")
        body, files = await drafts.read(request)
        try:
            self._take_answer(interaction, body, files, late_seconds=request.get(LATE_SECONDS, 0))
        except Refused as refusal:
            interaction.refusals.append(refusal)
            raise
        finally:
            self._world.changed()
        return found(_callback(interaction)) if request.query.get("with_response") else empty()

    def _take_answer(self, interaction: Interaction, body: dict[str, Any], files: Any, *, late_seconds: float) -> None:
        if interaction.acknowledged:
            raise already_acknowledged()
        waited = self._world.clock.now() + timedelta(seconds=late_seconds) - interaction.created_at
        if waited > ACKNOWLEDGE_WITHIN:
            raise unknown("Interaction")
        reply = _reply(interaction, body["type"])
        self._carry_out(interaction, reply, body.get("data") or {}, files)
        interaction.acknowledge(reply)

    def _carry_out(self, interaction: Interaction, reply: Reply, data: dict[str, Any], files: Any) -> None:
        if reply is Reply.CHOICES:
            bodies.check_choices(data["choices"])
            interaction.choices = data["choices"]
        elif reply is Reply.MODAL:
            bodies.check_modal(data)
            interaction.modal = data
        elif reply is Reply.DEFER:
            flags = LOADING | data.get("flags", 0) & EPHEMERAL
            interaction.original = self._send(interaction, Draft(flags=flags))
        elif reply is Reply.MESSAGE:
            interaction.original = self._send(interaction, drafts.new_draft(data, files, interaction.channel))
        else:
            assert interaction.source
            interaction.original = interaction.source
            if reply is Reply.UPDATE:
                self._change(interaction, interaction.source, data, files)

    async def _follow_up(self, request: web.Request) -> web.Response:
        interaction = self._open(request)
        body, files = await drafts.read(request)
        draft = drafts.new_draft(body, files, interaction.channel)
        thinking = interaction.original
        if interaction.reply is Reply.DEFER and thinking and thinking.flags & LOADING and not thinking.deleted:
            # The first follow-up after "thinking" takes its place, seen by whom the deferral said.
            message = thinking
            self._change(interaction, message, body, files)
        else:
            message = self._send(interaction, draft)
            interaction.followups.append(message)
        return found(payloads.message(message))

    async def _read(self, request: web.Request) -> web.Response:
        return found(payloads.message(self._named(self._open(request), request)))

    async def _edit(self, request: web.Request) -> web.Response:
        interaction = self._open(request)
        message = self._named(interaction, request)
        body, files = await drafts.read(request)
        self._change(interaction, message, body, files)
        return found(payloads.message(message))

    async def _delete(self, request: web.Request) -> web.Response:
        interaction = self._open(request)
        self._posting.delete(self._named(interaction, request))
        interaction.note()
        return empty()

    def _open(self, request: web.Request) -> Interaction:
        """The acknowledged interaction whose token still lasts."""
        interaction = self._world.interactions.get(request.match_info["token"])
        own = request.match_info["webhook_id"] == str(self._world.application_id)
        if interaction is None or not own or not interaction.acknowledged:
            raise unknown("Webhook")
        if self._world.clock.now() - interaction.created_at > TOKEN_LASTS:
            raise token_expired()
        return interaction

    def _named(self, interaction: Interaction, request: web.Request) -> Message:
        name = request.match_info["message_id"]
        known = [interaction.original, *interaction.followups]
        message = interaction.original if name == "@original" else _by_id(known, name)
        if message is None or message.deleted:
            raise unknown("Message")
        return message

    def _send(self, interaction: Interaction, draft: Draft) -> Message:
        only_for = interaction.user if draft.flags & EPHEMERAL else None
        return self._posting.send(
            draft, interaction.channel, self._world.bot, interaction=interaction, only_for=only_for
        )

    def _change(self, interaction: Interaction, message: Message, body: dict[str, Any], files: Any) -> None:
        draft = drafts.changed_draft(body, files, message)
        if message.flags & LOADING:
            self._posting.fill_in(message, draft)
        else:
            self._posting.edit(message, draft)
        interaction.edits.append(Edit(interaction.seconds(), message, message.text))
        interaction.note()


def _reply(interaction: Interaction, number: int) -> Reply:
    allowed = _ALLOWED[interaction.kind]
    if number not in allowed or (number in (Reply.DEFER_UPDATE, Reply.UPDATE) and interaction.source is None):
        raise invalid("type", f"Value must be one of {tuple(sorted(map(int, allowed)))}.")
    return Reply(number)


def _by_id(messages: list[Message | None], identity: str) -> Message | None:
    return next((message for message in messages if message and str(message.id) == identity), None)


def _callback(interaction: Interaction) -> dict[str, Any]:
    assert interaction.reply
    told: dict[str, Any] = {"id": str(interaction.id), "type": int(interaction.kind)}
    resource: dict[str, Any] = {"type": int(interaction.reply)}
    message = interaction.original
    if message and interaction.reply in (Reply.MESSAGE, Reply.DEFER, Reply.UPDATE, Reply.DEFER_UPDATE):
        told |= {
            "response_message_id": str(message.id),
            "response_message_loading": bool(message.flags & LOADING),
            "response_message_ephemeral": bool(message.flags & EPHEMERAL),
        }
        resource["message"] = payloads.message(message)
    return {"interaction": told, "resource": resource}
