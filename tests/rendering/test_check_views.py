"""A checked text drawn: each verdict with its quotes, nothing hidden, nothing that commands the terminal."""

import json
from dataclasses import replace
from datetime import date

from bot.answering.checking import Check, Checked, Verdict
from bot.domain.answer import Citation, Note, Quote
from bot.domain.question import Filters
from bot.rendering.check_views import CUT, NOTHING, VERDICTS, check_json, check_text
from bot.rendering.paragraphs import plain
from tests.rendering.examples import ASKED_AT, TEXT, article

FIRST = "Microsoft is in talks with TikTok."
QUOTE = Quote(1, 0, len(FIRST), FIRST)


def example(**fields) -> Check:
    given = {
        "claims": (
            Checked("Hi!", Verdict.NO_CLAIM, why="it states nothing"),
            Checked("Microsoft negotiates with TikTok.", Verdict.SUPPORTED, (QUOTE,)),
            Checked(
                "Oracle is in talks with TikTok.", Verdict.OTHERWISE, (QUOTE,), "the articles say Microsoft, not Oracle"
            ),
            Checked("Cats bark.", Verdict.NOT_FOUND, why="no article says it"),
        ),
        "citations": (Citation.of(1, article()),),
        "cut": True,
        "notes": (Note("unknown_outlet", "There is no outlet 'Post'."),),
        "filters": Filters(since=date(2020, 8, 1), outlets=("Post",)),
        "checked_at": ASKED_AT,
    }
    return Check(**{**given, **fields})


def test_text():
    """Each sentence has its verdict, the reason and the exact quote; then sources, filters and notes."""
    assert plain(check_text(example())) == (
        "nothing to check: Hi!\n"
        "    it states nothing\n"
        "supported: Microsoft negotiates with TikTok.\n"
        f"    “{FIRST}” [1]\n"
        "the articles say otherwise: Oracle is in talks with TikTok.\n"
        "    the articles say Microsoft, not Oracle\n"
        f"    “{FIRST}” [1]\n"
        "not found: Cats bark.\n"
        "    no article says it\n"
        "\n"
        "Sources\n"
        "[1] Talks\n"
        "    The Courier, 2020-08-03\n"
        "    seeds/one.txt\n"
        "\n"
        "Only articles since 2020-08-01; from Post (days in UTC)\n"
        f"Note: {CUT}\n"
        "Note: There is no outlet 'Post'.\n"
    )


def test_a_text_without_statements():
    """That there is nothing to check is said."""
    bare = example(claims=(), citations=(), cut=False, notes=(), filters=Filters())
    assert plain(check_text(bare)) == f"{NOTHING}\n"


def test_every_verdict_has_words():
    """A new verdict cannot be drawn without a word for it."""
    assert set(VERDICTS) == set(Verdict)


def test_hostile_texts():
    """No control or direction-changing character of message, article or reason comes through raw."""
    evil = "x\x1b]0;owned\x07\u202e\x9b31m\r[red]y[/red]"
    claim = Checked(evil, Verdict.OTHERWISE, (replace(QUOTE, text=evil),), evil)
    source = Citation.of(1, replace(article(), title=evil, outlet=evil, source_path=evil))
    drawn = plain(
        check_text(
            example(claims=(claim,), citations=(source,), notes=(Note("n", evil),), filters=Filters(outlets=(evil,)))
        )
    )
    assert not set(drawn) & set("\x1b\x07\u202e\x9b\r")
    assert "[red]y[/red]" in drawn


def test_json():
    """The JSON holds everything, quotes with their places, and parses."""
    data = json.loads(json.dumps(check_json(example())))
    assert list(data) == ["version", "checked_at", "claims", "citations", "cut", "notes", "filters"]
    assert (data["version"], data["checked_at"], data["cut"]) == (1, "2020-08-04T12:00:00Z", True)
    assert [claim["verdict"] for claim in data["claims"]] == ["no_claim", "supported", "otherwise", "not_found"]
    assert data["claims"][1]["quotes"] == [{"citation": 1, "start": 0, "end": len(FIRST), "text": TEXT[: len(FIRST)]}]
    assert data["claims"][2]["why"] == "the articles say Microsoft, not Oracle"
    assert data["citations"][0]["article_id"] == "a1"
    assert data["notes"] == [{"code": "unknown_outlet", "text": "There is no outlet 'Post'."}]
    assert data["filters"] == {"since": "2020-08-01", "until": None, "outlets": ["Post"], "collections": []}
