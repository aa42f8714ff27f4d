"""Fits the weights of `bot/answering/proving/meaning.py`: `python tools/fit_prover.py [--qa FOLDER]`.

Right statements are (a) sentences of the held-out news reports and of the dev half of the sample, whole, shortened, or
two joined; (b) the dev half of the paraphrases written by hand; (c) questions turned into statements with their answer
("Who chairs the board?" becomes "Annelies Droog chairs the board."), of those reports and, with --qa, of the public
sets' held-out parts. Wrong ones are (a) and (b) changed by `bench/changes.py`, spliced of two sentences, or against the
passage without the sentence that says them, and (c) with another name or figure of the passage for the answer.

Each is measured against its likeliest sentences; right is a right one against those that hold its quote. Logistic
regression with a ridge, each source with its weight. Printed: per threshold, with reports held out, what passes; the
weights. QAGS, the sample's questions and the test half of the paraphrases are never read.
"""

import argparse
import random
import re
import sys
import zlib
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import astuple, dataclass, fields, replace
from pathlib import Path

import numpy as np

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT), str(ROOT / "tools")]

import logistic  # noqa: E402 - after the path above
from question_sets import NEWS_HELD_OUT, TEST_SET, TRAINING_SETS, Asked, held_out, news_questions  # noqa: E402

from bench.changes import names_in  # noqa: E402
from bench.statements import KINDS, half_of, paraphrases, passages, quotes_of, sample  # noqa: E402
from bot import wiring  # noqa: E402
from bot.answering.proving.candidates import candidates  # noqa: E402
from bot.answering.proving.faults import find_faults  # noqa: E402
from bot.answering.proving.meaning import Signals, measure  # noqa: E402
from bot.answering.proving.names import common_words  # noqa: E402
from bot.answering.proving.wording import plain  # noqa: E402
from bot.domain.article import Article  # noqa: E402
from bot.domain.evidence import Evidence, Hit  # noqa: E402
from bot.models.embedder import Embedder  # noqa: E402
from bot.models.onnx_reader import MiniLMReader  # noqa: E402
from bot.models.reader import PassageReader  # noqa: E402
from bot.settings.settings import Settings  # noqa: E402

MOST_PUBLIC, MOST_CANDIDATES, RIDGE, FOLDS = 400, 3, 1.0, 5
PARAPHRASES = "paraphrases"
WEIGHTS = {
    PARAPHRASES: 3.0,
    "news sentences": 1.0,
    "sample sentences": 1.0,
    "public answers": 0.5,
    "news answers": 0.25,
}
"""How much each source counts: most what is worded like a language model's statements; least the answers to questions,
whose wording is often no English."""

RIGHT = 0.8
"""The share of right statements that support is a probability for: language models told to keep to the evidence mostly
do. In each source right and wrong are weighed so."""

CHANGES = 3
"""Changed versions of each paraphrase: there are few of these."""

_VERB = (
    r"is|was|are|were|has|have|had|will|would|can|could|may|might|[a-z]{3,}ed|bought|sold|won|lost|led|leads|owns|runs"
    r"|took|made|wrote|said|thinks|says|found|became|came|began|put|paid|gave|told|wants|makes|heads|chairs"
)
_SUBJECT = re.compile(
    r"^(?:who|what|which (?:[a-z-]+ ){1,3}?|how many (?P<noun>(?:[a-z-]+ ){1,2}?))"
    rf" ?(?P<rest>(?:{_VERB}) .{{8,}}?)\??$",
    re.IGNORECASE,
)
_FIGURE = re.compile(r"(?<![\w.,])\d[\d,.]*\d|\b\d\b")


@dataclass(frozen=True, slots=True)
class Made:
    """A statement on a passage. `quote`: where in the passage what makes it true stands; None: it is false."""

    source: str
    group: str
    text: str
    hits: tuple[Hit, ...]
    quote: str | None


@dataclass(frozen=True, slots=True)
class Example:
    """A statement measured against one candidate."""

    source: str
    group: str
    statement: int
    signals: tuple[float, ...]
    clean: bool
    """Whether the rules find no fault."""
    true: bool
    """Whether the statement is true."""
    right: bool
    """Whether it is, and these sentences say so."""


