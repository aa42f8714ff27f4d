"""Servers are allowed by the operator and set up by their managers; what is not allowed is not kept."""

import json
import sqlite3
from contextlib import closing

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.domain.guild import Abstention, Form, GuildSettings, Place
from bot.errors import GuildNotAllowed, LedgerError, UsageError
from bot.ledger.community import Community

LARGE = 2**64 + 1
CHOSEN = GuildSettings(
    channels=(LARGE, 5),
    every_question=True,
    forum_posts=True,
    place=Place.THREAD,
    form=Form.TEXT,
    abstentions=Abstention.SILENT,
    last_days=30,
    outlets=("Harbour Post", "\ud800"),
)


def write(folder, column: str, value: str) -> None:
    """What another version, or an accident, may have written."""
    with closing(sqlite3.connect(folder / "ledger.db")) as connection:
        connection.execute(f"UPDATE guilds SET {column} = ?", (value,))
        connection.commit()


def test_allowed(community):
    """An allowed server reads the main collection, manages none, and has the settings that nobody has set."""
    assert community.guild(1) is None
    allowed = community.allow_guild(LARGE)
    assert (allowed.id, allowed.name, allowed.reads, allowed.manages) == (LARGE, None, ("main",), None)
    assert allowed.settings == GuildSettings()
    assert community.guild(LARGE) == allowed
    assert community.guild(1) is None


def test_allowed_again(community):
    """A second allowing changes what it names and nothing else; an empty `manages` takes it away."""
    first = community.allow_guild(1, ["sport", "main", "sport"], "sport")
    assert (first.reads, first.manages) == (("sport", "main"), "sport")
    community.change_guild(1, CHOSEN)
    again = community.allow_guild(1, ["news"])
    assert (again.reads, again.manages, again.settings) == (("news",), "sport", CHOSEN)
    assert again.allowed_at == first.allowed_at
    assert community.allow_guild(1).reads == ("news",)
    assert community.allow_guild(1, manages="").manages is None


@pytest.mark.parametrize(
    ("reads", "manages"), [([], None), ([""], None), (["main", "x\ny"], None), (None, "\u202e"), (["default"], None)]
)
def test_collections_that_are_none(community, reads, manages):
    """No server is let read nothing, which would mean everything, nor a collection that no article can join."""
    with pytest.raises(UsageError):
        community.allow_guild(1, reads, manages)
    assert community.guilds() == []


def test_denied(community):
    """A denied server is gone with what its managers set."""
    community.allow_guild(1)
    community.change_guild(1, CHOSEN)
    assert community.deny_guild(1)
    assert not community.deny_guild(1)
    assert community.guild(1) is None
    assert community.allow_guild(1).settings == GuildSettings()


def test_listed(community):
    """Servers are listed in the order they were allowed."""
    for guild in (30, 4, LARGE):
        community.allow_guild(guild)
    community.allow_guild(30, ["sport"])
    assert [guild.id for guild in community.guilds()] == [30, 4, LARGE]


def test_seen(community, folder):
    """An allowed server's name is kept as it is now; of others nothing is, and nothing is written for no change."""
    community.saw_guild(1, "Strangers")
    assert not folder.exists()
    community.allow_guild(2)
    community.saw_guild(1, "Strangers")
    community.saw_guild(2, "Readers")
    before = (folder / "ledger.db").read_bytes()
    community.saw_guild(2, "Readers")
    assert (folder / "ledger.db").read_bytes() == before
    assert [(guild.id, guild.name) for guild in community.guilds()] == [(2, "Readers")]
    community.saw_guild(2, "New\ud800")
    assert community.guilds()[0].name == "New\ufffd"


def test_settings(community, folder):
    """What managers set is kept exactly, also for another process; a server that is not allowed cannot be set up."""
    with pytest.raises(GuildNotAllowed, match="guilds allow 1"):
        community.change_guild(1, CHOSEN)
    community.allow_guild(1)
    community.change_guild(1, CHOSEN)
    kept = Community(folder).guild(1)
    assert kept is not None
    assert kept.settings == CHOSEN
    assert type(kept.settings.form) is Form


def test_settings_of_another_version(community, folder):
    """A field that is unknown or makes no sense is as if it had not been set; the others hold."""
    community.allow_guild(1)
    written = {"form": "hologram", "place": "thread", "last_days": "soon", "channels": [3, 4], "mood": 1, "outlets": 7}
    write(folder, "settings", json.dumps(written))
    kept = community.guild(1)
    assert kept is not None
    assert kept.settings == GuildSettings(channels=(3, 4), place=Place.THREAD)


@given(raw=st.text(max_size=40) | st.recursive(st.none() | st.integers() | st.text(), st.lists).map(json.dumps))
@settings(max_examples=60, deadline=None)
def test_settings_that_are_none(tmp_path_factory, raw):
    """Whatever stands in their place, a server can be read and set up anew."""
    folder = tmp_path_factory.mktemp("guild")
    community = Community(folder)
    community.allow_guild(1)
    write(folder, "settings", raw)
    assert community.guild(1) == community.allow_guild(1)
    community.change_guild(1, CHOSEN)
    assert community.guilds()[0].settings == CHOSEN


@pytest.mark.parametrize("raw", ["", "[]", '[""]', "{}", "[1]", "null"])
def test_damaged_collections(community, folder, raw):
    """What a server may read is never guessed: damage is told, and allowing it anew ends it."""
    community.allow_guild(1, ["sport"])
    write(folder, "reads", raw)
    with pytest.raises(LedgerError, match=r"guilds deny 1.*set it anew"):
        community.guild(1)
    community.deny_guild(1)
    assert community.allow_guild(1, ["sport"]).reads == ("sport",)
