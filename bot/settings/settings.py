"""All settings in one frozen value. Built directly it reads nothing; `reading.resolve` reads environment and file."""

from pathlib import Path

from platformdirs import user_data_dir
from pydantic import Field

from bot.settings.answering import AnsweringSettings
from bot.settings.chat import ChatSettings
from bot.settings.chroma import ChromaSettings
from bot.settings.discord import DiscordSettings
from bot.settings.embedder import EmbedderSettings
from bot.settings.ingestion import IngestionSettings
from bot.settings.ledger import LedgerSettings
from bot.settings.search import SearchSettings
from bot.settings.section import Folder, Section, TimeZone


class Settings(Section):
    """Every knob of newsdesk."""

    data_dir: Folder = Field(
        default_factory=lambda: Path(user_data_dir("newsdesk", appauthor=False)),
        description="The library's folder; in the file relative to the file's folder",
    )
    prompts_dir: Folder | None = Field(
        default=None, description="Folder of your own prompts; unset: `prompts` beside the file, else the packaged ones"
    )
    timezone: TimeZone = Field("UTC", description="IANA zone in which days begin and end")
    chroma: ChromaSettings = ChromaSettings()
    embedder: EmbedderSettings = EmbedderSettings()
    ingestion: IngestionSettings = IngestionSettings()
    search: SearchSettings = SearchSettings()
    answering: AnsweringSettings = AnsweringSettings()
    chat: ChatSettings = ChatSettings()
    ledger: LedgerSettings = LedgerSettings()
    discord: DiscordSettings = DiscordSettings()
