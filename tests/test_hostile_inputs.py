"""A thousand hostile or broken inputs by the front door: each a clear report or a clean answer, and nothing is lost.

Sources go through one ingest, questions through the whole path of an answer and all three renderings. The embedder is
the fake one and the writer never abstains, so that as many hostile sentences as possible are quoted.
"""

import json
import random
import sys
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from rich.console import Console

from bot.answering.answerer import Answerer
from bot.answering.extractive import ExtractiveWriter
from bot.answering.prover import Prover
from bot.answering.sentence_reader import SentenceReader
from bot.domain.answer import Answer, Outcome
from bot.domain.article import storable
from bot.domain.question import Filters, Question
from bot.ingestion.ingestor import Ingestor
from bot.ingestion.recipe import Recipe, built_with
from bot.ingestion.report import Fate, IngestReport
from bot.library.library import Library
from bot.library.vectors import ExactOnly
from bot.models.onnx_reader import MiniLMReader
from bot.rendering.answer_json import to_json
from bot.rendering.answer_markdown import to_markdown
from bot.rendering.answer_text import to_text
from bot.rendering.ingest_report import report_json, report_text
from bot.rendering.paragraphs import plain, wrapped
from bot.rendering.safety import json_text
from bot.search.finding import Search
from bot.settings.search import SearchSettings
from tests import hostile_sources
from tests.fakes import HashingEmbedder

NOW = datetime(2024, 6, 1, 12, 0, tzinfo=UTC)
JOINERS = "\u200c\u200d"


@dataclass(frozen=True, slots=True)
class Newsroom:
    """A library into which all hostile sources were taken, over articles that were there before."""

    place: Path
    made: int
    library: Library
    embedder: HashingEmbedder
    ingestor: Ingestor
    report: IngestReport

    def texts(self) -> dict[str, str]:
        """Every article's text, by id."""
        return {article.id: self.library.article(article.id).text for article in self.library.articles()}


@pytest.fixture(scope="module")
def newsroom(tmp_path_factory: pytest.TempPathFactory) -> Newsroom:
    home = tmp_path_factory.mktemp("newsroom")
    embedder = HashingEmbedder()
    library = Library(home / "library", built_with(embedder, Recipe()), ExactOnly())
    ingestor = Ingestor(library, embedder, now=lambda: NOW)
    (home / "before").mkdir()
    for name, text in hostile_sources.sound().items():
        (home / "before" / name).write_text(f"Before: {text}", encoding="utf-8")
    assert ingestor.ingest([home / "before"]).added == len(hostile_sources.sound())
    made = hostile_sources.make(home / "hostile")
    return Newsroom(home / "hostile", made, library, embedder, ingestor, ingestor.ingest([home / "hostile"]))


@pytest.mark.slow
def test_every_source_is_stored_or_reported(newsroom):
    """At least 700 hostile sources in one run: each is an article of the library, or in the report with a reason."""
    report = newsroom.report
    lines = sum(1 for _ in hostile_sources.json_lines())
    assert newsroom.made >= 700
    assert (
        report.added + report.updated + report.unchanged + report.skipped + report.failed >= newsroom.made - 1 + lines
    )
    stored = {article.source_path for article in newsroom.library.articles()}
    told = {(outcome.source, outcome.line) for outcome in report.outcomes}
    for name, _ in hostile_sources.files():
        shown = f"hostile/{name}"
        if name == "lines.jsonl":
            for number in range(1, lines + 1):
                assert f"{shown}#{number}" in stored or (shown, number) in told, number
        elif name.endswith(".jsonl"):
            assert any((path or "").startswith(f"{shown}#") for path in stored) or shown in {
                source for source, _ in told
            }
        else:
            assert shown in stored or (shown, None) in told, name
    for outcome in report.outcomes:
        assert outcome.warnings if outcome.fate is Fate.ADDED else outcome.reason
    assert not [each.reason for each in report.outcomes if "a step of its path broke" in (each.reason or "")]
    assert report.failed > 200
    assert report.outcomes_left_out == 0


