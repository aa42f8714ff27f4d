"""The query engine: the command's answer, with its quotes as nodes."""

import asyncio
import copy
import json
import pickle
from dataclasses import replace
from datetime import date, datetime
from threading import Event

import pytest
from llama_index.core.query_engine import CustomQueryEngine
from llama_index.core.schema import MetadataMode, QueryBundle
from llama_index.core.tools import QueryEngineTool

from bot import wiring
from bot.domain.answer import Citation, Quote, Rival, Statement
from bot.domain.caller import Caller
from bot.domain.question import Filters
from bot.errors import LibraryEmpty, UsageError
from bot.integrations.llama_index import NewsdeskQueryEngine
from bot.integrations.llama_index.nodes import quote_nodes
from bot.integrations.llama_index.query_engine import response_text
from bot.settings.settings import Settings
from tests.cli.terminal import Terminal
from tests.integrations.conftest import ASKED_AT
from tests.rendering.examples import TEXT, abstained, answered, article

ANSWERED, RIVALS, UNANSWERED = (
    "Who is Microsoft in talks with?",
    "Where will the Aurora fair be held?",
    "Who bought Oracle?",
)
QUESTIONS = [ANSWERED, RIVALS, UNANSWERED, "what is new?", "hello", "Where is the date backed up?"]


@pytest.fixture(scope="module")
def engine(settings) -> NewsdeskQueryEngine:
    return NewsdeskQueryEngine.from_settings(settings, asked_at=ASKED_AT)


def lasting(data):
    """What two answers to one question have in common: all but how long they took and where they are kept."""
    return {key: value for key, value in data.items() if key not in ("timings_ms", "receipt_id")}


@pytest.mark.parametrize("question", QUESTIONS)
def test_contract_with_the_command(engine, data_dir, question):
    """The metadata is the answer of `newsdesk ask --json`."""
    said = Terminal(data_dir.parent)("ask", question, "--asked-at", "2020-08-05", "--json")
    assert lasting(engine.query(question).metadata) == lasting(said.data)


def test_text(engine):
    """The text is the short answer, the statements with [n], a line for each source and the notes, without quotes."""
    response = engine.query(RIVALS)
    said = response.metadata
    lines = str(response).splitlines()
    assert lines[0].startswith(said["short"])
    for statement in said["statements"]:
        assert any(line.startswith(f"{statement['text']} [") for line in lines)
    for citation in said["citations"]:
        day = citation["published_at"]
        assert f"[{citation['number']}] {citation['title']} ({citation['outlet']}, {day})" in lines
    assert all(any(note["text"] in line for line in lines) for note in said["notes"])
    assert "“" not in str(response)


@pytest.mark.parametrize("question", [ANSWERED, RIVALS])
def test_source_nodes(engine, library, question):
    """Each quote is one node: its exact slice of the stored article, with the article's metadata and no text more."""
    response = engine.query(question)
    said = response.metadata
    quotes = {
        (quote["citation"], quote["start"], quote["end"])
        for each in said["statements"] + said["rivals"]
        for quote in each["quotes"]
    }
    nodes = [scored.node for scored in response.source_nodes]
    assert {(node.metadata["citation"], node.start_char_idx, node.end_char_idx) for node in nodes} == quotes
    assert len(nodes) == len({node.node_id for node in nodes}) == len(quotes) > 0
    for node in nodes:
        stored = library.article(node.ref_doc_id)
        assert stored.text[node.start_char_idx : node.end_char_idx] == node.text == node.get_content()
        assert (node.metadata["title"], node.metadata["article_id"]) == (stored.title, stored.id)
        assert node.get_content(MetadataMode.EMBED) == node.text


def test_what_a_language_model_reads(engine):
    """Above a quote stand title, outlet, date and address; ids and offsets are for programs."""
    (node,) = (scored.node for scored in engine.query(ANSWERED).source_nodes)
    assert node.get_content(MetadataMode.LLM) == (
        "title: Microsoft confirms {talks}\noutlet: The Harbor Ledger\nurl: https://ledger.example/talks\n"
        f"published_at: 2020-08-03\n\n{node.text}"
    )


def test_abstention(engine):
    """No answer is said in words, with no source and the outcome in the metadata."""
    response = engine.query(UNANSWERED)
    assert str(response).startswith("No answer: the articles that were found do not answer this.")
    assert response.source_nodes == []
    assert (response.metadata["outcome"], response.metadata["reason"]) == ("abstained", "low_evidence")


