import time

import pytest

from bot.ingestion.cleaning import clean
from bot.ingestion.drafts import Markup

BOILERPLATE = [
    "Skip to main content", "EDITOR’S PICK: Samsung announces plans for 6G technology", "EDITOR'S PICK: Samsung", "Editors' Recommendations",
    "Editors’ Recommendations", "Advertisement", "- Advertisement -", "[Advertisement]", "Share this article", "Share on Facebook",
    "Read more: TikTok sues", "Read more…", "Related: TikTok sues", "Related stories", "Sign up for our newsletter", "Subscribe", "Subscribe now",
    "We use cookies to improve your experience.", "This site uses cookies.", "Accept all cookies", "Follow us on Twitter",
    "Follow Jane Doe on Twitter", "All rights reserved.", "© 2020 The Post", "Copyright 2020 The Associated Press. All rights reserved.",
    "Click here to read the story", "12 Comments", "Comments (3)", "Be the first to comment", "Leave a comment", "You may also like",
    "Facebook Twitter LinkedIn", "5 min read", "Story continues below advertisement", "Photo credit: Getty Images", "Privacy Policy",
    "By using this site you agree to our terms of service.", "Most popular", "Tags: TikTok, WeChat",
]  # fmt: skip
STORY = [
    "TikTok", "Share prices fell on Monday.", "Related companies were searched.", "Copyright holders sued the firm.", "Oracle",
    "By using Oracle as a partner, ByteDance agreed to the terms of the order.", "Most viewed video of the year comes from India",
    "More than 100 million people use it.", "Advertisement revenue fell.", "Subscribe rates fell, the company said.",
    "Read the order, and you see why.", "Comments by the president moved the market.", "Cookies are banned in the new version.",
    "He had to sign up for a newsletter of the party before the vote could begin and nobody would say why it was so, which is a long story that fills a whole paragraph.",
    "Loading docks closed across the country", "Follow the money, he said.", "Photo apps were banned as well.",
]  # fmt: skip


@pytest.mark.parametrize("line", BOILERPLATE)
def test_boilerplate(line):
    """A line that is a phrase of web sites goes, and leaves a paragraph break."""
    assert clean(f"It was late.\n{line}\nThey left.") == "It was late.\n\nThey left."


@pytest.mark.parametrize("line", [line for line in STORY if not line.startswith("He had")])
def test_story(line):
    """A line that a story may have stays, also when it begins like boilerplate."""
    assert clean(f"It was late.\n\n{line}\n\nThey left.") == f"It was late.\n\n{line}\n\nThey left."


def test_list_of_other_stories():
    """A heading of other stories takes their headlines along, but never a paragraph."""
    assert clean("They left.\n\nEditors' Recommendations\n\nBest phones\nBest laptops of 2020") == "They left."
    assert clean("They left.\n\nRelated stories\n\nIt is not over.") == "They left.\n\nIt is not over."


def test_html():
    """Left-over markup is undone: blocks become paragraphs, entities characters; scripts and comments go."""
    page = "<html><p>AT&amp;T&nbsp;<b>rose</b>.</p><script>x = '<p>';</script><!-- no --><div class='a'>5 < 6 &lt;b&gt;</div>"
    assert clean(page) == "AT&T rose.\n\n5 < 6 <b>"


@pytest.mark.parametrize(
    "text", ["[sic] and [/b] stay", "a < b and c > d", "R&D; &unknown; &amp", "I <3 it", "<Jane@doe.example> wrote"]
)
def test_no_html(text):
    """What is no tag and no entity stays as it is."""
    assert clean(text) == text


def test_markdown():
    """Markdown is undone in Markdown files only."""
    source = "# The deal\n\nOracle **signed** [the order](https://a.example/b) of *August* snake_case_name.\n\n---\n\n> He said so.\n![x](y.png)"
    assert (
        clean(source, Markup.MARKDOWN)
        == "The deal\n\nOracle signed the order of August snake_case_name.\n\nHe said so."
    )
    assert clean("# **x**") == "# **x**"


def test_whitespace_and_controls():
    """Odd spaces fold, control characters and terminal colours go, scripts that need joiners and direction marks keep them."""
    assert (
        clean("a\u00a0 b\t c  \r\nd\x1b[31m\x07e\u200b\n\n\n\nf\u200dg\u202eh\u0301")
        == "a b c\nde\n\nf\u200dg\u202eh\u0301"
    )


def test_scraped_pages(page):
    """Of two scraped pages nothing of the site is left, and nothing of the story is lost."""
    without = clean(page("untitled"))
    assert "EDITOR" not in without
    assert "6G" not in without
    assert "\n\nTikTok\n\n" in without
    assert without.endswith("in four countries.")
    assert clean(page("titled")).startswith("The U.S. also plans")
    assert clean(page("titled")).endswith("in a blog post.")


@pytest.mark.parametrize(
    "text",
    ["<!--" * 200_000, "<p " * 200_000, "<script>" * 100_000, "&" * 500_000, "\x1b[" * 200_000, "**a" * 200_000, "[a](" * 100_000, "`" * 300, "> " * 200_000, "(c) " * 70],
    ids=lambda text: text[:8].encode("unicode_escape").decode(),
)  # fmt: skip
def test_cost(text):
    """No text takes longer than its length explains."""
    started = time.monotonic()
    clean(text, Markup.MARKDOWN)
    assert time.monotonic() - started < 60  # 600,000 characters squared would take hours
