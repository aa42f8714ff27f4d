"""The JSON of an answer has one shape, always."""

import json

from bot.rendering.answer_json import to_json
from tests.rendering.examples import TEXT, abstained, answered

KEYS = (
    "version question standalone_question asked_at outcome reason short as_of engine statements citations rivals origins "
    "notes nearest filters usage timings_ms receipt_id"
).split()


def test_shape():
    """Keys and their order are those of the design; dates are ISO; numbers are rounded."""
    data = to_json(answered())
    assert list(data) == KEYS
    assert (data["asked_at"], data["outcome"], data["reason"]) == ("2020-08-04T12:00:00Z", "answered", None)
    assert data["statements"] == [
        {"text": TEXT, "support": 0.9346, "quotes": [{"citation": 1, "start": 0, "end": len(TEXT), "text": TEXT}]}
    ]
    assert data["citations"] == [
        {
            "number": 1,
            "article_id": "a1",
            "title": "Talks",
            "outlet": "The Courier",
            "url": None,
            "source_path": "seeds/one.txt",
            "published_at": "2020-08-03",
            "date_precision": "day",
            "date_inferred": False,
            "origin_id": "a1",
        }
    ]
    assert data["filters"] == {"since": "2020-08-01", "until": None, "outlets": ["The Courier"], "collections": []}
    assert data["usage"] == {"model": None, "tokens_in": 0, "tokens_out": 0, "estimated": False, "usd": 0.0}
    assert data["timings_ms"] == {"search": 1.2, "total": 2.0}
    assert json.loads(json.dumps(data)) == data


def test_abstention():
    """An abstention has the same keys, its reason and the nearest headlines."""
    data = to_json(abstained())
    assert list(data) == KEYS
    assert (data["outcome"], data["reason"], data["short"]) == ("abstained", "low_evidence", None)
    (near,) = data["nearest"]
    assert near == {
        "article_id": "a1",
        "title": "Talks [sic]",
        "outlet": None,
        "source_path": "news/a1.txt",
        "published_at": "2020-08",
        "date_inferred": False,
    }


def test_evidence():
    """Unused hits are added only when asked for, with every rank."""
    unused = to_json(answered(), evidence=True)["unused"]
    assert [hit["ranks"] for hit in unused] == [{"dense": 2, "lexical": 1, "reader": None}]
    assert unused[0]["text"] == TEXT
