"""The writer that asks a language model: numbered evidence goes out, statements come in as they are complete.

Nothing it yields is trusted: each claim still has to be found in the evidence and proved. What a reply costs, and what
happens when none comes, is for the caller to know.
"""

from collections.abc import Iterator, Sequence
from datetime import datetime

from bot.answering.evidence import fence_for, fenced
from bot.answering.prompts import Prompt
from bot.answering.proving.claim import Claim
from bot.answering.replies import ABSTENTION, ReplyReader
from bot.answering.reply import Reply
from bot.domain.evidence import Evidence
from bot.models.chat import ChatModel, Ended, Finish, Message


class GenerativeWriter:
    """Writes with a language model. `most_tokens`: of one reply."""

    def __init__(self, model: ChatModel, prompt: Prompt, most_tokens: int) -> None:
        self._model = model
        self._prompt = prompt
        self.most_tokens = most_tokens

    @property
    def model(self) -> str:
        """The model's name."""
        return self._model.name

    @property
    def prompt_hash(self) -> str:
        """Of the prompt's wording."""
        return self._prompt.hash

    def messages(self, question: str, evidence: Sequence[Evidence], asked_at: datetime) -> tuple[Message, ...]:
        """What the model is told. Quotes, instructions and marks within articles stay text between fences."""
        fence = fence_for(question, fenced(evidence, ""))
        return self._prompt.messages(
            question=" ".join(question.split()),
            evidence=fenced(evidence, fence),
            today=f"{asked_at.day} {asked_at:%B} {asked_at.year}",
            abstention=ABSTENTION,
            fence=fence,
        )

    def write(self, messages: Sequence[Message], evidence: Sequence[Evidence], reply: Reply) -> Iterator[Claim]:
        """The statements of the reply as they are complete; `reply` is filled meanwhile.

        A last statement that was cut off is left out. Raises ModelError, also after some statements.
        """
        reader = ReplyReader([each.number for each in evidence])
        for piece in self._model.reply(messages, self.most_tokens):
            if isinstance(piece, Ended):
                reply.ended = piece
            else:
                reply.raw.append(piece)
                yield from reader.feed(piece)
        if reply.ended is not None and reply.ended.finish is Finish.COMPLETE:
            yield from reader.finish()
