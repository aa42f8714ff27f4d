"""A language model behind OpenAI's protocol: OpenAI itself, or Ollama, vLLM, llama.cpp, LM Studio and others.

Chat Completions, streamed. What a service does not take is left out (dialect.py); what fails before the first piece is
tried again (retrying.py); who is silent or endless is cut off (line.py); thoughts are not shown (openai_reply.py).
Leaves out what is asked and what it may cost.
"""

from collections.abc import Generator, Iterator, Sequence
from time import sleep
from typing import Any

import openai

from bot.domain.article import storable
from bot.errors import ModelError, NotConfigured
from bot.models.chat import Ended, Finish, Message, Role, estimated_tokens
from bot.models.dialect import Dialect
from bot.models.line import MOST_BYTES, Cut, Line
from bot.models.openai_reply import OpenAIReply
from bot.models.openai_service import OpenAIService
from bot.models.retrying import FIRST_WAIT_SECONDS, wait_seconds
from bot.settings.chat import ChatSettings

CHECK_TOKENS = 16
"""The least that OpenAI's newer models take."""
TOKENS_AROUND = 4
"""Of a message, for its role and its ends, as OpenAI counts them for its models."""
USAGE_SECONDS = 5.0
"""After a reply has ended, for what it took. Services tell at once or not at all."""

# Each connection is for one reply: only then is its socket known, which has to be shut to end a wait.
HEADERS = {"Connection": "close", "Accept-Encoding": "identity"}

# OpenAI's words where a model that reasons did not come to an end within the limit.
OUT_OF_TOKENS = "output limit was reached"

# ValueError: what is no JSON or no chunk; RecursionError: JSON nested beyond sense; ConnectionError: ours, see _once.
FAILURES = (openai.OpenAIError, ValueError, RecursionError, ConnectionError)


