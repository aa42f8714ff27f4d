"""A library of a few articles, taken in once, with the packaged models; and no way out of the machine."""

import os
import sys
from datetime import UTC, datetime
from pathlib import Path

import pytest

from bot import wiring
from bot.library.library import Library
from bot.settings.settings import Settings
from tests.town_articles import write_articles

ASKED_AT = datetime(2020, 8, 5, 12, tzinfo=UTC)

ARTICLES = {
    "ledger.md": (
        "---\nid: ledger\ntitle: 'Microsoft confirms {talks}'\noutlet: The Harbor Ledger\nauthor: Jane Doe\n"
        "url: https://ledger.example/talks\npublished: 2020-08-03\n---\n"
        "Microsoft is in talks with TikTok over its U.S. business, the company said on Sunday. "
        "It wants to close the deal by September 15.\n\n"
        "TikTok denies that it shares data with Beijing. The data is backed up in Singapore.\n"
    ),
    "fair.md": (
        "---\nid: fair\ntitle: Aurora\noutlet: Tagus Times\npublished: 2020-08-01\n---\n"
        "The Aurora fair will be held in Porto in June.\n"
    ),
    "fair-two.md": (
        "---\nid: fair-two\ntitle: Aurora again\noutlet: Harbour Post\npublished: 2020-08-02\n---\n"
        "The Aurora fair will be held in Faro in June.\n"
    ),
    "cats.txt": "A cat show drew 400 visitors to the town hall. The winner was a tabby called Noor.\n",
}


class Network:
    """Refuses every way to another machine while it is shut. An audit hook cannot be taken away, so there is one."""

    shut = False

    def __call__(self, event: str, arguments: tuple[object, ...]) -> None:
        if self.shut and event in {"socket.connect", "socket.getaddrinfo", "socket.gethostbyname", "socket.sendto"}:
            raise RuntimeError(f"{event}{arguments[1:]}: nothing here needs the network")


NETWORK = Network()
sys.addaudithook(NETWORK)


@pytest.fixture(autouse=True)
def no_network():
    """Whatever wants to reach a network fails the test."""
    NETWORK.shut = True
    yield
    NETWORK.shut = False


@pytest.fixture
def network(no_network):
    """For a service on loopback."""
    NETWORK.shut = False


@pytest.fixture(autouse=True)
def no_settings(monkeypatch, tmp_path):
    """Nothing of the real environment is a setting."""
    for variable in list(os.environ):
        if variable.upper().startswith("NEWSDESK_"):
            monkeypatch.delenv(variable)
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))


@pytest.fixture(scope="session")
def data_dir(tmp_path_factory) -> Path:
    """The folder of a library that holds ARTICLES. Nobody writes to it."""
    home = tmp_path_factory.mktemp("newsroom")
    articles = write_articles(home / "articles", ARTICLES)
    report = wiring.ingestor(Settings(data_dir=home / "data")).ingest([articles])
    assert (report.added, report.failed) == (len(ARTICLES), 0)
    return home / "data"


@pytest.fixture(scope="session")
def settings(data_dir) -> Settings:
    return Settings(data_dir=data_dir)


@pytest.fixture(scope="session")
def library(settings) -> Library:
    return wiring.library(settings)
