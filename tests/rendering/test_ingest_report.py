"""The end of an ingest, drawn: all counts, then every source that has something to tell."""

from bot.ingestion.report import Fate, IngestReport, SourceOutcome
from bot.rendering.ingest_report import report_json, report_text
from bot.rendering.paragraphs import plain

REPORT = IngestReport(
    outcomes=(
        SourceOutcome(Fate.FAILED, "in/x.jsonl", 3, None, "not JSON"),
        SourceOutcome(Fate.SKIPPED, "in/y.txt", None, None, "empty \x1b[31m"),
        SourceOutcome(Fate.ADDED, "in/z.md", None, "z", None, ("no title",)),
    ),
    added=1200,
    updated=0,
    unchanged=2,
    skipped=1,
    failed=1,
    passages=300,
    seconds=2.0,
    outcomes_left_out=5,
)


def test_text():
    """Failures come with file, line and reason; nothing of a source commands the terminal."""
    assert plain(report_text(REPORT)) == (
        "added         1,200\n"
        "updated           0\n"
        "unchanged         2\n"
        "skipped           1\n"
        "failed            1\n"
        "300 passages in 2.0 s, 150 a second\n"
        "\nFailed\n  in/x.jsonl:3: not JSON\n"
        "\nSkipped\n  in/y.txt: empty \\x1b[31m\n"
        "\nWarnings\n  in/z.md: no title\n"
        "\n5 more sources with something to tell not listed.\n"
    )


def test_json():
    """The same as data."""
    data = report_json(REPORT)
    assert (data["added"], data["failed"], data["outcomes_left_out"]) == (1200, 1, 5)
    assert data["outcomes"][0] == {
        "fate": "failed",
        "source": "in/x.jsonl",
        "line": 3,
        "article_id": None,
        "reason": "not JSON",
        "warnings": [],
    }
