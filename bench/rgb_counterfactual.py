"""Conflicting and missing evidence: `python bench/rgb_counterfactual.py FOLDER [--most N] [--misses]`.

FOLDER holds `articles.jsonl.gz`, `questions.jsonl.gz` of RGB's counterfactual set (Chen et al. 2024): snippets that
answer a question (positive), the same with a planted wrong answer (counterfactual), others on its subject (negative).
Each question is asked three times through the real path, of its negatives alone, of its positives, of positives and
counterfactuals together; its snippets carry an outlet of their own, by which the question is filtered.

Printed, with 95 % intervals (Wilson; the area by 2,000 resamplings of the questions):
- the area under the curve of the score (the best statement's support, 0 for an abstention) for telling questions asked
  with their positives from those asked with negatives alone; again without those whose negatives hold the answer;
- the share of wrong short answers among the 60 % of the questions with the highest score, asked with positives (an
  answer without a short one is wrong);
- right answers with positives (in the short answer or a statement), right short answers, rivals shown beside them;
- with positives and counterfactuals: both answers shown anywhere, and both as short answer and rival.
"""

import argparse
import gzip
import json
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from figures import area, interval

from bot import wiring
from bot.domain.answer import Answer
from bot.domain.question import Filters, Question
from bot.evaluation.metrics.wordings import plain
from bot.settings.settings import Settings

SETS = {"negatives": ("negative",), "positives": ("positive",), "both": ("positive", "positive_wrong")}
COVERAGE = 0.6
RESAMPLINGS = 2_000


@dataclass(frozen=True, slots=True)
class Row:
    """A question with its right and its planted answer, and its snippets by their kind."""

    id: str
    text: str
    right: tuple[str, ...]
    planted: tuple[str, ...]
    snippets: tuple[tuple[str, str], ...]

    def of(self, name: str) -> list[str]:
        """The texts of one of SETS."""
        return [text for kind, text in self.snippets if kind in SETS[name]]


def main() -> None:
    """Ingest, ask, print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--most", type=int, default=None, metavar="N", help="the first N questions only")
    parser.add_argument("--misses", action="store_true", help="print the answers that went wrong")
    options = parser.parse_args()
    rows = read_rows(options.folder)[: options.most]
    answers: dict[str, list[Answer]] = {}
    for name in SETS:  # a library each: a planted answer is nearly a copy of the right one
        with tempfile.TemporaryDirectory() as folder:
            answers[name] = ask(rows, name, Path(folder))
    show(rows, answers)
    if options.misses:
        show_misses(rows, answers)


def read_rows(folder: Path) -> list[Row]:
    """All questions with their snippets."""
    snippets: dict[str, list[tuple[str, str]]] = {}
    for row in _lines(folder / "articles.jsonl.gz"):
        question = "-".join(row["id"].split("-")[:2])
        snippets.setdefault(question, []).append((row["source"], row["text"]))
    return [
        Row(
            row["id"],
            row["question"],
            _wordings(*row["answers"]),
            _wordings(row["fake_answer"]),
            tuple(snippets[row["id"]]),
        )
        for row in _lines(folder / "questions.jsonl.gz")
    ]


def _wordings(*answers: str) -> tuple[str, ...]:
    """The accepted wordings; the set writes those of a date in one text, with strokes between them."""
    return tuple(wording.strip() for answer in answers for wording in answer.split("|"))


def _lines(path: Path) -> Iterator[dict]:
    with gzip.open(path, "rt", encoding="utf-8") as file:
        yield from map(json.loads, file)


def ask(rows: Sequence[Row], name: str, folder: Path) -> list[Answer]:
    """Every question's answer from its snippets of one set."""
    settings = Settings(data_dir=folder / "library")
    snippets = folder / "snippets.jsonl"
    with snippets.open("w", encoding="utf-8") as file:
        for row in rows:
            for number, text in enumerate(row.of(name)):
                line = {"id": f"{row.id}-{number}", "outlet": row.id, "text": text}
                file.write(json.dumps(line, ensure_ascii=False) + "\n")
    wiring.ingestor(settings).ingest([snippets])
    answerer = wiring.answerer(settings)
    return [answerer.answer(Question(row.text, filters=Filters(outlets=(row.id,)))) for row in rows]


