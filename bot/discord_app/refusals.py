"""What Discord refuses an operator who starts, registers or checks the bot. What members see is in `failures`."""

from collections.abc import Iterator
from contextlib import contextmanager

import aiohttp
import discord

from bot.domain.article import visible
from bot.errors import ConfigurationError, NewsdeskError

PORTAL = "the developer portal (https://discord.com/developers/applications, your application, Bot)"
WRONG_TOKEN = 4004
"""The gateway's code for it."""
LONGEST_REASON = 200
"""Characters: networks before Discord answer with whole pages."""


class DiscordUnavailable(NewsdeskError):
    """Discord cannot be reached, or does not do what it was asked."""


class TokenRefused(NewsdeskError):
    """Discord does not know the token."""


class IntentsRefused(NewsdeskError):
    """Discord does not let this bot have what its settings ask for."""


@contextmanager
def translated() -> Iterator[None]:
    """Say in words of our own what Discord refuses. Other errors pass."""
    try:
        yield
    except discord.LoginFailure:
        raise token_refused() from None
    except discord.PrivilegedIntentsRequired:
        raise intents_refused() from None
    except discord.ConnectionClosed as error:
        if error.code == WRONG_TOKEN:
            raise token_refused() from None
        raise DiscordUnavailable(f"Discord's gateway closed the connection with code {error.code}.") from error
    except discord.HTTPException as error:
        reason = visible(error.text)[:LONGEST_REASON] or "nothing more"
        raise DiscordUnavailable(f"Discord answered {error.status}: {reason}.") from error
    except (discord.GatewayNotFound, aiohttp.ClientError, OSError) as error:  # a timeout is an OSError
        raise DiscordUnavailable(f"Discord cannot be reached: {str(error) or type(error).__name__}.") from error


def see_that_it_is_one(token: str) -> None:
    """Raise ConfigurationError for a token that no request could carry."""
    if not (token.isascii() and token.isprintable()) or " " in token.strip():
        raise ConfigurationError(
            "discord.token is no token (value not shown): it is one word of letters, digits and . _ - without 'Bot '. "
            f"Copy it anew from {PORTAL}."
        )


def token_refused() -> TokenRefused:
    """The error, with what to do."""
    return TokenRefused(
        f"Discord refuses the token of discord.token. Make a new one in {PORTAL}: Reset Token; then set "
        "NEWSDESK_DISCORD__TOKEN or discord.token anew."
    )


def intents_refused() -> IntentsRefused:
    """The error, with what to do."""
    return IntentsRefused(
        f"Discord does not give this bot the text of messages. Switch on the Message Content Intent in {PORTAL}, "
        "or set discord.message_content = false."
    )
