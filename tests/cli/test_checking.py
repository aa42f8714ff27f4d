"""`newsdesk check`: where the text comes from, what is refused, and the exit codes."""

import pytest

ARTICLES = {
    "ban.md": (
        "---\nid: ban\ntitle: India bans apps\noutlet: The Courier\npublished: 2020-06-30\n---\n"
        "India banned 59 Chinese apps on Monday, among them TikTok.\n"
    ),
}
TRUE = "India banned 59 Chinese apps, among them TikTok."
FALSE = "India banned 50 Chinese apps, among them TikTok."


@pytest.mark.parametrize(
    "arguments", [["check"], ["check", "-"], ["check", " \n "], ["check", "?!"], ["check", "\x00"]]
)
def test_no_text(newsdesk, arguments):
    """A text without a letter or digit is refused in words."""
    said = newsdesk(*arguments)
    assert (said.code, said.out) == (2, "")
    assert said.err == "error: There is nothing to check: the text holds no letter and no digit.\n"


def test_empty_library(newsdesk):
    """Without articles there is nothing to check against: exit code 12, and nothing is created."""
    said = newsdesk("check", TRUE)
    assert (said.code, said.out) == (12, "")
    assert "newsdesk ingest" in said.err
    assert not newsdesk.data_dir.exists()


def test_checked(stocked):
    """Each sentence is printed with its verdict, the exact quote and its source; exit code 0."""
    said = stocked("check", f"Hello! {TRUE} {FALSE}")
    assert (said.code, said.err) == (0, "")
    assert f"supported: {TRUE}\n    “India banned 59 Chinese apps on Monday, among them TikTok.” [1]\n" in said.out
    assert f"the articles say otherwise: {FALSE}\n    the articles say 59, not 50\n" in said.out
    assert "[1] India bans apps\n    The Courier, 2020-06-30\n" in said.out


def test_standard_input(stocked):
    """The text may be piped, with a byte order mark, lines and bytes that are no UTF-8."""
    said = stocked("check", "-", "--json", stdin=b"\xef\xbb\xbf" + TRUE.encode() + b"\n\n\xff nothing more\n")
    assert said.code == 0
    assert said.data["claims"][0]["verdict"] == "supported"
    assert said.data["cut"] is False


def test_endless_input(stocked):
    """Of an endless text the beginning is checked, and it is said that there was more."""
    said = stocked("check", "--json", stdin=b"hello there " * 100_000)
    assert (said.code, said.data["cut"]) == (10, True)


def test_nothing_found(stocked):
    """Where the articles neither say nor deny anything of it: exit code 10."""
    said = stocked("check", "The moon is made of cheese from Wisconsin.")
    assert said.code == 10
    assert said.out.startswith("not found: The moon is made of cheese from Wisconsin.\n")


def test_filters(stocked):
    """The filters of `ask` hold; ones that leave nothing are told as such."""
    said = stocked("check", TRUE, "--outlet", "Nowhere Post", "--since", "2020-06-01", "--json")
    assert said.code == 10
    assert said.data["claims"][0]["why"] == "no article passes the filters"
    assert (said.data["filters"]["outlets"], said.data["filters"]["since"]) == (["Nowhere Post"], "2020-06-01")
    assert stocked("check", TRUE, "--since", "yesterday").code == 2


def test_hostile_text(stocked):
    """Markup and control characters of a text are shown harmlessly."""
    said = stocked("check", "--", "\x1b[2J[red]India[/red] banned 59 \u202eChinese apps, among them TikTok.")
    assert "\x1b" not in said.out + said.err
    assert "\u202e" not in said.out + said.err
