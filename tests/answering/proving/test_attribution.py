"""Who says what a claim tells."""

import pytest

from bot.answering.proving.attribution import lost_voice, other_voice
from tests.answering.proving.making import source

ROSS = (
    "Wilbur Ross, the commerce secretary, said on Friday that the steps would protect Americans. "
    "The rules were published at noon. "
    "“They cut a telephone line,” said Wen Halloran of the Larkfield Institute. "
    "“Nobody asked us.” "
    "About 100 million people use the app, the company said as it took the government to court."
)


@pytest.mark.parametrize(
    ("claim", "chosen"),
    [
        ("Wilbur Ross said the steps would protect Americans.", 0),
        ("The commerce secretary argued that the steps would protect Americans.", 0),
        ("According to Ross, the steps would protect Americans.", 0),
        ("The rules were published at noon.", 1),
        ("Halloran said nobody had asked them.", 3),
        ("The company took the government to court.", 4),
        ("According to The Copper Wire, the rules were published at noon.", 1),
        ("The rules, the article says, were published at noon.", 1),
    ],
)
def test_an_attribution_may_be_told_in_other_words(claim: str, chosen: int):
    """By name, office or outlet; what the sentence itself tells needs none."""
    told = source(ROSS, chosen, outlet="The Copper Wire")
    assert (lost_voice(claim, told), other_voice(claim, told)) == (None, None)


@pytest.mark.parametrize(
    ("claim", "chosen", "who"),
    [
        ("The steps will protect Americans.", 0, "Wilbur Ross, the commerce secretary,"),
        ("A telephone line was cut.", 2, "Wen Halloran of the Larkfield Institute"),
        ("Nobody asked them.", 3, "Wen Halloran"),
        ("About 100 million people use the app.", 4, "the company"),
    ],
)
def test_a_lost_attribution_is_found(claim: str, chosen: int, who: str):
    """What somebody says is not told as a fact, not even where the quotation merely goes on."""
    assert lost_voice(claim, source(ROSS, chosen)) == who


@pytest.mark.parametrize(
    ("claim", "chosen", "who"),
    [
        ("Officials said the rules were published at noon.", 1, "Officials"),
        ("Wen Halloran said the steps would protect Americans.", 0, "Wen Halloran"),
        ("According to Wilbur Ross, the rules were published at noon.", 1, "Wilbur Ross"),
        ("The rules were published at noon, a spokesman said.", 1, "a spokesman"),
    ],
)
def test_an_added_or_another_speaker_is_found(claim: str, chosen: int, who: str):
    """Also one whom the article lets say something else."""
    assert other_voice(claim, source(ROSS, chosen)) == who
