"""What the rules ask of plain sentences, and what they leave alone."""

import pytest
from hypothesis import given
from hypothesis import strategies as some

from bot.evaluation.drafting.ruled import TYPES, proposals
from tests.evaluation.drafting.making import CRANES, article


def asked(text: str) -> dict[str, tuple[str, ...]]:
    return {each.question: each.answers for each in proposals(article(text))}


def test_an_article_is_asked_for_each_of_its_parts():
    """Doer, thing, time, number, office, age and speaker, each with its answer."""
    assert asked(CRANES) == {
        "Who bought four harbour cranes from the city of Marwick on Monday?": ("Halden",),
        "What did Halden buy from the city of Marwick on Monday?": ("four harbour cranes",),
        "When did Halden buy four harbour cranes from the city of Marwick?": ("Monday", "August 3, 2020"),
        "How many harbour cranes did Halden buy from the city of Marwick on Monday?": ("four",),
        "When did Norway ban 12 foreign trawlers?": ("Aug. 2", "August 2, 2020"),
        "How many foreign trawlers did Norway ban on Aug. 2?": ("12",),
        "Who is the chief executive of Halden?": ("Ida Brandt",),
        "How old is Ida Brandt?": ("51",),
        'Who said "The old cranes were never quick enough for us"?': ("Ida Brandt",),
    }


@pytest.mark.parametrize(
    ("sentence", "question", "answer"),
    [
        ("Kestrel Air paid $40 million for Blue Heron.", "How much did Kestrel Air pay for Blue Heron?", "$40 million"),
        ("Kestrel Air bought Blue Heron for $2 billion.", "For how much did Kestrel Air buy Blue Heron?", "$2 billion"),
        ("More than 300 people visited Tamsin Park on Sunday.", "How many people visited Tamsin Park on Sunday?", "300"),
        ("Norway banned 59 Chinese apps.", "Which country banned 59 Chinese apps?", "Norway"),
        (
            "Ove Lind, an engineer at Halden Works, waited.",
            "At which organisation is Ove Lind an engineer?",
            "Halden Works",
        ),
        ("Norway opened the Tamsin Bridge in Oslo.", "Where did Norway open the Tamsin Bridge?", "Oslo"),
        ("Mr. Tim Brandt was arrested in Norway.", "Who was arrested in Norway?", "Tim Brandt"),
        (
            "Mayor Ida Brandt, who founded Halden Works in 2011, left the city council.",
            "When did Mayor Ida Brandt found Halden Works?",
            "2011",
        ),
        (
            "Mayor Ida Brandt said on Monday that Halden Works will hire in October.",
            "Who said that Halden Works will hire in October?",
            "Ida Brandt",
        ),
    ],
)  # fmt: skip
def test_a_sentence_is_asked(sentence, question, answer):
    """Verbs come in the form that the question needs."""
    assert answer in asked(sentence).get(question, ()), asked(sentence)


@pytest.mark.parametrize(
    "sentence",
    [
        "He bought Blue Heron on Monday.",
        "Kestrel Air did not buy Blue Heron on Monday.",
        "Kestrel Air may buy Blue Heron.",
        "Kestrel Air reportedly bought Blue Heron on Monday.",
        "The company bought it on Monday.",
        "Kestrel Air bought the company on Monday.",
        "Kestrel's plane landed in Oslo on Monday.",
        "Shares of Kestrel rose on Monday.",
        '"Yes," said Ida Brandt.',
        "Kestrel Air tabled Blue Heron",
        "",
    ],
)
def test_what_does_not_stand_alone_is_not_asked(sentence):
    """Pronouns, doubt, denial, bare nouns that point back, and what is no clause give no question."""
    assert asked(sentence) == {}


@given(some.text(alphabet='Halden bought 4 cranes, on Monday. "Who?" “said” Mr.\n$-\ue000Ä', max_size=300))
def test_any_text_gives_whole_proposals(text):
    """Whatever an article holds: quotes are slices of it, types are known, questions end as such."""
    for each in proposals(article(text)):
        assert each.quote in text
        assert each.type in TYPES
        assert each.question.endswith("?")
        assert all(answer.strip() for answer in each.answers)


@pytest.mark.parametrize(
    "part", ["Ab ", "Ab, ", "Ab of the ", "Ab & ", "Ab, who ", "12 aa ", "A.B. ", "iPhone ", "a-", "Ab said that "]
)
def test_no_sentence_takes_for_ever(part):
    """Words that go on and on are given up: this test ends."""
    for end in ("x.", "bought x.", "."):
        assert not [each for each in proposals(article(part * 130 + end)) if len(each.question) > 1_000]
