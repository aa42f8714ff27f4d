"""The newest stories of a library, of a period, on a topic."""

from datetime import UTC, date, datetime

import pytest

from bot.domain.question import Filters, Question
from bot.library.library import Library
from bot.library.vectors import ExactOnly
from bot.search.finding import News, Search
from bot.search.newest import narrowed
from bot.search.period import Period
from bot.settings.search import SearchSettings
from tests.library.making import BUILT_WITH, fill, record
from tests.search.test_finding import WordsEmbedder


@pytest.fixture
def library(tmp_path) -> Library:
    library = Library(tmp_path / "library", BUILT_WITH, ExactOnly())
    fill(
        library,
        record("flood", "A flood hit Halden. The Brask dam held.", day="2021-03-01"),
        record("strike", "Ferry crews went on strike. Halden waits.", day="2021-03-08"),
        record("fair", "The spring fair opened.", day="2021-03-09"),
        record("undated", "Halden has a harbour.", day=None),
        record("later", "The fair closed.", day="2021-06-01"),
    )
    return library


def newest(library: Library, text: str, topic: str = "", most: int = 5, filters: Filters | None = None) -> News:
    question = Question(text, filters=filters or Filters(), asked_at=datetime(2021, 3, 10, 12, tzinfo=UTC))
    return Search(library, WordsEmbedder(), SearchSettings()).newest(question, topic, most)


def ids(news: News) -> list[str]:
    return [hit.article.id for hit in news.stories]


def test_the_newest_come_first(library):
    """By date, without undated articles and without those dated after the moment of asking."""
    assert ids(newest(library, "what is new?")) == ["fair", "strike", "flood"]
    assert ids(newest(library, "what is new?", most=1)) == ["fair"]


def test_a_named_period_bounds_them(library):
    """ "This week" leaves out what is older; so do the question's own filters."""
    assert ids(newest(library, "what happened this week?")) == ["fair", "strike"]
    assert ids(newest(library, "any news?", filters=Filters(until=date(2021, 3, 8)))) == ["strike", "flood"]


def test_a_topic_is_held_by_every_story(library):
    """Only stories in which the topic's words stand, by the passage that holds them; slips are repaired and told."""
    news = newest(library, "any news on Halden?", topic="Halden")
    assert ids(news) == ["strike", "flood"]
    assert news.stories[0].text == "Halden waits."
    slipped = newest(library, "any news on Haldenn?", topic="Haldenn")
    assert ids(slipped) == ["strike", "flood"]
    assert [slip.near for slip in slipped.found.slips] == ["Halden"]


def test_with_nothing_new_the_nearest_are_still_found(library):
    """No story is made up: the hits are then the newest on the topic at any time, else the newest of all."""
    news = newest(library, "what happened to Brask this week?", topic="Brask")
    assert news.stories == ()
    assert [hit.article.id for hit in news.found.hits] == ["flood"]
    assert newest(library, "any news on penguins?", topic="penguins").found.hits[0].article.id == "fair"


def test_reprints_are_one_story_as_old_as_its_first_copy(library):
    """A reprint that comes later makes the story no newer."""
    text = "The night train to Oslo is back after nine years. It leaves at ten. " * 4
    fill(library, record("first", text, day="2021-02-01"), record("reprint", text, day="2021-03-10"))
    assert ids(newest(library, "what is new?")) == ["fair", "strike", "flood", "first"]


def test_filters_and_period_are_both_kept():
    """The days that pass are those of both."""
    period = Period(date(2021, 3, 1), date(2021, 3, 31))
    both = narrowed(Filters(since=date(2021, 3, 10), outlets=("Post",)), period)
    assert (both.since, both.until, both.outlets) == (date(2021, 3, 10), date(2021, 3, 31), ("Post",))
