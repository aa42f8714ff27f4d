"""An answer as a card: short, cited, nothing of the operator's in it, whatever articles and people write."""

from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from bot.domain.answer import Answer, Citation, Headline, Note, Outcome, Quote, Reason, Rival, Statement, Usage
from bot.domain.guild import Form
from bot.rendering.discord.answers import (
    CUT,
    answer_card,
    growing_card,
    latest_card,
    sources_card,
    waiting_card,
)
from bot.rendering.discord.pieces import Card, Tone
from bot.rendering.discord.splitting import pages
from bot.rendering.safety import line
from tests.rendering.discord.client import read, unseen
from tests.rendering.discord.hostile import TEXTS
from tests.rendering.examples import ASKED_AT, abstained, answered, article, introduced

HEADLINE = Headline("a1", "Talks", "The Courier", "news/a1.txt", "2020-08-03", date_inferred=False)


def text(card: Card) -> str:
    """All of a card as a plain message."""
    return "\n=====\n".join(page.text for page in pages(card, Form.TEXT))


def test_an_answer_as_a_whole():
    """The short answer with its date, the statements with markers, rivals, sources, and small print."""
    answer = answered("A [sic] deal.", url="https://x.example/a?b=1")
    card = answer_card(answer)
    assert card.tone is Tone.ANSWERED
    assert text(card) == (
        "**TikTok (the sources differ)** (as of 2020-08-03)\n\n"
        "- A \\[sic\\] deal. [1]\n"
        "- Sources say: **ByteDance** [1]\n\n"
        "[1] [Talks](<https://x.example/a?b=1>) · The Courier · 2020-08-03\n\n"
        "-# Only articles since 2020-08-01; from The Courier (days in UTC).\n"
        "-# 1 statement could not be proved and is not shown."
    )


def test_what_was_asked_and_what_is_forgotten_are_said_where_the_front_end_knows_it():
    """The question stands above the answer to a command; a conversation that is no longer known is a remark."""
    shown = text(answer_card(answered(), asked="who? " + "🔥" * 50 + "\n# @everyone", cut=True))
    assert shown.startswith("-# who? 🔥🔥🔥🔥🔥🔥… \\# \\@\u200beveryone\n\n**TikTok")
    assert f"-# {CUT}\n" in shown


def test_without_a_short_answer_the_date_stands_alone():
    """It begins with a capital; its colon is no syntax."""
    shown = text(answer_card(replace(answered(), short=None, rivals=(), as_of="2020-08-03T14:30Z")))
    assert shown.startswith("*As of 2020-08-03 14\\:30 UTC*\n")


def test_a_source_is_told_as_far_as_it_is_known():
    """No outlet, no title, no address: no empty places, and no path of the operator's machine."""
    shown = text(answer_card(answered(title=None, outlet=None, published_at=None, source_path="private/one.txt")))
    assert "[1] untitled · date unknown\n" in shown
    assert "private" not in shown


def test_long_titles_and_broken_outlets_take_one_short_line():
    """Three hundred characters of a title end in an ellipsis; an outlet of several lines is one."""
    shown = text(answer_card(answered(title="Long title " * 30, outlet="The\nCourier\r\n# of " + "x" * 100)))
    (source,) = [row for row in shown.split("\n") if row.startswith("[1] ")]
    title, outlet, _ = source.split(" · ")
    assert title.endswith("Long title…")
    assert len(title) < 210
    assert outlet.startswith("The Courier \\# of xxx")
    assert outlet.endswith("…")


def test_a_title_from_right_to_left_keeps_to_its_place():
    """It does not draw outlet and date to its side."""
    assert "[1] \u2068[שלום](<https://x.example>)\u2069 · The Courier" in text(
        answer_card(answered(title="שלום", url="https://x.example"))
    )


def test_the_price_of_a_model_is_not_for_members():
    """Neither the model nor what it took is shown."""
    usage = Usage("small-model", 1200, 80, usd=0.5)
    assert text(answer_card(replace(answered(), usage=usage))) == text(answer_card(answered()))


def test_an_abstention_is_short():
    """It says why and names three of the nearest headlines, without where they lie."""
    answer = replace(abstained(), nearest=(*abstained().nearest, replace(HEADLINE, title=None), *[HEADLINE] * 5))
    card = answer_card(answer)
    assert card.tone is Tone.ABSTAINED
    assert text(card) == (
        "**No answer:** the articles that were found do not answer this.\n\n"
        "Nearest headlines:\n"
        "- Talks \\[sic\\] · 2020-08 (day unknown)\n"
        "- untitled · The Courier · 2020-08-03\n"
        "- Talks · The Courier · 2020-08-03"
    )


