"""The links by which the bot is added: to a server with the fewest permissions, or to a person. Needs no network."""

import base64
import binascii

import discord

from bot.discord_app.permissions import NEEDED
from bot.errors import UsageError

SCOPES = ("bot", "applications.commands")


def server_link(application_id: int) -> str:
    """Where a manager of a server adds the bot to it."""
    return discord.utils.oauth_url(application_id, permissions=NEEDED, scopes=SCOPES)


def person_link(application_id: int) -> str:
    """Where people add the bot for themselves alone."""
    return discord.utils.oauth_url(application_id, scopes=SCOPES[1:]) + "&integration_type=1"


def application_of(token: str) -> int:
    """The application's id, which stands in the first part of its token. Raises UsageError if it does not.

    >>> application_of("NDI0MjQyNDI0MjQyNDI0MjQy.x.y")
    424242424242424242
    """
    part = token.strip().partition(".")[0]
    try:
        number = base64.urlsafe_b64decode(part + "=" * (-len(part) % 4)).decode("ascii")
    except (binascii.Error, ValueError):
        number = ""
    if not (number.isdecimal() and 0 < int(number) < 2**64):
        raise UsageError(
            "discord.token does not tell the application's id. Give it with --application-id: the developer portal "
            "shows it under General Information."
        )
    return int(number)