def score(answer: Answer) -> float:
    """How sure the answer is, 0 for an abstention."""
    return max((statement.support for statement in answer.statements), default=0.0)


def holds(text: str | None, wordings: Sequence[str]) -> bool:
    """Whether the text holds one of the wordings."""
    return any(plain(wording) in plain(text or "") for wording in wordings)


def shown(answer: Answer) -> str:
    """All that the answer says."""
    rivals = [rival.short for rival in answer.rivals]
    return " ; ".join([answer.short or "", *rivals, *(statement.text for statement in answer.statements)])


def first(answer: Answer) -> str | None:
    """The short answer without the others that it says sources give."""
    return answer.short.partition(" (sources differ")[0] if answer.short else None


def area_with_interval(positive: np.ndarray, negative: np.ndarray) -> str:
    """The area with its bootstrap interval; the questions are drawn, each with both of its scores."""
    rng = np.random.default_rng(7)
    draws = rng.integers(len(positive), size=(RESAMPLINGS, len(positive)))
    low, high = np.percentile([area(positive[draw], negative[draw]) for draw in draws], [2.5, 97.5])
    return f"{area(positive, negative):.3f} [{low:.2f}, {high:.2f}] ({len(positive)} questions)"


def show(rows: Sequence[Row], answers: dict[str, list[Answer]]) -> None:
    """Print every figure."""
    positives, both = answers["positives"], answers["both"]
    sure = np.array([score(answer) for answer in positives])
    unsure = np.array([score(answer) for answer in answers["negatives"]])
    clean = np.array([not holds(" ; ".join(row.of("negatives")), row.right) for row in rows])
    print_line("area, answerable against negatives alone", area_with_interval(sure, unsure))
    print_line("  where negatives lack the answer", area_with_interval(sure[clean], unsure[clean]))
    right_short = [holds(first(answer), row.right) for row, answer in zip(rows, positives, strict=True)]
    ranked = sorted(range(len(rows)), key=lambda n: (positives[n].short is None, -sure[n]))
    kept = ranked[: round(COVERAGE * len(rows))]
    count("wrong short answers at 60 % coverage", [not right_short[n] for n in kept])
    count("right with positives", [holds(shown(a), r.right) for r, a in zip(rows, positives, strict=True)])
    count("  short answer given", [answer.short is not None for answer in positives])
    count("  short answer right", right_short)
    count("  rivals shown beside (none is due)", [bool(answer.rivals) for answer in positives])
    count("answered from negatives alone", [bool(answer.statements) for answer in answers["negatives"]])
    pairs = list(zip(rows, both, strict=True))
    count("both shown, with counterfactuals", [_both(row, shown(a), shown(a)) for row, a in pairs])
    count("  as short answer and rival", [any(_both(row, first(a), x.short) for x in a.rivals) for row, a in pairs])
    count("  right in the short answer", [holds(first(a), row.right) for row, a in pairs])


def _both(row: Row, one: str | None, other: str | None) -> bool:
    here, there = (holds(one, row.right), holds(one, row.planted)), (holds(other, row.right), holds(other, row.planted))
    return (here[0] and there[1]) or (here[1] and there[0])


def count(name: str, values: Sequence[bool]) -> None:
    """Print a share."""
    print_line(name, interval(sum(values), len(values)))


def print_line(name: str, figure: str) -> None:
    """One figure."""
    print(f"{name:44} {figure}", flush=True)


def show_misses(rows: Sequence[Row], answers: dict[str, list[Answer]]) -> None:
    """Answers without the right one, or without the planted one beside it."""
    for row, alone, both in zip(rows, answers["positives"], answers["both"], strict=True):
        rivals = [rival.short for rival in both.rivals]
        if not holds(first(alone), row.right) or not _both(row, shown(both), shown(both)):
            print(f"\n{row.id} {row.text}\n   right {row.right} planted {row.planted}")
            print(f"   positives: {alone.short!r}   with counterfactuals: {both.short!r} rivals {rivals}")


if __name__ == "__main__":
    main()
