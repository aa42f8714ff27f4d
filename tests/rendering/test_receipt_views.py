"""Receipts drawn: nothing hidden, nothing that commands the terminal."""

import json
from dataclasses import replace
from datetime import UTC, datetime

from bot.domain.answer import Answer, Usage
from bot.domain.evidence import Evidence
from bot.domain.question import Filters, Question, Turn
from bot.domain.receipt import Fate, Judged, Receipt
from bot.ledger.records import ReceiptLine
from bot.rendering.paragraphs import plain
from bot.rendering.receipt_views import receipt_json, receipt_row, receipt_text, receipts_json
from tests.rendering.examples import TEXT, answered

RECORDED_AT = datetime(2020, 8, 4, 12, 0, 3, tzinfo=UTC)
LINE = ReceiptLine("k3v", RECORDED_AT, "who\n\x1b[2J?", "answered", "generative", "gpt-small", 0.00012)


def example(**fields) -> Receipt:
    answer = answered()
    (hit,) = answer.unused
    answer = replace(
        answer,
        standalone_question="who is negotiating?",
        engine="generative",
        usage=Usage("gpt-small", 1200, 80, estimated=True, usd=0.000123),
        unused=(),
        receipt_id="k3v",
    )
    given = {
        "id": "k3v",
        "recorded_at": RECORDED_AT,
        "version": "0.1.0",
        "caller": "cli",
        "question": Question("who?", (Turn("what?", ""),), Filters(outlets=("The Courier",)), answer.asked_at),
        "evidence": (Evidence(1, hit, hit.sentences),),
        "prompt_hash": "5f3a",
        "reply": "TikTok. [1]\nOracle\x1b[2J. [7]",
        "judged": (
            Judged("TikTok.", (1,), Fate.KEPT, "", 0.875),
            Judged("Oracle\x1b[2J.", (1, 2), Fate.DROPPED, "\u202eOracle is in no quote", 0.0),
        ),
        "answer": answer,
    }
    return Receipt(**{**given, **fields})


def test_receipt():
    """A receipt shows what was asked, of what, what the model said, what became of it and the answer."""
    drawn = plain(receipt_text(example()))
    assert drawn.startswith(
        "id           k3v\n"
        "recorded     2020-08-04 12:00:03 UTC by newsdesk 0.1.0\n"
        "asked by     cli\n"
        "earlier      what?\n"
        "question     who?\n"
        "searched as  who is negotiating?\n"
        "asked at     2020-08-04 12:00 UTC\n"
        "filters      from The Courier\n"
        "engine       generative\n"
        "model        gpt-small\n"
        "prompt       5f3a\n"
        "usage        1,200 tokens in, 80 out (estimated); 0.000123 USD\n"
        "\n"
        "Evidence\n"
        "[1] Talks\n"
        "    The Courier, 2020-08-03; score 0.0312, cosine 0.61, characters 0-68\n"
        "    seeds/one.txt\n"
        f"    {TEXT}\n"
        "\n"
        "The model's reply, as it came\n"
        "    TikTok. [1]\n"
        "    Oracle\\x1b[2J. [7]\n"
        "\n"
        "What became of its statements\n"
        "kept 0.88  TikTok. [1]\n"
        "dropped 0.00  Oracle\\x1b[2J. [1][2]\n"
        "    \\u202eOracle is in no quote\n"
        "\n"
        "The answer\n"
        "TikTok (the sources differ)  (as of 2020-08-03)\n"
    )


def test_receipt_without_a_model():
    """Where no model was asked, nothing stands in its place; a broken reply and an unknown price are told."""
    answer = replace(answered(), standalone_question="who?", unused=())
    drawn = plain(receipt_text(example(prompt_hash=None, reply=None, judged=(), answer=answer)))
    assert "model " not in drawn
    assert "usage" not in drawn
    assert "The model's reply" not in drawn
    assert "searched as" not in drawn
    priceless = replace(answer, usage=Usage("m", 1, 1, usd=None))
    drawn = plain(receipt_text(example(cut=True, answer=priceless)))
    assert "usage        1 token in, 1 out; price unknown\n" in drawn
    assert "It broke off here." in drawn


def test_hostile_fields():
    """No control or direction-changing character of any field comes through raw."""
    evil = "x\x1b]0;owned\x07\u202e\x9b31m\r"
    receipt = example(caller=evil, version=evil, prompt_hash=evil, reply=evil, id=evil)
    answer: Answer = replace(receipt.answer, engine=evil, standalone_question=evil)
    source = replace(receipt.evidence[0].article, title=evil, outlet=evil, source_path=evil, text=evil * 9)
    hit = replace(receipt.evidence[0].hit, article=source)
    question = Question(evil, (Turn(evil, ""),), Filters(outlets=(evil,)))
    evidence = (Evidence(1, hit, ()), Evidence(2, hit, hit.sentences))
    drawn = plain(receipt_text(replace(receipt, answer=answer, question=question, evidence=evidence)))
    drawn += "".join(receipt_row(ReceiptLine(evil, RECORDED_AT, evil, evil, evil, evil, None)))
    assert not set(drawn) & set("\x1b\x07\u202e\x9b\r")


def test_json():
    """The JSON is complete: the article as it was read with its sentences, ranks, the raw reply, and the shared answer."""
    receipt = example()
    data = json.loads(json.dumps(receipt_json(receipt)))
    assert (data["version"], data["id"], data["recorded_at"]) == (1, "k3v", "2020-08-04T12:00:03Z")
    assert (data["newsdesk"], data["caller"], data["prompt_hash"], data["cut"]) == ("0.1.0", "cli", "5f3a", False)
    assert data["earlier_questions"] == ["what?"]
    assert data["reply"] == receipt.reply
    assert data["judged"][1] == {
        "text": "Oracle\x1b[2J.",
        "cited": [1, 2],
        "fate": "dropped",
        "why": "\u202eOracle is in no quote",
        "support": 0.0,
    }
    (evidence,) = data["evidence"]
    assert (evidence["text"], evidence["article"]["text"]) == (TEXT, TEXT)
    assert evidence["article"]["sentences"] == evidence["sentences"] == [[0, len(TEXT)]]
    assert evidence["passage"] == {"id": 0, "ordinal": 0, "start": 0, "end": len(TEXT)}
    assert (evidence["score"], evidence["ranks"]["dense"]) == (0.0312, 2)
    assert data["answer"]["receipt_id"] == "k3v"
    assert data["answer"]["statements"][0]["quotes"][0]["text"] == TEXT
    assert "unused" not in data["answer"]


def test_rows():
    """A row of the list is harmless and on one line; an unknown price is a dash, and a long question is cut."""
    assert receipt_row(LINE) == ("2020-08-04 12:00", "answered", "gpt-small", "0.0001", "who \\x1b[2J?", "k3v")
    assert receipt_row(replace(LINE, model=None, usd=None))[2:4] == ("generative", "-")
    assert len(receipt_row(replace(LINE, question="x" * 10_000))[4]) < 300
    assert receipts_json([LINE])[0]["recorded_at"] == "2020-08-04T12:00:03Z"
