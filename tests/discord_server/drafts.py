"""The body of a request, JSON or a form with files, turned into a Draft that keeps the rules."""

import json
from typing import Any

from aiohttp import web
from aiohttp.web_request import FileField

from tests.discord_server import bodies
from tests.discord_server.interactions import EPHEMERAL
from tests.discord_server.posting import HAS_THREAD, Draft
from tests.discord_server.refusals import Refused, invalid
from tests.discord_server.world import Channel, Message

Body = dict[str, Any]
Files = tuple[tuple[str, bytes], ...]

_KEPT_FLAGS = EPHEMERAL | HAS_THREAD


async def read(request: web.Request) -> tuple[Any, Files]:
    """The body and the files sent with it."""
    if request.content_type == "multipart/form-data":
        form = await request.post()
        files = [(field.filename, field.file.read()) for field in form.values() if isinstance(field, FileField)]
        return json.loads(str(form["payload_json"])), tuple(files)
    raw = await request.read()
    try:
        body = json.loads(raw) if raw else {}
    except ValueError:
        raise Refused(400, 50109, "The request body contains invalid JSON.") from None
    return body, ()


def new_draft(body: Body, files: Files, channel: Channel) -> Draft:
    """What a request wants to send; refused if it breaks a rule."""
    nonce = body.get("nonce")
    if nonce is not None and len(str(nonce)) > bodies.NONCE:
        raise invalid("nonce", f"Must be {bodies.NONCE} or fewer in length.")
    draft = Draft(
        content=body.get("content") or "",
        embeds=body.get("embeds") or [],
        components=body.get("components") or [],
        flags=body.get("flags") or 0,
        files=files,
        nonce=None if nonce is None else str(nonce),
        replied=_replied(body, channel),
        allowed=body.get("allowed_mentions"),
    )
    bodies.check(draft.content, draft.embeds, draft.components, draft.flags, files=len(files))
    return draft


def changed_draft(body: Body, files: Files, message: Message) -> Draft:
    """What a message is to show after an edit: what the request leaves out stays."""
    v2 = (body.get("flags") or 0) | message.flags & bodies.COMPONENTS_V2
    draft = Draft(
        content=(body["content"] or "") if "content" in body else message.content,
        embeds=(body["embeds"] or []) if "embeds" in body else message.embeds,
        components=(body["components"] or []) if "components" in body else message.components,
        flags=v2 | message.flags & _KEPT_FLAGS,
        files=files,
        allowed=body.get("allowed_mentions"),
    )
    if "attachments" in body:
        kept = {str(each["id"]) for each in body["attachments"]}
        message.attachments = [file for file in message.attachments if str(file.id) in kept]
    count = len(files) + len(message.attachments)
    bodies.check(draft.content, draft.embeds, draft.components, draft.flags, files=count)
    return draft


def _replied(body: Body, channel: Channel) -> Message | None:
    reference = body.get("message_reference")
    if not reference:
        return None
    replied = channel.messages.get(int(reference["message_id"]))
    if replied is None and reference.get("fail_if_not_exists", True):
        raise invalid("message_reference", "Unknown message")
    return replied
