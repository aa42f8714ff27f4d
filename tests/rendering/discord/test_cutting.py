"""A line that is too long is cut at white space where there is some."""

from bot.rendering.discord.cutting import Room, cut


def test_a_cut_falls_at_the_last_white_space():
    """Pieces are full words, without space at their ends."""
    assert list(cut("one two three four", Room(9))) == ["one two", "three", "four"]
    assert list(cut("one two", Room(3))) == ["one", "two"]
    assert list(cut("  one  ", Room(20))) == ["one"]


def test_white_space_near_the_beginning_does_not_count():
    """A piece is at least half full: a lone dash before a long word does not become a message."""
    assert list(cut("- " + "x" * 20, Room(10))) == ["- " + "x" * 8, "x" * 10, "x" * 2]


def test_bytes_count_where_they_are_limited():
    """Three bytes for each of these; a piece keeps to both measures."""
    assert list(cut("語" * 10, Room(100, octets=10))) == ["語語語"] * 3 + ["語"]
    assert list(cut("🔥" * 3, Room(4, octets=100))) == ["🔥🔥", "🔥"]


def test_what_belongs_together_stays_so():
    """A link, a code span, an escape: cut before, not within."""
    assert list(cut("see [a b](<https://x.example>)", Room(28))) == ["see", "[a b](<https://x.example>)"]
    assert list(cut("see `a b c`", Room(9))) == ["see", "`a b c`"]
    assert list(cut("xxx\\*", Room(4))) == ["xxx", "\\*"]
