"""How well statements in somebody's own words are proved: `python bench/prover.py [--qags FILE] [--misses]`.

The sample: 400 right statements with one thing changed each, and the paraphrases written by hand; what share is caught,
and what share passes, with 95 % Wilson intervals.

QAGS (claims on news articles, marked by three people each): area under the curve and balanced accuracy of the whole
prover's score (support, a quarter of it for each fault), of word overlap alone and of similarity alone, over the same
sentences and pairs of sentences; 95 % intervals by resampling articles, also of the difference to the better one. Two
more lines: the prover without its faults, and without those of attribution, for people were asked whether the article
says it, no matter in whose words. The balanced accuracy is at the prover's own threshold, and for the two others at
the best threshold there is, which favours them. No choice was made on this set.
"""

import argparse
import gzip
import json
import random
import sys
import time
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT)]

from bench.figures import area, interval  # noqa: E402 - after the path above
from bench.statements import KINDS, Statement, changed, paraphrases, passages  # noqa: E402
from bot import wiring  # noqa: E402
from bot.answering.proving.claim import Claim  # noqa: E402
from bot.answering.proving.faults import Kind  # noqa: E402
from bot.answering.proving.ground import Grounder, Weighed  # noqa: E402
from bot.answering.proving.meaning import SUPPORTED  # noqa: E402
from bot.answering.proving.sources import sources_of  # noqa: E402
from bot.answering.proving.wording import coverage, plain  # noqa: E402
from bot.domain.article import Article  # noqa: E402
from bot.domain.evidence import Evidence  # noqa: E402
from bot.domain.receipt import Fate  # noqa: E402
from bot.models.embedder import Embedder  # noqa: E402
from bot.models.onnx_reader import MiniLMReader  # noqa: E402
from bot.settings.settings import Settings  # noqa: E402

QAGS = ROOT.parent / "shared" / "qa" / "qags_cnndm_claims.jsonl.gz"
SEED, DRAWS = 2020, 1_000
FAULTY = 0.25
"""What each fault leaves of the support, set before QAGS was measured."""

BASELINES = ("overlap", "similarity")
NEW = ("new figure", "new day", "new name")
STANCE = ("lost negation", "added negation", "lost hedge", "added hedge", "lost speaker", "added speaker")
SWAPS = ("swapped name", "swapped figure")


@dataclass(frozen=True, slots=True)
class Scored:
    """One claim of QAGS with what each way to judge it makes of it, 0..1."""

    article: str
    supported: bool
    prover: float
    no_faults: float
    no_voices: float
    overlap: float
    similarity: float


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--qags", type=Path, default=QAGS, help="the claims, as JSON lines, gzipped")
    parser.add_argument(
        "--misses", action="store_true", help="print what was judged wrongly (of the paraphrases only the dev half)"
    )
    options = parser.parse_args()
    embedder = wiring.embedder(Settings())
    grounder = Grounder(MiniLMReader(), embedder)
    on_sample(grounder, misses=options.misses)
    if options.qags.exists():
        on_qags(options.qags, grounder, embedder)
    else:
        print(f"\nno file {options.qags}: QAGS is left out")


def on_sample(grounder: Grounder, *, misses: bool) -> None:
    """Changed statements of the sample, and the paraphrases."""
    began, count = time.perf_counter(), 0
    caught: Counter[str] = Counter()
    total: Counter[str] = Counter()
    for statement in [*changed(SEED), *paraphrases("dev"), *paraphrases("test")]:
        passed = passes(grounder, statement)
        name = statement.kind or statement.id.rstrip("0123456789")
        count, caught[name], total[name] = count + 1, caught[name] + (not passed), total[name] + 1
        if misses and name != "test" and passed == bool(statement.kind):
            print(f"{name}: {statement.text}")
    print(f"\n{count} statements, {1000 * (time.perf_counter() - began) / count:.0f} ms each; caught:")
    for name, kinds in (*((kind, (kind,)) for kind in KINDS), ("new", NEW), ("stance", STANCE), ("swapped", SWAPS)):
        print(f"  {name:20} {interval(sum(caught[kind] for kind in kinds), sum(total[kind] for kind in kinds))}")
    for half in ("dev", "test"):
        print(f"  paraphrases that pass, {half:5} {interval(total[half] - caught[half], total[half])}")


