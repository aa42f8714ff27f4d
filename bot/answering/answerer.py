"""The path of a question: understand, find, read, write, prove; told as it happens.

What a statement is and whether it holds is decided by the reader, the writers and the prover. Here the writer is
chosen: a language model where one is wanted, and the articles' own sentences where none is, or where it fails, costs
too much or says nothing that can be proved.
"""

from collections.abc import Generator, Iterator, Sequence
from dataclasses import replace

from bot.answering.case import NOTHING_PROVED, Asked, Case, Material, Understanding, Writing
from bot.answering.digest import digest
from bot.answering.english.intent import Purpose, intent
from bot.answering.extractive import ExtractiveWriter, Written
from bot.answering.introduction import Example, examples, tried
from bot.answering.introduction import notes as introduction_notes
from bot.answering.prover import Prover
from bot.answering.reading import Reader
from bot.answering.receipts import Receipts
from bot.answering.showing import prove
from bot.answering.telling import later, sources, told
from bot.domain.answer import Answer, Engine, Outcome, Reason
from bot.domain.article import Article
from bot.domain.caller import LOCAL, Caller
from bot.domain.events import Event, Final, Noted, Stated
from bot.domain.evidence import Evidence, Hit
from bot.domain.question import Question
from bot.search.finding import Search

NEWS_LOOKED_AT, STORIES_FOR_EXAMPLES = 8, 40
"""Stories that a digest, and the examples for a greeting, are made of: some have no sentence that stands alone."""


class Answerer:
    """Answers questions from one library. `most_hits`: passages that an answer may rest on.

    `writing` answers in a language model's words; without it every answer is extractive. Without `conversation` a
    question is asked as it stands, whatever its history.
    """

    def __init__(
        self,
        search: Search,
        reader: Reader,
        writer: ExtractiveWriter,
        prover: Prover,
        most_hits: int,
        *,
        conversation: Understanding | None = None,
        writing: Writing | None = None,
        receipts: Receipts | None = None,
    ) -> None:
        self._search = search
        self._reader = reader
        self._writer = writer
        self._prover = prover
        self._most_hits = most_hits
        self._conversation = conversation
        self._writing = writing
        self._receipts = receipts

    def answer(self, question: Question, caller: Caller = LOCAL) -> Answer:
        """Answer or abstain; tell the news where news is asked for, and the library's scope to a greeting.

        Raises LibraryEmpty, LibraryIncompatible, LibraryDamaged, ModelError (of the packaged models).
        """
        *_, final = self.answer_events(question, caller)
        assert isinstance(final, Final)
        return final.answer

    def answer_events(self, question: Question, caller: Caller = LOCAL) -> Generator[Event, None, None]:
        """The same as it happens; see `domain.events`. Closing the iterator ends what is asked of a language model."""
        case = Case(question, caller)
        asked = Asked(question.text)
        if self._conversation is not None:
            asked = self._conversation.asked(question, caller, case.bill)
            yield from case.noting(asked.notes)
        wanted = intent(asked.text)  # "why?" alone asks nothing, after another question it does
        if wanted.purpose is Purpose.NEWEST:
            answer = yield from self._news(case, asked.text, wanted.topic)
        elif wanted.purpose is Purpose.SCOPE:
            answer = self._introduction(case)
        else:
            answer = yield from self._answered(case, asked.text, self._writing)
        if self._receipts is not None:
            answer = self._receipts.kept(answer, case)
        yield Final(answer, case.composed.judged if case.composed else ())

    def _answered(self, case: Case, asked: str, writing: Writing | None) -> Generator[Event, None, Answer]:
        material = self._material(case, asked)
        found, read = material.found, material.read
        if writing is not None and read:
            answer = yield from writing.answered(case, material, self._prover)
            if answer is not None:
                return answer
        else:
            yield case.retrieved(found, _whole(read), material.reading)
        with case.clock.stage("prove"):
            shown = prove(self._prover, material.written)
        unproved = any(note.code == NOTHING_PROVED for note in case.notes)
        answer = told(
            case.question,
            found,
            shown,
            case.clock,
            notes=[*case.notes, *later(found.asked, read, shown)],
            reason=Reason.UNSUPPORTED if unproved else Reason.LOW_EVIDENCE,
            usage=case.bill.usage,
        )
        yield from _events(answer, shown.proved.articles, case)
        return answer

    def _material(self, case: Case, asked: str) -> Material:
        with case.clock.stage("search"):
            found = self._search.find(case.question, asked)
        with case.clock.stage("read"):
            read = found.hits[: self._most_hits]
            reading = self._reader.read(found.asked, read, case.question.asked_at.date())
        with case.clock.stage("write"):
            return Material(found, read, reading, self._writer.write(reading))

    def _news(self, case: Case, asked: str, topic: str) -> Generator[Event, None, Answer]:
        """The newest stories, one line each."""
        with case.clock.stage("search"):
            news = self._search.newest(replace(case.question, text=asked), topic, NEWS_LOOKED_AT)
        yield case.retrieved(news.found, _whole(news.stories))
        with case.clock.stage("write"):
            written = Written(None, digest(news.stories, news.topic))
        with case.clock.stage("prove"):
            shown = prove(self._prover, written)
        answer = told(case.question, news.found, shown, case.clock, notes=case.notes, usage=case.bill.usage)
        yield from _events(answer, shown.proved.articles, case)
        return answer

    def _introduction(self, case: Case) -> Answer:
        """What there is, and questions that this very library answers from the articles they were made of."""
        question = case.question
        stories = self._search.newest(question, most=STORIES_FOR_EXAMPLES).stories

        def answers(example: Example) -> bool:
            tried_out = Case(replace(question, text=example.question), case.caller)
            answer = _returned(self._answered(tried_out, example.question, None))
            return any(citation.article_id == example.article_id for citation in answer.citations)

        said = introduction_notes(
            self._search.summary(question.filters.collections),
            tried(examples(stories), answers),
            chosen=bool(question.filters.collections),
        )
        return Answer(
            question=question.text,
            standalone_question=question.text,
            asked_at=question.asked_at,
            outcome=Outcome.ABSTAINED,
            reason=Reason.NOT_A_QUESTION,
            engine=Engine.EXTRACTIVE,
            notes=said,
            filters=question.filters,
            timings_ms=case.clock.times_ms(),
        )


def _events(answer: Answer, articles: Sequence[Article], case: Case) -> Iterator[Event]:
    """What an answer that is there as a whole has to tell: each source before what quotes it; notes not told yet."""
    known = 0
    for statement in answer.statements:
        needed = max(quote.citation for quote in statement.quotes)
        yield from sources(articles[:needed], known)
        known = max(known, needed)
        yield Stated(statement)
    yield from sources(articles, known)
    yield from (Noted(note) for note in answer.notes if note not in case.notes)


def _whole(hits: Sequence[Hit]) -> Iterator[Evidence]:
    """The hits as evidence with all their sentences: no language model has to read them."""
    return (Evidence.whole(number, hit) for number, hit in enumerate(hits, start=1))


def _returned(events: Generator[Event, None, Answer]) -> Answer:
    """What a generator returns at its end."""
    while True:
        try:
            next(events)
        except StopIteration as ended:
            answer: Answer = ended.value
            return answer
