import os
from pathlib import Path

import pytest

from bot.ingestion.drafts import Unread
from bot.ingestion.report import Fate
from bot.ingestion.sources import SourceFile, find_sources


def write(path: Path, text: str = "x") -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text)
    return path


def shown(*paths: Path) -> list[str]:
    return [each.shown for each in find_sources(paths) if isinstance(each, SourceFile)]


def told(*paths: Path) -> dict[str, str]:
    return {each.origin.source: each.reason for each in find_sources(paths) if isinstance(each, Unread)}


def test_walk(tmp_path):
    """A folder is walked in order; hidden names are passed over, other kinds of files counted in one line."""
    for name in ("b.txt", "a/z.MD", "a/b/c.jsonl", ".hidden.txt", ".git/x.txt", "photo.jpg", "a/two.jpg", "README"):
        write(tmp_path / "news" / name)
    assert shown(tmp_path / "news") == ["news/a/b/c.jsonl", "news/a/z.MD", "news/b.txt"]
    (other,) = [each for each in find_sources([tmp_path / "news"]) if isinstance(each, Unread)]
    assert (other.fate, other.count) == (Fate.SKIPPED, 3)
    assert "2 .jpg, 1 without a suffix" in other.reason


def test_file_given_itself(tmp_path):
    """A file has the same shown path whether it or its folder is given, and however the path is written."""
    path = write(tmp_path / "news" / "a.txt")
    assert shown(path) == shown(path.parent) == shown(path.parent / ".." / "news") == ["news/a.txt"]


@pytest.mark.parametrize(
    ("name", "reason"),
    [
        ("a.pdf", "cannot read '.pdf' files"),
        ("a", "without a suffix"),
        ("missing.txt", "no such file"),
        ("missing", "no such file"),
    ],
)
def test_wrong_file(tmp_path, name, reason):
    """A file that was named itself and cannot be read is a failure."""
    if not name.startswith("missing"):
        write(tmp_path / name)
    assert reason in next(iter(told(tmp_path / name).values()))


def test_links(tmp_path):
    """Links are followed once; loops, dead ends and second ways to one file are told."""
    news = tmp_path / "news"
    write(news / "a.txt")
    write(tmp_path / "elsewhere" / "b.txt")
    (news / "again.txt").symlink_to("a.txt")
    (news / "dead.txt").symlink_to("nowhere.txt")
    (news / "loop").symlink_to(news)
    (news / "outside").symlink_to(tmp_path / "elsewhere")
    (news / "outside.txt").symlink_to(tmp_path / "elsewhere" / "b.txt")
    (news / "self.txt").symlink_to("self.txt")
    assert shown(news) == ["news/a.txt", "news/outside/b.txt", "news/outside.txt"]
    reasons = told(news)
    assert "read itself" in reasons["news/again.txt"]
    assert "nowhere or to itself" in reasons["news/dead.txt"]
    assert "read already" in reasons["news/loop"]
    assert "nowhere or to itself" in reasons["news/self.txt"]


def test_pipe(tmp_path):
    """A pipe is never waited for."""
    os.mkfifo(tmp_path / "a.txt")
    assert "a pipe" in next(iter(told(tmp_path).values()))


@pytest.mark.slow
def test_deep_folders(tmp_path):
    """Folders may be nested deeper than Python's recursion goes."""
    depth = 1_010
    for level in range(depth):
        (tmp_path / "/".join("d" * (level + 1))).mkdir()
    try:
        assert shown(tmp_path / "d") == []
    finally:  # pytest's own clean-up is recursive
        for level in reversed(range(depth)):
            (tmp_path / "/".join("d" * (level + 1))).rmdir()


def test_odd_names(tmp_path):
    """Names that are no UTF-8 or hold control characters are shown harmlessly."""
    (tmp_path / os.fsdecode(b"\xff\x1b[31m.txt")).write_text("x")
    assert shown(tmp_path)[0].endswith("/\ufffd[31m.txt")


def test_a_given_path_that_cannot_be_looked_at(tmp_path):
    """What the system refuses to look at (here: a name too long) is told, and the others are read."""
    (tmp_path / "good.txt").write_text("x")
    endless = tmp_path / ("x" * 300 + ".txt")
    refused, read = find_sources([endless, tmp_path / "good.txt"])
    assert isinstance(refused, Unread)
    assert refused.reason == "cannot be read: file name too long"
    assert isinstance(read, SourceFile)


def test_a_folder_that_can_be_listed_but_not_entered(tmp_path):
    """Its files are told one by one, and what lies beside it is read."""
    shut = tmp_path / "shut"
    shut.mkdir()
    (shut / "inside.txt").write_text("x")
    (tmp_path / "good.txt").write_text("x")
    shut.chmod(0o400)
    try:
        if os.access(shut, os.X_OK):
            pytest.skip("this user may enter every folder")
        read, refused = find_sources([tmp_path])
    finally:
        shut.chmod(0o700)
    assert isinstance(read, SourceFile)
    assert isinstance(refused, Unread)
    assert refused.reason == "cannot be read: permission denied"
