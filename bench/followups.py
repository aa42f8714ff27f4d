"""How well follow-ups are completed by rules: `python bench/followups.py [--split dev|test] [--show]`.

The sample's conversations are searched three times: the follow-up as it stands, as the rules complete it, and as a
hand wrote it to stand alone (`corpus/questions/standalone.jsonl`). A hit is a passage that holds a gold quote, among
the first one or five. Then the rules are given the sample's other questions, which stand by themselves, after one of
another story and after one of their own: how many are left untouched. Shares with 95 % Wilson intervals.
"""

import argparse
import json
import random
import tempfile
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from figures import interval
from sample_quality import ROOT, Gold, holds, is_right, read_gold

from bot import wiring
from bot.answering.answerer import Answerer
from bot.answering.followup import standalone
from bot.domain.question import Turn
from bot.search.finding import Search
from bot.settings.settings import Settings

STANDALONE = ROOT / "corpus" / "questions" / "standalone.jsonl"
SEED = 4  # of the questions put before those that stand alone


def main() -> None:
    """Ingest the sample into a temporary library, search and ask everything, print the figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--split", choices=["dev", "test"], default="dev", help="the half to measure")
    parser.add_argument("--show", action="store_true", help="print every rewritten question (of dev only)")
    options = parser.parse_args()
    half = [gold for gold in read_gold() if gold.split == options.split]
    show = options.show and options.split == "dev"
    with tempfile.TemporaryDirectory() as folder:
        settings = Settings(data_dir=Path(folder) / "library")
        wiring.ingestor(settings).ingest([ROOT / "corpus" / "articles"])
        conversations(half, wiring.search(settings), wiring.answerer(settings), show=show)
    untouched(half, show=show)


def conversations(half: Sequence[Gold], search: Search, answerer: Answerer, *, show: bool) -> None:
    """Each follow-up in its three wordings: whether the passage is found and the answer right."""
    by_hand = {row["id"]: row["standalone"] for row in map(json.loads, STANDALONE.read_text("utf-8").splitlines())}
    counts: dict[str, list[int]] = defaultdict(lambda: [0, 0])
    for gold in (gold for gold in half if gold.question.history):
        wordings = {
            "as it stands": gold.question.text,
            "by rules": standalone(gold.question.text, gold.question.history).text,
            "by hand": by_hand[gold.id],
        }
        if show:
            print(f"{gold.id}  {gold.question.text}  ->  {wordings['by rules']}")
        for name, text in wordings.items():
            for measure, ok in outcome(gold, text, search, answerer):
                counts[f"{measure}, {name}"][0] += ok
                counts[f"{measure}, {name}"][1] += 1
    for name, (right, total) in sorted(counts.items()):
        print(f"  {name:40} {interval(right, total)}")


def outcome(gold: Gold, text: str, search: Search, answerer: Answerer) -> Iterator[tuple[str, bool]]:
    """What came of one wording."""
    question = replace(gold.question, text=text, history=())
    answer = answerer.answer(question)
    if not gold.answerable:
        yield "false answers", bool(answer.statements)
        return
    found = search.find(question)
    ranks = [rank for rank, hit in enumerate(found.hits) if any(holds(hit, *each, found) for each in gold.evidence)]
    yield "hit@1", ranks[:1] == [0]
    yield "hit@5", bool(ranks) and ranks[0] < 5
    yield "answered right", is_right(gold, answer)


def untouched(half: Sequence[Gold], *, show: bool) -> None:
    """Questions that stand by themselves, after another one: of another story, and of their own."""
    chance = random.Random(SEED)
    whole = [gold for gold in half if not gold.question.history]
    for name, alike in (("another story", False), ("the same story", True)):
        kept = total = 0
        for gold in whole:
            others = [each for each in whole if (each.story == gold.story) == alike and each.id != gold.id]
            if not others:
                continue
            before = chance.choice(others)
            turn = Turn(before.question.text, before.answers[0] if before.answers else "The articles don't say.")
            text = standalone(gold.question.text, [turn]).text
            kept += text == gold.question.text
            total += 1
            if show and text != gold.question.text:
                print(f"{name}: {turn.question} | {turn.answer} | {gold.question.text}  ->  {text}")
        print(f"  {f'untouched after a question of {name}':40} {interval(kept, total)}")


if __name__ == "__main__":
    main()
