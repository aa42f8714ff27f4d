"""`newsdesk chat`: questions that lean on each other, and commands."""

import pytest

ARTICLES = {
    "talks.md": (
        "---\nid: talks\ntitle: Talks over an app\noutlet: The Courier\npublished: 2020-08-03\n---\n"
        "Microsoft is negotiating with TikTok about its business in the United States. "
        "Microsoft wants to close the deal with TikTok by September 15. ByteDance was founded by Zhang Yiming.\n"
    ),
}


@pytest.fixture
def talk(stocked):
    """A conversation of piped lines."""
    return lambda *lines: stocked("chat", stdin="\n".join(lines).encode())


def test_a_follow_up_is_understood(talk):
    """What it was taken for is shown, and it is answered."""
    said = talk("who is Microsoft negotiating with?", "and when is the deadline?")
    assert said.code == 0
    assert "TikTok" in said.out
    assert "Understood as: " in said.out
    assert "September 15" in said.out.split("Understood as: ")[1]


def test_sources_shows_the_exact_quotes(talk):
    """Of the last answer; without one it says so."""
    said = talk("/sources", "who founded ByteDance?", "/sources")
    assert said.err == "error: There are no sources yet: no question was answered.\n"
    assert said.out.count("“ByteDance was founded by Zhang Yiming.”") == 1


def test_filters_are_shown_and_changed(talk):
    """They hold for the questions that follow."""
    said = talk(
        "/filters",
        "/filters since 2021-01-01 outlet The Courier",
        "who founded ByteDance?",
        "/filters none",
        "who founded ByteDance?",
        "/filters when",
        "/filters since yesterday",
    )
    assert said.out.startswith("no filters: every article\n")
    assert "since 2021-01-01; from The Courier" in said.out
    assert "no article passes the filters" in said.out
    assert "Zhang Yiming" in said.out
    assert "begin with since, until, outlet, collection or none" in said.err
    assert "--since 'yesterday' is no date" in said.err


def test_filters_of_several_names(talk):
    """Outlets and collections are repeated for several, and may be of several words; each change keeps the rest."""
    said = talk(
        "/filters collection main collection my  feeds since 2020-01-01 outlet The Courier outlet Globe",
        "/filters until 2022-01-01",
        "/filters collection sport",
        "/filters collection",
    )
    rest = "from The Courier, Globe; in collections main, my feeds (days in UTC)"
    assert said.out.splitlines()[:3] == [
        f"since 2020-01-01; {rest}",
        f"since 2020-01-01; until 2022-01-01; {rest}",
        "since 2020-01-01; until 2022-01-01; from The Courier, Globe; in collection sport (days in UTC)",
    ]
    assert "--collection is empty" in said.err


def test_a_new_conversation_forgets(talk):
    """A follow-up has nothing to lean on any more."""
    said = talk("who is Microsoft negotiating with?", "/new", "and when is the deadline?")
    assert "Understood as: " not in said.out


def test_export_writes_what_was_said(talk, tmp_path):
    """As Markdown, never over a file that is there."""
    file = tmp_path / "talk.md"
    said = talk("/export", "who founded ByteDance?", f"/export {file}", f"/export {file}")
    assert "There is nothing to export yet." in said.err
    assert f"{file} is there already" in said.err
    text = file.read_text(encoding="utf-8")
    assert text.startswith("## who founded ByteDance?\n")
    assert "Zhang Yiming" in text


def test_what_goes_wrong_does_not_end_it(talk):
    """An unknown command, a line that is no question and hostile characters are told; the next line is read."""
    said = talk("/nonsense", "?!", "who\x1b[31m is it?", "who founded ByteDance?")
    assert said.code == 0
    assert "There is no command /nonsense. /help tells which there are." in said.err
    assert "The question is empty" in said.err
    assert "\x1b" not in said.out
    assert "Zhang Yiming" in said.out


def test_quit_and_the_end_of_input_leave(talk):
    """What follows is not read."""
    assert "Zhang" not in talk("/help", "/quit", "who founded ByteDance?").out
    assert talk("").code == 0


def test_help_names_every_command(talk):
    """So that nobody has to know them."""
    said = talk("/help")
    assert all(f"/{name}" in said.out for name in ("sources", "filters", "new", "export", "quit"))


def test_an_empty_library(newsdesk):
    """There is nothing to talk about."""
    assert newsdesk("chat", stdin=b"who?\n").code == 12


def test_forgetting_all_answers_forgets_the_lines(stocked):
    """What was typed on a terminal is kept in the data folder, and goes with the receipts."""
    history = stocked.data_dir / "chat-history"
    history.write_text("who founded ByteDance?\n", encoding="utf-8")
    stocked("chat", stdin=b"who founded ByteDance?\n")
    assert stocked("answers", "forget", "--all").out == "forgot 1\n"
    assert not history.exists()


def test_a_recorded_answer_is_proved_again(stocked):
    """From its receipt alone: the article may be gone."""
    receipt_id = stocked("ask", "who founded ByteDance?", "--json").data["receipt_id"]
    said = stocked("answers", "replay", receipt_id[:8])
    assert (said.code, said.err) == (0, "")
    assert "ByteDance was founded by Zhang Yiming. [1]" in said.out
    assert "The same as in the receipt." in said.out
    assert stocked("answers", "replay", receipt_id, "--json").data["same"] is True
