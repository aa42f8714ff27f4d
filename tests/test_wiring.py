"""Settings become parts: a knob that is turned reaches what it is for."""

from bot import wiring
from bot.answering.extractive import ANSWERS
from bot.answering.proving.meaning import SUPPORTED
from bot.domain.answer import Outcome
from bot.domain.question import Question
from bot.settings.answering import AnsweringSettings
from bot.settings.settings import Settings
from tests.town_articles import write_articles

ASKED = Question("Who won the Tamsin River Prize?")


def test_thresholds_by_default():
    """The settings' defaults are those that were chosen by measuring."""
    assert (AnsweringSettings().threshold, AnsweringSettings().support) == (ANSWERS, SUPPORTED)


def test_the_threshold_decides_whether_it_answers(tmp_path):
    """With a threshold of 1 it abstains from what it answers otherwise."""
    settings = Settings(data_dir=tmp_path / "library")
    wiring.ingestor(settings).ingest([write_articles(tmp_path / "articles")])
    assert wiring.answerer(settings).answer(ASKED).outcome is Outcome.ANSWERED
    sure = settings.model_copy(update={"answering": AnsweringSettings(threshold=1.0)})
    assert wiring.answerer(sure).answer(ASKED).outcome is Outcome.ABSTAINED
