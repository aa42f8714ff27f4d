"""A checked text as a card: sentence, verdict and the articles' words side by side, nothing alive in them."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.answering.checking.checked import Check, Checked, Verdict
from bot.domain.answer import Citation, Note, Quote
from bot.domain.guild import Form
from bot.domain.question import Filters
from bot.rendering.discord.checks import check_card
from bot.rendering.discord.pieces import Card, Tone
from bot.rendering.discord.splitting import pages
from tests.rendering.discord.client import read
from tests.rendering.discord.hostile import TEXTS
from tests.rendering.examples import ASKED_AT, article


def checked(*claims: Checked, **fields) -> Check:
    """The claims, which quote the first of two sources."""
    given = {"cut": False, "notes": (), "filters": Filters(), "citations": (Citation.of(1, article()),)}
    return Check(claims, checked_at=ASKED_AT, **{**given, **fields})


def quote(said: str) -> Quote:
    return Quote(1, 0, len(said), said)


def text(card: Card) -> str:
    """All of a card as a plain message."""
    return "\n=====\n".join(page.text for page in pages(card, Form.TEXT))


SUPPORTED = Checked("*It* rained.", Verdict.SUPPORTED, (quote("It rained on Monday."),))
OTHERWISE = Checked("40 came.", Verdict.OTHERWISE, (quote("In all 30 came."),), "another number: 30")
NOT_FOUND = Checked("It snowed.", Verdict.NOT_FOUND, (), "no article says it")
NO_CLAIM = Checked("Hello!", Verdict.NO_CLAIM, (), "a greeting")


def test_a_check_as_a_whole():
    """Each sentence is quoted with its verdict; where the articles say otherwise, both are shown."""
    card = check_card(checked(SUPPORTED, OTHERWISE, NOT_FOUND, NO_CLAIM))
    assert text(card) == (
        "> \\*It\\* rained.\n"
        "**Supported**\n"
        "- “It rained on Monday.” [1]\n\n"
        "> 40 came.\n"
        "**The articles say otherwise**: another number\\: 30\n"
        "- “In all 30 came.” [1]\n\n"
        "> It snowed.\n"
        "**Not found**: no article says it\n\n"
        "> Hello!\n"
        "**Nothing to check**: a greeting\n\n"
        "[1] Talks · The Courier · 2020-08-03"
    )


@pytest.mark.parametrize(
    ("claims", "tone"),
    [
        ([SUPPORTED, NO_CLAIM], Tone.ANSWERED),
        ([SUPPORTED, NOT_FOUND], Tone.NEUTRAL),
        ([SUPPORTED, OTHERWISE, NOT_FOUND], Tone.FAILED),
        ([NO_CLAIM], Tone.NEUTRAL),
        ([], Tone.NEUTRAL),
    ],
)
def test_the_tone_is_that_of_the_worst_sentence(claims, tone):
    """Green only where all that is claimed is supported, red where the articles say otherwise."""
    assert check_card(checked(*claims)).tone is tone


def test_a_text_without_claims_and_one_that_was_too_long():
    """It says that there was nothing to check; that the end was left out; what was looked at; what was noted."""
    notes = (Note("damaged_article", "1 article left out: run `newsdesk doctor`."),)
    filters = Filters(since=date(2020, 8, 1), collections=("secret",))
    shown = text(check_card(checked(cut=True, citations=(), notes=notes, filters=filters)))
    assert shown == (
        "The text states nothing that articles could say.\n\n"
        "-# The text was longer; only its first sentences were checked.\n"
        "-# Only articles since 2020-08-01 (days in UTC).\n"
        "-# Damaged articles were left out."
    )


@settings(max_examples=60, deadline=None)
@given(TEXTS.filter(str.strip), TEXTS.filter(str.strip), TEXTS.filter(str.strip), st.sampled_from(Form))
def test_nothing_of_a_message_or_an_article_lives(said, proof, why, form):
    """Whatever somebody wrote: one quotation, one verdict, one point for the article's words."""
    card = check_card(checked(Checked(said, Verdict.OTHERWISE, (quote(proof),), why), citations=()))
    kinds = [kind for page in pages(card, form) for block in page.blocks for kind, _ in read(block).alive]
    assert kinds == ["quote", "bold", "list"]
