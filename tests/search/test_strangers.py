"""Names in filters that no article has."""

import pytest

from bot.search.strangers import Stranger, unknown_collections, unknown_outlets

KNOWN = ("Meridian Business Daily", "Northgate Post", "The Harbor Ledger")


@pytest.mark.parametrize(
    ("asked", "near"),
    [
        ("meridian", ("Meridian Business Daily",)),
        ("Northgate Pst", ("Northgate Post",)),
        ("The Harbor Ledger, Sunday edition", ("The Harbor Ledger",)),
        ("xyz", ()),
        ("\x1b[31m", ()),
    ],
)
def test_unknown_outlet(asked, near):
    """Half a name, a name too long and a slip lead to the outlet that is there; nonsense leads to none."""
    assert unknown_outlets([asked], KNOWN) == (Stranger("outlet", asked, near),)


def test_known_names():
    """What is there is no stranger; outlets are compared without regard to case, collections to the letter."""
    assert unknown_outlets(["NORTHGATE post"], KNOWN) == ()
    assert unknown_collections(["main"], ["main"]) == ()
    assert unknown_collections(["Main"], ["main"]) == (Stranger("collection", "Main", ("main",)),)


def test_each_unknown_collection_is_told():
    """One that is there does not hide another; by its former name the main collection is offered, if there is one."""
    assert unknown_collections(["main", "sprot", "xyz"], ["main", "sport"]) == (
        Stranger("collection", "sprot", ("sport",)),
        Stranger("collection", "xyz", ()),
    )
    assert unknown_collections(["default"], ["main", "sport"]) == (Stranger("collection", "default", ("main",)),)
    assert unknown_collections(["default"], ["sport"]) == (Stranger("collection", "default", ()),)