@pytest.mark.slow
def test_the_report_is_harmless(newsroom):
    """No source's name or reason commands the terminal, and the report as JSON parses to what was told."""
    for outcome in newsroom.report.outcomes:
        for shown in (outcome.source, outcome.reason or "", *outcome.warnings):
            assert not any(unicodedata.category(each) in ("Cc", "Cf", "Cs") for each in shown)
    assert_harmless(plain(report_text(newsroom.report)))
    assert json.loads(json_text(report_json(newsroom.report))) == report_json(newsroom.report)


@pytest.mark.slow
def test_nothing_is_lost(newsroom):
    """The sound files among them are stored to the letter, what was there before is there still, and again is unchanged."""
    by_path = {article.source_path: article.id for article in newsroom.library.articles()}
    for name, text in hostile_sources.sound().items():
        assert newsroom.library.article(by_path[f"hostile/{name}"]).text == text
        assert newsroom.library.article(by_path[f"before/{name}"]).text == f"Before: {text}"
    assert newsroom.library.article("good").text == hostile_sources.GOOD
    assert any((path or "").endswith("deep/down.txt") for path in by_path)
    texts = newsroom.texts()
    again = newsroom.ingestor.ingest([newsroom.place])
    assert (again.added, again.updated, again.unchanged) == (0, 0, newsroom.report.added)
    assert newsroom.texts() == texts


@pytest.mark.slow
def test_what_is_stored_is_sound(newsroom):
    """Texts hold nothing that cannot be stored or shown, passages are slices that cover them, dates are possible."""
    with newsroom.library.writing() as writer:
        for record in writer.stored():
            text = record.article.text
            assert text.strip()
            assert not any(unicodedata.category(each) in ("Cc", "Cs") for each in text.replace("\n", ""))
            place = 0
            for passage in record.passages:
                assert not text[place : passage.start].strip()
                assert passage.start < passage.end <= len(text)
                place = passage.end
            assert not text[place:].strip()
            assert record.article.first_day is None or 1605 <= record.article.first_day.year <= 2024


@pytest.mark.slow
def test_every_question_gets_a_clean_answer(newsroom):
    """At least 300 hostile questions: no error, every quote an exact slice, every rendering harmless, nothing changed."""
    search = Search(newsroom.library, newsroom.embedder, SearchSettings())
    reader = SentenceReader(MiniLMReader())
    answerer = Answerer(search, reader, ExtractiveWriter(threshold=1e-9), Prover(newsroom.library), most_hits=12)
    texts = newsroom.texts()
    asked = answered = 0
    quoted: set[str] = set()
    for text in questions(texts):
        answer = answerer.answer(Question(storable(text), filters=filters(asked), asked_at=moment(asked)))
        quoted |= assert_proved(answer, texts)
        assert_rendered(answer)
        answered += answer.outcome is Outcome.ANSWERED
        asked += 1
    assert asked >= 300
    assert answered >= 200
    assert len([quote for quote in quoted if not quote.isascii()]) >= 20
    assert [quote for quote in quoted if "\u202e" in quote]
    assert newsroom.texts() == texts


