"""Text from articles cannot command a terminal, a reader's eye or a Markdown renderer."""

import json
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from bot.rendering.safety import block, json_text, line, markdown

HARMFUL = [chr(code) for code in (*range(32), *range(0x7F, 0xA0), *range(0x202A, 0x202F), *range(0x2066, 0x206A))]
TEXTS = st.text(
    st.one_of(st.characters(), st.sampled_from([*HARMFUL, *"[]()*_`<>#|~\\-+=.:!&1w \u200b\ufeff\U000e0041"]))
)


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("[sic] [/b] [bold]", "[sic] [/b] [bold]"),
        ("\x1b[31mred", "\\x1b[31mred"),
        ("a\r\nb\n\n c\td", "a b c d"),
        ("a  b\u00a0c", "a  b\u00a0c"),
        ("\u202eevil", "\\u202eevil"),
        ("zero\u200bwidth", "zero\\u200bwidth"),
        ("می\u200cخواهم", "می\u200cخواهم"),
        ("👩\u200d🚒 é", "👩\u200d🚒 é"),
        ("\U000e0041", "\\U000e0041"),
        ("\ud800", "\\ud800"),
        ("\x9b2J", "\\x9b2J"),
    ],
)
def test_line(text, shown):
    """Only what is harmful changes, into a visible escape; line breaks become a space."""
    assert line(text) == shown


@given(TEXTS)
def test_line_is_harmless(text):
    """No text, drawn as a line, holds a control, direction-changing or line-breaking character."""
    shown = line(text)
    assert not set(shown) & set(HARMFUL)
    assert not any(unicodedata.category(c) in ("Cc", "Cs", "Zl", "Zp") for c in shown)
    assert not any(unicodedata.category(c) == "Cf" and c not in "\u200c\u200d" for c in shown)
    assert len(shown.splitlines()) <= 1


@given(TEXTS)
def test_block_keeps_lines_only(text):
    """A block keeps line ends and tabs and no other control character."""
    assert not set(block(text)) & (set(HARMFUL) - {"\n", "\t"})


@given(TEXTS)
def test_json_is_exact_and_harmless(text):
    """JSON parses to exactly the same text, and no control character stands in it raw."""
    written = json_text({"text": text})
    assert json.loads(written) == {"text": text}
    assert not set(written) & (set(HARMFUL) - {"\n"})


@given(TEXTS)
def test_markdown_shows_the_text_and_nothing_else(text):
    """A Markdown renderer makes one paragraph of plain text of it: the text itself."""
    tokens = MarkdownIt("commonmark").enable(["table", "strikethrough"]).parse(markdown(text))
    inline = [child for token in tokens if token.type == "inline" for child in token.children]
    assert {token.type for token in tokens} <= {"paragraph_open", "inline", "paragraph_close"}
    assert {child.type for child in inline} <= {"text", "text_special"}
    shown = "".join(child.content for child in inline)
    assert shown.strip() == line(text).replace("\x00", "\ufffd").strip()


@pytest.mark.parametrize(
    "text", ["www.evil.example", "https://evil.example/x", "# head", "1. one", "2) two", "- x", "<b>", "&lt;"]
)
def test_markdown_examples(text):
    """Links, headings, lists and HTML stay the text that they are."""
    assert markdown(text) != text


def test_markers_of_an_article_differ_from_ours():
    """In Markdown's source a bracketed number of an article is escaped, so it is no marker."""
    assert "[1]" not in markdown("as reported [1]")
