"""The report as data for `json` (version 1). Values that are no number are null: JSON has no NaN."""

from dataclasses import asdict, is_dataclass
from typing import Any

from bot.evaluation.gold import GoldQuestion
from bot.evaluation.reporting.amounts import finite
from bot.evaluation.reporting.material import Report, ReportedQuestion, RunReport
from bot.evaluation.reporting.verdicts import verdict
from bot.rendering.answer_json import to_json as answer_json

VERSION = 1


def to_json(report: Report) -> dict[str, Any]:
    """All of the report; answers are in the form that every surface shares."""
    return {
        "version": VERSION,
        "title": report.title,
        "runs": [_run(run) for run in report.runs],
        "comparisons": [_plain(compared) for compared in report.comparisons],
    }


def _run(run: RunReport) -> dict[str, Any]:
    return {
        "info": _plain(run.info),
        "figures": [_plain(figure) for figure in run.figures],
        "by_type": [_plain(figures) for figures in run.by_type],
        "curves": _plain(run.curves),
        "questions": [_question(question) for question in run.questions],
    }


def _question(question: ReportedQuestion) -> dict[str, Any]:
    record = question.record
    return {
        **_gold(question.gold),
        "verdict": verdict(question).value,
        "right": question.right,
        "answer": _plain(answer_json(record.answer)) if record.answer else None,
        "error": record.error,
        "dropped": list(question.dropped),
        "seconds": finite(record.seconds),
        "stages_ms": _plain(record.stages_ms),
        "confidence": finite(record.confidence),
    }


def _gold(gold: GoldQuestion) -> dict[str, Any]:
    return {
        "id": gold.id,
        "question": gold.text,
        "type": gold.type,
        "split": gold.split,
        "answerable": gold.answerable,
        "answers": _plain(gold.answers),
        "evidence": _plain(gold.evidence),
    }


def _plain(value: Any) -> Any:
    """Dataclasses, tuples and numbers as JSON knows them."""
    if is_dataclass(value) and not isinstance(value, type):
        return _plain(asdict(value))
    if isinstance(value, dict):
        return {str(key): _plain(one) for key, one in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(one) for one in value]
    return finite(value) if isinstance(value, float) else value
