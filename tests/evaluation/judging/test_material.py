"""What a judge is shown of an answer."""

from dataclasses import replace

from bot.domain.answer import Outcome, Quote, Statement
from bot.domain.question import MOST_CHARACTERS, Turn
from bot.evaluation.gold import GoldQuestion
from bot.evaluation.judging.material import EVIDENCE_TOKENS, material, materials
from bot.evaluation.record import RankedPassage
from bot.models.chat import estimated_tokens
from tests.evaluation.judging.judged_runs import PASSAGE, answer, record, stored_run
from tests.evaluation.town import QUESTIONS

GOLD = QUESTIONS[1]


def test_an_answer_with_its_passage(tmp_path):
    """Question with its day, short answer and statements, the passage that holds the quote, what is right."""
    shown = material(GOLD, record("q2"), answer())
    assert shown.question == "Where did the jury meet? (asked on 2020-08-06)"
    assert shown.answer == "Oslo\nThe jury met in Oslo."
    assert shown.passages == (f"A prize | outlet unknown | 2020-08-04\n{PASSAGE}",)
    assert shown.reference == "Oslo"


def test_a_quote_that_no_passage_holds():
    """It is shown alone; a passage of another article, or of a part of the quote, is none."""
    places = (("other", 0, 999), ("prize", 11, 999), ("prize", 0, 30))
    elsewhere = replace(record("q2"), found=tuple(RankedPassage(*place, 1.0, PASSAGE) for place in places))
    assert material(GOLD, elsewhere, answer()).passages == (
        "A prize | outlet unknown | 2020-08-04\nThe jury met in Oslo.",
    )
    unknown = material(GOLD, record("q2"), answer(citations=()))
    assert unknown.passages == ("source unknown\nThe jury met in Oslo.",)


def test_each_passage_once():
    """Two quotes of one passage show it once."""
    quotes = (Quote(1, 10, 31, "The jury met in Oslo."), Quote(1, 32, 44, "It was cold."))
    twice = answer(statements=(Statement("It met there.", quotes, 0.5), Statement("Cold.", quotes[1:], 0.5)))
    assert len(material(GOLD, record("q2"), twice).passages) == 1


def test_only_answers_are_shown(tmp_path):
    """Neither an abstention nor a failure is judged."""
    kept_silent = record("q1", answer(outcome=Outcome.ABSTAINED))
    stored = stored_run(tmp_path, (kept_silent, record("q3"), record("q2", answer())))
    assert list(materials(stored)) == ["q2"]


def test_what_is_right():
    """Parts and wordings are told apart; without known wordings there is no reference."""
    listed = GoldQuestion("q", "Which?", (("one", "1"), ("two",)))
    assert material(listed, record("q"), answer()).reference == "one / 1 ; two"
    assert material(GoldQuestion("q", "Which?"), record("q"), answer()).reference is None
    assert material(replace(listed, answerable=False), record("q"), answer()).reference is None


def test_earlier_turns():
    """A follow-up is shown with what it follows."""
    gold = GoldQuestion("q", "And when?", history=(Turn("Where did it meet?", "In Oslo."),))
    assert material(gold, record("q"), answer()).question.splitlines() == [
        "Earlier question: Where did it meet?",
        "Earlier answer: In Oslo.",
        "And when? (asked on 2020-08-06)",
    ]


def test_it_is_bounded():
    """Endless texts are cut, and passages end where the tokens do."""
    gold = GoldQuestion("q", "w " * 50_000, (("right " * 50_000,),))
    quotes = tuple(Quote(1, n, n + 1, f"{n} " + "word " * 900) for n in range(40))
    shown = material(gold, record("q"), answer("s" * 50_000, statements=(Statement("It is.", quotes, 0.5),)))
    assert len(shown.question) == len(shown.answer) == len(shown.reference) == MOST_CHARACTERS
    assert shown.question.endswith("(asked on 2020-08-06)")
    assert 0 < sum(map(estimated_tokens, shown.passages)) <= EVIDENCE_TOKENS


def test_the_hash_tells_material_apart():
    """It changes with each text, and is the same for the same."""
    shown = material(GOLD, record("q2"), answer())
    others = [replace(shown, answer="\ud800"), replace(shown, passages=()), replace(shown, reference=None)]
    assert len({each.hash for each in (shown, *others)}) == 4
    assert material(GOLD, record("q2"), answer()).hash == shown.hash
