"""`newsdesk ask`: where the question comes from, what is refused, and the exit codes of the outcomes."""

import gc
import json

import pytest

from bot.domain.question import MOST_CHARACTERS

ARTICLES = {
    "talks.md": (
        "---\nid: talks\ntitle: Microsoft in talks over TikTok [sic]\noutlet: The Courier\npublished: 2020-08-03\n---\n"
        "Microsoft is negotiating with TikTok about its business in the United States. "
        "The company wants to close the deal by September 15. ByteDance was founded by Zhang Yiming.\n"
    ),
    "weather.txt": "Rain \x1b[31mfell in Lisbon on Sunday. The river Tagus rose by two metres.\n",
}


@pytest.mark.parametrize(
    "arguments", [["ask"], ["ask", "-"], ["ask", ""], ["ask", " \n "], ["ask", "?!"], ["ask", "\x00"]]
)
def test_no_question(newsdesk, arguments):
    """A question without a letter or digit is refused in words."""
    said = newsdesk(*arguments)
    assert (said.code, said.out) == (2, "")
    assert said.err == "error: The question is empty: it holds no letter and no digit.\n"


@pytest.mark.parametrize("piped", [True, False])
def test_endless_question(newsdesk, piped):
    """A question of 100,000 characters is refused in words."""
    text = "why " * 25_000
    said = newsdesk("ask", "-", stdin=text.encode()) if piped else newsdesk("ask", text)
    assert (said.code, said.out) == (2, "")
    assert said.err.startswith(f"error: The question is longer than {MOST_CHARACTERS:,} characters")


@pytest.mark.parametrize(
    ("options", "told"),
    [
        (["--since", "yesterday"], "--since 'yesterday' is no date. Write it like 2020-08-03."),
        (["--until", "2020-13-01"], "--until '2020-13-01' is no date"),
        (["--since", "2020-08-03", "--until", "2020-08-02"], "--since 2020-08-03 is after --until 2020-08-02"),
        (["--asked-at", "noon"], "--asked-at 'noon' is no moment. Write it like 2020-08-03 or 2020-08-03T14:30Z"),
        (["--asked-at", "0001-01-01T00:00+14:00"], "is no moment"),
        (["--json", "--format", "text"], "--json and --format text contradict each other"),
        (["--format", "xml"], "--format"),
        (["--top", "51"], "--top"),
    ],
)
def test_refused_options(newsdesk, options, told):
    """An option that makes no sense is refused with its value and an example, before anything is opened."""
    said = newsdesk("ask", "who?", *options)
    assert (said.code, said.out) == (2, "")
    assert told in said.err
    assert not newsdesk.data_dir.exists()


def test_empty_library(newsdesk):
    """Without articles there is nothing to ask: exit code 12, the way on is told, nothing is created."""
    said = newsdesk("ask", "who founded ByteDance?")
    assert (said.code, said.out) == (12, "")
    assert "newsdesk ingest" in said.err
    assert not newsdesk.data_dir.exists()


def test_empty_library_as_json(newsdesk):
    """With --json the error is also an answer on standard output."""
    said = newsdesk("ask", "who founded ByteDance?", "--json", "--since", "2020-08-01")
    assert said.code == 12
    assert said.err.startswith("error: ")
    assert (said.data["outcome"], said.data["reason"]) == ("error", "library_empty")
    assert said.data["filters"]["since"] == "2020-08-01"


def test_incompatible_library(stocked, monkeypatch):
    """A library built with other settings is told so: exit code 12."""
    monkeypatch.setenv("NEWSDESK_INGESTION__PASSAGE_TOKENS", "100")
    said = stocked("ask", "who founded ByteDance?", "--json")
    assert said.code == 12
    assert said.data["reason"] == "library_incompatible"
    assert "--rebuild" in said.err


@pytest.mark.parametrize("form", ["text", "markdown", "json"])
def test_answered(stocked, form):
    """An answer is printed in the form asked for, proved by an exact quote; exit code 0."""
    said = stocked("ask", "who", "founded", "ByteDance?", "--format", form)
    assert (said.code, said.err) == (0, "")
    assert "ByteDance was founded by Zhang Yiming." in said.out
    if form == "json":
        assert said.data["short"] == "Zhang Yiming"
    if form == "text":
        assert "[1] Microsoft in talks over TikTok [sic]\n    The Courier, 2020-08-03\n" in said.out


