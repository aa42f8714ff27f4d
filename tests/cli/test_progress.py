"""Progress tells share, counts, rate and time left."""

from bot.cli.progress import told
from bot.ingestion.report import Progress


def test_told():
    """The time left follows from the share of bytes done."""
    shown = told(Progress(bytes_done=25, bytes_total=100, articles=10, passages=400), seconds=4.0)
    assert shown == "25%, 10 articles, 400 passages, 100 a second, about 12.0 s left"


def test_nothing_to_do():
    """No bytes and no time are no division by zero."""
    assert told(Progress(0, 0, 0, 0), seconds=0.0) == "0%, 0 articles, 0 passages"
