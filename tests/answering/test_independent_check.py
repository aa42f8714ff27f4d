"""Whatever a language model writes, what is shown of it passes a checker that knows nothing of the prover."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import pytest
import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.answering.account import Account
from bot.answering.authoring import Author
from bot.answering.case import Case, Material
from bot.answering.extractive import ExtractiveWriter
from bot.answering.generated import GeneratedAnswers
from bot.answering.generative import GenerativeWriter
from bot.answering.prompts import load
from bot.answering.prover import Prover
from bot.answering.proving.ground import Grounder
from bot.answering.sentence_reader import SentenceReader
from bot.domain.answer import Answer, Citation, Engine, Outcome, Quote, Statement
from bot.domain.article import Article
from bot.domain.caller import Caller
from bot.domain.question import Question
from bot.ingestion.sentences import find_sentences
from bot.ledger.ledger import Ledger
from bot.ledger.spending import Limits
from bot.models.chat import Ended, Finish, Message, Tokens
from bot.search.finding import Search
from bot.settings.search import SearchSettings
from tests.answering.conftest import MOST_HITS, PROMPTS, READER, Newsroom
from tests.answering.distortions import STATEMENTS, written
from tests.answering.independent_checker import faults

CORPUS = Path(__file__).parents[2] / "corpus" / "articles"
ASKED_AT = datetime(2020, 10, 1, tzinfo=UTC)
QUESTIONS = (
    "Who turned down Microsoft's bid for TikTok?",
    "How many Chinese apps did India ban?",
    "What did the president order ByteDance to do, and by when?",
)
SAMPLE = (
    "microsoft-bid-rejected-pacific",
    "microsoft-confirms-talks-harbor-ledger",
    "microsoft-holds-negotiations-pacific-courier",
    "microsoft-loses-tiktok-copper-wire",
    "bytedance-turns-down-microsoft-eastern",
    "divestiture-order-ninety-days",
    "divestiture-deadline-passes",
    "india-118-pubg-eastern",
    "india-47-clones-signal",
    "india-bans-59-apps-eastern",
    "india-bans-explainer-old-quay",
    "mayer-quits-tiktok-pacific-courier",
)


class Dictated:
    """A language model that writes what it is told, a few characters at a time. Implements `ChatModel`."""

    name = "dictated"

    def __init__(self) -> None:
        self.words = ""

    def reply(self, messages: Sequence[Message], most_tokens: int) -> Iterator[str | Ended]:
        yield from (self.words[at : at + 7] for at in range(0, len(self.words), 7))
        yield Ended(Finish.COMPLETE, Tokens(1, 1))


@dataclass(repr=False)
class Desk:
    """Articles of the sample, what was found and read for each question, and a writer whose words are dictated."""

    articles: dict[str, Article]
    materials: list[Material]
    sentences: list[list[str]]
    """Of the evidence for each question, in its order."""
    model: Dictated
    writing: GeneratedAnswers
    prover: Prover

    def answer(self, question: int, words: str) -> Answer | None:
        """What comes of a reply; None if nothing does."""
        self.model.words = words
        case = Case(Question(QUESTIONS[question], asked_at=ASKED_AT), Caller("tests"))
        events = self.writing.answered(case, self.materials[question], self.prover)
        while True:
            try:
                next(events)
            except StopIteration as ended:
                return ended.value


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory, embedder) -> Desk:
    folder = tmp_path_factory.mktemp("sample")
    newsroom = Newsroom(folder / "library", embedder)
    for name in SAMPLE:
        _, front, text = (CORPUS / f"{name}.md").read_text(encoding="utf-8").split("---\n", 2)
        fields = yaml.safe_load(front)
        day = str(fields["published"])[:10] if "published" in fields else None
        newsroom.put(fields["id"], text.strip(), day, title=fields["title"], outlet=fields["outlet"])
    model = Dictated()
    account = Account(Ledger(folder, 90), Limits(), None)
    writer = GenerativeWriter(model, load("answer", [PROMPTS]), 700)
    author = Author(writer, Grounder(READER, embedder), account, 3000)
    search, reader = Search(newsroom.library, embedder, SearchSettings()), SentenceReader(READER)
    materials = [material(search, reader, question) for question in QUESTIONS]
    given_ = [
        [
            each.article.text[s.start : s.end]
            for each in author.evidence(found_.read, found_.reading)
            for s in each.sentences
        ]
        for found_ in materials
    ]
    articles = {name: newsroom.library.article(name) for name in SAMPLE}
    return Desk(articles, materials, given_, model, GeneratedAnswers(author), newsroom.prover)


def material(search: Search, reader: SentenceReader, text: str) -> Material:
    hits = search.find(Question(text, asked_at=ASKED_AT))
    reading = reader.read(hits.asked, hits.hits[:MOST_HITS])
    return Material(hits, hits.hits[:MOST_HITS], reading, ExtractiveWriter().write(reading))


@settings(max_examples=60, derandomize=True, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.integers(0, len(QUESTIONS) - 1), st.lists(STATEMENTS, min_size=1, max_size=3))
def test_whatever_is_shown_passes_the_checker(desk, question, drawn):
    """Of any reply: exact quotes, all citations used, and every figure, date and name in the statement's own quotes."""
    assert_checked(desk, question, written(drawn, desk.sentences[question]))


@pytest.mark.slow
@settings(max_examples=1_000, derandomize=True, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.integers(0, len(QUESTIONS) - 1), st.lists(STATEMENTS, min_size=1, max_size=4))
def test_whatever_is_shown_passes_the_checker_at_length(desk, question, drawn):
    """The same over many more replies."""
    assert_checked(desk, question, written(drawn, desk.sentences[question]))


def test_articles_prove_themselves(desk):
    """The checker finds no fault with any sentence of the articles as it stands: what it finds is the prover's."""
    for article in desk.articles.values():
        quotes = [
            Quote(1, each.start, each.end, article.text[each.start : each.end]) for each in find_sentences(article.text)
        ]
        said = tuple(Statement(quote.text, (quote,), 1.0) for quote in quotes)
        whole = Answer(
            "?",
            "?",
            ASKED_AT,
            Outcome.ANSWERED,
            Engine.EXTRACTIVE,
            statements=said,
            citations=(Citation.of(1, article),),
        )
        assert faults(whole, desk.articles) == []


def test_true_sentences_are_shown(desk):
    """The property is not empty: of sentences as they stand most are shown, and they pass."""
    shown = asked = 0
    for question, sentences in enumerate(desk.sentences):
        for n in range(0, 16, 4):
            answer = desk.answer(question, "\n".join(sentences[n : n + 4]))
            asked += len(sentences[n : n + 4])
            shown += len(answer.statements) if answer else 0
            assert answer is None or faults(answer, desk.articles) == []
    assert shown >= 0.7 * asked


def assert_checked(desk: Desk, question: int, reply: str) -> None:
    answer = desk.answer(question, reply)
    if answer is not None:
        assert faults(answer, desk.articles) == []
