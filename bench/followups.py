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
from datetime import UTC, datetime
from pathlib import Path

from figures import interval
from sample import ARTICLES, ROOT, Sampled, read_sample

from bot import wiring
from bot.answering.answerer import Answerer
from bot.answering.followup import standalone
from bot.domain.question import Turn
from bot.evaluation.gold import GoldQuestion
from bot.evaluation.libraries import own, stored_articles
from bot.evaluation.metrics.abstention import false_answer
from bot.evaluation.metrics.answers import right
from bot.evaluation.metrics.cases import Articles, Case
from bot.evaluation.metrics.rankings import hit_at
from bot.evaluation.metrics.retrieval import seen
from bot.evaluation.running import asked
from bot.settings.settings import Settings

STANDALONE = ROOT / "corpus" / "questions" / "standalone.jsonl"
SEED = 4  # of the questions put before those that stand alone


def main() -> None:
    """Ingest the sample into a temporary library, search and ask everything, print the figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--split", choices=["dev", "test"], default="dev", help="the half to measure")
    parser.add_argument("--show", action="store_true", help="print every rewritten question (of dev only)")
    options = parser.parse_args()
    half = read_sample(options.split)
    show = options.show and options.split == "dev"
    with tempfile.TemporaryDirectory() as folder:
        settings = Settings(data_dir=Path(folder) / "library")
        wiring.ingestor(settings).ingest([ARTICLES])
        conversations(half, wiring.answerer(settings), stored_articles(settings, own(settings)), show=show)
    untouched(half, show=show)


def conversations(half: Sequence[Sampled], answerer: Answerer, articles: Articles, *, show: bool) -> None:
    """Each follow-up in its three wordings: whether the passage is found and the answer right."""
    by_hand = {row["id"]: row["standalone"] for row in map(json.loads, STANDALONE.read_text("utf-8").splitlines())}
    counts: dict[str, list[int]] = defaultdict(lambda: [0, 0])
    for gold in (each.gold for each in half if each.gold.history):
        wordings = {
            "as it stands": gold.text,
            "by rules": standalone(gold.text, gold.history).text,
            "by hand": by_hand[gold.id],
        }
        if show:
            print(f"{gold.id}  {gold.text}  ->  {wordings['by rules']}")
        for name, text in wordings.items():
            for measure, ok in outcome(replace(gold, text=text, history=()), answerer, articles):
                counts[f"{measure}, {name}"][0] += ok
                counts[f"{measure}, {name}"][1] += 1
    for name, (good, total) in sorted(counts.items()):
        print(f"  {name:40} {interval(good, total)}")


def outcome(gold: GoldQuestion, answerer: Answerer, articles: Articles) -> Iterator[tuple[str, bool]]:
    """What came of one wording."""
    case = Case(gold, asked(gold, answerer, datetime.now(UTC)), articles)
    if not gold.answerable:
        yield "false answers", bool(false_answer(case))
        return
    ranking = seen(case).passage
    if ranking:
        yield "hit@1", bool(hit_at(ranking, 1))
        yield "hit@5", bool(hit_at(ranking, 5))
    yield "answered right", bool(right(case))


def untouched(half: Sequence[Sampled], *, show: bool) -> None:
    """Questions that stand by themselves, after another one: of another story, and of their own."""
    chance = random.Random(SEED)
    whole = [each for each in half if not each.gold.history]
    for name, alike in (("another story", False), ("the same story", True)):
        kept = total = 0
        for one in whole:
            others = [each for each in whole if (each.story == one.story) == alike and each.gold.id != one.gold.id]
            if not others:
                continue
            before = chance.choice(others).gold
            turn = Turn(before.text, before.answers[0][0] if before.answers else "The articles don't say.")
            text = standalone(one.gold.text, [turn]).text
            kept += text == one.gold.text
            total += 1
            if show and text != one.gold.text:
                print(f"{name}: {turn.question} | {turn.answer} | {one.gold.text}  ->  {text}")
        print(f"  {f'untouched after a question of {name}':40} {interval(kept, total)}")


if __name__ == "__main__":
    main()
