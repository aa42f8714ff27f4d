"""What the bot must be allowed in a server, and no more: its invitation asks for it, `newsdesk discord check` looks."""

import discord

NEEDED = discord.Permissions(
    view_channel=True,
    send_messages=True,
    send_messages_in_threads=True,
    create_public_threads=True,
    embed_links=True,
    read_message_history=True,
)

_NAMES = {
    "view_channel": "View Channels",
    "send_messages": "Send Messages",
    "send_messages_in_threads": "Send Messages in Threads",
    "create_public_threads": "Create Public Threads",
    "embed_links": "Embed Links",
    "read_message_history": "Read Message History",
}
"""As Discord's own settings call them."""


def missing(held: discord.Permissions) -> list[str]:
    """The permissions that the bot needs and does not have, by Discord's names for them."""
    return [name for flag, name in _NAMES.items() if not getattr(held, flag)]
