"""Copies of one text share an origin, named after the earliest of them, whatever comes and goes in whatever order."""

import random
import shutil
import sqlite3
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.domain.question import Filters
from bot.library import catalog, origins, schema, storing
from bot.library.records import Scope
from bot.library.signatures import sign
from tests.library.making import BUILT_WITH, fill, many, record

FIXTURES = Path(__file__).parent / "fixtures"
WORDS = """avalanche bakery canal deputy election ferry granary harvest inquest jury kiln lighthouse mayor nursery orchard
parish quarry regatta strike turbine union verdict winery yacht zoo""".split()


def story(number: int, words: int = 160) -> str:
    """A text of its own: different numbers share hardly a run of words."""
    rng = random.Random(number)
    said = [f"{rng.choice(WORDS)}{'s' * rng.randrange(2)} {rng.randrange(4000)}" for _ in range(words // 2)]
    return ". ".join(" ".join(said[place : place + 6]).capitalize() for place in range(0, len(said), 6)) + "."


def reprint(text: str, version: int) -> str:
    """The same text with an end of its own; version 0 is the text itself."""
    return text if version == 0 else text + f" The paper adds remark {version} on page {version * 7} of its issue."


def stored_origins(library) -> dict[str, str]:
    return {summary.id: summary.origin_id for summary in library.articles()}


def test_a_copy_takes_the_id_of_the_earliest(library):
    """A reprint that arrives later belongs to the origin that is there; an article of its own does not."""
    fill(library, record("agency", story(1), day="2021-03-01"), record("else", story(2), day="2021-03-01"))
    fill(library, record("reprint", reprint(story(1), 1), day="2021-03-02"))
    assert stored_origins(library) == {"agency": "agency", "reprint": "agency", "else": "else"}


def test_an_earlier_one_that_arrives_late_gives_its_id_to_all(library):
    """The id is the earliest one's by date of publication, not by arrival; undated ones come last."""
    fill(library, record("undated", story(1), day=None), record("tuesday", reprint(story(1), 1), day="2021-03-02"))
    assert set(stored_origins(library).values()) == {"tuesday"}
    fill(library, record("monday", reprint(story(1), 2), day="2021-03-01"))
    assert set(stored_origins(library).values()) == {"monday"}


def test_of_a_month_its_last_day_counts(library):
    """An article dated "March 2021" is not taken for earlier than one of the second of March."""
    fill(library, record("month", story(1), day="2021-03-01", precision="month"))
    fill(library, record("day", story(1), day="2021-03-02"))
    assert set(stored_origins(library).values()) == {"day"}


def test_removing_the_origin_leaves_its_copies_together(library, folder):
    """The next earliest gives its id, and no file of the folder still holds the removed one's."""
    versions = [record(f"paper-{n}", reprint(story(1), n), day=f"2021-03-0{n + 2}") for n in range(3)]
    fill(library, record("first-of-all", story(1), day="2021-03-01"), *versions)
    assert set(stored_origins(library).values()) == {"first-of-all"}
    library.remove(["first-of-all"])
    assert stored_origins(library) == dict.fromkeys(["paper-0", "paper-1", "paper-2"], "paper-0")
    assert not [file.name for file in folder.rglob("*") if file.is_file() and b"first-of-all" in file.read_bytes()]


def test_what_only_a_removed_article_held_together_falls_apart(library):
    """Two texts that were linked through a third alone are two origins without it."""
    left, right = story(1), story(2)
    fill(library, record("left", left, day="2021-03-01"), record("right", right, day="2021-03-02"))
    fill(library, record("both", left + " " + right, day="2021-03-03"))
    assert set(stored_origins(library).values()) == {"left"}
    library.remove(["both"])
    assert stored_origins(library) == {"left": "left", "right": "right"}


def test_an_article_whose_text_changes_leaves_its_origin(library):
    """Replaced by another text, the earliest is on its own and the rest goes by the next; changed back, it leads again."""
    fill(library, *(record(f"a{n}", reprint(story(1), n), day=f"2021-03-0{n + 1}") for n in range(3)))
    fill(library, record("a0", story(5), day="2021-03-01"))
    assert stored_origins(library) == {"a0": "a0", "a1": "a1", "a2": "a1"}
    fill(library, record("a0", story(1), day="2021-03-01"))
    assert set(stored_origins(library).values()) == {"a0"}


def test_forty_reprints_are_one_origin_and_forty_stories_forty(library):
    """Reprints with endings of their own are one; stories that share a quotation and their names are as many as they are."""
    quote = ' "We asked for new buoys and were told to wait for the spring budget," harbour master Ailsa Petrie said.'
    fill(library, *(record(f"r{n}", reprint(story(99), n)) for n in range(40)))
    fill(library, *(record(f"s{n}", story(n) + quote) for n in range(40)))
    found = stored_origins(library)
    assert len({origin for name, origin in found.items() if name.startswith("r")}) == 1
    assert len({origin for name, origin in found.items() if name.startswith("s")}) == 40


def test_more_copies_than_are_compared_are_still_one(library):
    """Where a band is crowded, a newcomer is compared with some of the crowd, and that is enough."""
    fill(library, *(record(f"n{n}", reprint(story(1), n)) for n in range(origins.MOST_IN_A_BAND + 20)))
    assert len(set(stored_origins(library).values())) == 1


def test_the_mark_of_one_agency_lowers_what_is_needed(library):
    """Two versions that share three fifths of their words are one origin if both are Reuters reports, else two."""
    halves = story(1) + " " + story(2, words=106), story(1) + " " + story(3, words=106)
    fill(library, *(record(f"r{n}", text, agency="Reuters") for n, text in enumerate(halves)))
    assert set(stored_origins(library).values()) == {"r0"}
    fill(library, record("r1", halves[1], agency="AP"))
    assert stored_origins(library) == {"r0": "r0", "r1": "r1"}


def test_a_rebuilt_library_has_the_same_origins_and_signs_nothing_again(library):
    """What was signed is taken over as it is, even a signature that today's rule would not give."""
    fill(library, *(record(f"r{n}", reprint(story(1), n)) for n in range(3)), record("else", story(2)))
    before = stored_origins(library)
    odd = sign("words that are in no article at all but that somebody has signed once upon a time")
    with library.writing() as writer:
        records = [replace(each, signature=odd) if each.article.id == "else" else each for each in writer.stored()]
        assert all(each.signature is not None for each in records)
        writer.replace_all(records, BUILT_WITH)
        signatures = {each.article.id: each.signature for each in writer.stored()}
    assert stored_origins(library) == before
    assert signatures["else"] == odd


@pytest.mark.parametrize("store_again", [False, True], ids=["next ingest", "rebuild"])
def test_articles_of_an_earlier_schema_are_compared_too(library, folder, store_again):
    """A library made before newsdesk looked for copies: its articles are signed once something is stored."""
    folder.mkdir()
    shutil.copy(FIXTURES / "version_1.db", folder / "library.db")
    old = many(1)[0].article
    assert stored_origins(library)[old.id] == old.id
    if store_again:
        with library.writing() as writer:
            writer.replace_all(writer.stored(), BUILT_WITH)
    fill(library, record("reprint", old.text, day="2022-01-01"))
    assert stored_origins(library)["reprint"] == old.id
    with closing(sqlite3.connect(folder / "library.db")) as connection:
        assert connection.execute("SELECT count(*) FROM unsigned").fetchone()[0] == 0
        assert connection.execute("SELECT count(*) FROM signatures").fetchone()[0] == 3


def test_a_damaged_article_of_an_earlier_schema_stops_nothing(library, folder):
    """Where an old text is lost or no longer text, the others are signed and the ingest goes on."""
    folder.mkdir()
    shutil.copy(FIXTURES / "version_1.db", folder / "library.db")
    with closing(sqlite3.connect(folder / "library.db")) as connection:
        connection.execute("DELETE FROM texts WHERE article = 1")
        connection.execute("UPDATE texts SET text = CAST(X'ff00fe' AS TEXT) WHERE article = 2")
        connection.commit()
    fill(library, record("new", story(1)))
    assert stored_origins(library)["new"] == "new"


def test_copies_are_told_within_a_scope(library):
    """Who else carried a text, earliest first; only articles that the question may see, and only where there are several."""
    fill(
        library,
        record("wire", story(1), day="2021-03-01", outlet="Wire"),
        record("post", reprint(story(1), 1), day="2021-03-02", outlet="Post"),
        record("late", reprint(story(1), 2), day="2021-03-09", outlet="Globe"),
        record("else", story(2), outlet="Post"),
    )
    with library.reading() as snapshot:
        everything = snapshot.copies(["wire", "else"], Scope())
        early = snapshot.copies(
            ["wire"], Scope(Filters(until=None), not_after=record("x", "", day="2021-03-05").article.first_day)
        )
        one = snapshot.copies(["wire"], Scope(Filters(outlets=("Post",))))
    assert {origin: [each.id for each in copies] for origin, copies in everything.items()} == {
        "wire": ["wire", "post", "late"]
    }
    assert [each.outlet for each in early["wire"]] == ["Wire", "Post"]
    assert one == {}


STEPS = st.lists(
    st.tuples(st.integers(0, 5), st.sampled_from(["0", "1", "2", "01", "12", "x"]), st.integers(0, 3), st.booleans()),
    min_size=1,
    max_size=14,
)
"""Which article is put with which text (of one story, of two, of none), on which day, and whether in a new batch."""


@settings(max_examples=25, deadline=None)
@given(STEPS, st.lists(st.integers(0, 5), max_size=3), st.randoms(use_true_random=False))
def test_origins_follow_from_what_is_there(steps, gone, rng):
    """Any history of additions, changes and removals ends in the same origins as storing the rest at once, in any order."""
    with closing(_memory()) as one, closing(_memory()) as other:
        last = {}
        batch = []
        for number, text, day, cut in steps:
            last[number] = _put(number, text, day)
            batch.append(last[number])
            if cut:
                storing.replace(one, batch)
                batch = []
        storing.replace(one, batch)
        storing.remove(one, [f"a{number}" for number in gone])
        rest = [each for number, each in last.items() if number not in gone]
        rng.shuffle(rest)
        storing.replace(other, rest)
        assert _origins(one) == _origins(other)


def _put(number: int, text: str, day: int):
    body = story(50 + number) if text == "x" else " ".join(story(int(each)) for each in text)
    return record(f"a{number}", body, day=f"2021-03-0{day}" if day else None)


def _memory() -> sqlite3.Connection:
    connection = sqlite3.connect(":memory:", isolation_level=None)
    connection.execute("PRAGMA foreign_keys = ON")
    schema.migrate(connection)
    catalog.found(connection, BUILT_WITH)
    return connection


def _origins(connection: sqlite3.Connection) -> dict[str, str]:
    return dict(connection.execute("SELECT id, origin_id FROM articles"))


def test_copies_are_found_however_long_ago_the_first_came():
    """After hundreds of other articles, when its signature lies in a larger index, a story is still recognised."""
    with closing(_memory()) as connection:
        storing.replace(connection, [record("first", story(1), day="2021-03-01")])
        for batch in range(6):
            storing.replace(connection, [record(f"b{batch}-{n}", story(batch * 50 + n + 10, 60)) for n in range(50)])
        assert connection.execute("SELECT min(level), max(level) FROM bands").fetchone() == (0, 1)
        storing.replace(connection, [record("copy", reprint(story(1), 1), day="2021-03-09")])
        assert _origins(connection)["copy"] == "first"
        storing.remove(connection, ["first"])
        storing.replace(connection, [record("again", reprint(story(1), 2), day="2021-03-10")])
        assert _origins(connection)["again"] == "copy"
        storing.remove(connection, list(_origins(connection)))
        assert connection.execute("SELECT count(*) FROM bands").fetchone()[0] == 0