def passes(grounder: Grounder, statement: Statement) -> bool:
    """Whether a statement is shown."""
    grounding = grounder.ground(Claim(statement.text, statement.cited), statement.evidence)
    return grounding.judged.fate is not Fate.DROPPED


def on_qags(file: Path, grounder: Grounder, embedder: Embedder) -> None:
    """The claims of QAGS."""
    with gzip.open(file, "rt", encoding="utf-8") as lines:
        rows = [json.loads(line) for line in lines]
    texts = {row["article"]: _Text(row["article"], embedder) for row in rows}
    scored = [_scored(row, texts[row["article"]], grounder, embedder) for row in rows]
    supported = sum(each.supported for each in scored)
    print(f"\nQAGS CNN/DM: {len(scored)} claims, {supported} supported")
    ways = ("prover", "no_faults", "no_voices", "overlap", "similarity")
    draws = _draws(scored)
    for way in ways:
        areas = [_area(draw, way) for draw in draws]
        threshold = _best_threshold(scored, way) if way in BASELINES else SUPPORTED
        balanced = [_balanced(draw, way, threshold) for draw in draws]
        print(
            f"  {way:12} AUC {_area(scored, way):.3f} {_spread(areas)}   balanced accuracy "
            f"{_balanced(scored, way, threshold):.3f} {_spread(balanced)} at {threshold:.2f}"
        )
    better = max(BASELINES, key=lambda way: _area(scored, way))
    for way in ways[:3]:
        gains = [_area(draw, way) - _area(draw, better) for draw in draws]
        print(f"  {way} less {better}: {_area(scored, way) - _area(scored, better):+.3f} {_spread(gains)}")


class _Text:
    """An article of QAGS as evidence, with the vectors of its sentences and pairs of sentences."""

    def __init__(self, text: str, embedder: Embedder) -> None:
        self.evidence = [Evidence.whole(n, hit) for n, hit in enumerate(passages(Article("qags", text)), start=1)]
        self.texts = [source.own_text for each in self.evidence for source in sources_of(each)]
        self.vectors = embedder.embed(self.texts)


def _scored(row: dict, told: _Text, grounder: Grounder, embedder: Embedder) -> Scored:
    text = plain(row["claim"])
    weighed = grounder.weigh(text, told.evidence)
    return Scored(
        row["article"],
        row["supported"],
        _score(weighed, tuple(Kind)),
        _score(weighed, ()),
        _score(weighed, tuple(kind for kind in Kind if kind is not Kind.VOICE)),
        max(coverage(text, each) for each in told.texts),
        float((told.vectors @ embedder.embed([text])[0]).max()),
    )


def _score(weighed: Sequence[Weighed], counted: Sequence[Kind]) -> float:
    """The best support, less for each fault of the kinds that count."""
    scores = (each.support * FAULTY ** sum(fault.kind in counted for fault in each.faults) for each in weighed)
    return max(scores, default=0.0)


def _draws(scored: Sequence[Scored]) -> list[list[Scored]]:
    """The claims resampled, whole articles at a time."""
    chance = random.Random(0)
    by_article: dict[str, list[Scored]] = {}
    for each in scored:
        by_article.setdefault(each.article, []).append(each)
    groups = list(by_article.values())
    return [[each for group in chance.choices(groups, k=len(groups)) for each in group] for _ in range(DRAWS)]


def _area(scored: Sequence[Scored], way: str) -> float:
    return area(*_parted(scored, way))


def _balanced(scored: Sequence[Scored], way: str, threshold: float) -> float:
    right, wrong = _parted(scored, way)
    return float(np.mean(right >= threshold) + np.mean(wrong < threshold)) / 2


def _parted(scored: Sequence[Scored], way: str) -> tuple[np.ndarray, np.ndarray]:
    """What the way makes of the claims that are supported, and of the others."""
    values, supported = np.array([(getattr(each, way), each.supported) for each in scored]).T
    return values[supported == 1], values[supported == 0]


def _best_threshold(scored: Sequence[Scored], way: str) -> float:
    return max({getattr(each, way) for each in scored}, key=lambda value: _balanced(scored, way, value))


def _spread(values: Sequence[float]) -> str:
    low, high = np.quantile(values, (0.025, 0.975))
    return f"[{low:.3f}, {high:.3f}]"


if __name__ == "__main__":
    main()
