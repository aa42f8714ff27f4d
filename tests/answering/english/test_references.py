"""Which sentence must be quoted with another."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.answering.english.references import REACH, antecedent, stands_alone
from bot.domain.article import Sentence
from bot.ingestion.sentences import find_sentences

HIDDEN = False
"""What is meant is named nowhere near: the sentence is not to be shown."""

SENTENCES = [
    (["Elin Strand won the race on Sunday.", "She had trained for it in Kenya."], 1, (0,)),
    (["Elin Strand won the race on Sunday.", "But she will not defend the title."], 1, (0,)),
    (["Elin Strand won the race on Sunday.", "In 2019, she came fourth."], 1, (0,)),
    (["She had trained in Kenya."], 0, HIDDEN),
    (["Halloway & Sons will close its oldest plant.", "The company employs 340 people there."], 1, (0,)),
    (["Halloway & Sons will close its oldest plant.", "It was built in 1902."], 1, (0,)),
    (["Halloway & Sons will close its oldest plant.", "Its owner lives abroad."], 1, (0,)),
    (["The dam broke at noon.", "This flooded four villages."], 1, (0,)),
    (["The dam broke at noon.", "It is not clear who opened the gates."], 1, None),
    (["The dam broke at noon.", "It took engineers three days to close the gap."], 1, None),
    (["Meera Olsen runs the dam.", "It was she who opened the gates."], 1, (0,)),
    (["The city council of Brask rejected the stadium."], 0, None),
    (['"They changed the locks," said Meera Olsen.'], 0, None),
    (["The dam broke at noon.", "This week the rain is expected to stop."], 1, None),
    (["The dam broke at noon.", "That afternoon the army sent boats."], 1, None),
    (["Exports fell by a tenth in May.", "These figures do not include gas."], 1, (0,)),
    (["Norland and Sudmark signed a treaty.", "Both promised to open the border."], 1, (0,)),
    (["Norland and Sudmark signed a treaty.", "The latter has yet to ratify it."], 1, (0,)),
    (["Kestrel Air bought Blue Heron for $90 million.", "The deal was signed in Oslo."], 1, (0,)),
    (["Kestrel Air bought Blue Heron for $90 million.", "The deal with Blue Heron was signed in Oslo."], 1, None),
    (["Kestrel Air bought Blue Heron for $90 million.", "Kestrel said the company would keep its name."], 1, None),
    (["Mayor Lucia Ferrand opened the bridge.", "He praised the workers.", "The rain held off."], 2, None),
    (["Jonas Meer resigned.", "He gave no reason.", "He will be replaced in June."], 2, (0,)),
    (["“We ran out of salt,” said Owen Pryce.", "“Nobody had ordered any.”"], 1, (0,)),
    (["The village was cut off.", "“Nobody came.”"], 1, HIDDEN),
    (["It rained all night.", "The match was played."], 0, None),
    (["It was Marit Holm who rang the bell."], 0, None),
    (["When he arrived, Jonas Meer was arrested."], 0, None),
    (["In its report, the Solberg Institute blames the wiring."], 0, None),
    (["Solberg Institute published a study.", "In it, 400 nurses describe their shifts."], 1, (0,)),
    (["A man was shot near the station after he refused to stop."], 0, None),
    (["The Health Ministry closed three clinics.", "The ministry said they had no licence."], 1, (0,)),
    (["The ministry said they had no licence."], 0, HIDDEN),
    (["The president will speak on Monday."], 0, None),
    (["The sun rose at six."], 0, None),
    (["Police closed the road.", "So did the railway."], 1, (0,)),
    (["Tomas Lindqvist swam the strait.", "His brother followed in a boat."], 1, (0,)),
    (["Several towns lost power.", "Some of them were dark until Friday."], 1, (0,)),
    (["A new law bans plastic forks.", "However, it does not cover spoons."], 1, (0,)),
    (["OSLO - He was once a carpenter."], 0, HIDDEN),
    (["Most voters stayed at home.", "One of the reasons was the heat."], 1, None),
    (["Nora Winter sued the bank.", "According to her, the papers were forged."], 1, (0,)),
    (["The Bank of Norland raised rates.", "“It had no choice,” said Lena Ziegler."], 1, (0,)),
    (["“There is no more room,” the warden said."], 0, None),
    (["Kestrel Air cut fares.", "On Monday the airline added flights."], 1, (0,)),
    (["That the bridge fell is beyond dispute."], 0, None),
    (
        [
            "Halloway & Sons makes beer.",
            "Sales rose in May.",
            "Profits fell in June.",
            "Prices were cut in July.",
            "The company is for sale.",
        ],
        4,
        HIDDEN,
    ),
]
"""Sentences, the index of one of them, and which it needs beside it; None when it stands alone."""


def joined(parts):
    """One text of the parts, and where each stands."""
    sentences, place = [], 0
    for part in parts:
        sentences.append(Sentence(place, place + len(part)))
        place += len(part) + 1
    return " ".join(parts), tuple(sentences)


def needed(parts, index):
    found = antecedent(*joined(parts), index)
    return None if found is None else found.needed if found.resolvable else HIDDEN


@pytest.mark.parametrize(("parts", "index", "expected"), SENTENCES)
def test_sentence_is_shown_with_what_it_leans_on(parts, index, expected):
    """Pronouns, "the company", bare quotations: with the sentence that names it, alone, or not at all."""
    assert needed(parts, index) == expected


def test_chain_goes_on_until_it_stands():
    """What names the thing may itself lean on an earlier sentence: both are quoted."""
    parts = ["Jonas Meer resigned.", "He had founded a brewery in Oslo.", "It was sold in June."]
    assert needed(parts, 2) == (0, 1)


def test_words_that_lean_are_told():
    """The caller can see which words hang."""
    text, sentences = joined(["Kestrel Air cut fares.", "On Monday the airline added flights."])
    found = antecedent(text, sentences, 1)
    assert found is not None
    assert text[found.words.start : found.words.end] == "the airline"


def test_stands_alone_is_the_short_question():
    """The same judgement as yes or no."""
    text, sentences = joined(["Elin Strand won.", "She wept."])
    assert stands_alone(text, sentences, 0)
    assert not stands_alone(text, sentences, 1)


PIECES = st.sampled_from(
    ["He ", "The company ", "It ", "said ", "Ada Quill ", "“", "”", ". ", "\n\n", "This ", "Both ", ", ", "In ", "Its "]
)


@settings(deadline=None)
@given(st.one_of(st.text(max_size=200), st.lists(PIECES, max_size=40).map("".join)))
def test_any_text_gives_a_few_other_sentences_or_none(text):
    """No text breaks it; what is needed are other sentences of the article, at most three, ascending."""
    sentences = find_sentences(text)
    for index in range(len(sentences)):
        found = antecedent(text, sentences, index)
        if found is None:
            continue
        assert found.needed if found.resolvable else not found.needed
        assert len(found.needed) <= REACH
        assert list(found.needed) == sorted(set(found.needed) - {index})
        assert all(0 <= each < len(sentences) for each in found.needed)
