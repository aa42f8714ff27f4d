"""Prompts are files that an operator may replace; a slip in one is told when it is loaded."""

from pathlib import Path

import pytest

from bot.answering.prompts import PLACEHOLDERS, load
from bot.errors import ConfigurationError
from bot.models.chat import Role

PACKAGED = Path(__file__).resolve().parents[2] / "prompts"
GOOD = "Rewrite. $fence\n---\n$history $question\n"


@pytest.fixture
def folder(tmp_path):
    return tmp_path


def test_packaged_prompts_are_sound():
    """Each task has one, with all its placeholders."""
    assert {file.stem for file in PACKAGED.glob("*.md")} == set(PLACEHOLDERS)
    for task in PLACEHOLDERS:
        assert load(task, [PACKAGED]).hash


def test_ones_own_prompt_comes_first(folder):
    """The first folder that has the file wins; a folder that is not there is passed over."""
    (folder / "standalone.md").write_text(GOOD, encoding="utf-8")
    own = load("standalone", [folder / "none", folder, PACKAGED])
    assert own.hash != load("standalone", [PACKAGED]).hash
    system, user = own.messages(fence="#", history="h", question="q")
    assert (system.role, system.text) == (Role.SYSTEM, "Rewrite. #")
    assert (user.role, user.text) == (Role.USER, "h q")


def test_a_dollar_in_a_value_stays(folder):
    """Evidence that speaks of $question or $5 is not filled in again."""
    (folder / "standalone.md").write_text(GOOD, encoding="utf-8")
    _, user = load("standalone", [folder]).messages(fence="#", history="$question costs $5", question="why?")
    assert user.text == "$question costs $5 why?"


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("$fence $history $question", "no line `---`"),
        (GOOD + "$password", r"\$password is no placeholder; there are \$fence, \$history, \$question"),
        (GOOD.replace("$history", ""), r"\$history is missing"),
        (GOOD + "costs $5", r"write \$\$ for the sign"),
        (GOOD + "x" * 20_000, "at most 20,000"),
        ("\udc80", "not UTF-8 at byte 0"),
    ],
)
def test_a_slip_is_told_at_load(folder, text, told):
    """With the file, what is wrong, and what to write."""
    (folder / "standalone.md").write_bytes(text.encode(errors="surrogateescape"))
    with pytest.raises(ConfigurationError, match=told) as raised:
        load("standalone", [folder])
    assert str(folder / "standalone.md") in str(raised.value)


def test_no_prompt_at_all(folder):
    """The message names the folders that were looked at."""
    with pytest.raises(ConfigurationError, match=r"no prompt answer\.md in"):
        load("answer", [folder])


def test_a_folder_in_its_place(folder):
    """It cannot be read, and that is said."""
    (folder / "answer.md").mkdir()
    with pytest.raises(ConfigurationError, match="cannot be read"):
        load("answer", [folder])
