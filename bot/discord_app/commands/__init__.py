"""The commands that people type or choose: one module each.

Each acknowledges first, does its work off the event loop and raises `Declined` for the person who asked.
"""

from typing import TYPE_CHECKING

from bot.discord_app.commands.articles import add_articles
from bot.discord_app.commands.ask import add_ask
from bot.discord_app.commands.check import add_check
from bot.discord_app.commands.newsdesk import add_newsdesk
from bot.discord_app.commands.privacy import add_privacy

if TYPE_CHECKING:
    from bot.discord_app.bot import NewsdeskBot


def add_commands(bot: "NewsdeskBot") -> None:
    """Put all of them on the bot's tree."""
    add_ask(bot)
    add_check(bot)
    add_articles(bot)
    add_newsdesk(bot)
    add_privacy(bot)
