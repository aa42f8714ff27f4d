"""What the reader learns from: the questions of `question_sets`, and examples made of them.

A bot reads what its search found, and most of that does not answer. So beside the questions that people marked
unanswerable stand made ones: the most similar passage that lacks the answer; the right passage without the sentence
that answers; the right passage with another name in the question. In the last stage a part is news: reports and
questions written for this. Statements with one fact changed teach the support head. All choices follow from a seed.
"""

import random
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray
from question_sets import Asked
from sklearn.feature_extraction.text import TfidfVectorizer
from tokenizers import Tokenizer

LENGTHS = (128, 192, 256)
"""Tokens of an example, padded up: few fixed shapes, because each new one compiles anew."""

MOST_QUESTION_TOKENS = 64

SIMILAR, WITHOUT_SENTENCE, OTHER_NAME, CLAIMS, TWO_SENTENCES, VERDICTS = 0.4, 0.2, 0.15, 0.2, 0.3, 0.5
"""Made examples of each kind, as a share of the answerable questions (of the news examples, for the last two)."""

NEWS_ANSWERING = 0.45
"""How many of the news examples have an answer."""

_MONTHS = "January February March April May June July August September October November December".split()
_SENTENCE = re.compile(r"[^.!?]+[.!?]+[”\"')\]]*\s*|[^.!?]+$")
_NAME = re.compile(r"(?<=[a-z,;] )[A-Z][\w-]+(?: [A-Z][\w-]+)*")  # within a sentence: its first word is capital anyway
_BREAK = re.compile(r"(?<=[.!?”\"')\]])\s+(?=[A-Z“\"'])|\n+")
_WORD = re.compile(r"\w{3,}")
_NUMBER = re.compile(r"\b\d[\d,.]*\d\b|\b\d\b")
_HEDGE = re.compile(
    r"\b(?:reportedly|allegedly|possibly|probably|may|might|could|about|around|nearly|almost|up to|at least|likely) "
)
_SAID = re.compile(r"^[A-Z][\w’' .-]{2,50} (?:said|says|argued|claimed|stated|suggested|believed|reported) (?:that )?")
_VERB = re.compile(r"\b(is|was|are|were|has|have|had|will|would|can|could|should)\b(?! not)")
_NOT = re.compile(r"\b(is|was|are|were|has|have|had|will|would|can|could|should|did|does|do) not\b")


@dataclass(frozen=True, slots=True)
class Encoded:
    """Token ids of `[CLS] question [SEP] title date [SEP] passage [SEP]`; targets are places among them, 0 = none."""

    ids: NDArray[np.int64]
    question_end: int
    passage_start: int
    start: int
    end: int
    supports: float


def epoch(questions: Sequence[Asked], news: Sequence[Asked], share: float, seed: int) -> list[Asked]:
    """The questions and, newly drawn for this seed, the made examples; `share` of all are news; shuffled."""
    chance = random.Random(seed)
    answerable = [asked for asked in questions if asked.answers]
    made: list[Asked] = [*similar_passages(_some(answerable, SIMILAR, chance), questions, chance)]
    made += [m for a in _some(answerable, WITHOUT_SENTENCE, chance) for m in without_sentence(a)]
    made += [m for a in _some(answerable, OTHER_NAME, chance) for m in other_name(a, chance)]
    made += [m for a in _some(answerable, CLAIMS, chance) for m in claims(a, chance)]
    made += [m for a in _some(answerable, TWO_SENTENCES, chance) for m in two_sentences(a, chance)]
    examples = [*questions, *made]
    if share:
        chosen = drawn(news, round(len(examples) * share / (1 - share)), chance)
        examples += [m for a in chosen for m in (two_sentences(a, chance) if chance.random() < TWO_SENTENCES else [a])]
        settled = [asked for asked in news if asked.verdict is not None]
        examples += [verdict(a, chance) for a in chance.choices(settled, k=round(VERDICTS * len(chosen)))]
    chance.shuffle(examples)
    return examples


def drawn(news: Sequence[Asked], count: int, chance: random.Random) -> list[Asked]:
    """`count` examples, NEWS_ANSWERING of them with an answer; each may come several times."""
    answering = [asked for asked in news if asked.answers]
    first = round(count * NEWS_ANSWERING)
    chosen = chance.choices(answering, k=first)
    others = [asked for asked in news if not asked.answers] + list(similar_passages(answering, news, chance))
    others += [made for asked in answering for made in (*without_sentence(asked), *other_name(asked, chance))]
    return chosen + chance.choices(others, k=count - first)


