"""The knobs of the language model that may write answers, and of what it may cost. Without `model` there is none."""

from collections.abc import Mapping
from typing import Literal
from urllib.parse import urlsplit

from pydantic import Field, SecretStr

from bot.settings.section import Section, WebAddress

OPENAI_HOST = "api.openai.com"

MOST_USD = 1_000_000
"""Of any price or budget: beyond it somebody slipped on the keyboard."""
MOST_TOKENS = 10**12


class Price(Section):
    """What a model costs, in USD per million tokens."""

    input: float = Field(ge=0, le=MOST_USD, allow_inf_nan=False)
    output: float = Field(ge=0, le=MOST_USD, allow_inf_nan=False)


class ChatSettings(Section):
    """OpenAI, or a service that speaks its protocol: Ollama, vLLM, llama.cpp, LM Studio and others."""

    engine: Literal["extractive", "generative"] | None = Field(
        default=None, description="Who writes (ask --engine); unset: the language model if one is set"
    )
    model: str | None = Field(
        default=None, min_length=1, description="The service's language model, e.g. gpt-4.1-mini; unset: none is asked"
    )
    base_url: WebAddress | None = Field(
        default=None, description="The language model's service, e.g. http://localhost:11434/v1; unset: OpenAI"
    )
    api_key: SecretStr | None = Field(
        default=None, description="Key for that service, sent nowhere else; unset, and OpenAI: OPENAI_API_KEY"
    )
    answer_tokens: int = Field(default=700, ge=50, le=100_000, description="Most tokens of a reply, reasoning included")
    evidence_tokens: int = Field(default=3000, ge=100, le=1_000_000, description="Most tokens of evidence in a request")
    history_tokens: int = Field(
        default=1500, ge=0, le=1_000_000, description="Most tokens of the conversation in a request"
    )
    connect_seconds: float = Field(
        default=10.0, gt=0, le=600, allow_inf_nan=False, description="Longest wait for a connection"
    )
    first_token_seconds: float = Field(
        default=60.0, gt=0, le=3600, allow_inf_nan=False, description="Longest wait for a reply's first or next piece"
    )
    total_seconds: float = Field(
        default=180.0,
        gt=0,
        le=3600,
        allow_inf_nan=False,
        description="Longest time for a whole reply, retries included",
    )
    retries: int = Field(default=2, ge=0, le=10, description="Times that a failed request is sent again")
    prices: Mapping[str, Price] = Field(
        default={}, description="USD per million tokens of each model; a model that is not listed has no known price"
    )
    usd_per_answer: float | None = Field(
        default=None,
        gt=0,
        le=MOST_USD,
        allow_inf_nan=False,
        description="Most that one answer may cost; unset: no limit",
    )
    usd_per_day: float | None = Field(
        default=None,
        gt=0,
        le=MOST_USD,
        allow_inf_nan=False,
        description="Most that a UTC day may cost; unset: no limit",
    )
    usd_per_caller_day: float | None = Field(
        default=None,
        gt=0,
        le=MOST_USD,
        allow_inf_nan=False,
        description="Most that one caller may cost in a UTC day; unset: no limit",
    )
    usd_per_group_day: float | None = Field(
        default=None,
        gt=0,
        le=MOST_USD,
        allow_inf_nan=False,
        description="Most that one group, such as a Discord server, may cost in a UTC day; unset: no limit",
    )
    tokens_per_day: int | None = Field(
        default=None, ge=1, le=MOST_TOKENS, description="Most tokens, in and out, of a UTC day; unset: no limit"
    )
    tokens_per_caller_day: int | None = Field(
        default=None,
        ge=1,
        le=MOST_TOKENS,
        description="Most tokens, in and out, of one caller in a UTC day; unset: no limit",
    )
    tokens_per_group_day: int | None = Field(
        default=None,
        ge=1,
        le=MOST_TOKENS,
        description="Most tokens, in and out, of one group, such as a Discord server, in a UTC day; unset: no limit",
    )

    @property
    def at_openai(self) -> bool:
        """Whether the service is OpenAI itself."""
        return is_openai(self.base_url)


def is_openai(base_url: str | None) -> bool:
    """Whether an address is OpenAI's own; None stands for it.

    >>> is_openai("https://api.openai.com/v1"), is_openai("https://api.openai.com.example/v1")
    (True, False)
    """
    if base_url is None:
        return True
    parts = urlsplit(base_url)
    return (parts.scheme, parts.hostname, parts.port or 443) == ("https", OPENAI_HOST, 443)
