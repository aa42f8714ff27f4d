"""Markdown that shows exactly the texts."""

from markdown_it import MarkdownIt

from bot.evaluation.reporting.report_markdown import to_markdown
from tests.evaluation.reporting.examples import hostile, two_runs


def tokens(text):
    for token in MarkdownIt("commonmark", {"html": True}).enable("table").parse(text):
        yield token
        yield from token.children or ()


def test_hostile_texts_make_no_markup():
    """No text makes a link, an image, HTML or code, or breaks a table."""
    kinds = {token.type for token in tokens(to_markdown(hostile()))}
    assert not kinds & {"link_open", "image", "html_inline", "html_block", "code_inline", "code_block", "fence", "hr"}
    assert "table_open" in kinds


def test_two_runs():
    """Figures side by side, differences with their finding, every question with its answers."""
    text = to_markdown(two_runs())
    assert "| hit@1 ↑ | 62.4 %, 55.2 to 69.1 %, n 161 |".replace("@", "\\@") in text
    assert "| hit\\@1 ↑ | +3.1 points | +0.4 to +5.8 | p 0.021 | better |" in text
    assert "For better (2): q2, gone" in text
    assert "- *base*: right **ByteDance** (210 ms)" in text
    assert "- *wide-passages*: missed (210 ms)" in text
    assert "Dropped by the prover: The deadline was never set." in text
    assert "Error: ModelError\\: no reply" in text