def main() -> None:
    """Make statements, measure, validate with reports held out, fit on everything, print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--qa", type=Path, help="folder with the public question sets")
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    chance = random.Random(options.seed)
    made = [*from_paraphrases(chance), *from_news(chance), *from_sample(chance)]
    made += from_public(options.qa, chance) if options.qa else ()
    examples = list(measured(made, MiniLMReader(), wiring.embedder(Settings())))
    for source in sorted({each.source for each in examples}):
        own = [each for each in examples if each.source == source]
        print(
            f"{source}: {len({each.statement for each in own})} statements, {len(own)} candidates,"
            f" {sum(each.right for each in own)} right"
        )
    validate(examples)
    fitted = fit(examples)
    print(f"    bias={fitted[0]:.2f},")
    for field, weight in zip(fields(Signals), fitted[1:], strict=True):
        print(f"        {field.name}={weight:.2f},")


def from_paraphrases(chance: random.Random) -> Iterator[Made]:
    """The dev half of the statements paraphrased by hand, right and changed."""
    for statement in paraphrases("dev"):
        hits = tuple(each.hit for each in statement.evidence if each.number in statement.cited)
        quotes = quotes_of(statement.id)
        if len(hits) == 1:
            right = Made(PARAPHRASES, hits[0].article.id, statement.text, hits, quotes[0])
            yield right
            yield from _wrong(right, chance, CHANGES)


def from_news(chance: random.Random) -> Iterator[Made]:
    """Statements on the news reports that the reader was not trained on."""
    by_title: dict[str, list[Asked]] = {}
    for asked in news_questions(NEWS_HELD_OUT):
        by_title.setdefault(asked.title, []).append(asked)
    for title, own in by_title.items():
        hits = tuple(hit for text in dict.fromkeys(asked.passage for asked in own) for hit in _hits(title, text))
        yield from _answered("news answers", title, own, hits, chance)
        yield from _sentences("news sentences", title, hits, chance, share=0.5)


def from_public(folder: Path, chance: random.Random) -> Iterator[Made]:
    """Statements on passages of the public sets' held-out parts."""
    asked = [each for name in (*TRAINING_SETS, TEST_SET) for each in held_out(folder, name)]
    for own in chance.sample(asked, min(MOST_PUBLIC, len(asked))):
        hits = tuple(_hits(own.title, own.passage))
        yield from _answered("public answers", own.passage[:60], [own], hits, chance)


def from_sample(chance: random.Random) -> Iterator[Made]:
    """Sentences of the dev half of the sample's articles."""
    for name, hits in sample().items():
        if half_of(name) == "dev":
            yield from _sentences("sample sentences", name, hits, chance, share=1.0)


def _answered(
    source: str, group: str, own: Sequence[Asked], hits: tuple[Hit, ...], chance: random.Random
) -> Iterator[Made]:
    """Questions as statements, with the answer and with another name or figure of the passage."""
    text = " ".join(hit.text for hit in hits)
    seen: set[str] = set()
    for asked in own:
        told = _SUBJECT.match(asked.question.strip())
        if told is None or (not asked.answers and asked.question in seen):
            continue
        seen.add(asked.question)
        answer = asked.passage[slice(*asked.answers[0])] if asked.answers else ""
        found = _FIGURE.findall(text) if told["noun"] else [match.group() for match in names_in(text)]
        others = sorted({other for other in found if other not in asked.question and other not in answer})
        if answer and len(answer.split()) <= 8:
            yield Made(source, group, _statement(told, answer), hits, answer)
        if others:
            yield Made(source, group, _statement(told, chance.choice(others)), hits, None)


def _statement(told: re.Match[str], answer: str) -> str:
    text = f"{answer} {told['noun'] or ''}{told['rest'].rstrip(' ?')}."
    return text[0].upper() + text[1:]


def _sentences(source: str, group: str, hits: tuple[Hit, ...], chance: random.Random, share: float) -> Iterator[Made]:
    """Sentences as they stand, shortened or joined, and wrong ones made of them."""
    for hit in hits:
        texts = [hit.article.text[each.start : each.end] for each in hit.passage_sentences]
        for text, following in zip(texts, [*texts[1:], ""], strict=True):
            if not 6 <= len(text.split()) <= 45 or chance.random() > share:
                continue
            right = _shortened(text, chance)
            if following and len(text) + len(following) < 220 and chance.random() < 0.5:
                right = f"{text.rstrip('.')}, and {following[0].lower()}{following[1:]}"
            yield Made(source, group, right, (hit,), text)
            yield from _wrong(Made(source, group, text, (hit,), text), chance, 1)


