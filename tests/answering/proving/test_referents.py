"""Names in the place of "he" and "the company"."""

import pytest

from bot.answering.proving.referents import naming_sentence
from tests.answering.proving.making import source

TEXT = (
    "Instagram Reels went live in June. "
    "TikTok has not been kind about it. "
    "Kevin Mayer had described the product as a copycat in a blog post. "
    "Mr. Mayer told the staff of his plans. "
    "He oversaw the start of Disney before. "
    "WeChat is owned by Tencent. "
    "It has 19 million users."
)


def named(name: str, claim: str, chosen: int) -> int | None:
    at = claim.index(name)
    return naming_sentence(tuple(name.casefold().split()), claim, (at, at + len(name)), source(TEXT, chosen))


@pytest.mark.parametrize(
    ("name", "claim", "chosen", "index"),
    [
        ("Reels", "Kevin Mayer had called Reels a copycat.", 2, 0),
        ("Mayer", "Mayer oversaw the start of Disney.", 4, 3),
        ("WeChat", "WeChat has 19 million users.", 6, 5),
    ],
)
def test_the_sentence_that_names_it_is_found(name: str, claim: str, chosen: int, index: int):
    """Shortly before, or where the article opens."""
    assert named(name, claim, chosen) == index


@pytest.mark.parametrize(
    ("name", "claim", "chosen"),
    [
        ("TikTok", "TikTok has 19 million users.", 6),  # "it" is who was named last
        ("Reels", "Reels oversaw the start of Disney.", 4),  # "he" is no product
        ("TikTok", "In a blog post TikTok told of Kevin Mayer.", 2),  # stands elsewhere than "the product"
        ("Oslo", "Oslo has 19 million users.", 6),  # named nowhere
    ],
)
def test_another_name_is_not_meant(name: str, claim: str, chosen: int):
    """One that does not fit, stands among other words, or is not who was named last."""
    assert named(name, claim, chosen) is None
