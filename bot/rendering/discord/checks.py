"""A text checked against the articles, as a card: each sentence, what the articles say to it, and their words."""

from collections.abc import Iterator

from bot.answering.checking.checked import Check, Checked, Verdict
from bot.rendering import wording
from bot.rendering.check_views import CUT, NOTHING, VERDICTS
from bot.rendering.discord.answers import sources
from bot.rendering.discord.escaping import escaped
from bot.rendering.discord.pieces import Card, Tone, Unit
from bot.rendering.discord.remarks import small_print

MOST_WHY = 300


def check_card(check: Check) -> Card:
    """The sentences in order. It has the tone of an answer where the articles support all that is claimed."""
    claims = [unit for claim in check.claims for unit in _claim(claim)]
    units = (*(claims or [Unit(NOTHING)]), *sources(check.citations))
    small = (*([CUT] if check.cut else []), *small_print(check.filters, check.notes))
    return Card(_tone(check), units, small)


def _tone(check: Check) -> Tone:
    verdicts = {claim.verdict for claim in check.claims} - {Verdict.NO_CLAIM}
    if Verdict.OTHERWISE in verdicts:
        return Tone.FAILED
    return Tone.ANSWERED if verdicts == {Verdict.SUPPORTED} else Tone.NEUTRAL


def _claim(claim: Checked) -> Iterator[Unit]:
    """The sentence as a quotation, the verdict below it, then what the articles say."""
    verdict = f"**{wording.sentence(VERDICTS[claim.verdict])}**"
    yield Unit(escaped(claim.text), opens=True, quoted=True)
    yield Unit(f"{verdict}: {escaped(claim.why, MOST_WHY)}" if claim.why.strip() else verdict)
    for quote in claim.quotes:
        yield Unit(f"- {escaped(wording.quoted(quote.text))} [{quote.citation}]")
