"""Questions on an article by a language model, asked within the budgets and for as long as a run may spend."""

from collections.abc import Sequence
from dataclasses import dataclass

from bot.answering.account import Account
from bot.answering.bill import Bill
from bot.answering.evidence import data, fence_for
from bot.answering.prompts import Prompt
from bot.answering.reply import Reply, whole_reply
from bot.domain.article import Article
from bot.evaluation.drafting.choosing import Wish
from bot.evaluation.drafting.proposal import Proposal
from bot.evaluation.drafting.proposed import proposed
from bot.evaluation.running import CALLER
from bot.ingestion.sentences import find_sentences
from bot.models.chat import ChatModel, Finish, Message, estimated_tokens

TYPES = ("who", "what", "when", "where", "how_many", "which", "why", "who_said")
"""What a model may ask for: those whose answer is one stretch of a sentence."""


@dataclass(frozen=True, slots=True)
class Room:
    """Tokens of an article that are given, and of a reply."""

    article_tokens: int
    reply_tokens: int


class Inquirer:
    """Has a language model draft questions. `dropped`: lines of its replies that were not believed.

    `budget_usd`: no further article is given once so much is spent; None: no limit but those of the settings.
    """

    def __init__(
        self, model: ChatModel, prompt: Prompt, account: Account, room: Room, budget_usd: float | None = None
    ) -> None:
        self._model = model
        self._prompt = prompt
        self._account = account
        self._room = room
        self._budget_usd = budget_usd
        self.usd: float | None = 0.0
        """What it cost so far; None once a price is unknown."""
        self.dropped = 0

    @property
    def name(self) -> str:
        """The model's name."""
        return self._model.name

    @property
    def has_enough(self) -> bool:
        """Whether the budget is spent."""
        return self._budget_usd is not None and self.usd is not None and self.usd >= self._budget_usd

    def proposals(self, article: Article, wish: Wish) -> Sequence[Proposal]:
        """What it proposes for one article, as far as the article holds it.

        Raises ModelError, BudgetSpent, and LedgerError where a limit is set that cannot be kept.
        """
        types = sorted(wish.types) or TYPES
        reply = self._reply(self._messages(article, wish.per_article, types))
        complete = reply.ended is not None and reply.ended.finish is Finish.COMPLETE
        found = proposed(reply.text, article, types, cut=not complete)
        self.dropped += found.dropped
        return found.proposals

    def _reply(self, messages: tuple[Message, ...]) -> Reply:
        bill = Bill(self._model.name)
        try:
            return whole_reply(
                self._model, messages, self._room.reply_tokens, account=self._account, bill=bill, caller=CALLER
            )
        finally:
            self.usd = None if self.usd is None or bill.usd is None else self.usd + bill.usd

    def _messages(self, article: Article, count: int, types: Sequence[str]) -> tuple[Message, ...]:
        told = data(f"{article.title or 'untitled'}\n{article.date_text or 'undated'}\n\n{self._beginning(article)}")
        fence = fence_for(told)
        return self._prompt.messages(
            article=f"{fence}\n{told}\n{fence}", count=str(count), types=", ".join(types), fence=fence
        )

    def _beginning(self, article: Article) -> str:
        """As many whole sentences as there is room for."""
        left, end = self._room.article_tokens, 0
        for sentence in find_sentences(article.text, article.language):
            left -= estimated_tokens(article.text[sentence.start : sentence.end])
            if left < 0:
                break
            end = sentence.end
        return article.text[:end]
