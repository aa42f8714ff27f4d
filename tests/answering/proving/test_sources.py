"""Sentences that may say a claim, and which of them are looked at."""

from bot.answering.proving.candidates import MOST_COMPARED, candidates
from bot.answering.proving.sources import sources_of, standing
from bot.domain.evidence import Evidence
from tests.answering.proving.making import evidence, source

ROWER = "Jonas Pryce won in Lucerne. It rained on the lake all day. He had trained near Ghent."


def test_sentences_come_alone_and_in_pairs():
    """Each sentence that was given, and each two that adjoin; not those that were left out."""
    given = evidence(ROWER)
    assert [each.chosen for each in sources_of(given)] == [(0,), (1,), (2,), (0, 1), (1, 2)]
    part = Evidence(1, given.hit, (given.sentences[0], given.sentences[2]))
    assert [each.chosen for each in sources_of(part)] == [(0,), (2,)]


def test_what_a_sentence_leans_on_is_quoted_with_it():
    """ "He" takes the sentence along that names him."""
    told = standing(source(ROWER, 2))
    assert told.added == (0,)
    assert told.backing.text == "Jonas Pryce won in Lucerne. … He had trained near Ghent."
    assert told.own_text == "He had trained near Ghent."


def test_the_likeliest_sentences_come_first():
    """Those that take up most of the claim's words; one that takes up nearly none is not looked at."""
    found = candidates("Jonas Pryce won in Lucerne", [evidence(ROWER)])
    assert found[0].chosen == (0,)
    assert (1,) not in [each.chosen for each in found]


def test_a_long_article_costs_no_more():
    """However many sentences take up the claim's words, a few are looked at."""
    many = " ".join(f"Jonas Pryce won race {n} in Lucerne." for n in range(60))
    assert len(candidates("Jonas Pryce won in Lucerne.", [evidence(many)])) == MOST_COMPARED


def test_a_sentence_that_two_passages_share_counts_once():
    """Passages overlap; the same sentence is compared once."""
    found = candidates(
        "Jonas Pryce won in Lucerne.", [evidence(ROWER, 1, article_id="a"), evidence(ROWER, 2, article_id="a")]
    )
    assert len({each.chosen for each in found}) == len(found)