def similar_passages(chosen: Sequence[Asked], all_: Sequence[Asked], chance: random.Random) -> Iterator[Asked]:
    """Each question with one of the five passages most like it that hold none of its answers."""
    passages = list({asked.passage: asked for asked in all_}.values())
    measure = TfidfVectorizer(sublinear_tf=True, stop_words="english", dtype=np.float32)
    known = measure.fit_transform([asked.passage for asked in passages])
    for start in range(0, len(chosen), 500):
        some = chosen[start : start + 500]
        likeness = (measure.transform([asked.question for asked in some]) @ known.T).toarray()
        for asked, row in zip(some, likeness, strict=True):
            golds = [asked.passage[s:e].casefold() for s, e in asked.answers]
            nearest = [passages[i] for i in np.argsort(-row)[:12]]
            lacking = [p for p in nearest if not any(gold in p.passage.casefold() for gold in golds)]
            if lacking:
                other = chance.choice(lacking[:5])
                yield replace(asked, title=other.title, passage=other.passage, answers=())


def without_sentence(asked: Asked) -> Iterator[Asked]:
    """The passage without the sentences that hold the answer, if something is left and the answer is not in it."""
    gold = asked.passage[slice(*asked.answers[0])].casefold()
    rest = "".join(m.group() for m in _SENTENCE.finditer(asked.passage) if gold not in m.group().casefold())
    if len(rest) > 200 and gold not in rest.casefold():
        yield replace(asked, passage=rest, answers=())


def two_sentences(asked: Asked, chance: random.Random) -> Iterator[Asked]:
    """The question with one sentence and the one before it, as a second look sees them.

    Once the sentences that answer, if any do; once two that do not, of the three pairs most like the question.
    """
    pairs = list(sentence_pairs(asked))
    if len(pairs) < 3:
        return
    yield from [pair for pair in pairs if pair.answers][:1]
    golds = [asked.passage[s:e].casefold() for s, e in asked.answers]
    lacking = [pair for pair in pairs if not any(gold in pair.passage.casefold() for gold in golds)]
    words = words_in(asked.question)
    lacking.sort(key=lambda pair: -len(words & words_in(pair.passage)))
    if lacking:
        yield chance.choice(lacking[:3])


def sentence_pairs(asked: Asked) -> Iterator[Asked]:
    """The question with each sentence of the passage and the one before; `answers` where the second holds the first.

    The first pair is the first sentence alone.
    """
    starts = [0, *(m.end() for m in _BREAK.finditer(asked.passage))]
    ends = [*starts[1:], len(asked.passage)]
    for at, (first, stop) in enumerate(zip(starts, ends, strict=True)):
        begin = starts[max(0, at - 1)]
        held = any(first <= s and e <= stop for s, e in asked.answers[:1])
        inside = tuple((s - begin, e - begin) for s, e in asked.answers if begin <= s and e <= stop) if held else ()
        yield replace(asked, passage=asked.passage[begin:stop], answers=inside)


def words_in(text: str) -> set[str]:
    """The words of three letters or more, small."""
    return set(_WORD.findall(text.casefold()))


def verdict(asked: Asked, chance: random.Random) -> Asked:
    """A yes/no question for the support head, with the sentence that settles it and the one before it: yes, or no."""
    pair = next((made for made in two_sentences(asked, chance) if made.answers), asked)
    return replace(pair, answers=(), supports=float(asked.verdict or 0))


def other_name(asked: Asked, chance: random.Random) -> Iterator[Asked]:
    """The question about another name or number of the same passage."""
    golds = {asked.passage[s:e] for s, e in asked.answers}
    found = [m.group() for p in (_NAME, _NUMBER) for m in p.finditer(asked.question) if m.group() in asked.passage]
    if not found:
        return
    old = chance.choice(found)
    kind = _NUMBER if old[0].isdigit() else _NAME
    others = {m.group() for m in kind.finditer(asked.passage)} - golds - {old}
    others = {name for name in others if name not in asked.question and not any(name in gold for gold in golds)}
    if others:
        yield replace(asked, question=asked.question.replace(old, chance.choice(sorted(others)), 1), answers=())