def _wrong(right: Made, chance: random.Random, changes: int) -> Iterator[Made]:
    """The statement changed, spliced with another sentence, or against the passage without what says it."""
    (hit,), quote = right.hits, right.quote or ""
    for change in chance.sample([way for way, _ in KINDS.values()], changes):
        if (new := change(right.text, hit.text, chance)) is not None and new != right.text:
            yield replace(right, text=new, quote=None)
    texts = [hit.article.text[each.start : each.end] for each in hit.passage_sentences]
    others = [text for text in texts if quote not in text]
    if len(others) > 1 and chance.random() < 0.5:
        begin, end = right.text.split(), chance.choice(others).split()
        spliced = " ".join([*begin[: len(begin) // 2], *end[len(end) // 2 :]])
        yield replace(right, text=spliced, quote=None)
    elif others:
        rest = Article(f"{hit.article.id} less", " ".join(others), hit.article.title)
        yield replace(right, hits=tuple(passages(rest)), quote=None)


def _shortened(text: str, chance: random.Random) -> str:
    """Sometimes without what leads up to the first comma, or what stands behind the last one."""
    lead, _, rest = text.partition(", ")
    if chance.random() < 0.3 and len(lead) < 30 < len(rest):
        return rest[0].upper() + rest[1:]
    first, comma, tail = text.rpartition(", ")
    if chance.random() < 0.3 and comma and len(tail) < 0.5 * len(text) and "said" not in tail:
        return first + "."
    return text


def _hits(title: str, text: str) -> Iterator[Hit]:
    yield from passages(Article(f"{title} {zlib.crc32(text.encode())}", text, title))


def measured(made: Sequence[Made], reader: PassageReader, embedder: Embedder) -> Iterator[Example]:
    """Each statement against its likeliest sentences."""
    for number, each in enumerate(made):
        evidence = [Evidence.whole(n, hit) for n, hit in enumerate(each.hits, start=1)]
        text, common = plain(each.text), common_words([one.text for one in evidence])
        found = [find_faults(text, source, common) for source in candidates(text, evidence)[:MOST_CANDIDATES]]
        signals = measure(text, [one.source for one in found], reader, embedder)
        for one, values in zip(found, signals, strict=True):
            right = each.quote is not None and plain(each.quote) in one.source.own_text
            yield Example(
                each.source, each.group, number, astuple(values), not one.faults, each.quote is not None, right
            )


def fit(examples: Sequence[Example]) -> np.ndarray:
    """The bias, then the signals' weights; each source with its weight.

    Candidates with a fault are left out, they never get so far; so are a true statement's other ones, which may say it.
    """
    used = [each for each in examples if each.clean and (each.right or not each.true)]
    inputs = np.array([each.signals for each in used])
    right = np.array([each.right for each in used], dtype=float)
    sizes = Counter((each.source, each.right) for each in used)
    shares = {True: RIGHT, False: 1 - RIGHT}
    weight = np.array(
        [1_000 * WEIGHTS[each.source] * shares[each.right] / sizes[each.source, each.right] for each in used]
    )
    return logistic.fit(inputs, right, weight, RIDGE)


def validate(examples: Sequence[Example]) -> None:
    """Each fifth of the reports judged by weights that have not seen it: what passes, per threshold and source."""
    groups = sorted({each.group for each in examples})
    random.Random(0).shuffle(groups)
    best: dict[tuple[str, bool, int], tuple[float, float]] = {}
    for fold in range(FOLDS):
        held = set(groups[fold::FOLDS])
        fitted = fit([each for each in examples if each.group not in held])
        for each in examples:
            if each.group in held:
                said = logistic.probability(fitted, each.signals)
                key = (each.source, each.true, each.statement)
                old = best.get(key, (0.0, 0.0))
                best[key] = (max(old[0], said), max(old[1], said if each.clean else 0.0))
    for source in sorted({key[0] for key in best}):
        for true in (True, False):
            own = np.array([value for key, value in best.items() if key[:2] == (source, true)])
            if len(own):
                shares = "  ".join(
                    f"{t:.2f}: {(own[:, 0] >= t).mean():.3f} {(own[:, 1] >= t).mean():.3f}" for t in THRESHOLDS
                )
                print(f"{source}, {'true' if true else 'false'} ({len(own)}): {shares}")


THRESHOLDS = (0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8)
"""Printed for each: the share that reaches it, and the share that reaches it without a fault."""


if __name__ == "__main__":
    main()
