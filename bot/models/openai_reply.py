"""One reply as its chunks come: what is to be shown, how it ends, what it took.

The client builds chunks without looking at them, so everything is looked at here. Thoughts, in fields of their own or
in the text, are counted and left out. A reply is cut when it outgrows what was allowed by far: some services ignore
the limit that they are sent. Leaves out asking and failing; see openai_chat.py.
"""

from typing import Any

from bot.domain.article import storable
from bot.models.chat import Ended, Finish, Tokens, estimated_tokens
from bot.models.thoughts import Thoughts

BYTES_OF_A_TOKEN = 16
"""No text has so long tokens throughout: English has 4 to 5 bytes, Chinese up to 4, and the longest words 12."""

# Every other word for the end, such as "length" or "abort", says that something is missing.
FINISHES = {
    "stop": Finish.COMPLETE,
    "eos": Finish.COMPLETE,
    "end_turn": Finish.COMPLETE,
    "content_filter": Finish.WITHHELD,
}
MOST_REPORTED = 10**9
"""Tokens that a service may say it used; beyond that it is talking nonsense."""


class OpenAIReply:
    """What has come so far. `most_tokens`: as the service was told."""

    def __init__(self, most_tokens: int) -> None:
        self.most_tokens = most_tokens
        self.finish: Finish | None = None
        """None until the service says that it has ended."""
        self.begun = False
        """Whether anything was shown."""
        self.heard = False
        """Whether any chunk came."""
        self.thought = False
        self._thoughts = Thoughts()
        self._usage: tuple[int, int] | None = None
        self._written: list[str] = []
        self._room = BYTES_OF_A_TOKEN * most_tokens

    def take(self, chunk: Any) -> str:
        """The text that a chunk adds. Raises ValueError for what is no chunk."""
        self.heard = True
        self._usage = _usage(getattr(chunk, "usage", None)) or self._usage
        choice = _first(getattr(chunk, "choices", None))
        if choice is None or self.finish is not None:
            return ""
        delta = getattr(choice, "delta", None)
        self._think(_text(delta, "reasoning_content") or _text(delta, "reasoning"))
        shown = self._shown(_text(delta, "content"))
        if _text(delta, "refusal"):
            self.finish = Finish.WITHHELD
        elif reason := _text(choice, "finish_reason"):
            self.finish = FINISHES.get(reason, Finish.CUT)
        return shown

    def rest(self) -> str:
        """What was held back, once no chunk follows."""
        return self._fitting(storable(self._thoughts.rest())) if self._room > 0 else ""

    @property
    def is_full(self) -> bool:
        """Whether it is cut here, however much is still to come."""
        return self._room <= 0

    def ended(self, read_tokens: int) -> Ended:
        """How it ended; the tokens by the service's own count, else `read_tokens` and an estimate of those written."""
        finish = Finish.CUT if self.finish is None or self.is_full else self.finish
        if self._usage is not None:
            return Ended(finish, Tokens(*self._usage))
        return Ended(finish, Tokens(read_tokens, estimated_tokens("".join(self._written)), estimated=True))

    def _think(self, text: str) -> None:
        if text:
            self.thought = True
            self._written.append(text)

    def _shown(self, text: str) -> str:
        if text:
            self._written.append(text)
        return self._fitting(storable(self._thoughts.without(text)))

    def _fitting(self, text: str) -> str:
        fitting = text.encode()[: self._room].decode(errors="ignore")
        self._room -= len(text.encode())
        self.begun = self.begun or bool(fitting)
        return fitting


def _first(choices: Any) -> Any:
    """The first choice: there is never another, since no more are asked for."""
    if choices is None or choices == []:
        return None
    if not isinstance(choices, list):
        raise ValueError("choices that are no list")  # noqa: TRY004 -- what came is wrong, not our call
    return choices[0]


def _text(part: Any, name: str) -> str:
    value = getattr(part, name, None)
    if value is None:
        return ""
    if not isinstance(value, str):
        raise ValueError(f"{name} that is no text")  # noqa: TRY004 -- as above
    return value


def _usage(reported: Any) -> tuple[int, int] | None:
    """Tokens read and written, if both are told and make sense; a reply that was read for nothing does not."""
    counts = (getattr(reported, "prompt_tokens", None), getattr(reported, "completion_tokens", None))
    match counts:
        case (int(read), int(written)) if 0 < read < MOST_REPORTED and 0 < written < MOST_REPORTED:
            return read, written
        case _:
            return None
