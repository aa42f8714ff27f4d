"""Which parameters a service takes with a request for a reply: found out by what it refuses.

All speak OpenAI's protocol, at different ages. OpenAI's newer models take `max_completion_tokens` alone and no
temperature; Ollama (issue 7125 there) and older llama.cpp ignore that name without a word and know `max_tokens`; some
know no `stream_options`. Leaves out who asks again; see openai_chat.py.
"""

import re
from dataclasses import dataclass, replace
from typing import Any, Literal

import openai

# What a service says of a parameter that it does not take, as OpenAI, vLLM and FastAPI's checks word it.
_REFUSING = re.compile(r"support|unrecogni[sz]ed|unknown|extra|permitted|allowed|unexpected|invalid", re.IGNORECASE)
_LONGEST = 20_000
"""Characters of a refusal that are looked at."""


@dataclass(frozen=True, slots=True)
class Dialect:
    """What is sent beside model and messages. `usage`: asking for the tokens that a reply took."""

    limit: Literal["max_tokens", "max_completion_tokens"]
    temperature: bool = True
    usage: bool = True

    def parameters(self, most_tokens: int) -> dict[str, Any]:
        """The parameters of a request."""
        return {
            self.limit: most_tokens,
            **({"temperature": 0} if self.temperature else {}),
            **({"stream_options": {"include_usage": True}} if self.usage else {}),
        }

    def without(self, refusal: openai.APIStatusError) -> "Dialect | None":
        """What to try after a refusal; None if it names nothing that could be left out."""
        told = f"{refusal.param} {refusal.code} {refusal.body} {refusal.message}"[:_LONGEST]
        if not _REFUSING.search(told):
            return None
        other = self
        if self.usage and _names(told, "stream_options"):
            other = replace(other, usage=False)
        if self.temperature and _names(told, "temperature"):
            other = replace(other, temperature=False)
        if _names(told, self.limit):
            other = replace(other, limit="max_tokens" if self.limit != "max_tokens" else "max_completion_tokens")
        return None if other == self else other


def _names(told: str, parameter: str) -> bool:
    return re.search(rf"\b{parameter}\b", told) is not None
