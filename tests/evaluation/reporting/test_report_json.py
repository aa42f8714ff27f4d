"""JSON for programs."""

import json

from bot.evaluation.reporting.report_json import to_json
from bot.rendering.safety import json_text
from tests.evaluation.reporting.examples import HOSTILE, hostile, two_runs


def test_hostile_report_is_strict_json():
    """Texts come back exactly, and what is no number is null: any strict parser reads it."""

    def refuse(constant):
        raise AssertionError(constant)

    data = json.loads(json_text(to_json(hostile())), parse_constant=refuse)
    assert [question["question"] for question in data["runs"][0]["questions"]] == list(HOSTILE)
    assert data["runs"][0]["figures"][0]["mean"] is None


def test_two_runs():
    """Figures, differences, and each question with its verdict and the answer in the shared form."""
    data = json.loads(json.dumps(to_json(two_runs())))
    assert data["version"] == 1
    assert [run["info"]["name"] for run in data["runs"]] == ["base", "wide-passages"]
    assert data["comparisons"][0]["differences"][0]["p_value"] == 0.021
    first = data["runs"][0]["questions"][0]
    assert (first["verdict"], first["answer"]["short"], first["answer"]["version"]) == ("right", "ByteDance", 1)
    assert data["runs"][0]["questions"][5]["answer"] is None
    assert data["runs"][0]["questions"][5]["error"] == "ModelError: no reply"
