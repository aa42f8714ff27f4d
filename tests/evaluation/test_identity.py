"""What tells one run from another."""

import pytest

from bot.errors import ConfigurationError
from bot.evaluation.identity import default_name, of_answers, version
from bot.settings.chat import ChatSettings
from bot.settings.settings import Settings
from tests.evaluation.town import run_info

PROMPT = "Rewrite. $fence\n---\n$history $question\n"


def test_ones_own_prompts_are_part_of_a_generative_run(tmp_path):
    """Their wording counts, wherever they lie; of a run that no model writes they are no part."""
    for folder, text in (("one", PROMPT), ("moved", PROMPT), ("changed", PROMPT.replace("Rewrite", "Repeat"))):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "standalone.md").write_text(text)
    plain = Settings(data_dir=tmp_path)
    told = plain.model_copy(update={"chat": ChatSettings(model="small")})
    versions = {
        name: version(told.model_copy(update={"prompts_dir": tmp_path / name})) for name in ("one", "moved", "changed")
    }
    assert versions["one"] == versions["moved"]
    assert len({*versions.values(), version(told)}) == 3
    assert version(plain.model_copy(update={"prompts_dir": tmp_path / "one"})) == version(plain)
    assert of_answers({"prompts_dir": "/home/me/prompts", "search.hits": "3"}) == {"search.hits": "3"}


def test_a_prompt_that_is_none(tmp_path):
    """It is told before anything is asked."""
    (tmp_path / "answer.md").write_text("Answer.")
    settings = Settings(data_dir=tmp_path, prompts_dir=tmp_path, chat=ChatSettings(model="small"))
    with pytest.raises(ConfigurationError, match=r"answer\.md"):
        version(settings)


def test_a_name_may_begin_as_one_likes():
    """What follows tells the same runs apart."""
    own, given = default_name(run_info()), default_name(run_info(), "mine")
    assert own == "town-" + given.removeprefix("mine-")
    assert default_name(run_info(settings={"search.hits": "3"}), "mine") != given
