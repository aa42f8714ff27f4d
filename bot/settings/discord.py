"""The knobs of the Discord bot. What concerns one server is set there, by its managers."""

import ipaddress
from typing import Annotated, Literal
from urllib.parse import urlsplit

from pydantic import AfterValidator, Field, SecretStr

from bot.settings.section import Section, WebAddress


def _own_or_https(url: str) -> str:
    parts = urlsplit(url)
    if parts.scheme in ("https", "wss") or _is_loopback(parts.hostname or ""):
        return url
    raise ValueError("an address of https:// or wss://, or one of this machine (127.0.0.1)")


def _gateway(url: str) -> str:
    if urlsplit(url).scheme not in ("ws", "wss") or not urlsplit(url).hostname:
        raise ValueError("an address of ws:// or wss://")
    return _own_or_https(url)


def _is_loopback(host: str) -> bool:
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


class DiscordSettings(Section):
    """Without `token` there is no bot."""

    token: SecretStr | None = Field(
        default=None, description="The bot's token, of the Discord developer portal; sent to Discord alone"
    )
    message_content: bool = Field(
        default=False,
        description="Ask Discord for the text of all messages (a privileged intent); without it only mentions are read",
    )
    direct_messages: bool = Field(default=False, description="Answer direct messages, from `direct_collections`")
    user_installs: bool = Field(
        default=False, description="Answer people who installed the bot for themselves, from `direct_collections`"
    )
    direct_collections: tuple[str, ...] = Field(
        default=("main",), description="Collections that direct messages and user installs are answered from"
    )
    workers: int = Field(default=2, ge=1, le=64, description="Questions answered at the same time")
    waiting: int = Field(default=50, ge=0, le=10_000, description="Questions that may wait; further ones are declined")
    user_seconds: float = Field(
        default=5.0, ge=0, le=3600, allow_inf_nan=False, description="Shortest time between two questions of one person"
    )
    guild_per_minute: int = Field(default=60, ge=1, le=100_000, description="Most questions of one server in a minute")
    catch_up_minutes: int = Field(
        default=10, ge=0, le=1440, description="After an outage messages so old are still answered; 0: none"
    )
    stop_seconds: float = Field(
        default=20.0, ge=0, le=600, allow_inf_nan=False, description="Longest wait for running answers when stopping"
    )
    alert_channel: int | None = Field(
        default=None, ge=1, description="Id of the channel that the operator is told of failures and budgets in"
    )
    daily_summary: bool = Field(default=False, description="Tell the alert channel once a day what was asked and spent")
    log: Literal["text", "json"] = Field(default="text", description="How `newsdesk discord run` writes its log")
    health_port: int | None = Field(
        default=None, ge=1, le=65535, description="Port of this machine alone at which /health tells how the bot is"
    )
    api_base: Annotated[WebAddress, AfterValidator(_own_or_https)] | None = Field(
        default=None, description="Another address of Discord's API, for a proxy or a test; unset: Discord itself"
    )
    gateway: Annotated[str, AfterValidator(_gateway)] | None = Field(
        default=None, description="Another address of Discord's gateway, likewise"
    )
