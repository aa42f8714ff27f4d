"""Those whom the bot serves: servers, callers' names, messages that show answers, marks. The room's other front door.

Opens the file as `Ledger` does, and like it raises LedgerError for whatever is wrong with it.
"""

from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

from bot.domain.conversation import Conversation
from bot.domain.feedback import Feedback, Mark
from bot.domain.guild import Guild, GuildSettings
from bot.ledger import claims, conversations, feedback, guilds, posts, pseudonyms
from bot.ledger.file import LedgerFile
from bot.ledger.posts import Post


class Community:
    """What the bot knows of people and places, in the ledger of one data folder."""

    def __init__(self, folder: Path) -> None:
        self._file = LedgerFile(folder)

    def pseudonym(self, kind: str, number: int) -> str:
        """A name for the one whom a front end knows by a number: the same always, in this ledger alone.

        Raises:
            LedgerError: no name was made yet, and the ledger cannot be written.

        """
        with self._file.reading() as connection:
            secret = pseudonyms.secret(connection)
        if secret is None:
            with self._file.changing() as connection:
                secret = pseudonyms.make_secret(connection)
        return pseudonyms.pseudonym(secret, kind, number)

    def claim(self, key: str, at: datetime) -> bool:
        """Whether this is the first claim of the key, here or in any process, in the last two days."""
        with self._file.changing() as connection:
            return claims.claim(connection, key, at)

    def add_post(self, post: Post) -> None:
        """Keep which answer a message shows, as long as the receipt is. Raises ReceiptNotFound if that is gone."""
        with self._file.changing() as connection:
            posts.add(connection, post)

    def post(self, message_id: int) -> Post | None:
        """What a message shows; None if it shows no answer that is kept."""
        with self._file.reading() as connection:
            return posts.of_message(connection, message_id)

    def newest_post(self, channel_id: int) -> Post | None:
        """The last answer shown in a channel or thread."""
        with self._file.reading() as connection:
            return posts.newest(connection, channel_id)

    def posts_of_receipt(self, receipt_id: str) -> list[Post]:
        """The messages that show an answer, in the order they were posted."""
        with self._file.reading() as connection:
            return posts.of_receipt(connection, receipt_id)

    def conversation(self, receipt_id: str, most_turns: int) -> Conversation:
        """What led to an answer and the answer itself, by what its posts followed: the newest turns at most."""
        with self._file.reading() as connection:
            return conversations.leading_to(connection, receipt_id, most_turns)

    def give_feedback(self, given: Feedback) -> None:
        """Keep a caller's mark of an answer in the place of an earlier one. Raises ReceiptNotFound if it is gone."""
        with self._file.changing() as connection:
            feedback.give(connection, given)

    def feedback(
        self, mark: Mark | None = None, *, caller: str | None = None, limit: int | None = None, offset: int = 0
    ) -> list[Feedback]:
        """Marks, newest first: of one kind or all, of one caller or all."""
        with self._file.reading() as connection:
            return feedback.listed(connection, mark, caller, limit, offset)

    def allow_guild(self, guild_id: int, reads: Sequence[str] | None = None, manages: str | None = None) -> Guild:
        """Allow a server, or change what is given of an allowed one; an empty `manages` takes managing away.

        Raises UsageError if `reads` is empty.
        """
        with self._file.changing() as connection:
            return guilds.allow(connection, guild_id, reads, manages, datetime.now(UTC))

    def deny_guild(self, guild_id: int) -> bool:
        """Allow a server no more, and delete what its managers set; whether it was allowed."""
        with self._file.changing() as connection:
            return guilds.deny(connection, guild_id)

    def guilds(self) -> list[Guild]:
        """The allowed servers, in the order they were allowed."""
        with self._file.reading() as connection:
            return guilds.listed(connection)

    def guild(self, guild_id: int) -> Guild | None:
        """A server; None if it is not allowed."""
        with self._file.reading() as connection:
            return guilds.find(connection, guild_id)

    def saw_guild(self, guild_id: int, name: str) -> None:
        """Keep what an allowed server is called; writes only what changed."""
        known = self.guild(guild_id)
        if known is not None and known.name != name:
            with self._file.changing() as connection:
                guilds.name(connection, guild_id, name)

    def change_guild(self, guild_id: int, settings: GuildSettings) -> None:
        """Keep what the managers of a server set. Raises GuildNotAllowed."""
        with self._file.changing() as connection:
            guilds.change(connection, guild_id, settings)
