"""Cards of any content come onto pages within Discord's limits, whole units first, nothing lost."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.domain.guild import Form
from bot.rendering.discord.escaping import escaped, link
from bot.rendering.discord.pieces import Card, Page, Tone, Unit
from bot.rendering.discord.splitting import MOST_PAGES, pages
from tests.rendering.discord.client import read
from tests.rendering.discord.hostile import FRAGMENTS

CHARACTERS = {Form.LAYOUT: 4000, Form.EMBED: 4096, Form.TEXT: 2000}
ALL = 10_000

words = st.lists(st.sampled_from([*FRAGMENTS, "words and ", "語語語語", "🔥🔥"]), min_size=1, max_size=12).map("".join)
texts = st.one_of(
    words.map(escaped),
    st.builds(lambda text, times: escaped(text * times), words, st.integers(1, 150)),
    st.builds(lambda text, path: link(text, f"https://a.example/{path}"), words, words),
)
units = st.builds(Unit, texts, st.booleans(), st.booleans())
cards = st.builds(
    Card,
    st.sampled_from(Tone),
    st.lists(units, min_size=1, max_size=15).map(tuple),
    st.lists(texts, max_size=3).map(tuple),
)


def drawn(unit: Unit) -> str:
    return f"> {unit.text}" if unit.quoted else unit.text


def lines(card: Card) -> list[str]:
    """What a card shows, line by line."""
    return [drawn(unit) for unit in card.units if unit.text.strip()] + [
        f"-# {told}" for told in card.small if told.strip()
    ]


def letters(text: str) -> str:
    """The text without space and without the marks of quotations at the beginning of lines."""
    return "".join(re.sub(r"(?m)^> ?", "", text).split())


def within(page: Page, form: Form, reserved: int = 0) -> bool:
    """Whether Discord takes the page as one message, by its own ways of counting and by the larger one."""
    texts = page.blocks if form is Form.LAYOUT else [page.text]
    units = sum(len(text.encode("utf-16-le")) // 2 for text in texts)
    octets = sum(len(text.encode()) + 12 for text in texts)
    layout = form is not Form.LAYOUT or (len(texts) + reserved <= 40 and octets <= 10_170)
    return units <= CHARACTERS[form] and layout and all(text.strip() for text in texts)


@settings(max_examples=40, deadline=None)
@given(cards, st.sampled_from(Form), st.integers(0, 38), st.integers(1, 6))
def test_every_page_is_within_the_limits_of_its_form(card, form, reserved, most):
    """Whatever a card holds, each page is one message, there are no more than allowed, and only the first is the first."""
    made = pages(card, form, reserved=reserved, most=most)
    assert len(made) <= most
    assert all(within(page, form, reserved) for page in made)
    assert [page.first for page in made] == [True, *[False] * (len(made) - 1)][: len(made)]
    assert {page.tone for page in made} <= {card.tone}


@settings(max_examples=40, deadline=None)
@given(cards, st.sampled_from(Form), st.integers(0, 38))
def test_nothing_is_lost_on_the_way(card, form, reserved):
    """All pages together show what the card holds, in order; every line that fits on a page stands on one unbroken."""
    made = pages(card, form, reserved=reserved, most=ALL)
    assert letters("\n".join(page.text for page in made)) == letters("\n".join(lines(card)))
    shown = {line for page in made for line in page.text.split("\n")}
    for line in lines(card):
        if within(Page(card.tone, (line,), first=True), form) and len(line.encode()) < 8_900:
            assert line in shown


@settings(max_examples=40, deadline=None)
@given(cards, st.sampled_from(Form))
def test_a_cut_tears_nothing(card, form):
    """No page ends or begins within an escape or a link, and no syntax comes alive at a cut."""
    made = pages(card, form, most=ALL)
    links = [found for line in lines(card) for found in re.findall(r"\[[^\[\]]*\]\(<[^>]*>\)", line)]
    for page in made:
        for kind, source in read(page.text).alive:
            assert kind in ("masked link", "quote", "subtext")
            if kind == "masked link":
                links.remove(source)
        for block in page.blocks:
            assert not re.search(r"(?<!\\)(?:\\\\)*\\$", block)
    assert not links


@pytest.mark.parametrize("form", Form)
def test_units_share_a_page_as_long_as_they_fit(form):
    """A short card is one page: lines that belong together in one block, other blocks apart."""
    card = Card(Tone.ANSWERED, (Unit("one", opens=True), Unit("two"), Unit("three", opens=True)), ("small", "print"))
    (page,) = pages(card, form)
    assert page == Page(Tone.ANSWERED, ("one\ntwo", "three", "-# small\n-# print"), first=True)
    assert page.text == "one\ntwo\n\nthree\n\n-# small\n-# print"


@pytest.mark.parametrize("form", Form)
def test_a_page_is_filled_to_its_last_character(form):
    """The limit of a form is reached, and one character more begins another page; what joins blocks counts."""
    most = CHARACTERS[form]
    assert len(pages(Card(Tone.NEUTRAL, (Unit("x" * most),)), form)) == 1
    assert len(pages(Card(Tone.NEUTRAL, (Unit("x" * (most + 1)),)), form)) == 2
    blocks = (Unit("x" * (most - 102)), Unit("y" * 100, opens=True))
    assert len(pages(Card(Tone.NEUTRAL, blocks), form)) == 1
    assert len(pages(Card(Tone.NEUTRAL, (*blocks, Unit(""), Unit("z"))), form)) == 2
    assert len(pages(Card(Tone.NEUTRAL, (blocks[0], Unit("y" * 101, opens=True))), form)) == 2


def test_a_page_is_left_at_the_border_of_a_unit():
    """What does not fit any more goes to the next page as a whole."""
    made = pages(Card(Tone.ANSWERED, (Unit("a " * 700), Unit("b " * 700))), Form.TEXT)
    assert [page.text for page in made] == ["a " * 700, "b " * 700]


def test_each_piece_of_a_long_quotation_is_one():
    """A quotation that is longer than a page is cut at white space, and goes on as a quotation."""
    made = pages(Card(Tone.NEUTRAL, (Unit("word " * 1000, quoted=True),)), Form.TEXT)
    assert len(made) == 3
    assert all(re.fullmatch(r"> (word ?)+(?<=word)", page.text) for page in made)


def test_without_white_space_a_cut_spares_characters_escapes_and_links():
    """Emoji of several code points, escapes and links stay whole where there is no space to cut at."""
    address = "[x](<https://a.example/" + "y" * 900 + ">)"
    for piece in ("👩\u200d🚒", "🇳🇴", "e\u0301", "\\*", "\\\\", address, "[12]", "`code`"):
        for lead in range(5):
            made = pages(Card(Tone.NEUTRAL, (Unit("x" * lead + "!".join([piece] * 1200)),)), Form.TEXT, most=ALL)
            assert len(made) > 1
            assert all(re.fullmatch(f"[x!]*(?:{re.escape(piece)}!?)+", page.text) for page in made)
            assert all(within(page, Form.TEXT) for page in made)


def test_what_has_no_end_is_cut_all_the_same():
    """A heap of marks, a link or white space longer than a page does not hold a page up."""
    for text in (
        "e" + "\u0301" * 9000,
        "[x](<https://a.example/" + "y" * 9000 + ">)",
        "`" + "y" * 9000 + "`",
        "\\" * 9000,
        "a" + " " * 9000 + "b",
    ):
        made = pages(Card(Tone.NEUTRAL, (Unit(text),)), Form.TEXT, most=ALL)
        assert all(within(page, Form.TEXT) for page in made)
        assert letters("".join(page.text for page in made)) == letters(text)


def test_text_of_many_bytes_leaves_room():
    """4,000 Chinese characters are more than Discord bears in a message with components, though it counts characters."""
    card = Card(Tone.NEUTRAL, (Unit("語" * 3900),))
    assert len(pages(card, Form.LAYOUT)) == 2
    assert len(pages(card, Form.EMBED)) == 1


def test_components_of_buttons_are_left_free():
    """Forty components are buttons and texts together."""
    card = Card(Tone.NEUTRAL, tuple(Unit(str(number), opens=True) for number in range(60)))
    assert [len(page.blocks) for page in pages(card, Form.LAYOUT, reserved=10)] == [30, 30]


@pytest.mark.parametrize("form", Form)
def test_beyond_the_last_page_it_says_where_the_rest_is(form):
    """A card that is too long ends with a line about the rest; one that just fits does not."""
    long = Card(Tone.ANSWERED, tuple(Unit("word " * 380) for _ in range(30)), ("small",), "More comes.")
    made = pages(long, form)
    assert len(made) == MOST_PAGES
    assert made[-1].blocks[-1] == "-# More comes."
    assert all("More comes." not in page.text for page in made[:-1])
    assert all(within(page, form) for page in made)
    assert pages(long, form, most=1)[0].blocks[-1] == "-# More comes."
    fitting = Card(Tone.ANSWERED, tuple(Unit("word " * 380) for _ in range(5)), (), "More comes.")
    assert "More comes." not in pages(fitting, Form.TEXT)[-1].text


def test_an_empty_card_has_no_page():
    """Discord takes no empty message, so nothing is made of nothing."""
    assert pages(Card(Tone.NEUTRAL, (Unit("  "),), ("",)), Form.LAYOUT) == ()
