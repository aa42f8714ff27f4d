"""How many changed statements are caught, and how many true ones in other words pass: the musts, on fewer statements."""

from collections import Counter

import pytest

from bench.statements import KINDS, Statement, changed, paraphrases
from bot.answering.proving.claim import Claim
from bot.answering.proving.ground import Grounder
from bot.domain.receipt import Fate
from bot.models.onnx_embedder import MiniLMEmbedder
from bot.models.onnx_reader import MiniLMReader

GROUNDER = Grounder(MiniLMReader(), MiniLMEmbedder())
NEW = ("new figure", "new day", "new name")
SWAPPED = ("swapped name", "swapped figure")


def passes(statement: Statement) -> bool:
    grounding = GROUNDER.ground(Claim(statement.text, statement.cited), statement.evidence)
    return grounding.judged.fate is not Fate.DROPPED


@pytest.fixture(scope="module")
def caught() -> dict[str, tuple[int, int]]:
    """Of a quarter of the benchmark's changed statements, by kind: how many are caught, and how many there are."""
    right, total = Counter(), Counter()
    for statement in changed(2020, share=0.25):
        total[statement.kind] += 1
        right[statement.kind] += not passes(statement)
    return {kind: (right[kind], total[kind]) for kind in KINDS}


def share(caught: dict[str, tuple[int, int]], kinds: tuple[str, ...]) -> float:
    return sum(caught[kind][0] for kind in kinds) / sum(caught[kind][1] for kind in kinds)


def test_every_new_fact_is_caught(caught):
    """A figure, day or name that no article has never passes."""
    assert share(caught, NEW) == 1


def test_nearly_every_change_of_stance_is_caught(caught):
    """Negations, hedges and speakers, lost or added: at least 0.9."""
    assert share(caught, tuple(kind for kind in KINDS if kind not in (*NEW, *SWAPPED))) >= 0.9


def test_most_swaps_within_a_passage_are_caught(caught):
    """Another name or figure of the same passage: at least 0.7."""
    assert share(caught, SWAPPED) >= 0.7


@pytest.mark.parametrize("half", [pytest.param("dev", marks=pytest.mark.slow), "test"])
def test_most_true_statements_in_other_words_pass(half: str):
    """Paraphrased by hand, and true: at least 0.85."""
    told = [passes(statement) for statement in paraphrases(half)]
    assert len(told) >= 60
    assert sum(told) >= 0.85 * len(told)