def test_scores():
    """A quote's score is the best support of its statements; a quote of a rival alone has none; each comes once."""
    first, second, third = (Quote(1, start, start + 5, TEXT[start : start + 5]) for start in (0, 6, 12))
    answer = replace(
        answered(),
        statements=(Statement("a", (first, second), 0.5), Statement("b", (second,), 0.75)),
        rivals=(Rival("c", (second, third)),),
        citations=(Citation.of(1, article()),),
    )
    assert [(node.text, node.score) for node in quote_nodes(answer)] == [
        (first.text, 0.5), (second.text, 0.75), (third.text, None)
    ]  # fmt: skip


def test_text_is_safe_to_print():
    """Control and direction-changing characters of articles are visible escapes in the text, and exact in the node."""
    hostile = "Pay \x1b[31mnow\u202e.\nIgnore the rest."
    answer = answered(hostile)
    assert "\x1b" not in response_text(answer)
    assert "\u202e" not in response_text(answer)
    assert "Pay \\x1b[31mnow\\u202e. Ignore the rest. [1]" in response_text(answer)
    assert [node.text for node in quote_nodes(answer)] == [hostile]
    assert quote_nodes(abstained()) == []


def test_filters(settings):
    """An answer rests only on what the filters let through, and says which they were."""
    only = NewsdeskQueryEngine.from_settings(settings, filters=Filters(outlets=("harbour post",)), asked_at=ASKED_AT)
    assert only.query(RIVALS).metadata["short"] == "Faro"
    none = NewsdeskQueryEngine.from_settings(settings, filters=Filters(since=date(2030, 1, 1)), asked_at=ASKED_AT)
    assert none.query(RIVALS).metadata["reason"] == "no_matching_articles"


def test_time_zone_of_the_settings(data_dir):
    """Without filters, days begin where the settings say."""
    engine = NewsdeskQueryEngine.from_settings(Settings(data_dir=data_dir, timezone="Asia/Tokyo"))
    assert engine.filters.timezone == "Asia/Tokyo"


def test_where_the_settings_come_from(data_dir, monkeypatch):
    """A folder is a library, with the rest as the command reads it; nothing at all is the command's own library."""
    assert NewsdeskQueryEngine.from_settings(str(data_dir)).query(ANSWERED).metadata["short"] == "TikTok"
    monkeypatch.setenv("NEWSDESK_DATA_DIR", str(data_dir))
    assert NewsdeskQueryEngine.from_settings().query(ANSWERED).metadata["short"] == "TikTok"
    with pytest.raises(UsageError, match=r"for the current folder write '\.'"):
        NewsdeskQueryEngine.from_settings("")


def test_empty_library(tmp_path):
    """Nothing to ask is newsdesk's own error, with what to do, at the first query and not before."""
    engine = NewsdeskQueryEngine.from_settings(tmp_path / "nothing")
    with pytest.raises(LibraryEmpty, match="newsdesk ingest"):
        engine.query("who?")
    assert not (tmp_path / "nothing").exists()


@pytest.mark.parametrize("query", ["", " \n", "?!", "\x00", "why " * 25_000])
def test_refused_queries(engine, query):
    """Nothing asked, and far too much, are refused in words that do not repeat it."""
    with pytest.raises(UsageError) as refused:
        engine.query(query)
    assert len(str(refused.value)) < 120


@pytest.mark.parametrize(
    "query", ["who\ud800?", "who \x00 founded \u202eTikTok?", '" OR 1=1 -- who', "谁 who?", "{who}?"]
)
def test_odd_queries(engine, query):
    """Whatever else an agent sends is answered or not, and breaks nothing."""
    response = engine.query(QueryBundle(query))
    assert response.metadata["outcome"] in ("answered", "abstained")
    json.dumps(response.metadata).encode()


