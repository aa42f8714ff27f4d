"""How well texts are checked against the articles: `python bench/checking.py [--half dev|test] [--misses]`.

In a library of the sample: statements paraphrased by hand are to be supported; with one figure, day or name changed, or
with a "not" put in or taken out, the articles say otherwise, and support is wrong; without the articles of their story
none may be said to be otherwise, for all of them are true. Shares with 95 % Wilson intervals. Thresholds were chosen on
the dev half.
"""

import argparse
import json
import random
import re
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Collection, Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT)]

from bench import changes  # noqa: E402 - after the path above
from bench.figures import interval  # noqa: E402
from bench.statements import Statement, changed, paraphrases  # noqa: E402
from bot import wiring  # noqa: E402
from bot.answering.checking.checked import Checked, Verdict  # noqa: E402
from bot.answering.checking.checker import Checker  # noqa: E402
from bot.answering.prover import Prover  # noqa: E402
from bot.domain.question import Filters, Question  # noqa: E402
from bot.ingestion.sentences import find_sentences  # noqa: E402
from bot.search.finding import Found, Search  # noqa: E402
from bot.settings.settings import Settings  # noqa: E402

QUESTIONS = ROOT / "corpus" / "questions" / "sample.jsonl"
NOW = datetime(2021, 1, 1, tzinfo=UTC)
SEED = 7
WAYS: dict[str, changes.Change] = {
    "new figure": changes.new_figure,
    "new day": changes.new_day,
    "new name": changes.new_name,
    "lost negation": changes.lost_negation,
    "added negation": changes.added_negation,
    "swapped name": changes.swapped_name,
    "swapped figure": changes.swapped_figure,
}
"""What is changed so that the articles say otherwise; a lost hedge or speaker makes no opposite."""


DAYS = re.compile(
    r"\b\d{1,2} (?:January|February|March|April|May|June|July|August|September|October|November|December)\b"
)


WORD = re.compile(r"(?<![\w'-])[a-z]{5,}(?![\w'-])")


@dataclass(frozen=True, slots=True)
class Case:
    """A statement to check. `kind`: what group it is counted in; `without`: articles that are kept from the checker."""

    kind: str
    text: str
    without: frozenset[str] = frozenset()


class Fewer:
    """A search that does not find the articles of some story."""

    def __init__(self, search: Search) -> None:
        self._search = search
        self.without: Collection[str] = ()

    def find(self, question: Question) -> Found:
        found = self._search.find(question)
        return replace(found, hits=tuple(hit for hit in found.hits if hit.article.id not in self.without))


def main() -> None:
    """Ingest the sample, check everything, print the figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--half", choices=["dev", "test"], help="one half only")
    parser.add_argument("--misses", action="store_true", help="print what was judged wrongly (of dev only)")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        settings = Settings(data_dir=Path(folder) / "library")
        wiring.ingestor(settings).ingest([ROOT / "corpus" / "articles"])
        timeless = settings.search.model_copy(update={"recency_floor": 1.0})  # as `wiring.checker` has it
        search = Fewer(wiring.search(settings.model_copy(update={"search": timeless})))
        proving = wiring.grounder(settings), wiring.embedder(settings), Prover(wiring.library(settings))
        checker = Checker(search, *proving, split=find_sentences, most_hits=settings.answering.evidence)
        for half in [options.half] if options.half else ["dev", "test"]:
            on_half(half, checker, search, misses=options.misses and half == "dev")


def on_half(half: str, checker: Checker, search: Fewer, *, misses: bool) -> None:
    """Check the statements of one half."""
    counts: dict[str, Counter[Verdict]] = {}
    begun = time.perf_counter()
    for case in [*true(half), *wrong(half), *other_words(half), *wrong_sentences(half), *elsewhere(half)]:
        search.without = case.without
        checked = checker.check(case.text, Filters(), NOW).claims
        verdict = checked[0].verdict
        counts.setdefault(case.kind, Counter())[verdict] += 1
        if misses and not is_right(case, verdict):
            show(case, checked[0])
    print(f"\n{half:30} {'supported':32} {'otherwise':32} not found")
    for kind, found in counts.items():
        shares = (interval(found[each], found.total()) for each in (Verdict.SUPPORTED, Verdict.OTHERWISE))
        print(f"  {kind:28} {'  '.join(f'{share:32}' for share in shares)} {found[Verdict.NOT_FOUND]}")
    spent = 1_000 * (time.perf_counter() - begun) / sum(found.total() for found in counts.values())
    print(f"  {spent:.0f} ms a statement")
    sys.stdout.flush()


def true(half: str) -> Iterator[Case]:
    """Statements paraphrased by hand."""
    for statement in paraphrases(half):
        yield Case("true", statement.text)


def wrong(half: str) -> Iterator[Case]:
    """The same, each with one thing changed in every way that can be."""
    chance = random.Random(SEED)
    for statement in paraphrases(half):
        for kind, change in WAYS.items():
            new = change(statement.text, passage_of(statement), chance)
            if new is not None and new != statement.text and is_fair(kind, statement.text, new):
                yield Case(kind, new)


def other_words(half: str) -> Iterator[Case]:
    """The same, one word of each in another's place: one of another statement, with its ending, that no source has."""
    chance = random.Random(SEED)
    statements = paraphrases(half)
    pool = sorted({word.group() for each in statements for word in WORD.finditer(each.text)})
    for statement in statements:
        places = list(WORD.finditer(statement.text))
        if not places:
            continue
        at = chance.choice(places)
        source = statement.evidence[0].article.text
        fitting = [
            word for word in pool if word[-2:] == at.group()[-2:] and word[:4] != at.group()[:4] and word not in source
        ]
        if fitting:
            new = statement.text[: at.start()] + chance.choice(fitting) + statement.text[at.end() :]
            yield Case("other word", new)


def wrong_sentences(half: str) -> Iterator[Case]:
    """Sentences of the articles, with one thing changed."""
    for statement in changed(SEED, (half,), share=0.5):
        if statement.kind in WAYS:
            yield Case(f"{statement.kind}, own words", statement.text)


def elsewhere(half: str) -> Iterator[Case]:
    """True statements, kept from the articles of their story."""
    by_story: dict[str, set[str]] = {}
    for line in QUESTIONS.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        by_story.setdefault(row["story"], set()).update(item["article"] for item in row["evidence"])
    for statement in paraphrases(half):
        own = {each.article.id for each in statement.evidence if each.number in statement.cited}
        story = {name for names in by_story.values() if names & own for name in names}
        yield Case("true, articles left out", statement.text, frozenset(own | story))


def passage_of(statement: Statement) -> str:
    """The passage that the statement was made from."""
    return statement.evidence[0].hit.text


def is_fair(kind: str, text: str, new: str) -> bool:
    """Whether a change of a figure left the dates: the patterns of `changes` take "12" of "12 May" for a figure."""
    return "figure" not in kind or DAYS.findall(text) == DAYS.findall(new)


def is_right(case: Case, verdict: Verdict) -> bool:
    if case.kind == "true":
        return verdict is Verdict.SUPPORTED
    if case.kind == "other word":
        return verdict is not Verdict.SUPPORTED
    return verdict is not Verdict.OTHERWISE if case.without else verdict is Verdict.OTHERWISE


def show(case: Case, checked: Checked) -> None:
    print(f"{case.kind} -> {checked.verdict}: {case.text}\n    {checked.why}")
    for quote in checked.quotes:
        print(f"    “{quote.text}”")


if __name__ == "__main__":
    main()
