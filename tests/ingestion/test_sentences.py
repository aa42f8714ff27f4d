import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.ingestion.sentences import LONGEST, find_sentences

HARD = [
    ["The U.S. banned the app on Friday.", "It did not say why."],
    ["He moved to the U.S. in 1998.", "He never left."],
    ["The app is banned in the U.S. and in India.", "More may follow."],
    ["American users’ data will remain in the U.S.", "After the acquisition, Microsoft will own the platform."],
    ["Apple Inc. said it would appeal.", "Epic did not comment."],
    ["The buyer is Acme Inc.", "The price was not given."],
    ["The ruling came on Jan. 5, 2021, in Washington.", "An appeal is likely."],
    ["The deal closes by Sept. 15.", "Nothing is signed."],
    ["J. K. Rowling signed the letter.", "So did others."],
    ["J.K. Rowling signed the letter.", "So did others."],
    ["Donald J. Trump signed the order.", "It takes effect in 45 days."],
    ["“Is it over?” she asked.", "Nobody answered."],
    ['"Stop!" he said.', "They did not."],
    ["She said, “It is over.”", "He agreed."],
    ["“We will act. We will act soon.”", "Trump left the room."],
    ["There are countless more … are feeding data to the party.", "He will act."],
    ["Prices rose 3.5 percent to $1.25 a share.", "Volume was thin."],
    ["WASHINGTON (Reuters) - The president spoke on Monday.", "He took no questions."],
    ["WASHINGTON, Aug. 3 — The president spoke on Monday.", "He took no questions."],
    ["Gen. Mark Milley spoke to Rep. David Cicilline, D-R.I., on Tuesday.", "Both declined to comment."],
    ["The ex-C.E.O. of Foo Corp. resigned.", "No reason was given."],
    ["Lt. Col. Alexander Vindman testified.", "He wore his uniform."],
    ["The vote was 5-4.", "Justice Roberts wrote for the majority in Smith v. Jones.", "Two dissented."],
    ["‘It’s theirs,’ he said.", "‘It isn’t ours.’"],
    ["1. The first point is this.", "2. The second point is that."],
    ["Was it legal?", "Yes.", "Was it wise?", "No!"],
]


def split(text: str) -> list[str]:
    return [text[each.start : each.end] for each in find_sentences(text)]


@pytest.mark.parametrize("sentences", HARD, ids=lambda sentences: sentences[0][:30])
def test_abbreviations_initials_and_quotes(sentences):
    """Sentences end where a reader ends them."""
    assert split(" ".join(sentences)) == sentences


def test_paragraphs():
    """A sentence never crosses a blank line, so that a stray heading is not glued to what follows."""
    assert split("It was late\n\nTikTok\n\nHe said so.") == ["It was late", "TikTok", "He said so."]


def test_wrapped_lines():
    """In hard-wrapped text a line end is a space, unless the next word had had room on the line."""
    text = "The president of the United States spoke to\nthe nation on Monday night. He said that\nthe talks would go on.\nTikTok\nHe left."
    assert split(text) == [
        "The president of the United States spoke to\nthe nation on Monday night.",
        "He said that\nthe talks would go on.",
        "TikTok",
        "He left.",
    ]


def test_long_quotation():
    """A quotation of many sentences is taken apart, with its marks where they belong."""
    first = "He said: “" + "The firms are feeding data to the party and to nobody else at all. " * 6
    text = first + "“It is over.” They left."
    sentences = split(text)
    assert max(map(len, sentences)) < 120
    assert sentences[-2:] == ["“It is over.”", "They left."]


def test_giant_sentences():
    """Text without full stops is cut at words, text without spaces anywhere."""
    assert max(map(len, split("word " * 5_000))) <= LONGEST
    assert all(piece.split() == ["word"] * len(piece.split()) for piece in split("word " * 5_000))
    assert max(map(len, split("x" * 20_000))) <= LONGEST


@settings(deadline=None)  # machines are slow at times
@given(
    st.text(
        st.sampled_from("aB1 .!?…\n\t\"“”'’()[]\u00a0é\u0301你。\u202eשלום😀-–")
        | st.characters(exclude_categories=["Cs"]),
        max_size=400,
    )
)
def test_spans_of_anything(text):
    """Of any text at all, the spans ascend, are trimmed, do not overlap, and cover all that is not space."""
    spans = [(each.start, each.end) for each in find_sentences(text)]
    place = 0
    for start, end in spans:
        assert place <= start < end
        assert not text[place:start].strip()
        assert text[start:end] == text[start:end].strip()
        place = end
    assert not text[place:].strip()
    assert not any(re.search(r"\n\s*\n", text[start:end]) for start, end in spans)
