"""The example that docs/answers.md traces from question to receipt, asked of the sample."""

import re
from pathlib import Path
from textwrap import dedent

import pytest

from tests.chat_service import ChatService
from tests.cli.terminal import Terminal

ROOT = Path(__file__).resolve().parents[2]
BLOCK = re.compile(r"^ *```text\n(.*?)^ *```$", re.DOTALL | re.MULTILINE)
SUPPORT = re.compile(r"(?<=cited anew )0\.\d\d")


@pytest.mark.slow
def test_the_example_is_what_happens(tmp_path, monkeypatch):
    """The reply of the page gives the answer of the page, and its receipt; support to within a tenth."""
    page = (ROOT / "docs" / "answers.md").read_text(encoding="utf-8")
    reply, answer, fates = (dedent(block) for block in BLOCK.findall(page.partition("## One answer, from")[2]))
    newsdesk = Terminal(tmp_path)
    assert newsdesk("ingest", ROOT / "corpus" / "articles").code == 0
    with ChatService(reply) as service:
        monkeypatch.setenv("NEWSDESK_CHAT__MODEL", "scripted")
        monkeypatch.setenv("NEWSDESK_CHAT__BASE_URL", service.base_url)
        said = newsdesk("ask", "who is Microsoft negotiating with?", "--asked-at", "2020-08-05")
    (listed,) = newsdesk("answers", "list", "--json").data
    shown = newsdesk("answers", "show", listed["id"]).out
    replayed = newsdesk("answers", "replay", listed["id"]).out
    assert said.out.startswith(answer)
    assert SUPPORT.sub("", fates) in SUPPORT.sub("", dedent(shown.partition("What became of its statements\n")[2]))
    supports = [[float(each) for each in SUPPORT.findall(text)] for text in (fates, shown)]
    assert supports[1] == pytest.approx(supports[0], abs=0.1)
    assert replayed.endswith("The same as in the receipt.\n")
    assert "30 billion" not in said.out