def questions(texts: dict[str, str]) -> Iterator[str]:
    """Questions of every broken kind, and slices of the hostile articles, so that these are quoted."""
    chance = random.Random(2)
    yield from ("", " ", "?", "who", "who " * 25_000, "x" * 100_000, "“" * 100_000, "who said " + "e\u0301" * 50_000)
    yield from hostile_sources.SENTENCES
    yield from hostile_sources.TITLES
    yield from hostile_sources.DATES
    yield from (text[:20_000] for text in hostile_sources.TEXTS)
    yield from (
        '"',
        "a OR b",
        "NEAR(a b)",
        "a*",
        "^a",
        "col:y",
        "a AND NOT b",
        "-a +b",
        "(",
        '""" OR 1',
        "{a b}: c",
        "rowid:1",
    )
    yield from ("'; DROP TABLE articles; --", "1 OR 1=1", "\\", "%", "_", "x' UNION SELECT 1 --", "\x00'\x00")
    yield from ("%s%n%x", "{0}{a.b}{{", "$HOME `id` $(id)", "{{7*7}}", "\\x41\\u0041", "[red]who[/red]", "[link=x]")
    for category in sorted({unicodedata.category(chr(code)) for code in range(0, sys.maxunicode, 7)}):
        some = [chr(code) for code in range(0, 0x20000, 3) if unicodedata.category(chr(code)) == category]
        yield "".join(chance.choices(some or ["?"], k=30))
        yield f"who said {chance.choice(some or ['?'])} in {chance.choice(some or ['?'])}?"
    for word in ("who", "when", "where", "how many", "how much money", "which country", "did", "what share"):
        for name in ("TikTok", "\u202eTikTok", "ByteDance [sic]", "the \x1b[31mfirm\x1b[0m", "59 apps 😀"):
            yield f"{word} says {name} of the deal on {chance.choice(hostile_sources.DATES)}?"
    whole = [text for text in texts.values() if len(text) > 20]
    for _ in range(130):
        text = chance.choice(whole)
        start = chance.randrange(len(text) - 10)
        yield (
            chance.choice(("", "who said ", "when did ", "how many ")) + text[start : start + chance.randrange(5, 300)]
        )


def filters(number: int) -> Filters:
    """Now and then filters, odd ones among them."""
    odd = [
        Filters(since=date.min, until=date.max),
        Filters(since=date.max, timezone="Pacific/Kiritimati"),
        Filters(until=date.min, timezone="Pacific/Pago_Pago"),
        Filters(outlets=("\x1b[31m", "' OR 1=1", "", "\u202e"), collections=("main", "")),
        Filters(collections=("\u202enowhere", "\ud800")),
    ]
    return odd[number // 7 % len(odd)] if number % 7 == 0 else Filters()


def moment(number: int) -> datetime:
    """Now, or the ends of the calendar."""
    ends = {3: datetime.min.replace(tzinfo=UTC), 5: datetime.max.replace(tzinfo=UTC)}
    return ends.get(number % 11, NOW)


def assert_proved(answer: Answer, texts: dict[str, str]) -> set[str]:
    """Every quote is the exact slice of its article as stored; all of them."""
    by_number = {citation.number: citation.article_id for citation in answer.citations}
    shown = (*answer.statements, *answer.rivals)
    quotes = [quote for each in shown for quote in each.quotes]
    assert {quote.citation for quote in quotes} == set(by_number)
    for quote in quotes:
        assert quote.text
        assert texts[by_number[quote.citation]][quote.start : quote.end] == quote.text
    return {quote.text for quote in quotes}


def assert_rendered(answer: Answer) -> None:
    """Text, Markdown and a narrow terminal show nothing harmful; JSON parses to the same data."""
    paragraphs = to_text(answer, evidence=True)
    assert_harmless(plain(paragraphs))
    assert_harmless(to_markdown(answer, evidence=True))
    narrow = Console(width=33, color_system=None)
    assert_harmless("\n".join(row.plain for drawn in paragraphs[:20] for row in wrapped(drawn, narrow)))
    data = to_json(answer, evidence=True)
    for ascii_only in (False, True):
        assert json.loads(json_text(data, ascii_only=ascii_only)) == data


def assert_harmless(shown: str) -> None:
    """No character but a line break commands the terminal or turns the direction of what is read."""
    suspects = {each for each in shown if not each.isprintable()} - set("\n" + JOINERS)
    assert not {each for each in suspects if unicodedata.category(each) in ("Cc", "Cf", "Cs", "Zl", "Zp")}
