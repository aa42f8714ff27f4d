import pytest

from bot.evaluation.store import Runs
from tests.evaluation.runs import RIGHT, stored


@pytest.fixture
def runs(newsdesk):
    """Two finished runs over the same questions: `base` is right everywhere, `new` wrong about one. Adds others."""

    def add(said, name: str, **changed) -> None:
        run = stored(said, name, **changed)
        with Runs(newsdesk.data_dir).recording(run.info, run.questions) as recorder:
            for record in run.records:
                recorder.add(record)

    add(RIGHT, "base")
    add({**RIGHT, "q2": "Bergen"}, "new", settings={"search.hits": "20"})
    return add
