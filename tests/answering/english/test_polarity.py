"""Yes/no questions and the sentences that settle them."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.answering.english.polarity import Verdict, settles


@pytest.mark.parametrize(
    ("question", "sentence"),
    [
        ("Did the council approve the stadium?", "The council cleared the stadium by 31 votes to 12."),
        ("Has the ferry service resumed?", "The ferry service resumed on Friday after repairs to the pier."),
        ("did the senate reject the water bill", "The senate voted down the water bill late on Tuesday."),
        ("Is the museum closed?", "The museum has been closed since the storm."),
        ("Will the airline cut jobs?", "The airline will cut 400 jobs by spring, its chief said."),
        ("Did wheat prices fall?", "Wheat prices slid to a three-year low."),
        ("Did the union lose the vote?", "The union was beaten in the vote, 210 to 190."),
        ("Is Rosa Lind the interim director?", "Rosa Lind is acting director until June."),
    ],
)
def test_a_sentence_that_says_so_means_yes(question, sentence):
    """The predicate, or a synonym of it, said to be so."""
    assert settles(question, sentence) is Verdict.YES


@pytest.mark.parametrize(
    ("question", "sentence"),
    [
        ("Did the council approve the stadium?", "The council did not approve the stadium."),
        ("Did the council approve the stadium?", "On Monday the council rejected the stadium."),
        ("Did wheat prices rise?", "Wheat prices fell for a fourth week."),
        ("Did Olsen win the race?", "Olsen lost the race by two seconds."),
        ("Will the airline cut jobs?", "The airline said it had no plans to cut jobs."),
        ("Will the airline cut jobs?", "The airline stopped short of cutting jobs."),
        ("Did the minister take the money?", "The minister denied that he had taken the money."),
        ("Has the strike ended?", "The strike continues at three of the four ports."),
        ("Is the bridge still open?", "The bridge was shut on Sunday."),
        ("Were any of the hostages hurt?", "None of the hostages was hurt."),
        ("Was the mayor's boat among those that were stolen?", "The mayor's boat was not touched."),
        ("Is the boat moored here, according to the owner?", "The boat is not moored here and has an owner."),
        ("Did the bank confirm the breach?", "The bank denied the breach."),
        ("Are the labs in Norway?", "All its labs are outside Norway."),
        ("Did the mayor say how much the roof cost?", "The mayor declined to discuss the roof."),
        ("Has the firm said who will pay?", "It did not say who would pay."),
    ],
)
def test_a_denial_or_the_opposite_means_no(question, sentence):
    """Negations, verbs of denial, verbs of opposite sense and a refusal to tell."""
    assert settles(question, sentence) is Verdict.NO


@pytest.mark.parametrize(
    ("question", "sentence"),
    [
        ("Will the airline cut jobs?", "The airline may cut 400 jobs by spring."),
        ("Is Halden buying the shipyard?", "Halden is in talks to buy the shipyard."),
        ("Will the court hear the case?", "It is unclear whether the court will hear the case."),
        ("Has Brask sold the mine?", "Brask is considering selling the mine."),
    ],
)
def test_a_sentence_that_leaves_it_open_is_uncertain(question, sentence):
    """Talks, plans under consideration and "may" are neither yes nor no."""
    assert settles(question, sentence) is Verdict.UNCERTAIN


def test_a_question_about_what_may_be_is_answered_by_what_may_be():
    """ "Could it …?" is settled by "it could …"."""
    assert settles("Could the airline cut jobs?", "The airline could cut 400 jobs by spring.") is Verdict.YES


def test_double_opposites_cancel():
    """To deny the opposite is to affirm."""
    assert settles("Did wheat prices rise?", "Wheat prices did not fall.") is Verdict.YES
    assert settles("Didn't the council approve it?", "The council never approved it.") is Verdict.YES


def test_another_matter_settles_nothing():
    """A sentence without the predicate says nothing, however much of the subject it holds."""
    assert settles("Did the council approve the stadium?", "The mayor spoke to reporters after lunch.") is None
    assert settles("Is Halden buying the shipyard?", "Halden hired a new finance chief.", names=["Halden"]) is None


@settings(deadline=None)
@given(st.text(max_size=300), st.text(max_size=600))
def test_no_text_breaks_it(question, sentence):
    """Any two texts give a verdict or none."""
    assert settles(question, sentence) in (None, *Verdict)
