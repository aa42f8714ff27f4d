"""The sample's questions, as benchmarks and tools ask them."""

import json
from dataclasses import dataclass
from pathlib import Path

from bot.domain.question import Question
from bot.evaluation import formats
from bot.evaluation.gold import GoldQuestion

ROOT = Path(__file__).resolve().parent.parent
ARTICLES = ROOT / "corpus" / "articles"
QUESTIONS = ROOT / "corpus" / "questions" / "sample.jsonl"


@dataclass(frozen=True, slots=True)
class Sampled:
    """A question of the sample with what is right, and the story that it is about."""

    gold: GoldQuestion
    story: str

    @property
    def question(self) -> Question:
        """As it is asked."""
        return Question(self.gold.text, self.gold.history, asked_at=self.gold.asked_at)


def read_sample(split: str | None = None) -> list[Sampled]:
    """All questions, or one half: dev or test."""
    rows = map(json.loads, QUESTIONS.read_text(encoding="utf-8").splitlines())
    stories = {row["id"]: row["story"] for row in rows}
    questions = formats.read(QUESTIONS, None).questions
    return [Sampled(gold, stories[gold.id]) for gold in questions if split in (None, gold.split)]
