"""The hand-written standalone wordings of the sample's follow-ups."""

import json
from pathlib import Path

QUESTIONS = Path(__file__).resolve().parents[2] / "corpus" / "questions"


def rows(name: str) -> list[dict]:
    return [json.loads(line) for line in (QUESTIONS / name).read_text(encoding="utf-8").splitlines()]


def test_every_follow_up_has_one_wording_that_stands_alone():
    """And no other question has one."""
    follow_ups = [row["id"] for row in rows("sample.jsonl") if row["history"]]
    wordings = {row["id"]: row["standalone"] for row in rows("standalone.jsonl")}
    assert sorted(wordings) == sorted(follow_ups)
    assert all(text.endswith("?") for text in wordings.values())