def test_an_empty_library_is_a_failure():
    """Members learn that there is nothing to ask; how to fill it is the operator's business."""
    answer = replace(
        abstained(),
        outcome=Outcome.ERROR,
        reason=Reason.LIBRARY_EMPTY,
        nearest=(),
        notes=(Note("library_empty", "Run `newsdesk ingest FOLDER`."),),
    )
    card = answer_card(answer)
    assert card.tone is Tone.FAILED
    assert text(card) == "**No answer:** the library is empty."


def test_a_greeting_gets_the_scope_and_questions_to_ask():
    """What the library holds stands in the place of an answer."""
    card = answer_card(introduced())
    assert card.tone is Tone.NEUTRAL
    assert text(card) == (
        "The library holds 2 articles.\n\n"
        "**You can ask, for example:**\n"
        "- Who runs \\*Brask\\*?\n"
        "- How many trams did Brask buy?\n\n"
        "-# There is no outlet 'Post'."
    )


def test_an_answer_that_is_too_long_says_where_the_rest_is():
    """The button Sources has what did not fit; the sources themselves only say that there is more."""
    answer = answered("A long story. " * 2000)
    assert text(answer_card(answer)).endswith("-# The rest is under Sources.")
    assert text(sources_card(answer)).endswith("-# There is more than fits here.")


def test_the_latest_stories():
    """A digest has a heading of its own; without stories it is an abstention like any other."""
    answer = replace(answered(), short=None, rivals=(), filters=abstained().filters, notes=())
    assert text(latest_card(answer)).startswith("**The latest stories** (as of 2020-08-03)\n\n- Microsoft is")
    assert latest_card(abstained()) == answer_card(abstained())


def test_sources_with_their_exact_quotes():
    """Each source is followed by all that was quoted from it, each quote once."""
    shown = text(sources_card(answered("It said “no” *twice*.", url="https://x.example")))
    assert shown == '[1] [Talks](<https://x.example>) · The Courier · 2020-08-03\n> "It said “no” \\*twice\\*."'
    assert text(sources_card(abstained())) == "This answer has no sources."


@given(TEXTS)
def test_a_quote_can_be_read_exactly(quote):
    """What Discord shows of a quote is the quote on one line, to the letter."""
    card = sources_card(answered(quote or "x"))
    shown = unseen(read(card.units[1].text).shown)
    assert shown[1:-1] == line(quote or "x")


def test_a_growing_answer():
    """What is proved so far stands with its sources above what is being done."""
    answer = answered("It rained.")
    card = growing_card(answer.statements, answer.citations, asked="did it rain?")
    assert card.tone is Tone.NEUTRAL
    assert text(card) == ("-# did it rain?\n\n- It rained. [1]\n\n[1] Talks · The Courier · 2020-08-03\n\n*Writing…*")
    assert text(growing_card((), (), "Reading *12* passages…")) == "*Reading \\*12\\* passages…*"


def test_waiting():
    """Who waits sees the place in the queue."""
    assert text(waiting_card(3)) == "*Waiting: number 3 in the queue.*"
    assert text(waiting_card(0)) == "*Searching the articles…*"


@st.composite
def answers(draw) -> Answer:
    """Answers whose every text is hostile."""
    texts = TEXTS.filter(str.strip)
    cited = [
        Citation.of(number, article(title=draw(texts), outlet=draw(texts), url=f"https://a.example/{draw(texts)}"))
        for number in (1, 2)
    ]
    statements = tuple(
        Statement(said, (Quote(number, 0, len(said), said),), 0.9) for number in (1, 2) for said in [draw(texts)]
    )
    filters = replace(answered().filters, outlets=(draw(texts),))
    notes = (Note("follow_up", f"Understood as: {draw(texts)}"),)
    return Answer(
        question=draw(texts), standalone_question="x", asked_at=ASKED_AT, outcome=Outcome.ANSWERED, engine="extractive",
        short=draw(texts), statements=statements, citations=tuple(cited), filters=filters, notes=notes,
        rivals=(Rival(draw(texts), statements[0].quotes),),
    )  # fmt: skip


@settings(max_examples=60, deadline=None)
@given(answers(), st.sampled_from(Form))
def test_in_no_answer_anything_lives_but_what_we_wrote(answer, form):
    """Lists, bold, small print and links to the sources are ours: there are as many as in a harmless answer, no more."""
    made = [
        *pages(answer_card(answer, asked=answer.question), form),
        *pages(sources_card(answer), form),
    ]
    alive = [each for page in made for block in page.blocks for each in read(block).alive]
    kinds = [kind for kind, _ in alive]
    assert set(kinds) <= {"bold", "list", "masked link", "subtext", "quote", "italic"}
    assert kinds.count("list") == 3
    assert kinds.count("bold") + kinds.count("italic") == 2
    assert kinds.count("subtext") == 3
    assert kinds.count("masked link") == 4
    assert all("](<https://a.example/" in source for kind, source in alive if kind == "masked link")