class OpenAIChat:
    """Implements `ChatModel`. Nothing is sent before a reply is asked for. Safe to use from several threads."""

    def __init__(self, settings: ChatSettings, *, first_wait_seconds: float = FIRST_WAIT_SECONDS) -> None:
        """Raises NotConfigured if no model is set, ModelError if the key cannot be one."""
        if settings.model is None:
            raise NotConfigured("No language model is set: name one in chat.model.")
        self._model = settings.model
        self._settings = settings
        self._first_wait_seconds = first_wait_seconds
        self._dialect = Dialect("max_completion_tokens" if settings.at_openai else "max_tokens")
        self._service = OpenAIService(
            settings.base_url,
            settings.api_key.get_secret_value() if settings.api_key else None,
            settings.total_seconds,
            section="chat",
            connect_seconds=settings.connect_seconds,
            retries=0,
        )

    @property
    def name(self) -> str:
        """As the settings name it."""
        return self._model

    @property
    def base_url(self) -> str:
        """Where it is asked."""
        return self._service.base_url

    def reply(self, messages: Sequence[Message], most_tokens: int) -> Iterator[str | Ended]:
        """Pieces of the reply as they come, then how it ended. Raises ModelError, also after some pieces."""
        reply = yield from self._heard(messages, most_tokens, self._settings.retries)
        if not reply.begun and reply.finish is not Finish.WITHHELD:
            raise self._empty(reply)
        yield reply.ended(sum(estimated_tokens(message.text) + TOKENS_AROUND for message in messages))

    def check(self) -> None:
        """Ask for a few words. Raises ModelError: what is wrong, and what to do."""
        for _ in self._heard([Message(Role.USER, "Say yes.")], CHECK_TOKENS, retries=0):
            pass

    def _heard(self, messages: Sequence[Message], most_tokens: int, retries: int) -> Generator[str, None, OpenAIReply]:
        """The pieces, trying again as long as there are none, and at the end the whole."""
        if self._settings.at_openai and not self._service.has_key:
            raise ModelError(f"{self.base_url} wants a key, and none is set. Set chat.api_key or OPENAI_API_KEY.")
        with Line(self._settings.first_token_seconds, self._settings.total_seconds) as line:
            tries = 0
            while True:
                tries += 1
                reply = OpenAIReply(most_tokens)
                try:
                    yield from self._once(messages, reply, line)
                except FAILURES as error:
                    if _is_out_of_tokens(error):
                        reply.finish = Finish.CUT
                    # Nothing but its usage was still to come, or much too much came.
                    if reply.finish is not None or (reply.begun and line.cut is Cut.HUGE):
                        return reply
                    wait = None if reply.begun or line.cut or tries > retries else self._wait_seconds(error, tries)
                    if wait is None or wait >= line.seconds_left:
                        raise self._failure(error, reply, line) from None
                else:
                    return reply
                line.rest()
                sleep(wait)

    def _once(self, messages: Sequence[Message], reply: OpenAIReply, line: Line) -> Iterator[str]:
        line.listen()
        with self._opened(messages, reply.most_tokens, line) as stream:
            for chunk in stream:
                text = reply.take(chunk)
                if text:
                    line.rest()
                    yield text
                line.listen()
                if reply.is_full:
                    return
                if reply.finish is not None:
                    line.finish_within(USAGE_SECONDS)
        if line.cut is not None:  # a stream of unknown length just ends then
            raise ConnectionError
        if not reply.heard:
            raise ValueError("no chunk")
        if rest := reply.rest():
            yield rest

    def _opened(self, messages: Sequence[Message], most_tokens: int, line: Line) -> Any:
        """The stream of a reply, in words that the service takes."""
        sent: Any = [{"role": message.role.value, "content": storable(message.text)} for message in messages]
        dialect, refused = self._dialect, set[Dialect]()
        while True:
            try:
                with self._service.over(line):
                    stream = self._service.client.chat.completions.create(
                        model=self._model,
                        messages=sent,
                        stream=True,
                        extra_headers=HEADERS,
                        **dialect.parameters(most_tokens),
                    )
            except (openai.BadRequestError, openai.UnprocessableEntityError) as refusal:
                refused.add(dialect)
                other = dialect.without(refusal)
                if other is None or other in refused:
                    raise
                dialect = other
            else:
                self._dialect = dialect
                return stream

    def _wait_seconds(self, error: Exception, tries: int) -> float | None:
        return wait_seconds(error, tries, self._first_wait_seconds)

    def _failure(self, error: Exception, reply: OpenAIReply, line: Line) -> ModelError:
        seconds = self._settings
        match line.cut:
            case Cut.LATE:
                words = (
                    f"did not end its reply within {seconds.total_seconds:g} seconds (chat.total_seconds). Ask again."
                )
            case Cut.SILENT if reply.begun:
                words = (
                    f"fell silent for {seconds.first_token_seconds:g} seconds in the middle of its reply. Ask again."
                )
            case Cut.SILENT:
                words = (
                    f"did not begin to reply within {seconds.first_token_seconds:g} seconds "
                    "(chat.first_token_seconds). If it is still loading the model, ask again."
                )
            case Cut.HUGE:
                words = f"sent {MOST_BYTES // 2**20} MB and no reply in them. Does it speak OpenAI's protocol?"
            case _ if isinstance(error, openai.APITimeoutError):
                words = (
                    f"took no connection within {seconds.connect_seconds:g} seconds (chat.connect_seconds). "
                    "Is the address right, and does the service run?"
                )
            case _ if reply.begun and isinstance(error, openai.APIConnectionError):
                words = "broke off in the middle of its reply. Ask again."
            case _:
                return self._service.failure(error, self._model)
        return ModelError(f"{self.base_url} {words}")

    def _empty(self, reply: OpenAIReply) -> ModelError:
        if reply.thought or reply.finish is Finish.CUT:
            return ModelError(
                f"The model {self._model!r} used up its {reply.most_tokens} tokens before it wrote an answer. "
                "Raise chat.answer_tokens, or choose a model that reasons less."
            )
        return ModelError(
            f"{self.base_url} sent an empty reply of the model {self._model!r}. Ask again, or choose another."
        )


def _is_out_of_tokens(error: Exception) -> bool:
    return isinstance(error, openai.BadRequestError) and OUT_OF_TOKENS in error.message
