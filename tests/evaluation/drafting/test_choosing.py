"""Which proposals become drafts."""

from datetime import UTC, datetime

import pytest

from bot.domain.article import Article, DatePrecision
from bot.evaluation.drafting.choosing import Wish, drafts
from bot.evaluation.drafting.moments import asking_moment
from bot.evaluation.drafting.question_types import question_type
from bot.evaluation.drafting.ruled import proposals
from bot.evaluation.gold import GoldEvidence
from tests.evaluation.drafting.making import article


def chosen(wish: Wish, asked: frozenset[str] = frozenset()):
    return list(drafts(article(), proposals(article()), wish, asked, "rules"))


def test_a_draft_is_complete():
    """It has answer, evidence, moment of asking and what is to be looked at."""
    (draft,) = chosen(Wish(1, frozenset(["who_said"])))
    assert (draft.answers, draft.speaker) == ((("Ida Brandt",),), "Ida Brandt")
    assert draft.asked_at == datetime(2020, 8, 5, 12, tzinfo=UTC)
    assert draft.evidence[0].article_id == "cranes"
    assert isinstance(draft.evidence[0], GoldEvidence)
    assert draft.evidence[0].quote in article().text
    assert draft.review.startswith("Drafted by rules.")


def test_a_few_of_different_types():
    """The first of each type come before the second of any; what others ask is left out."""
    few = chosen(Wish(5))
    assert len({each.type for each in few}) == 5
    rest = chosen(Wish(50), frozenset(each.text for each in few))
    assert not {each.text for each in few} & {each.text for each in rest}


def test_the_same_seed_is_the_same_choice():
    """Drafting again changes nothing; another seed may."""
    assert chosen(Wish(3, seed=1)) == chosen(Wish(3, seed=1))
    assert len({tuple(each.text for each in chosen(Wish(3, seed=seed))) for seed in range(8)}) > 1


@pytest.mark.parametrize(
    ("at", "precision", "asked"),
    [
        (datetime(2020, 8, 3, 9, 30, tzinfo=UTC), DatePrecision.MINUTE, datetime(2020, 8, 3, 21, 30, tzinfo=UTC)),
        (datetime(2020, 2, 1, tzinfo=UTC), DatePrecision.MONTH, datetime(2020, 3, 1, 12, tzinfo=UTC)),
        (datetime(9999, 12, 31, tzinfo=UTC), DatePrecision.DAY, None),
        (None, DatePrecision.UNKNOWN, None),
    ],
)
def test_a_question_is_asked_soon_after(at, precision, asked):
    """After everything that the date may mean."""
    assert asking_moment(Article("a", "x", published_at=at, date_precision=precision)) == asked


@pytest.mark.parametrize(
    ("question", "type_"),
    [
        ("Who bought the cranes?", "who"),
        ("Which airline bought Blue Heron?", "which"),
        ("Who said that it is safe?", "who_said"),
        ("Which two countries signed?", "list"),
        ("Is the bridge open?", "yes_no"),
        ("When did it open?", "when"),
        ("Where is the bridge?", "where"),
        ("Which city has the bridge?", "which"),
        ("How many people came?", "how_many"),
        ("How much did it cost?", "how_many"),
        ("Why did it close?", "why"),
        ("What happened to the bridge?", "what"),
        ("How was it built?", "other"),
        ("bridge", "other"),
    ],
)
def test_a_question_shows_its_type(question, type_):
    """By its own words."""
    assert question_type(question) == type_
