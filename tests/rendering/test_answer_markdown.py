"""An answer as Markdown keeps its structure whatever an article holds."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from bot.rendering.answer_markdown import to_markdown
from tests.rendering.examples import abstained, answered, introduced

HOSTILE = st.text(st.sampled_from("[]()<>*_`#|~\\-+=.:!&1aw \n"), min_size=1).filter(str.strip)


def structure(markdown: str) -> list[str]:
    return [token.type for token in MarkdownIt("commonmark").parse(markdown)]


def test_whole():
    """The source is readable as it is."""
    assert to_markdown(answered("A [sic] deal.", url="https://x.example/a?b=1")) == (
        "**TikTok (the sources differ)** (as of 2020-08-03)\n"
        "\n"
        "- A \\[sic\\] deal. [1]\n"
        "- Sources say: **ByteDance** [1]\n"
        "\n"
        "**Sources**\n"
        "\n"
        "[1] **Talks**, The Courier, 2020-08-03, <https://x.example/a?b=1>\n"
        ">\n"
        "> “A \\[sic\\] deal.”\n"
        "\n"
        "*Only articles since 2020-08-01; from The Courier (days in UTC)*\n"
        "\n"
        "*Note: 1 statement could not be proved and is not shown.*\n"
    )


def test_abstention():
    """An abstention says why and names the nearest headlines."""
    assert to_markdown(abstained()).startswith("**No answer:** the articles that were found do not answer this.\n")


@given(HOSTILE, HOSTILE)
def test_structure_holds(text, title):
    """No text of an article adds a heading, list, link, quote or code block."""
    assert structure(to_markdown(answered(text, title=title, outlet=title))) == structure(to_markdown(answered("x")))


def test_address_that_is_no_link():
    """A web address that could break out is shown as text."""
    shown = to_markdown(answered(url="javascript:alert(1)"))
    assert "<javascript" not in shown
    assert "javascript\\:alert" in shown


def test_date_without_a_short_answer():
    """Standing alone the date begins with a capital; its other letters stay as they are."""
    answer = replace(answered(), short=None, as_of="2020-08-03T14:30Z")
    assert to_markdown(answer).startswith("*As of 2020-08-03 14:30 UTC*\n")


def test_a_greeting_gets_the_scope_and_questions_to_ask():
    """What the library holds stands in the place of an answer; questions are a list, escaped."""
    assert to_markdown(introduced()) == (
        "The library holds 2 articles.\n"
        "\n"
        "**You can ask, for example:**\n"
        "\n"
        "- Who runs \\*Brask\\*?\n"
        "- How many trams did Brask buy?\n"
        "\n"
        "*Note: There is no outlet 'Post'.*\n"
    )
