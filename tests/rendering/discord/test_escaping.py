r"""Nothing that an article or a person writes is syntax to Discord, and all of it can still be read."""

import re
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.rendering.discord.escaping import MOST_ADDRESS, escaped, link
from bot.rendering.safety import line
from tests.rendering.discord.client import read, unseen
from tests.rendering.discord.hostile import FRAGMENTS, TEXTS

ALIVE = [
    "**a**", "*a*", "_a_", "__a__", "~~a~~", "||a||", "`a`", "```a```", "# a", "> a", ">>> a", "- a", "* a", "1. a", "-# a",
    "[a](http://b.example)", "[a](<http://b.example>)", "<https://b.example>", "https://b.example", "discord.gg/abc",
    "@everyone", "@here", "<@1>", "<@!1>", "<@&1>", "<#1>", "</ask:1>", "<t:0:R>", "<:a:1>", "<a:a:1>", ":smile:",
    "<id:customize>", "<a@b.example>", "<+15550100>",
]  # fmt: skip


@pytest.mark.parametrize("text", ALIVE)
def test_each_syntax_is_taken_from_a_text(text):
    """What Discord would obey is shown as it was written."""
    assert read(text).alive
    got = read(escaped(text))
    assert not got.alive
    assert unseen(got.shown) == text


@given(TEXTS, st.sampled_from(["", "- ", "[1] ", "> ", "**a** (b) ", "[1]\n"]))
def test_no_text_is_syntax_and_all_of_it_is_shown(text, before):
    """Wherever a text stands, only what we wrote before it is alive, and what is shown is the text on one line."""
    got = read(before + escaped(text))
    assert got.alive == read(before).alive
    assert unseen(got.shown) == before + line(text)


@given(TEXTS)
def test_a_text_stays_harmless_from_any_of_its_words_on(text):
    """A text may be cut at white space: what follows begins a message, and is no list, quote or heading there."""
    shown = escaped(text)
    for space in re.finditer(r"\s+", shown):
        assert not read(shown[space.end() :]).alive


@given(TEXTS)
def test_nothing_pings_links_or_turns_round_before_markdown_is_read(text):
    """Discord looks for pings, previews and invitations in the text as it is sent; directions are isolated in pairs."""
    shown = escaped(text)
    assert not re.search(r"@everyone|@here|<@|https?://|discord\.gg/", shown, re.IGNORECASE)
    hidden = [
        c for c in shown if unicodedata.category(c) in ("Cc", "Cf", "Cs", "Zl", "Zp") and c not in "\u200c\u200d\u200b"
    ]
    assert hidden in ([], ["\u2068", "\u2069"])


@given(st.lists(st.sampled_from([*FRAGMENTS, "long words "]), max_size=200).map("".join), st.integers(10, 300))
def test_a_bounded_text_is_short_and_harmless(text, most):
    """With a bound the text shown is no longer, says by `…` that it was cut, and is still no syntax."""
    got = read(escaped(text, most))
    assert not got.alive
    assert len(unseen(got.shown)) <= most
    assert len(line(text).strip()) <= most or "…" in got.shown


def test_floods_of_emoji_are_cut_short_where_a_text_is_bounded():
    """Six emoji of a hundred are enough; an exact quote keeps all."""
    assert escaped("no " + "🔥" * 100 + " yes", 300) == "no 🔥🔥🔥🔥🔥🔥… yes"
    assert escaped("👩\u200d🚒 " * 100, 300) == "👩\u200d🚒 " * 5 + "👩\u200d🚒…"
    assert escaped("🔥" * 100) == "🔥" * 100


def test_marks_are_not_heaped_on_a_letter_where_a_text_is_bounded():
    """A letter keeps a few marks, so that none is drawn over the lines around it."""
    assert escaped("e" + "\u0301" * 50, 300) == "e" + "\u0301" * 5
    assert escaped("नमस्ते สวัสดี", 300) == "नमस्ते สวัสดี"


def test_right_to_left_text_is_isolated():
    """Text from right to left does not turn round what stands beside it; other text gets no hidden character."""
    assert escaped("שלום 1") == "\u2068שלום 1\u2069"
    assert escaped("plain") == "plain"


@pytest.mark.parametrize(
    ("text", "url", "shown"),
    [
        ("Talks: it’s on (again)", "https://a.example/x", "[Talks: it’s on (again)](<https://a.example/x>)"),
        ("Überraschung", "HTTP://A.example", "[Überraschung](<http://A.example>)"),
        ("*Talks*", "https://a.example", "\\*Talks\\* ([link](<https://a.example>))"),
        ("A :smile: here", "https://a.example", "A \\:smile\\: here ([link](<https://a.example>))"),
        ("Fire 🔥", "https://a.example", "Fire 🔥 ([link](<https://a.example>))"),
        ("1\ufe0f\u20e3", "https://a.example", "1\ufe0f\u20e3 ([link](<https://a.example>))"),
        ("No 1\ufe0f", "https://a.example", "No 1\ufe0f ([link](<https://a.example>))"),
        ("https://b.example", "https://a.example", "https\\:\\/\\/b.example ([link](<https://a.example>))"),
        ("", "https://a.example", "[link](<https://a.example>)"),
        ("שלום", "https://a.example", "\u2068[שלום](<https://a.example>)\u2069"),
        ("x", "https://a.example/y_(z)", "[x](<https://a.example/y_(z)>)"),
        ("x", "https://a.example/y)z", "[x](<https://a.example/y%29z>)"),
        ("x", "https://a.example/<b>[c] `d`|\\\n", "[x](<https://a.example/%3Cb%3E%5Bc%5D%20%60d%60%7C%5C>)"),
        ("x", "https://a.example/%20?q=1&r#s", "[x](<https://a.example/%20?q=1&r#s>)"),
        ("x", "https://ü.example/ä", "[x](<https://xn--tda.example/%C3%A4>)"),
        ("x", "https://a.example/@everyone/@me", "[x](<https://a.example/%40everyone/@me>)"),
    ],
)  # fmt: skip
def test_a_link_to_the_web(text, url, shown):
    """A text that means itself is the link; one that would need escapes, or for which Discord refuses one, stands beside."""
    assert link(text, url) == shown


@pytest.mark.parametrize(
    "url",
    [None, "", "javascript:alert(1)", "file:///etc/passwd", "ftp://a.example", "https://", "https://user:word@a.example",
     "https://a.example@b.example", "https://[::1]/", "http://[", "https://a b.example", "//a.example", "discord://x",
     "https://a.example/" + "x" * MOST_ADDRESS, f"https://{'a' * 70}.ü.example"],
)  # fmt: skip
def test_no_link_elsewhere(url):
    """Other addresses, and those that hide where they lead, leave the text alone."""
    assert link("*x*", url) == "\\*x\\*"


@given(TEXTS, TEXTS)
def test_a_link_is_all_that_lives_in_a_link(text, path):
    """No text and no address adds syntax to a link or breaks out of it; before and behind it nothing is drawn in."""
    shown = link(text, "https://a.example/" + path)
    got = read(f"[1] {shown} · {escaped('](http://evil.example)')}")
    if "](<" in shown:
        assert [kind for kind, _ in got.alive] == ["masked link"]
        label, address = re.fullmatch(r"\[([^\[\]]*)\]\(<(https://a\.example/[!-;=?-~]*)>\)", got.alive[0][1]).groups()
        assert len(address) <= MOST_ADDRESS
        assert label == "link" or not re.search(r"[\\*_~|`<>@/]", label)
    else:
        assert not got.alive
