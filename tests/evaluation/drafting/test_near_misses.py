"""Drafts that lose their answer by a name of another article."""

from random import Random

import pytest

from bot.evaluation.drafting.choosing import Wish, drafts
from bot.evaluation.drafting.near_misses import Names, near_misses
from bot.evaluation.drafting.ruled import proposals
from tests.evaluation.drafting.making import PRIZE, article


@pytest.fixture
def names():
    met = Names()
    for each in (article(), article(PRIZE, "prize")):
        met.learn(each)
    return met


@pytest.fixture
def given():
    return [*drafts(article(), proposals(article()), Wish(50), (), "rules")]


def test_a_near_miss_has_no_answer(given, names):
    """One name is another article's of its kind, and the remark says which."""
    missed = [each for each in near_misses(given, names, 1.0, Random(1)) if not each.answerable]
    texts = {each.text for each in missed}
    assert "When did Sweden ban 12 foreign trawlers?" in texts
    assert "How old is Lena Okafor?" in texts
    for each in missed:
        assert (each.answers, each.evidence, each.speaker) == ((), (), None)
        assert each.review.startswith("A near miss: ")
        assert each.type != "who_said"


@pytest.mark.parametrize("share", [0.0, 0.2, 0.33])
def test_about_that_share(given, names, share):
    """The number stays, ids stay apart, and the same seed misses the same."""
    rows = list(near_misses(given, names, share, Random(4)))
    assert (len(rows), sum(not each.answerable for each in rows)) == (len(given), round(share * len(given)))
    assert len({each.id for each in rows}) == len(rows)
    assert rows == list(near_misses(given, names, share, Random(4)))


def test_without_another_article_nothing_is_missed(given):
    """A name of the same article would be no near miss but perhaps true."""
    alone = Names()
    alone.learn(article())
    assert all(each.answerable for each in near_misses(given, alone, 1.0, Random(1)))
