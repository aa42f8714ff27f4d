"""An answer on a terminal: short answer, statements with markers, sources with exact quotes; nothing else speaks."""

import re
from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from bot.domain.answer import Usage
from bot.domain.article import DatePrecision
from bot.rendering.answer_markdown import to_markdown
from bot.rendering.answer_text import to_text
from bot.rendering.paragraphs import plain
from tests.rendering.examples import TEXT, abstained, answered, introduced

FORBIDDEN = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")
HOSTILE = st.text(st.one_of(st.characters(), st.sampled_from("\x1b\x9b\x07\u202e\u2066[]\n\r\t`<>*")), min_size=1)


def test_whole():
    """The short answer has its date, the statement its marker, the source its title, outlet, date, place and quote."""
    assert plain(to_text(answered())) == (
        "TikTok (the sources differ)  (as of 2020-08-03)\n"
        "\n"
        f"{TEXT} [1]\n"
        "\n"
        "Sources say: ByteDance [1]\n"
        "\n"
        "Sources\n"
        "[1] Talks\n"
        "    The Courier, 2020-08-03\n"
        "    seeds/one.txt\n"
        f"    “{TEXT}”\n"
        "\n"
        "Only articles since 2020-08-01; from The Courier (days in UTC)\n"
        "Note: 1 statement could not be proved and is not shown.\n"
    )


def test_what_a_model_took_is_told():
    """The model, its tokens and its price close the answer, in text and in Markdown; the name is made harmless."""
    paid = replace(answered(), usage=Usage("small\x1b[2J", 1200, 80, estimated=False, usd=0.0008))
    free = replace(abstained(), usage=Usage("local", 900, 0, estimated=True, usd=None))
    assert plain(to_text(paid)).endswith(": 1,200 tokens in, 80 out; 0.000800 USD\n")
    assert plain(to_text(free)).endswith("\nlocal: 900 tokens in, 0 out (estimated); price unknown\n")
    assert to_markdown(paid).endswith(": 1,200 tokens in, 80 out; 0.000800 USD*\n")
    assert "\x1b" not in plain(to_text(paid)) + to_markdown(paid)


def test_what_is_not_known_is_said():
    """A source without title, outlet and date says so; an inferred and coarse date too; a web address comes first."""
    shown = plain(to_text(answered(title=None, outlet=None, published_at=None)))
    assert "[1] untitled\n    outlet unknown, date unknown\n" in shown
    shown = plain(to_text(answered(date_precision=DatePrecision.MONTH, date_inferred=True, url="https://x.example/a")))
    assert "2020-08 (day unknown, inferred from the text)\n    https://x.example/a\n" in shown


def test_abstention():
    """An abstention says why and names the nearest headlines."""
    assert plain(to_text(abstained())) == (
        "No answer: the articles that were found do not answer this.\n"
        "\n"
        "Nearest headlines\n"
        "- Talks [sic] (outlet unknown, 2020-08 (day unknown))\n"
    )


def test_evidence():
    """What was found but not used is shown with score and every rank."""
    shown = plain(to_text(answered(), evidence=True))
    assert (
        " 1. score 0.0312; ranks: dense 2, lexical 1, reader -; cosine 0.61\n    Talks (The Courier, 2020-08-03)\n"
        in shown
    )


def test_quotes_stay_on_one_line():
    """A quote with a line break is one line, so that it can be searched for."""
    assert "“one two [sic] [/b]”" in plain(to_text(answered("one\n  two [sic] [/b]")))


@given(HOSTILE, HOSTILE)
def test_no_text_reaches_the_terminal_raw(text, title):
    """No control or direction-changing character of an article comes out, as text or as Markdown."""
    answer = answered(text, title=title, outlet=title, url=title, source_path=title)
    assert not FORBIDDEN.search(plain(to_text(answer, evidence=True)))
    assert not FORBIDDEN.search(to_markdown(answer, evidence=True))
    assert plain(to_text(answer)).count("\n") == plain(to_text(answered())).count("\n")


def test_styles_are_no_markup():
    """Rich markup of an article is text in every paragraph."""
    drawn = to_text(answered("[red]x[/red]", title="[bold]t"))
    assert any("[red]x[/red]" in paragraph.text.plain for paragraph in drawn)
    assert not any("red" in str(span.style) for paragraph in drawn for span in paragraph.text.spans)


def test_date_without_a_short_answer():
    """Standing alone the date begins with a capital; its other letters stay as they are."""
    answer = replace(answered(), short=None, as_of="2020-08-03T14:30Z")
    assert plain(to_text(answer)).startswith("As of 2020-08-03 14:30 UTC\n")


def test_a_greeting_gets_the_scope_and_questions_to_ask():
    """No abstention is drawn: what the library holds stands in its place; other notes stay notes."""
    assert plain(to_text(introduced())) == (
        "The library holds 2 articles.\n"
        "\n"
        "You can ask, for example:\n"
        "- Who runs *Brask*?\n"
        "- How many trams did Brask buy?\n"
        "\n"
        "Note: There is no outlet 'Post'.\n"
    )