def claims(asked: Asked, chance: random.Random) -> Iterator[Asked]:
    """A sentence of the passage as a statement, true or with one thing changed; the passage cut to its neighbours."""
    sentences = [m.group().strip() for m in _SENTENCE.finditer(asked.passage)]
    usable = [i for i, sentence in enumerate(sentences) if 40 < len(sentence) < 300]
    if not usable:
        return
    chosen = chance.choice(usable)
    evidence = " ".join(sentences[max(0, chosen - 1) : chosen + 2])
    true = shortened(sentences[chosen], chance)
    changed = corrupted(true, asked.passage, chance) if chance.random() < 0.6 else None
    yield Asked(changed or true, asked.title, evidence, (), supports=0.0 if changed else 1.0)


def shortened(sentence: str, chance: random.Random) -> str:
    """The sentence, sometimes without its brackets or what leads up to its first comma."""
    if chance.random() < 0.3:
        sentence = re.sub(r" \([^)]*\)", "", sentence)
    if chance.random() < 0.3:
        lead, _, rest = sentence.partition(", ")
        if len(lead) < 30 < len(rest):
            sentence = rest[0].upper() + rest[1:]
    return sentence


def corrupted(sentence: str, passage: str, chance: random.Random) -> str | None:
    """The sentence with a name or number swapped, negated, without its hedge or without its speaker."""
    ways = [lambda: _swapped(sentence, passage, _NAME, chance), lambda: _swapped(sentence, passage, _NUMBER, chance)]
    if _NOT.search(sentence):
        ways.append(lambda: _NOT.sub(r"\1", sentence, count=1))
    elif _VERB.search(sentence):
        ways.append(lambda: _VERB.sub(r"\1 not", sentence, count=1))
    if _HEDGE.search(sentence):
        ways += [lambda: _HEDGE.sub("", sentence, count=1)] * 3
    if _SAID.search(sentence):
        ways += [lambda: _SAID.sub("", sentence)] * 3
    chance.shuffle(ways)
    return next((made for way in ways if (made := way()) and made != sentence), None)


def _swapped(sentence: str, passage: str, kind: re.Pattern[str], chance: random.Random) -> str | None:
    here = list(kind.finditer(sentence))
    others = sorted({m.group() for m in kind.finditer(passage)} - {m.group() for m in kind.finditer(sentence)})
    if not here or not others:
        return None
    old = chance.choice(here)
    return sentence[: old.start()] + chance.choice(others) + sentence[old.end() :]


def _some(asked: Sequence[Asked], share: float, chance: random.Random) -> list[Asked]:
    return chance.sample(list(asked), round(share * len(asked)))


def encode(asked: Asked, tokenizer: Tokenizer, chance: random.Random) -> Encoded:
    """One training example of at most the longest of LENGTHS tokens; a longer passage is cut around the answer."""
    cls, sep = tokenizer.token_to_id("[CLS]"), tokenizer.token_to_id("[SEP]")
    question = tokenizer.encode(asked.question, add_special_tokens=False).ids[:MOST_QUESTION_TOKENS]
    head = tokenizer.encode(_heading(asked, chance), add_special_tokens=False).ids[:32]
    passage = tokenizer.encode(asked.passage, add_special_tokens=False)
    first = last = -1
    if asked.answers:
        span = chance.choice(asked.answers)
        first, last = _tokens_of(passage.offsets, *span)
    room = LENGTHS[-1] - len(question) - len(head) - 4
    begin = _window(len(passage.ids), room, first, last, chance)
    before = [cls, *question, sep, *head, sep]
    ids = [*before, *passage.ids[begin : begin + room], sep]
    found = begin <= first <= last < begin + room
    return Encoded(
        np.array(ids),
        len(question) + 2,
        len(before),
        len(before) + first - begin if found else 0,
        len(before) + last - begin if found else 0,
        -1.0 if asked.supports is None else asked.supports,
    )


def _heading(asked: Asked, chance: random.Random) -> str:
    """Title and date as articles have them; often one is missing."""
    title = asked.title if chance.random() < 0.7 else ""
    date = f"{chance.randint(1, 28)} {chance.choice(_MONTHS)} {chance.randint(1995, 2026)}"
    return f"{title} {date}".strip() if chance.random() < 0.6 else title


def _tokens_of(offsets: Sequence[tuple[int, int]], start: int, end: int) -> tuple[int, int]:
    """First and last token that share a character with the span; (-1, -1) if there is none."""
    inside = [i for i, (s, e) in enumerate(offsets) if s < end and e > start]
    return (inside[0], inside[-1]) if inside else (-1, -1)


def _window(tokens: int, room: int, first: int, last: int, chance: random.Random) -> int:
    if tokens <= room:
        return 0
    if first < 0:
        return chance.randint(0, tokens - room)
    return chance.randint(max(0, last + 1 - room), max(0, min(first, tokens - room)))
