"""What of a writing survives its proof: only that is shown, noted and counted.

An earlier answer or a rival whose own statement does not hold is not mentioned, not even in a note.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from bot.answering.claims import Settled
from bot.answering.english.dates import with_date
from bot.answering.english.expectation import Kind
from bot.answering.english.hedges import governing
from bot.answering.extractive import Other, Written
from bot.answering.notices import settled_notes
from bot.answering.prover import Proved, Prover
from bot.domain.answer import Note, Quote, Rival, Statement
from bot.domain.article import Article


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


def prove(prover: Prover, written: Written) -> Shown:
    """Prove every draft of the writing and keep what holds. Nothing holds if no draft that it rests on does."""
    others = (*written.earlier, *written.rivals)
    proved = prover.prove([*written.drafts, *(other.draft for other in others)])
    count = len(written.drafts)
    main = [statement for statement in proved.statements[:count] if statement is not None]
    dropped = sum(1 for statement in proved.statements if statement is None)
    notes = [Note("dropped_statement", _dropped(dropped))] if dropped else []
    if not main:
        return Shown(None, (), (), tuple(notes), Proved((), ()))
    beside = dict(zip(others, proved.statements[count:], strict=True))
    earlier = [(other, statement) for other in written.earlier if (statement := beside[other])]
    rivals = [(other, statement) for other in written.rivals if (statement := beside[other])]
    if written.settled is not None:
        notes += settled_notes(_remaining(written.settled, [other for other, _ in [*earlier, *rivals]]))
        notes += _calendar_day(written.settled)
        notes += _reserve(written.settled)
    standing = [Rival(other.short, statement.quotes) for other, statement in rivals]
    if standing and written.short is not None:
        standing.insert(0, Rival(written.short, main[0].quotes))
    repeated = {statement.text for statement in main}
    statements = (*main, *(statement for _, statement in earlier if statement.text not in repeated))
    resting = [statement for statement in proved.statements[:count][: written.resting] if statement is not None]
    if written.short is not None and not resting:
        return Shown(None, (), (), tuple(notes), Proved((), ()))
    cited = dict.fromkeys(quote.citation for statement in resting for quote in statement.quotes)
    shown = Shown(written.short, statements, tuple(standing), tuple(notes), proved)
    return replace(_numbered(shown), resting=tuple(proved.articles[number - 1] for number in cited))


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
