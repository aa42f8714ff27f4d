"""`newsdesk ask --batch`: many questions in order, one error does not stop the rest."""

import json

import pytest

ARTICLES = {
    "talks.md": (
        "---\nid: talks\ntitle: Talks\noutlet: The Courier\npublished: 2020-08-03\n---\n"
        "Microsoft is negotiating with TikTok about its business in the United States. "
        "The company wants to close the deal by September 15. ByteDance was founded by Zhang Yiming.\n"
    ),
}
AT = ["--asked-at", "2020-08-05"]


def events(said) -> list[dict]:
    return [json.loads(line) for line in said.out.splitlines()]


def test_a_file_of_questions_is_answered_in_order(stocked, tmp_path):
    """Blank lines are passed over; each answer stands under its question."""
    file = tmp_path / "questions.txt"
    file.write_text("who is Microsoft negotiating with?\n\nwho founded ByteDance?\n", encoding="utf-8")
    said = stocked("ask", "--batch", file, *AT)
    assert (said.code, said.err) == (0, "")
    first, second = said.out.split("Q: ")[1:]
    assert first.startswith("who is Microsoft negotiating with?")
    assert "TikTok" in first
    assert "Zhang Yiming" in second


def test_an_error_does_not_stop_the_rest(stocked):
    """It is told where it happened, and the exit code says that something failed."""
    lines = ["?!", "-", "x" * 20_000, "who founded ByteDance?", "why " * 9_000]
    said = stocked("ask", "--batch", "-", "--jsonl", *AT, stdin="\n".join(lines).encode())
    told = [event for event in events(said) if event["event"] in ("error", "final")]
    assert [event["event"] for event in told] == ["error", "error", "error", "final", "error"]
    assert told[3]["answer"]["short"] == "Zhang Yiming"
    assert said.code == 1


def test_errors_of_a_text_batch_are_on_standard_error(stocked):
    """Results and errors do not mix."""
    said = stocked("ask", "--batch", "-", *AT, stdin=b"?!\nwho founded ByteDance?\n")
    assert said.code == 1
    assert said.err == "error: The question is empty: it holds no letter and no digit.\n"
    assert "Zhang Yiming" in said.out


def test_hostile_lines(stocked):
    """Broken UTF-8, a byte-order mark and control characters are questions without an answer."""
    said = stocked("ask", "--batch", "-", "--jsonl", stdin=b"\xef\xbb\xbfwho\x1b[31m is it?\r\n\xff\xfe why?\n")
    assert said.code == 0
    assert sum(event["event"] == "final" for event in events(said)) == 2


@pytest.mark.parametrize(
    ("options", "told"),
    [
        (["who?", "--batch", "-"], "A question and --batch contradict each other"),
        (["--batch", "-", "--json"], "Use --jsonl"),
        (["--batch", "no-such-file.txt"], "--batch no-such-file.txt: cannot be read: No such file"),
        (["--batch", "-", "--json", "--jsonl"], "--json and --jsonl contradict each other"),
    ],
)
def test_refused(stocked, options, told):
    """What makes no sense is refused before anything is asked."""
    said = stocked("ask", *options)
    assert (said.code, said.out) == (2, "")
    assert told in said.err


def test_nothing_to_ask(newsdesk):
    """Without a library no question can be answered: that is said once."""
    said = newsdesk("ask", "--batch", "-", "--jsonl", stdin=b"who?\nwhy?\n")
    assert (said.code, said.out) == (12, "")


def test_events_of_one_question(stocked):
    """The evidence first, each source before its statement, the whole answer last."""
    said = stocked("ask", "who founded ByteDance?", "--jsonl", *AT)
    told = events(said)
    kinds = [event["event"] for event in told]
    assert kinds[0] == "retrieved"
    assert kinds.index("citation") < kinds.index("statement")
    assert kinds[-1] == "final"
    assert told[-1]["answer"] == {**stocked("ask", "who founded ByteDance?", "--json", *AT).data, **differing(told[-1])}


def differing(final) -> dict:
    """What is another one with each answer."""
    return {name: final["answer"][name] for name in ("timings_ms", "receipt_id")}


def test_an_empty_library_as_json_lines(newsdesk):
    """The one event says why."""
    said = newsdesk("ask", "who?", "--jsonl")
    (final,) = events(said)
    assert final["answer"]["reason"] == "library_empty"
    assert said.code == 12
