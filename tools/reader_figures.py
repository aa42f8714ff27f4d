"""How well a reader reads; run by `export_reader.py`. It runs through the class that newsdesk itself uses.

EM and F1 are SQuAD's (Rajpurkar et al. 2016): lower case, no punctuation, no articles, best over the gold answers; here
of the best stretch, null left out. Average precision is that of finding the questions whose passage does not answer.
"""

import random
import re
import string
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

import numpy as np
from question_sets import (
    NEWS_HELD_OUT,
    STORIES_HELD_OUT,
    TEST_SET,
    TRAINING_SETS,
    Asked,
    held_out,
    news_questions,
    news_stories,
)
from reader_examples import claims, similar_passages, without_sentence
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import average_precision_score

from bot.domain.article import Article, Passage
from bot.domain.evidence import Hit, Ranks
from bot.models.onnx_reader import MiniLMReader

SEED = 5
CALIBRATED_ON = 1200
"""Held-out questions, as many made ones without an answer, and statements."""


def print_figures(folders: dict[str, Path], qa: Path) -> None:
    """Every figure of the model card, for each form of the model."""
    readers = {name: MiniLMReader(folder) for name, folder in folders.items()}
    sets = {name: held_out(qa, name) for name in (TEST_SET, *TRAINING_SETS[1:])} | {
        "news": news_questions(NEWS_HELD_OUT),
        "stories": news_stories(STORIES_HELD_OUT),
    }
    for name, asked in sets.items():
        questions = [each for each in asked if each.answers]
        lacking = [each for each in asked if not each.answers]
        lacking = lacking or list(similar_passages(questions, questions, random.Random(SEED)))
        for form, reader in readers.items():
            exact, overlap, precision = figures(reader, questions, lacking)
            print(f"{name} ({len(questions)}), {form}: EM {exact:.4f} F1 {overlap:.4f} AP of no answer {precision:.4f}")
    told = [c for a in held_out(qa, TEST_SET)[::3] for c in claims(a, random.Random(a.question))]
    wanted = np.array([statement.supports for statement in told])
    for form, reader in readers.items():
        said = [reader.support(statement.question, [hit_of(statement)])[0] for statement in told]
        found = average_precision_score(1 - wanted, 1 - np.array(said))
        print(f"{len(told)} statements, {1 - wanted.mean():.2f} of them changed, {form}: AP of changed {found:.4f}")


def figures(reader: MiniLMReader, questions: Sequence[Asked], lacking: Sequence[Asked]) -> tuple[float, float, float]:
    """EM and F1 of the best stretch; average precision of finding those that are `lacking` an answer."""
    exact, overlap, nothing = [], [], []
    for asked in questions:
        read = reader.read(asked.question, [hit_of(asked)])[0]
        best = max(read.stretches, key=lambda stretch: stretch.probability, default=None)
        said = asked.passage[best.start : best.end] if best else ""
        golds = [asked.passage[start:end] for start, end in asked.answers]
        exact.append(max(float(plain(said) == plain(gold)) for gold in golds))
        overlap.append(max(token_f1(said, gold) for gold in golds))
        nothing.append(1 - read.answers)
    none = [1 - reader.read(asked.question, [hit_of(asked)])[0].answers for asked in lacking]
    truth = [0] * len(nothing) + [1] * len(none)
    return float(np.mean(exact)), float(np.mean(overlap)), float(average_precision_score(truth, nothing + none))


def calibrated(folder: Path, qa: Path) -> dict[str, tuple[float, float]]:
    """Scale and shift for the manifest, by logistic regression on held-out questions of the shifted sets."""
    reader, chance = MiniLMReader(folder), random.Random(SEED)
    known = [asked for name in TRAINING_SETS[1:] for asked in held_out(qa, name)]
    chosen = chance.sample(known, min(CALIBRATED_ON, len(known)))
    lacking = [*similar_passages(chosen[::2], known, chance), *(m for a in chosen[1::2] for m in without_sentence(a))]
    told = [claim for asked in chosen for claim in claims(asked, chance)]
    answers = [
        (reader.read(asked.question, [hit_of(asked)])[0].answers, bool(asked.answers)) for asked in [*chosen, *lacking]
    ]
    supports = [(reader.support(claim.question, [hit_of(claim)])[0], bool(claim.supports)) for claim in told]
    return {"answers": _rule(answers), "supports": _rule(supports)}


def _rule(pairs: Sequence[tuple[float, bool]]) -> tuple[float, float]:
    """Of (uncalibrated probability, truth) pairs; 0.0001 and 0.9999 are the ends."""
    said = np.clip(np.array([pair[0] for pair in pairs]), 1e-4, 1 - 1e-4)
    fitted = LogisticRegression(C=100.0).fit(np.log(said / (1 - said))[:, None], [pair[1] for pair in pairs])
    return round(float(fitted.coef_[0, 0]), 4), round(float(fitted.intercept_[0]), 4)


def hit_of(asked: Asked) -> Hit:
    """The passage as a hit of its own, with its title and no date."""
    article = Article("passage", asked.passage, asked.title or None)
    return Hit(Passage("passage", 0, 0, len(asked.passage)), article, (), 0.0, Ranks())


def plain(text: str) -> str:
    """As SQuAD normalises."""
    kept = "".join(character for character in text.lower() if character not in string.punctuation)
    return " ".join(re.sub(r"\b(?:a|an|the)\b", " ", kept).split())


def token_f1(said: str, gold: str) -> float:
    """Of the words that both have."""
    mine, theirs = plain(said).split(), plain(gold).split()
    both = sum((Counter(mine) & Counter(theirs)).values())
    return 2 * both / (len(mine) + len(theirs)) if both else float(not mine and not theirs)
