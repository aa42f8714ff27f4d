"""What an attached file may be."""

import asyncio
from pathlib import Path
from types import SimpleNamespace

import discord
import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.discord_app.attached import LONGEST_NAME, MOST_BYTES, read, sound_name
from bot.discord_app.failures import Declined


@pytest.mark.parametrize(
    ("given", "sound"),
    [
        ("news.txt", "news.txt"),
        ("News of May (1).MD", "News of May (1).md"),
        ("Überblick 新聞.jsonl", "Überblick 新聞.jsonl"),
        ("..\\..\\etc/passwd.txt", "passwd.txt"),
        ("/abs/olute.txt", "olute.txt"),
        ("a\x00b\u202e\n.txt", "a_b.txt"),
        ("....txt", "file.txt"),
        ("@everyone.txt", "_everyone.txt"),
    ],
)
def test_sound_names(given, sound):
    """Letters of every script stay; paths, signs that mark up and what cannot be seen go."""
    assert sound_name(given) == sound


@pytest.mark.parametrize("given", ["", "news", "news.html", ".txt", "news.txt/", "news.txt.exe", "news.txt\x00.png"])
def test_other_kinds(given):
    """What is no article's file is declined by its name."""
    with pytest.raises(Declined, match="alone"):
        sound_name(given)


@given(st.text(max_size=300), st.sampled_from([".txt", ".md", ".jsonl", ".TXT"]))
def test_any_name_stays_in_its_folder(tmp_path_factory, stem, suffix):
    """Whatever it is called, a file can be written, and lies where it was put."""
    folder = tmp_path_factory.getbasetemp()
    try:
        name = sound_name(stem + suffix)
    except Declined:
        return
    assert len(name.encode()) <= LONGEST_NAME + len(suffix)
    assert (folder / name).resolve().parent == folder.resolve()
    assert Path(name).name == name
    (folder / name).write_bytes(b"")


def test_what_is_too_large_is_not_fetched():
    """What Discord says is too large is declined before a byte of it is asked for."""
    told = {"id": "1", "filename": "a.txt", "size": MOST_BYTES + 1, "url": "https://a.example/a.txt", "proxy_url": ""}
    attachment = discord.Attachment(data=told, state=SimpleNamespace(http=None))
    with pytest.raises(Declined, match="larger than 1 MB"):
        asyncio.run(read(attachment))
