"""Thoughts between marks are taken out of a reply, wherever its pieces are cut."""

from hypothesis import example, given
from hypothesis import strategies as st

from bot.models.thoughts import Thoughts

texts = st.lists(
    st.sampled_from(["<think>", "</think>", "<th", "ink>", "</", "think>", "<", " ", "\n", "Yes", "語"])
).map("".join)


def shown(pieces: list[str]) -> str:
    thoughts = Thoughts()
    return "".join(thoughts.without(piece) for piece in pieces) + thoughts.rest()


def plain(text: str) -> str:
    """The same rule over the whole text."""
    text = text.lstrip()
    if not text.startswith("<think>"):
        return text
    _, closed, after = text[len("<think>") :].partition("</think>")
    return plain(after) if closed else ""


@given(texts, st.data())
@example("<think></think>", None)
def test_where_pieces_are_cut_changes_nothing(text: str, data) -> None:
    """However a text is cut into pieces, what is shown is what the rule makes of the whole."""
    cuts = [] if data is None else sorted(data.draw(st.sets(st.integers(0, len(text)))))
    pieces = [text[start:end] for start, end in zip([0, *cuts], [*cuts, len(text)], strict=True)]
    assert shown(pieces) == plain(text)


def test_only_the_beginning_is_looked_at():
    """A mark in the middle of a reply is text, and words come out as soon as they come."""
    thoughts = Thoughts()
    assert thoughts.without("<b>") == "<b>"
    assert thoughts.without(" <think> is a mark.") == " <think> is a mark."


def test_endless_thoughts_are_not_kept():
    """However long a model thinks, hardly a character of it is held."""
    thoughts = Thoughts()
    assert not any(thoughts.without(piece) for piece in ["<think>", *["so and so " * 100] * 100])
    assert len(thoughts._held) < 10
    assert thoughts.without("</think>Yes.") == "Yes."
