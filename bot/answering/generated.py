"""An answer in a language model's words, told statement by statement: each is shown once it is complete and proved.

Beside its statements stand the short answer and the rivals that the articles' own sentences give, where the model's
statements quote the same sentences.
"""

from collections.abc import Generator

from bot.answering.authoring import Author, Authored
from bot.answering.case import NOTHING_PROVED, Case, Composed, Material
from bot.answering.prover import Proofs, Proved, Prover
from bot.answering.showing import Shown, prove, reworded
from bot.answering.telling import later, sources, told
from bot.domain.answer import Answer, Engine, Note, Statement
from bot.domain.events import Event, Noted, Stated
from bot.errors import BudgetSpent, LedgerError, ModelError

SURE = 0.6
"""So probable an answer in the articles' own sentences is shown although the model says that there is none: one hostile
article among the evidence can make it say so. Below it the model's word counts. Of the dev half's answerable questions
85 of 249 reach it, of the unanswerable ones 6 of 112."""

_INSTEAD = "The articles' own sentences were asked instead."


class GeneratedAnswers:
    """Implements `Writing` with an author."""

    def __init__(self, author: Author) -> None:
        self._author = author

    def answered(self, case: Case, material: Material, prover: Prover) -> Generator[Event, None, Answer | None]:
        """The events, and at the end the answer; None if there is none, and a note says why."""
        found = material.found
        yield case.retrieved(found, self._author.evidence(material.read, material.reading), material.reading)
        authored, proofs = Authored(), prover.begin()
        with case.clock.stage("generate"):
            statements = yield from self._stated(case, found.asked, authored, proofs)
        case.composed = Composed(
            self._author.writer.prompt_hash, authored.reply.text, tuple(authored.judged), authored.cut
        )
        yield from case.noting(authored.notes())
        if not statements and (not authored.abstained or material.reading.answerable >= SURE):
            if authored.abstained:
                yield from case.noting([Note("model_abstained", f"The model found no answer. {_INSTEAD}")])
            elif authored.judged:
                told_so = f"Nothing that the model wrote could be proved. {_INSTEAD}"
                yield from case.noting([Note(NOTHING_PROVED, told_so)])
            return None
        shown = Shown(None, (), (), (), Proved((), ()))
        if statements:
            cited = len(proofs.articles)
            with case.clock.stage("prove"):
                shown = reworded(statements, proofs, prove(prover, material.written))
            yield from sources(proofs.articles, cited)
        notes = [*case.notes, *later(found.asked, material.read, shown)]
        answer = told(
            case.question, found, shown, case.clock, notes=notes, engine=Engine.GENERATIVE, usage=case.bill.usage
        )
        yield from (Noted(note) for note in answer.notes if note not in case.notes)
        return answer

    def _stated(
        self, case: Case, asked: str, authored: Authored, proofs: Proofs
    ) -> Generator[Event, None, list[Statement]]:
        """The statements that hold, each told as soon as it does."""
        statements: list[Statement] = []
        drafts = self._author.drafts(case, asked, authored)
        try:
            for draft in drafts:
                known = len(proofs.articles)
                statement = proofs.statement(draft)
                if statement is not None and all(statement.text != other.text for other in statements):
                    statements.append(statement)
                    yield from sources(proofs.articles, known)
                    yield Stated(statement)
        except (ModelError, LedgerError) as error:
            yield from case.noting([_failure(error, some=bool(statements))])
        finally:
            drafts.close()
        return statements


def _failure(error: ModelError | LedgerError, *, some: bool) -> Note:
    if some:
        return Note("reply_broken", f"The model's reply broke off: {error}")
    return Note("budget_spent" if isinstance(error, BudgetSpent) else "model_failed", f"{error} {_INSTEAD}")
