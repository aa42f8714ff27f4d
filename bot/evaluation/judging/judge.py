"""The door to llama-index's evaluators: each asks newsdesk's own chat model, within its limits, with our prompts.

llama-index decides what is asked and in which order; whether a reply holds a verdict is decided in `verdicts`. All
that is judged stands between fences in the prompt, as evidence does when an answer is written.
"""

import asyncio
from collections.abc import Callable, Coroutine, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from importlib.metadata import version
from typing import Any
from urllib.parse import urlsplit

from llama_index.core.bridge.pydantic import PrivateAttr
from llama_index.core.evaluation import CorrectnessEvaluator, FaithfulnessEvaluator, RelevancyEvaluator
from llama_index.core.llms import ChatMessage, ChatResponse, CompletionResponse, CustomLLM, LLMMetadata
from llama_index.core.prompts import ChatPromptTemplate

from bot import __version__, wiring
from bot.answering.account import Account
from bot.answering.bill import Bill
from bot.answering.evidence import data, fence_for
from bot.answering.prompts import Prompt
from bot.answering.reply import whole_reply
from bot.evaluation.identity import code_hash
from bot.evaluation.judging.material import Material
from bot.evaluation.judging.verdicts import Criterion, Judge, Verdict, Wording, read_choice, read_grade
from bot.evaluation.running import CALLER
from bot.models.chat import ChatModel, Message, Role
from bot.settings.settings import Settings

MOST_REPLY_CHARACTERS = 500
"""Of a reply that are kept: the verdict and its reason."""

ONE_REQUEST = 1 << 24
"""The context window that llama-index is told of. Material is bounded already; in a window that it might not fit into,
llama-index would cut it up and ask several times, with wordings of its own."""


@dataclass(frozen=True, slots=True)
class JudgingModel:
    """A model as a judge: its address, its prompts, what it may cost. `most_tokens`: of one reply."""

    model: ChatModel
    base_url: str
    prompts: Mapping[Criterion, Prompt]
    account: Account
    most_tokens: int

    def judge(self) -> Judge:
        """Who judges here, as of now."""
        wordings = (Wording.of(criterion, _whole(self.prompts[criterion])) for criterion in Criterion)
        return Judge(
            model=self.model.name,
            host=_host(self.base_url),
            prompts=tuple(wordings),
            llama_index=version("llama-index-core"),
            version=f"{__version__}+{code_hash(('evaluation/judging',))}",
            begun_at=datetime.now(UTC).isoformat(timespec="seconds"),
        )

    def verdict(self, criterion: Criterion, question_id: str, material: Material) -> Verdict:
        """Ask for one. Raises ModelError, BudgetSpent, LedgerError."""
        bill = Bill()
        model = _OwnChat(lambda messages: self._asked(messages, bill), self.model.name)
        result = _result(_evaluation(criterion, model, self.prompts[criterion], material))
        reply: str = result.feedback
        return Verdict(
            question_id=question_id,
            criterion=criterion,
            material=material.hash,
            value=result.score if criterion is Criterion.CORRECTNESS else read_choice(reply),
            reply=reply[:MOST_REPLY_CHARACTERS],
            tokens_in=bill.tokens.read,
            tokens_out=bill.tokens.written,
            usd=bill.usd,
        )

    def _asked(self, messages: Sequence[Message], bill: Bill) -> str:
        """One request, within the limits and on the bill."""
        return whole_reply(self.model, messages, self.most_tokens, account=self.account, bill=bill, caller=CALLER).text


def judging_model(settings: Settings) -> JudgingModel:
    """Where the language model of the settings judges. Raises NotConfigured, ModelError, ConfigurationError."""
    model, chat = wiring.chat_model(settings), settings.chat
    prompts = wiring.prompts(settings, *(f"judge_{criterion}" for criterion in Criterion))
    return JudgingModel(
        model=model,
        base_url=model.base_url,
        prompts={criterion: prompts[f"judge_{criterion}"] for criterion in Criterion},
        account=wiring.account(settings),
        most_tokens=chat.answer_tokens,
    )


class _OwnChat(CustomLLM):
    """newsdesk's chat model as llama-index wants one."""

    _ask: Callable[[Sequence[Message]], str] = PrivateAttr()
    _name: str = PrivateAttr()

    def __init__(self, ask: Callable[[Sequence[Message]], str], name: str) -> None:
        super().__init__()
        self._ask, self._name = ask, name

    @property
    def metadata(self) -> LLMMetadata:
        return LLMMetadata(context_window=ONE_REQUEST, is_chat_model=True, model_name=self._name)

    def chat(self, messages: Sequence[ChatMessage], **_: Any) -> ChatResponse:
        told = [Message(Role(message.role.value), message.content or "") for message in messages]
        return ChatResponse(message=ChatMessage(role="assistant", content=self._ask(told)))

    def complete(self, prompt: str, **_: Any) -> CompletionResponse:
        return CompletionResponse(text=self._ask([Message(Role.USER, prompt)]))

    def stream_complete(self, prompt: str, **_: Any) -> Any:
        yield self.complete(prompt)


def _evaluation(criterion: Criterion, model: _OwnChat, prompt: Prompt, material: Material) -> Coroutine[Any, Any, Any]:
    """One of llama-index's evaluations, not begun yet."""
    question, answer = data(material.question), data(material.answer)
    passages, reference = [data(passage) for passage in material.passages], data(material.reference or "")
    fence = fence_for(question, answer, reference, *passages)
    match criterion:
        case Criterion.FAITHFULNESS:
            template = _template(prompt, fence, answer="{query_str}", evidence="{context_str}")
            evaluator = FaithfulnessEvaluator(llm=model, eval_template=template)
        case Criterion.RELEVANCY:
            template = _template(prompt, fence, exchange="{query_str}", evidence="{context_str}")
            evaluator = RelevancyEvaluator(llm=model, eval_template=template)
        case Criterion.CORRECTNESS:
            names = {"question": "{query}", "reference": "{reference_answer}", "answer": "{generated_answer}"}
            template = _template(prompt, fence, **names)
            evaluator = CorrectnessEvaluator(llm=model, eval_template=template, parser_function=_graded)
            return evaluator.aevaluate(query=question, response=answer, reference=reference)  # type: ignore[no-any-return]
    return evaluator.aevaluate(query=question, response=answer, contexts=passages)  # type: ignore[no-any-return]


def _template(prompt: Prompt, fence: str, **places: str) -> ChatPromptTemplate:
    """Our wording with llama-index's placeholders; llama-index fills them once, so that braces in a text stay text."""
    messages = prompt.messages(fence=fence, **places)
    return ChatPromptTemplate([ChatMessage(role=message.role.value, content=message.text) for message in messages])


def _graded(reply: str) -> tuple[float | None, str]:
    """In place of llama-index's own reader, which fails at a reply of one line and takes "nan" for a grade."""
    return read_grade(reply), reply


def _result(evaluation: Coroutine[Any, Any, Any]) -> Any:
    """What comes of it. Unlike with `asyncio.run`, an interrupt ends it at once and not when the reply has come."""
    loop = asyncio.new_event_loop()
    try:
        return loop.run_until_complete(evaluation)
    finally:
        loop.close()


def _whole(prompt: Prompt) -> str:
    """The wording as its file has it."""
    return f"{prompt.system.template}---{prompt.user.template}"


def _host(base_url: str) -> str:
    return urlsplit(base_url).netloc.rpartition("@")[2]
