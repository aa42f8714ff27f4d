import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.evaluation.metrics import answers
from bot.evaluation.metrics.wordings import exact_match, token_f1
from tests.evaluation.metrics.making import abstained, answer, case, gold, unanswerable

ORSK = gold(("Orsk", "the Orsk group"), type="who")
SHARES = {
    "right", "short_right", "short_exact", "short_f1", "whole_exact", "whole_f1",
    "squad2_exact", "squad2_f1", "contained", "parts_found", "yes_no_right", "attribution_right", "rivals_found",
}  # fmt: skip


def told(question, said=None):
    return {figure.name: figure.values[question.id] for figure in answers.figures([case(question, said)])}


def test_right_in_short_answer_or_statement():
    """Any accepted wording makes it right, in the short answer or in a statement."""
    assert answers.right(case(ORSK, answer("Orsk"))) == 1
    assert answers.right(case(ORSK, answer(None, "It goes to the Orsk group."))) == 1
    assert answers.right(case(ORSK, answer("Meridian", "Meridian buys it."))) == 0


def test_all_parts_of_a_list_are_needed():
    """A list with one part missing is not right; the share of its parts is told."""
    canada = gold("United States", ("Canada", "the Canadians"), type="list")
    half = case(canada, answer("United States"))
    assert (answers.right(half), answers.parts_found(half)) == (0, 0.5)
    whole = case(canada, answer("United States", "So say the Canadians."))
    assert (answers.right(whole), answers.parts_found(whole)) == (1, 1)


def test_one_part_is_not_counted_in_parts():
    """Parts are of answers that have several, and exact match and F1 of those that have one."""
    assert answers.parts_found(case(ORSK, answer("Orsk"))) is None
    several = told(gold("Orsk", "Meridian", type="list"), answer("Orsk and Meridian"))
    assert [several[name] for name in ("short_exact", "short_f1", "whole_f1", "contained")] == [None] * 4


@pytest.mark.parametrize(("short", "expected"), [("No", 0), ("Yes, it does", 1), ("", 0), (None, 0)])
def test_yes_or_no_is_the_first_word(short, expected):
    """A yes/no question is right by how the short answer opens, whatever a statement holds."""
    asked = case(gold("yes", type="yes_no"), answer(short, "Yes, no, it is open."))
    assert answers.right(asked) == answers.yes_no_right(asked) == expected


def test_short_and_whole_are_measured_apart():
    """The short answer is the answer and no more; the whole has the sentences around it too."""
    figures = told(ORSK, answer("Orsk", "Orsk buys it."))
    assert (figures["short_exact"], figures["short_f1"], figures["whole_exact"]) == (1, 1, 0)
    assert figures["whole_f1"] == pytest.approx(2 * 1 / (4 + 1))
    assert figures["contained"] == 1


def test_short_right_forgives_articles_and_nothing_else():
    """ "The Orsk" is the answer, "Orsk of Norway" is not; other types of question are not measured so."""
    assert answers.short_right(case(ORSK, answer("The Orsk"))) == 1
    assert answers.short_right(case(ORSK, answer("Orsk of Norway"))) == 0
    assert answers.short_right(case(ORSK, answer(None, "Orsk."))) == 0
    assert answers.short_right(case(gold("the", type="who"), answer("a"))) == 0
    assert answers.short_right(case(gold("because", type="why"), answer("because"))) is None


@pytest.mark.parametrize("said", [None, abstained()])
def test_no_answer_is_wrong_and_not_missing(said):
    """An abstention and a failure score 0 where an answer was due."""
    figures = told(gold("Orsk", type="who", speaker="Pell", rivals=("Meridian",)), said)
    assert {name for name, value in figures.items() if value == 0} == SHARES - {"parts_found", "yes_no_right"}


@pytest.mark.parametrize("question", [unanswerable(), gold()])
def test_what_nobody_knows_is_not_measured(question):
    """Without an answer, or without a wording of it, nothing can be right or wrong."""
    figures = told(question, answer("Orsk", "Orsk."))
    measured = {name for name, value in figures.items() if value is not None}
    assert measured == {"rivals_shown", "leaning"} | (
        {"squad2_exact", "squad2_f1"} if not question.answerable else set()
    )


def test_squad2_rewards_abstaining():
    """A question without an answer is scored 1 for an abstention, 0 for an answer, 0 for a failure."""
    scores = [answers.squad2(case(unanswerable(), said), token_f1) for said in (abstained(), answer("Orsk"), None)]
    assert scores == [1, 0, 0]
    assert answers.squad2(case(ORSK, answer("orsk")), exact_match) == 1


def test_a_failure_matches_no_empty_gold():
    """A gold wording of nothing but an article is empty to SQuAD; still a failure earns nothing."""
    assert told(gold("the"), None)["short_exact"] == 0


def test_attribution_is_in_the_short_answer_when_asked_for():
    """Who said it must be the short answer of a who-said question; elsewhere a statement may name the speaker."""
    asked = gold(("Dorian Pell", "Pell"), type="who_said")
    assert answers.attribution_right(case(asked, answer("Pell"))) == 1
    assert answers.attribution_right(case(asked, answer("Orsk", "Pell said so."))) == 0
    spoken = gold("a bid", type="what", speaker="Dorian Pell")
    assert answers.attribution_right(case(spoken, answer("a bid", "It is a bid, Dorian Pell said."))) == 1
    assert answers.attribution_right(case(spoken, answer("a bid"))) == 0
    assert answers.attribution_right(case(ORSK, answer("Orsk"))) is None


def test_rivals_may_stand_beside_or_within():
    """A rival counts as found among the rivals or in a statement; what is shown is counted too."""
    asked = gold("100 million", rivals=("91.9 million", "80 million"))
    shown = case(asked, answer("100 million", "One says 91.9 million.", rivals=("80 million",)))
    assert (answers.rivals_found(shown), answers.rivals_shown(shown)) == (1, 1)
    assert answers.rivals_found(case(asked, answer("100 million", rivals=("80 million",)))) == 0.5


def test_whether_a_short_answer_holds():
    """Only a short answer that was shown is judged, by itself; to a question that has no answer it is wrong."""
    assert answers.short_holds(case(ORSK, answer("Orsk of Norway"))) is True
    assert answers.short_holds(case(ORSK, answer("Meridian", "Orsk."))) is False
    assert answers.short_holds(case(unanswerable(), answer("Orsk"))) is False
    for unjudged in (case(ORSK, answer(None, "Orsk.")), case(ORSK), case(gold(), answer("Orsk"))):
        assert answers.short_holds(unjudged) is None


@given(parts=st.lists(st.lists(st.text(max_size=8), min_size=1).map(tuple), max_size=3), short=st.text(max_size=12))
def test_shares_are_shares(parts, short):
    """Whatever stands in gold and answer, every share is 0 to 1 or not measured."""
    figures = told(gold(*parts), answer(short, short))
    assert all(figures[name] is None or 0 <= figures[name] <= 1 for name in SHARES)


def test_statements_that_lean():
    """The share that opens with a pronoun or "The company"; nothing is said of abstentions."""
    assert told(ORSK, answer("Orsk", "It said so.", "Halden said so."))["leaning"] == 0.5
    assert told(ORSK, abstained())["leaning"] is None
