"""Lists of articles on one message, and what became of a file, with text from anywhere in them."""

from hypothesis import given
from hypothesis import strategies as st

from bot.domain.guild import Form
from bot.ingestion.report import Fate, IngestReport, SourceOutcome
from bot.library.records import ArticleSummary
from bot.rendering.discord.articles import MOST_TOLD, article_line, articles_card, report_card
from bot.rendering.discord.pieces import Tone
from bot.rendering.discord.splitting import pages
from tests.rendering.discord.hostile import TEXTS

RESERVED = 4
anything = TEXTS


def summary(article_id: str = "a1", title: str | None = "Rain", **fields) -> ArticleSummary:
    given = {
        "outlet": "The Ledger",
        "author": None,
        "url": None,
        "date_text": "2020-08-03",
        "date_inferred": False,
        "language": "en",
        "source_path": "a.md",
        "collection": "main",
        "characters": 10,
        "passages": 1,
        "origin_id": article_id,
    }
    return ArticleSummary(id=article_id, title=title, **{**given, **fields})


def report(*outcomes: SourceOutcome, **counts) -> IngestReport:
    given = dict.fromkeys(("added", "updated", "unchanged", "skipped", "failed", "passages"), 0)
    return IngestReport(outcomes, **{**given, **counts}, seconds=0.1)


def text(card) -> str:
    return "\n".join(unit.text for unit in card.units)


def test_a_line_says_what_is_known():
    """Title, outlet, date and id; the title is a link where there is an address, and what is unknown is left out."""
    assert article_line(summary()) == "Rain · The Ledger · 2020-08-03 · id a1"
    assert article_line(summary(url="https://a.example/x")).startswith("[Rain](<https://a.example/x>) · ")
    assert article_line(summary(url="file:///etc/passwd")).startswith("Rain · ")
    assert article_line(summary(title=None, outlet=None, date_text=None)) == "untitled · date unknown · id a1"
    inferred = article_line(summary(date_inferred=True))
    assert "2020-08-03 (inferred from the text)" in inferred


def test_as_many_as_fit():
    """Short articles all stand on the message; of long ones as many as it holds, and their number is told."""
    card, shown = articles_card("**Articles**", [summary(str(number)) for number in range(10)], reserved=RESERVED)
    assert (shown, len(card.units)) == (10, 11)
    long = [summary(str(number), url="https://a.example/" + "x" * 900) for number in range(10)]
    card, shown = articles_card("**Articles**", long, reserved=RESERVED)
    assert 1 < shown < 10
    assert len(pages(card, Form.LAYOUT, reserved=RESERVED)) == 1


@given(st.lists(st.tuples(anything, anything, anything, anything), max_size=10))
def test_any_articles_fit(fields):
    """Whatever articles are called, a message takes them, and at least one of them is shown."""
    articles = [
        summary(article_id[:200], title, outlet=outlet, url=f"https://a.example/{path}")
        for article_id, title, outlet, path in fields
    ]
    card, shown = articles_card("**Articles**", articles, reserved=RESERVED)
    assert shown >= min(1, len(articles))
    assert len(pages(card, Form.LAYOUT, reserved=RESERVED)) == 1


def test_a_report():
    """Counts that are not zero, then each source with its line or name, and the reason as text."""
    card = report_card(
        report(
            SourceOutcome(Fate.FAILED, "discord/a.jsonl", 3, reason="not *JSON*"),
            SourceOutcome(Fate.ADDED, "discord/<b>.md", article_id="b", warnings=("odd date", "odd url")),
            SourceOutcome(Fate.SKIPPED, "discord/c.txt", reason="empty"),
            added=1,
            failed=1,
            skipped=1,
        )
    )
    assert card.tone is Tone.FAILED
    assert text(card).split("\n") == [
        "**Read:** 1 added · 1 skipped · 1 failed.",
        "- line 3: failed: not \\*JSON\\*",
        "- \\<b\\>.md: added: odd date; odd url",
        "- c.txt: skipped: empty",
    ]
    assert report_card(report(added=1)).tone is Tone.ANSWERED
    assert text(report_card(report())) == "**Read:** nothing in it."


def test_a_long_report():
    """Beyond some sources only their number is told; that new vectors are not published is, too."""
    broken = [SourceOutcome(Fate.FAILED, "discord/a.jsonl", line, reason="x") for line in range(1, MOST_TOLD + 4)]
    card = report_card(report(*broken, failed=len(broken)))
    assert len(card.units) == MOST_TOLD + 2
    assert card.units[-1].text == "-# And 3 more sources."
    unpublished = IngestReport((), 1, 0, 0, 0, 0, 1, 0.1, unpublished="/srv/chroma is broken")
    assert "/srv" not in text(report_card(unpublished))
    assert "more slowly" in text(report_card(unpublished))
