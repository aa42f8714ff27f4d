"""Positions of the sources: agreement, what was overtaken, and disagreement."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.answering.agreement import agree, settle
from bot.answering.claims import Claim, strength
from bot.answering.english.expectation import Kind

MONDAY, TUESDAY, SATURDAY = date(2021, 3, 8), date(2021, 3, 9), date(2021, 3, 20)


def claim(text, origin="a", probability=0.6, kind=Kind.PLACE, *, day=MONDAY, article=None, sentence="", at=0):
    return Claim(text, kind, probability, article or origin, origin, day, day, f"Outlet {origin}", at, sentence)


def wordings(positions):
    return [position.wording for position in positions]


def test_claims_that_say_the_same_are_one_position_in_its_fullest_wording():
    """Role, surname and full name of one person are one answer, told by the name without the role."""
    positions = agree(
        [
            claim("Ruto", "a", kind=Kind.NAME),
            claim("President William Ruto", "b", 0.4, kind=Kind.NAME),
            claim("William Ruto", "c", 0.5, kind=Kind.NAME),
        ]
    )
    assert wordings(positions) == ["William Ruto"]
    assert positions[0].origins == {"a", "b", "c"}
    assert positions[0].best.article_id == "c"


def test_independent_origins_strengthen_and_copies_do_not():
    """Three outlets with one agency's text weigh as much as one; a text of one's own adds."""
    alone = strength([claim("Porto", "a")])
    assert strength([claim("Porto", "a", article=name) for name in ("x", "y", "z")]) == alone
    assert strength([claim("Porto", "a"), claim("Porto", "b")]) > alone


def test_a_surname_goes_to_the_likelier_of_two_who_share_it():
    """The bare name joins one of them and does not make the two one."""
    positions = agree(
        [
            claim("Bill Clinton", "a", 0.7, Kind.NAME),
            claim("Hillary Clinton", "b", 0.5, Kind.NAME),
            claim("Clinton", "c", 0.6, Kind.NAME),
        ]
    )
    assert wordings(positions) == ["Bill Clinton", "Hillary Clinton"]
    assert positions[0].origins == {"a", "c"}


def test_a_rougher_answer_is_taken_in_by_the_finer_one():
    """The month supports the day; the day is what is said."""
    positions = agree([claim("March", "a", 0.7, Kind.TIME), claim("11 March", "b", 0.4, Kind.TIME)])
    assert wordings(positions) == ["11 March"]
    assert positions[0].origins == {"a", "b"}


def test_a_doubtful_finer_answer_does_not_swallow_a_sure_rough_one():
    """A day that hardly anybody was read to give does not stand for the month that all give."""
    claims = [claim("March", origin, 0.8, Kind.TIME) for origin in "abc"]
    assert wordings(agree([*claims, claim("11 March", "d", 0.05, Kind.TIME)]))[0] == "March"


def test_a_newer_answer_that_stands_by_itself_makes_the_older_one_earlier():
    """Two origins of Monday named Porto; twelve days later one names Faro: Faro holds, Porto was earlier."""
    settled = settle(agree([claim("Porto", "a"), claim("Porto", "b"), claim("Faro", "c", day=SATURDAY)]))
    assert settled.current.wording == "Faro"
    assert wordings(settled.earlier) == ["Porto"]
    assert settled.rivals == ()


def test_a_weak_newer_answer_overtakes_nothing():
    """A doubtful reading of a later article is neither the answer nor a rival."""
    settled = settle(agree([claim("Porto", "a", 0.8), claim("Porto", "b", 0.8), claim("Faro", "c", 0.2, day=SATURDAY)]))
    assert settled.current.wording == "Porto"
    assert settled.earlier == settled.rivals == ()


def test_the_newest_of_doubtful_answers_overtakes_nothing():
    """Where no reading is sure, being newer is no reason."""
    settled = settle(agree([claim("Porto", "a", 0.35), claim("Faro", "b", 0.3, day=SATURDAY)]))
    assert settled.current.wording == "Porto"


def test_a_chain_of_weaker_and_weaker_answers_overtakes_nothing():
    """What overtakes is measured by the strongest answer, not by the one that it would replace."""
    later = date(2021, 4, 3)
    settled = settle(
        agree([claim("Porto", "a", 0.9), claim("Faro", "b", 0.7, day=SATURDAY), claim("Braga", "c", 0.55, day=later)])
    )
    assert settled.current.wording == "Faro"


def test_sources_of_like_date_and_strength_are_rivals():
    """A day apart is no news: both answers stand."""
    settled = settle(agree([claim("Porto", "a", 0.7), claim("Faro", "b", day=TUESDAY)]))
    assert settled.current.wording == "Porto"
    assert wordings(settled.rivals) == ["Faro"]
    assert settled.earlier == ()


def test_undated_sources_disagree_rather_than_overtake():
    """Without dates nothing is newer."""
    settled = settle(agree([claim("Porto", "a", 0.7, day=None), claim("Faro", "b", day=None)]))
    assert wordings(settled.rivals) == ["Faro"]


def test_a_minority_of_one_is_no_rival_of_many():
    """One doubtful reading against four origins is dropped."""
    claims = [claim("Porto", origin, 0.8) for origin in "abcd"]
    assert settle(agree([*claims, claim("Faro", "e", 0.25)])).rivals == ()


def test_an_article_that_holds_the_answer_is_no_witness_against_it():
    """It mentions another place too, less surely; so does a reprint of it."""
    claims = [claim("Porto", "a", 0.7), claim("Faro", "a", 0.6, at=1)]
    copies = [claim("Porto", "a", 0.7, article="copy"), claim("Faro", "a", 0.6, article="copy", at=1)]
    assert settle(agree([*claims, *copies])).rivals == ()


def test_figures_inside_other_figures_name_nothing():
    """A sentence of 2012 does not name the answer 12."""
    claims = [claim("12", "a", 0.7, Kind.NUMBER), claim("30", "b", 0.6, Kind.NUMBER, sentence="In 2012 there were 30.")]
    assert wordings(settle(agree(claims)).rivals) == ["30"]


def test_a_reprint_that_gives_another_answer_disagrees():
    """One text in two papers, with another town in it: both towns are shown."""
    settled = settle(agree([claim("Porto", "a", 0.7), claim("Faro", "a", 0.6, article="copy")]))
    assert wordings(settled.rivals) == ["Faro"]


def test_a_sentence_that_names_both_is_no_witness_against_either():
    """ "Porto, not Faro, will host" and "Faro lost to Porto" do not dispute where it is."""
    claims = [claim("Porto", "a", 0.7), claim("Faro", "b", 0.6, sentence="Faro lost the fair to Porto.")]
    assert settle(agree(claims)).rivals == ()


@pytest.mark.parametrize(
    ("one", "other", "kind"),
    [
        ("a spokeswoman", "Ana Costa", Kind.NAME),
        ("Portugal", "Porto, Portugal", Kind.PLACE),
        ("about 100", "103", Kind.NUMBER),
        ("because the road was icy", "the driver was tired", Kind.OPEN),
    ],
)
def test_not_every_difference_is_a_disagreement(one, other, kind):
    """A description, a wider place, a round number, another reason: compatible."""
    settled = settle(agree([claim(one, "a", kind=kind), claim(other, "b", kind=kind)]))
    assert settled.earlier == settled.rivals == ()


def test_a_hedge_before_the_figure_counts_even_if_it_was_not_marked():
    """A reader marks "900" in "nearly 900 cyclists", which leaves room for 880."""
    rough = claim("900", "a", 0.7, Kind.NUMBER, sentence="Nearly 900 cyclists took part.")
    assert settle(agree([rough, claim("880", "b", kind=Kind.NUMBER)])).rivals == ()
    assert wordings(settle(agree([claim("900", "a", 0.7, Kind.NUMBER), claim("880", "b", kind=Kind.NUMBER)])).rivals)


def test_names_that_answer_an_open_question_can_disagree():
    """What was bought? One paper names one ship, one another."""
    settled = settle(agree([claim("Aurora", "a", 0.7, Kind.OPEN), claim("Borealis", "b", 0.6, Kind.OPEN)]))
    assert wordings(settled.rivals) == ["Borealis"]


def test_yes_and_no_are_rivals_whatever_words_their_sentences_hold():
    """ "No price was named" in a sentence that says yes does not make it a witness for no."""
    yes = claim("Yes", "a", 0.7, Kind.YES_NO, sentence="The bridge is open again.")
    no = claim("No", "b", 0.6, Kind.YES_NO, sentence="The bridge is closed: yes, again.")
    assert wordings(settle(agree([yes, no])).rivals) == ["No"]


def test_items_of_a_list_are_no_rivals():
    """Which countries signed? Each name is right."""
    positions = agree([claim("Portugal", "a"), claim("Spain", "b")])
    assert settle(positions, several=True).rivals == ()


def test_the_date_of_a_position_is_that_of_its_newest_notable_evidence():
    """A hardly readable mention of today does not make an old answer new."""
    positions = agree([claim("Porto", "a", 0.8), claim("Porto", "b", 0.1, day=SATURDAY)])
    assert positions[0].newest == MONDAY


def test_no_claims_settle_to_nothing():
    """Nothing was read to answer."""
    assert agree([]) == ()
    assert settle(()).current is None


CLAIMS = st.lists(
    st.builds(
        claim,
        text=st.sampled_from(
            ["Porto", "Faro", "Porto, Portugal", "Portugal", "a town", "Ana Costa", "", "12", "2 March"]
        ),
        origin=st.sampled_from("abcde"),
        probability=st.floats(0, 1),
        kind=st.just(Kind.PLACE),
        day=st.none() | st.dates(date(2021, 3, 1), date(2021, 3, 31)),
        at=st.integers(0, 5),
    ),
    max_size=12,
)


@given(CLAIMS, st.randoms(use_true_random=False))
def test_order_does_not_matter_and_no_claim_is_lost(claims, random):
    """The same claims in any order give the same positions, which hold each claim once; strengths are 0..1."""
    shuffled = claims.copy()
    random.shuffle(shuffled)
    positions = agree(claims)
    assert positions == agree(shuffled)
    assert sorted(map(repr, claims)) == sorted(repr(held) for position in positions for held in position.claims)
    assert all(0 <= position.strength <= 1 and position.best in position.claims for position in positions)


@given(CLAIMS)
def test_what_is_settled_is_part_of_what_was_said(claims):
    """Current, earlier and rival positions are different positions; the earlier ones are older."""
    positions = agree(claims)
    settled = settle(positions)
    told = [*filter(None, [settled.current]), *settled.earlier, *settled.rivals]
    assert len(told) == len({id(position) for position in told})
    assert all(position in positions for position in told)
    assert all(position.newest < settled.current.newest for position in settled.earlier)