def test_standard_input(stocked):
    """The question may be piped, with a byte order mark and bytes that are no UTF-8."""
    said = stocked("ask", "--json", stdin=b"\xef\xbb\xbfwho founded ByteDance? \xff\n")
    assert said.code == 0
    assert said.data["question"] == "who founded ByteDance? \ufffd"


def test_abstained(stocked):
    """A question that no article answers: exit code 10, the reason and the nearest headlines on standard output."""
    said = stocked("ask", "how much will Oracle pay for Netflix?")
    assert (said.code, said.err) == (10, "")
    assert said.out.startswith("No answer: ")


def test_filters(stocked):
    """Filters that leave nothing are told as such."""
    said = stocked("ask", "who founded ByteDance?", "--outlet", "Nowhere Post", "--json")
    assert said.code == 10
    assert said.data["reason"] == "no_matching_articles"
    assert said.data["filters"]["outlets"] == ["Nowhere Post"]


def test_asked_at(stocked):
    """Before an article appeared it does not answer."""
    asked = ["ask", "who founded ByteDance?", "--json", "--asked-at"]
    assert stocked(*asked, "2020-08-03").data["asked_at"] == "2020-08-03T12:00:00Z"
    assert stocked(*asked, "2020-08-03T23:00-05:00").data["asked_at"] == "2020-08-04T04:00:00Z"
    assert stocked(*asked, "2019-01-01").code == 10


def test_show_evidence(stocked):
    """With --show-evidence what was found but not used is shown, its control characters visible."""
    said = stocked("ask", "who founded ByteDance?", "--show-evidence", "--top", "1")
    assert "Found but not used" in said.out
    assert "\x1b" not in said.out


def test_hostile_questions(stocked):
    """Full-text syntax, markup, controls and other scripts in a question are words like any other."""
    for text in (
        '"',
        "a OR b NEAR(c",
        "x*",
        "col:y",
        "[/b] who",
        "'; DROP TABLE x; --",
        "谁创立了字节跳动",
        "\x1b[2J who?",
        "٣؟",
    ):
        said = stocked("ask", "--", text)
        assert said.code in (0, 2, 10), (text, said)
        assert "\x1b" not in said.out + said.err


@pytest.mark.parametrize(
    ("option", "told"), [("--outlet", "--outlet is empty"), ("--collection", "--collection is empty")]
)
def test_empty_names(newsdesk, option, told):
    """An empty filter is refused: it would find nothing."""
    said = newsdesk("ask", "who?", option, " ")
    assert said.code == 2
    assert told in said.err


def test_unknown_outlet_and_collection(stocked):
    """Filters that no article can pass are answered with the names that may have been meant."""
    said = stocked("ask", "who founded ByteDance?", "--outlet", "courier", "--collection", "mian")
    assert said.code == 10
    assert "Only articles from courier; in collection mian\n" in said.out
    assert "Note: There is no outlet 'courier'. Did you mean The Courier?\n" in said.out
    assert "Note: There is no collection 'mian'. Did you mean main?\n" in said.out


def test_several_collections(stocked):
    """`--collection` may be said again: any of them; one that is not there is told beside the answer."""
    said = stocked("ask", "who founded ByteDance?", "--collection", "main", "--collection", "sport", "--json")
    data = json.loads(said.out)
    assert (said.code, data["short"]) == (0, "Zhang Yiming")
    assert data["filters"]["collections"] == ["main", "sport"]
    assert [note["text"] for note in data["notes"] if note["code"] == "unknown_collection"] == [
        "There is no collection 'sport'."
    ]
    again = stocked("ask", "who founded ByteDance?", "--collection", "main", "--collection", " main")
    assert "Only articles in collection main\n" in again.out


@pytest.mark.parametrize("option", ["--outlet", "--collection"])
def test_names_that_are_no_text(stocked, option):
    """A name of bytes that are no UTF-8 finds nothing and breaks nothing."""
    assert stocked("ask", "who founded ByteDance?", option, "\udcff").code == 10


@pytest.mark.parametrize("moment", ["0001-01-01", "9999-12-31"])
def test_ends_of_the_calendar(stocked, moment):
    """A question may be asked on the calendar's first and last day."""
    for text in ("what happened yesterday?", "what happened in December?", "who founded ByteDance?"):
        assert stocked("ask", text, "--asked-at", moment).code in (0, 10)


@pytest.mark.parametrize("data", ["stocked", "newsdesk"])
def test_garbage_is_collected_again(data, request):
    """The search for it rests while one question is answered, and goes on afterwards, also after an error."""
    request.getfixturevalue(data)("ask", "who founded ByteDance?")
    assert gc.isenabled()
