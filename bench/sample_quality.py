"""How good the answers to the sample's questions are: `python bench/sample_quality.py [--split dev|test] [--misses]`.

Per half: hit@1 and hit@5 (a passage that holds a gold quote is among the first 1 or 5 hits), right answers (every gold
item for lists and reasons, any accepted wording otherwise, inside the short answer or the statements), false answers
(the share of unanswerable questions that were answered). Shares are given with 95 % Wilson intervals.
"""

import argparse
import json
import re
import sys
import tempfile
from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from figures import interval

from bot import wiring
from bot.domain.answer import Answer, Outcome
from bot.domain.evidence import Hit
from bot.domain.question import Question, Turn
from bot.search.finding import Found
from bot.settings.settings import Settings

EXACT_KINDS = ("who", "what", "when", "where", "how_many")
LEANS = re.compile(
    r"[“\"'‘]?(?:But |And |Yet )?"
    r"(?:[Hh]e|[Ss]he|[Tt]hey|It(?! (?:is|was) (?:not )?(?:official\b|\w+ (?:that|who)\b))|[Ii]ts|[Hh]is"
    r"|[Hh]er|[Tt]heir|The (?:company|firm))\b"
)
"""How a statement opens that means nothing alone; "It is official" and "It was not Orsk that" do."""

ROOT = Path(__file__).resolve().parent.parent
SAMPLE = ROOT / "corpus" / "questions" / "sample.jsonl"


@dataclass(frozen=True, slots=True)
class Gold:
    """A question of the sample with what is right."""

    id: str
    split: str
    story: str
    type: str
    question: Question
    answers: tuple[str, ...]
    answerable: bool
    evidence: tuple[tuple[str, str], ...]


def read_gold(path: Path = SAMPLE) -> list[Gold]:
    """All questions of the sample."""
    return [_gold(json.loads(line)) for line in path.read_text(encoding="utf-8").splitlines()]


def _gold(row: dict) -> Gold:
    history = tuple(Turn(turn["question"], turn["answer"]) for turn in row["history"])
    return Gold(
        id=row["id"],
        split=row["split"],
        story=row["story"],
        type=row["type"],
        question=Question(row["question"], history, asked_at=datetime.fromisoformat(row["asked_at"])),
        answers=tuple(row["answers"]),
        answerable=row["answerable"],
        evidence=tuple((item["article"], item["quote"]) for item in row["evidence"]),
    )


def plain(text: str) -> str:
    """Letters and figures only, small, for comparing wordings."""
    text = re.sub(r"\bper ?cent\b|%", " percent ", text.casefold().replace("’", "'"))
    text = re.sub(r"(?<=\w)\.(?=\w\.)|(?<=\b\w)\.(?=\s|$)|[']", "", text)
    return " " + " ".join(re.findall(r"[\w]+(?:\.\d+)?", text)) + " "


def normal(text: str) -> str:
    """Without articles, as SQuAD normalises answers before it compares them (Rajpurkar et al. 2016)."""
    return " ".join(re.sub(r"\b(?:a|an|the)\b", " ", text).split())


def is_right(gold: Gold, answer: Answer) -> bool:
    """Whether the answer holds what the gold answer says."""
    if answer.outcome is not Outcome.ANSWERED:
        return False
    said = plain(" ; ".join([answer.short or "", *(statement.text for statement in answer.statements)]))
    if gold.type == "yes_no":
        return plain(answer.short or "").split()[:1] == [gold.answers[0]]
    wanted = [plain(text) in said for text in gold.answers]
    return all(wanted) if gold.type in ("list", "why") else any(wanted)


def main() -> None:
    """Ingest the sample into a temporary library, ask everything, print the figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--split", choices=["dev", "test"], help="one half only")
    parser.add_argument("--misses", action="store_true", help="print every wrong answer (of dev only)")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        settings = Settings(data_dir=Path(folder) / "library")
        wiring.ingestor(settings).ingest([ROOT / "corpus" / "articles"])
        search, answerer = wiring.search(settings), wiring.answerer(settings)
        for split in [options.split] if options.split else ["dev", "test"]:
            counts: dict[str, list[int]] = defaultdict(lambda: [0, 0])
            for gold in (gold for gold in read_gold() if gold.split == split):
                answer = answerer.answer(gold.question)
                ok = measure(gold, answer, search, counts)
                if options.misses and split == "dev" and not ok:
                    show_miss(gold, answer)
            print(f"\n{split}")
            for name, (right, total) in counts.items():
                print(f"  {name:32} {interval(right, total)}")
            sys.stdout.flush()


def measure(gold: Gold, answer: Answer, search: "wiring.Search", counts: dict[str, list[int]]) -> bool:
    """Add one question's outcome to the counts; tells whether it went well."""

    def count(name: str, value: object) -> None:
        counts[name][0] += bool(value)
        counts[name][1] += 1

    count_leaning(answer, count)
    if not gold.answerable:
        count("false answers", answer.outcome is Outcome.ANSWERED)
        return answer.outcome is not Outcome.ANSWERED
    found = search.find(gold.question)
    ranks = [rank for rank, hit in enumerate(found.hits) if any(holds(hit, *gold_, found) for gold_ in gold.evidence)]
    right = is_right(gold, answer)
    kind = "follow-up" if gold.question.history else gold.type
    count("hit@1", ranks[:1] == [0])
    count("hit@5", bool(ranks) and ranks[0] < 5)
    count("answered right", right)
    count("answered right, no history", right) if not gold.question.history else None
    count(f"  {kind}", right)
    short = plain(answer.short or "")
    if gold.type in EXACT_KINDS:
        exactly = answer.outcome is Outcome.ANSWERED and normal(short) in map(normal, map(plain, gold.answers))
        count("short exactly right (5 kinds)", exactly)
        count(f"  short exactly right, {gold.type}", exactly)
    if gold.type == "who_said":
        count("attribution right (who said)", any(plain(name) in short for name in gold.answers))
    return right


def holds(hit: Hit, article: str, quote: str, found: Found) -> bool:
    """Whether the hit is of the gold article, or of a copy that stands for it, and has the gold quote."""
    copies = found.copies.get(hit.article.origin_id or "", ())
    return quote in hit.text and (article == hit.article.id or article in {copy.id for copy in copies})


def count_leaning(answer: Answer, count: Callable[[str, object], None]) -> None:
    """Statements that open with a pronoun or "The company": what they mean must be named in them before."""
    for statement in answer.statements:
        if LEANS.match(statement.text):
            print(f"  leans: {statement.text[:120]}")
        count("statements that lean", LEANS.match(statement.text))


def show_miss(gold: Gold, answer: Answer) -> None:
    """One wrong answer, for reading."""
    print(f"\n{gold.id} [{gold.type}{'' if gold.answerable else ', unanswerable'}] {gold.question.text}")
    print(f"   gold: {gold.answers}   said: {answer.outcome} short={answer.short!r}")
    for statement in answer.statements:
        print(f"   {statement.support:.2f} {statement.text[:180]}")


if __name__ == "__main__":
    main()
