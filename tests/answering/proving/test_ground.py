"""Statements in somebody's own words, grounded in evidence by the packaged models."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.answering.proving.claim import Claim, Grounding
from bot.answering.proving.form import LONGEST
from bot.answering.proving.ground import Grounder
from bot.answering.proving.wording import plain
from bot.domain.evidence import Evidence
from bot.domain.receipt import Fate
from bot.models.onnx_embedder import MiniLMEmbedder
from bot.models.onnx_reader import MiniLMReader
from tests.answering.proving.making import evidence

GROUNDER = Grounder(MiniLMReader(), MiniLMEmbedder())

TALKS = (
    "Microsoft Corp said on Sunday that it was in talks with ByteDance on the purchase of TikTok's operations. "
    "The company may invite other investors. "
    "No price was disclosed. "
    "Satya Nadella, its chief executive, spoke with President Donald Trump. "
    "He promised a security review."
)
BAN = "India banned 59 Chinese apps on Monday, among them TikTok. Google was not named in the order."
EVIDENCE = (
    evidence(TALKS, 1, day="2020-08-03", outlet="The Harbor Ledger"),
    evidence(BAN, 2, day="2020-06-30", outlet="Eastern Dispatch"),
    evidence("A cat show drew 400 visitors to the town hall.", 3),
)
ANY_TEXT = st.text(st.characters(exclude_categories=()), max_size=200)
STORABLE_TEXT = st.text(st.characters(exclude_categories=("Cs",)), max_size=200)
"""Of an article: surrogates are taken out before it is stored."""


def ground(text: str, *cited: int, given: tuple[Evidence, ...] = EVIDENCE) -> Grounding:
    return GROUNDER.ground(Claim(text, cited), given)


def quotes(grounding: Grounding) -> list[str]:
    assert grounding.draft is not None
    return [backing.text for backing in grounding.draft.backings]


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("Microsoft said on 2 August 2020 that it was negotiating with ByteDance over buying TikTok's operations.", 1),
        ("Microsoft may ask other investors to join.", 1),
        ("On 29 June 2020, 59 Chinese apps including TikTok were banned by India.", 2),
        ("Google was not named in India's order.", 2),
    ],
)
def test_a_statement_that_its_source_says_is_kept(text: str, number: int):
    """In other words, another order, with the day that "Sunday" was."""
    grounding = ground(text, number)
    assert (grounding.judged.fate, grounding.judged.why, grounding.judged.cited) == (Fate.KEPT, "", (number,))
    assert grounding.draft is not None
    assert (grounding.draft.text, grounding.draft.reworded) == (text, True)
    assert grounding.draft.support == grounding.judged.support > 0


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("India banned 47 Chinese apps on Monday.", "no quote has the figure: 47"),
        ("India banned 59 Chinese apps on Tuesday.", "no quote has the date: Tuesday"),
        ("Nepal banned 59 Chinese apps on Monday.", "no quote has the name: Nepal"),
        ("Microsoft will invite other investors to join.", "it holds back more or less: the source says “may”"),
        ("Google was named in India's order.", "it and the quote deny each other in “named”"),
        ("Volcanoes in Iceland sleep for a century or two.", "no sentence of the evidence speaks of it"),
        ("He promised a security review of the app.", "it does not say who or what is meant by “He”"),
        ("The ban.", "it says too little to be proved"),
        ("According to the article, a ban.", "it says too little to be proved"),
    ],
)
def test_a_statement_that_nothing_says_is_dropped(text: str, why: str):
    """With the reason in words; nothing is left to show."""
    grounding = ground(text, 1, 2)
    assert grounding.draft is None
    assert grounding.judged.fate is Fate.DROPPED
    assert why in grounding.judged.why


def test_what_another_passage_says_is_cited_anew():
    """The passage that it named does not say it, another one does: that one is quoted."""
    grounding = ground("India banned 59 Chinese apps, among them TikTok.", 1)
    assert (grounding.judged.fate, grounding.judged.why) == (
        Fate.CITED_ANEW,
        "what it cites does not say it, but [2] does",
    )
    assert quotes(grounding) == ["India banned 59 Chinese apps on Monday, among them TikTok."]


def test_a_statement_without_a_source_is_offered_to_all():
    """Nothing is trusted for being uncited, nor lost."""
    grounding = ground("India banned 59 Chinese apps, among them TikTok.")
    assert (grounding.judged.fate, grounding.judged.why) == (Fate.CITED_ANEW, "it cites no evidence, but [2] does")


def test_only_what_says_it_is_quoted():
    """One sentence where one is enough; what it leans on comes along."""
    assert quotes(ground("Satya Nadella promised a security review.", 1)) == [
        "Satya Nadella, its chief executive, spoke with President Donald Trump. He promised a security review."
    ]


def test_a_statement_that_joins_two_articles_has_a_quote_of_each():
    """Each part is proved by itself."""
    text = "Microsoft said it was in talks with ByteDance, while India banned 59 Chinese apps."
    grounding = ground(text, 1, 2)
    assert grounding.judged.fate is Fate.KEPT
    assert grounding.draft is not None
    assert [backing.article.id for backing in grounding.draft.backings] == ["article 1", "article 2"]


def test_half_a_joined_statement_is_not_enough():
    """Where one part is not said, all of it is dropped."""
    assert (
        ground("Microsoft said it was in talks with ByteDance, while Nepal banned 59 Chinese apps.", 1, 2).draft is None
    )


def test_sources_that_say_the_same_are_both_quoted():
    """Two cited articles of which each says all of it."""
    given = (evidence(BAN, 1), evidence("On Monday India banned 59 apps that are Chinese.", 2, day="2020-06-30"))
    given = (evidence(BAN, 1, day="2020-06-30"), given[1])
    grounding = ground("India banned 59 Chinese apps on Monday.", 1, 2, given=given)
    assert grounding.draft is not None
    assert len(grounding.draft.backings) == 2


def test_a_giant_statement_is_not_looked_for():
    """Its length alone drops it; the evidence may be empty too."""
    assert f"{LONGEST} are the most" in ground("India banned 59 apps. " * 60, 2).judged.why
    assert ground("India banned 59 Chinese apps.", given=()).judged.fate is Fate.DROPPED


def test_the_same_gives_the_same():
    """Grounded twice: equal to the last digit."""
    text = "On Monday, 59 Chinese apps including TikTok were banned by India."
    assert ground(text, 2) == ground(text, 2)


@settings(max_examples=60, deadline=None)
@given(ANY_TEXT)
def test_any_text_is_judged(text: str):
    """Whatever a model writes is kept or dropped, never raises, and is told as it was written."""
    grounding = ground(text, 1)
    assert grounding.judged.text == text
    assert (grounding.draft is None) == (grounding.judged.fate is Fate.DROPPED)


@settings(max_examples=40, deadline=None)
@given(st.integers(10, 9_999))
def test_no_figure_is_shown_that_is_not_quoted(number: int):
    """Whatever the figure: a statement is shown with it only if its quotes hold it."""
    grounding = ground(f"India banned {number} Chinese apps on Monday.", 2)
    assert (grounding.draft is not None) == (number == 59)


@settings(max_examples=40, deadline=None)
@given(STORABLE_TEXT)
def test_any_article_is_read(text: str):
    """Hostile evidence neither raises nor lends its words to a statement that it does not make."""
    grounding = ground(
        "India banned 59 Chinese apps on Monday.", 1, given=(evidence(text or "x", 1, day="2020-06-30"),)
    )
    assert grounding.draft is None or "59" in plain(text)


def test_how_much_support_is_enough_can_be_set():
    """A statement that is kept as a rule is dropped where more is wanted, and the reason says how much."""
    claim = Claim("Microsoft may ask other investors to join.", (1,))
    usual = GROUNDER.ground(claim, EVIDENCE).judged
    assert usual.fate is Fate.KEPT
    strict = Grounder(MiniLMReader(), MiniLMEmbedder(), enough=0.99).ground(claim, EVIDENCE).judged
    assert (strict.fate, strict.support) == (Fate.DROPPED, usual.support)
    assert "0.99 is needed" in strict.why
