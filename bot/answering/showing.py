"""What of a writing survives its proof: only that is shown, noted and counted.

An earlier answer or a rival whose own statement does not hold is not mentioned, not even in a note.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from bot.answering.claims import Settled
from bot.answering.drafts import letters
from bot.answering.english.dates import with_date
from bot.answering.english.expectation import Kind
from bot.answering.english.hedges import governing
from bot.answering.extractive import Other, Written
from bot.answering.notices import settled_notes
from bot.answering.prover import Proofs, Proved, Prover
from bot.answering.short_answer import WORDING
from bot.domain.answer import Note, Quote, Rival, Statement
from bot.domain.article import Article

DROPPED = "dropped_statement"
"""Code of the note on statements that could not be proved."""


@dataclass(frozen=True, slots=True)
class Shown:
    """What is proved of a writing. `statements` are those of the answer, then those of earlier answers."""

    short: str | None
    statements: tuple[Statement, ...]
    rivals: tuple[Rival, ...]
    notes: tuple[Note, ...]
    proved: Proved
    resting: tuple[Article, ...] = ()
    """The articles that the short answer rests on; all that are cited, if there is none."""
    carrying: int = 0
    """So many statements, the first, carry the short answer."""


def prove(prover: Prover, written: Written) -> Shown:
    """Prove every draft of the writing and keep what holds. Nothing holds if no draft that it rests on does."""
    others = (*written.earlier, *written.rivals)
    proved = prover.prove([*written.drafts, *(other.draft for other in others)])
    own, beside = proved.statements[: len(written.drafts)], proved.statements[len(written.drafts) :]
    dropped = sum(1 for statement in proved.statements if statement is None)
    notes = [Note(DROPPED, _dropped(dropped))] if dropped else []
    resting = [statement for statement in own[: written.resting] if statement is not None]
    if not resting:
        return Shown(None, (), (), tuple(notes), Proved((), ()))
    held = [(other, statement) for other, statement in zip(others, beside, strict=True) if statement is not None]
    if written.settled is not None:
        notes += settled_notes(_remaining(written.settled, [other for other, _ in held]))
        notes += _calendar_day(written.settled)
        notes += _reserve(written.settled)
    rivals = [Rival(other.short, statement.quotes) for other, statement in held if other in written.rivals]
    if rivals and written.short is not None:
        rivals.insert(0, Rival(written.short, resting[0].quotes))
    main = [statement for statement in own if statement is not None]
    repeated = {statement.text for statement in main}
    earlier = [said for other, said in held if other in written.earlier and said.text not in repeated]
    cited = dict.fromkeys(quote.citation for statement in resting for quote in statement.quotes)
    shown = Shown(written.short, (*main, *earlier), tuple(rivals), tuple(notes), proved, carrying=len(resting))
    return replace(_numbered(shown), resting=tuple(proved.articles[number - 1] for number in cited))


def reworded(statements: Sequence[Statement], proofs: Proofs, own: Shown) -> Shown:
    """Statements in a model's words; `own` is what the articles' own sentences say to the question.

    Its short answer, with rivals and notes, holds for them too where one of them says it and quotes a sentence that it
    rests on. The rivals' sources are cited behind the statements'.
    """
    resting = dict.fromkeys(quote.citation for statement in statements for quote in statement.quotes)
    newest = tuple(proofs.articles[number - 1] for number in resting)
    if own.short is None or not any(_says_short(statement, proofs, own) for statement in statements):
        return Shown(None, tuple(statements), (), (), Proved(tuple(statements), proofs.articles), newest)
    sources = own.proved.articles
    rivals = tuple(
        replace(rival, quotes=tuple(replace(q, citation=proofs.number(sources[q.citation - 1])) for q in rival.quotes))
        for rival in own.rivals
    )
    notes = tuple(note for note in own.notes if note.code != DROPPED)
    proved = Proved(tuple(statements), proofs.articles)
    return Shown(own.short, tuple(statements), rivals, notes, proved, newest, carrying=len(statements))


def _says_short(statement: Statement, proofs: Proofs, own: Shown) -> bool:
    carrying = own.statements[: own.carrying]
    held = {(own.proved.articles[q.citation - 1].id, q.start) for each in carrying for q in each.quotes}
    quotes_it = any((proofs.articles[q.citation - 1].id, q.start) in held for q in statement.quotes)
    return quotes_it and (own.short in WORDING.values() or letters(own.short or "") in letters(statement.text))


def _numbered(shown: Shown) -> Shown:
    """With the citations that are left numbered from 1 in order of first use."""
    said = [*(each.quotes for each in shown.statements), *(each.quotes for each in shown.rivals)]
    used = list(dict.fromkeys(quote.citation for quotes in said for quote in quotes))
    new = {old: number for number, old in enumerate(used, start=1)}

    def renumbered(quotes: tuple[Quote, ...]) -> tuple[Quote, ...]:
        return tuple(replace(quote, citation=new[quote.citation]) for quote in quotes)

    return replace(
        shown,
        statements=tuple(replace(each, quotes=renumbered(each.quotes)) for each in shown.statements),
        rivals=tuple(replace(each, quotes=renumbered(each.quotes)) for each in shown.rivals),
        proved=Proved(shown.proved.statements, tuple(shown.proved.articles[old - 1] for old in used)),
    )


def _remaining(settled: Settled, proved: list[Other]) -> Settled:
    """The positions beside the current one that a proved statement shows."""
    held = {other.short for other in proved}
    return replace(
        settled,
        earlier=tuple(position for position in settled.earlier if position.wording in held),
        rivals=tuple(position for position in settled.rivals if position.wording in held),
    )


def _calendar_day(settled: Settled) -> Iterator[Note]:
    """A note with the day that "on Sunday" means."""
    current = settled.current
    if current is not None and current.kind is Kind.TIME:
        told = with_date(current.wording, current.best.day)
        if told != current.wording:
            yield Note("calendar_day", f"The day meant: {told}.")


def _reserve(settled: Settled) -> Iterator[Note]:
    """A note with the words by which the source of the short answer holds back: the short answer alone lacks them."""
    current = settled.current
    if current is not None and current.kind is not Kind.YES_NO:
        sentence, at = current.best.sentence, current.best.sentence.find(current.wording)
        held = governing(sentence, at, at + len(current.wording)) if at >= 0 else ()
        if held:
            yield Note("hedged", f"The source holds back here: {', '.join(f'“{words}”' for words in held)}.")


def _dropped(count: int) -> str:
    if count == 1:
        return "1 statement could not be proved and is not shown."
    return f"{count} statements could not be proved and are not shown."