def test_odd_filters(settings):
    """A name that cannot be stored finds nothing; a zone that is none, and a moment without one, are refused."""
    odd = Filters(outlets=("\ud800",), collections=("\udfff",))
    response = NewsdeskQueryEngine.from_settings(settings, filters=odd).query(ANSWERED)
    assert response.metadata["reason"] == "no_matching_articles"
    with pytest.raises(UsageError, match="'Nowhere/Land' is no IANA zone"):
        NewsdeskQueryEngine.from_settings(settings, filters=Filters(timezone="Nowhere/Land")).query("who?")
    with pytest.raises(UsageError, match="2020-08-05T00:00:00, without a time zone"):
        NewsdeskQueryEngine.from_settings(settings, asked_at=datetime(2020, 8, 5)).query("who?")  # noqa: DTZ001


class Waiting:
    """An answerer that answers when it is let go."""

    def __init__(self) -> None:
        self.let_go = Event()

    def answer(self, question, caller):
        assert self.let_go.wait(timeout=10)
        return replace(answered(), question=question.text)


def test_aquery_does_not_block():
    """While one question is answered, the event loop goes on."""
    waiting = Waiting()
    engine = NewsdeskQueryEngine(answerer=lambda: waiting)

    async def ask():
        answering = asyncio.create_task(engine.aquery("who?"))
        await asyncio.sleep(0)
        waiting.let_go.set()
        return await answering

    assert asyncio.run(ask()).metadata["question"] == "who?"


def test_many_at_once(settings, engine):
    """Questions asked together get the answers that they get one by one, from one set of parts made once."""

    async def ask():
        fresh = NewsdeskQueryEngine.from_settings(settings, asked_at=ASKED_AT)
        return await asyncio.gather(*(fresh.aquery(question) for question in QUESTIONS * 2))

    together = [(str(each), lasting(each.metadata)) for each in asyncio.run(ask())]
    assert together == [(str(each), lasting(each.metadata)) for each in map(engine.query, QUESTIONS)] * 2


def test_copies_and_pickles(data_dir):
    """A copy shares the parts; a pickle makes its own and holds no key, nor do dump and repr."""
    secret = {"kind": "openai", "model": "m", "base_url": "http://127.0.0.1:9/v1", "api_key": "sk-very-secret"}
    keyed = NewsdeskQueryEngine.from_settings(Settings(data_dir=data_dir, embedder=secret))
    for written in (pickle.dumps(keyed), repr(keyed).encode(), str(keyed.model_dump()).encode()):
        assert b"sk-very-secret" not in written
    engine = NewsdeskQueryEngine.from_settings(data_dir, asked_at=ASKED_AT)
    assert engine.query(ANSWERED).metadata["short"] == "TikTok"
    assert copy.deepcopy(engine).answerer is engine.answerer
    assert pickle.loads(pickle.dumps(engine)).query(ANSWERED).metadata["short"] == "TikTok"


def test_who_asked(data_dir):
    """Receipts name who asked: this room, or whom the program says."""
    settings = Settings(data_dir=data_dir)
    for engine in (
        NewsdeskQueryEngine.from_settings(settings),
        NewsdeskQueryEngine.from_settings(settings, caller=Caller("x", "readers")),
    ):
        receipt = wiring.ledger(settings).receipt(engine.query(ANSWERED).metadata["receipt_id"])
        assert receipt.caller == engine.caller.name
    assert NewsdeskQueryEngine.from_settings(settings).caller.name == "llama_index"


def test_as_a_tool(engine):
    """As a tool it gives an agent the text, and a program the whole response."""
    assert isinstance(engine, CustomQueryEngine)
    tool = QueryEngineTool.from_defaults(engine, name="news", description="News.")
    output = asyncio.run(tool.acall(input=ANSWERED))
    assert output.content == str(engine.query(ANSWERED))
    assert output.raw_output.source_nodes[0].text.startswith("Microsoft is in talks with TikTok")


@pytest.mark.slow
def test_contract_on_the_sample(tmp_path):
    """On the sample library, too, the engine's answer is the command's."""
    newsdesk = Terminal(tmp_path)
    assert newsdesk("ingest", "--sample").code == 0
    engine = NewsdeskQueryEngine.from_settings(newsdesk.data_dir, asked_at=ASKED_AT)
    for question in (
        "who is Microsoft negotiating with?",
        "by when does Microsoft want to close the deal?",
        "which country banned TikTok and WeChat?",
        "did India ban TikTok?",
        "what happened this week?",
        "who won the chess tournament in Reykjavik?",
    ):
        said = newsdesk("ask", question, "--asked-at", "2020-08-05", "--json")
        assert lasting(engine.query(question).metadata) == lasting(said.data), question
