"""The public question sets, cut by article into what is learned from and what is held out; and our own, on news.

Files and licences: bot/models/minilm_reader/MODEL_CARD.md.
"""

import gzip
import hashlib
import json
from dataclasses import dataclass
from pathlib import Path

TRAINING_SETS = ("squad20_dev", "squadshifts_new_wiki", "squadshifts_reddit", "squadshifts_amazon_reviews")
TEST_SET = "squad11_dev"
NEWS = Path(__file__).parent / "news_questions.jsonl"
NEWS_HELD_OUT = Path(__file__).parent / "news_questions_held_out.jsonl"
STORIES = Path(__file__).parent / "news_stories.jsonl"
STORIES_HELD_OUT = Path(__file__).parent / "news_stories_held_out.jsonl"
MOST_PASSAGE_WORDS = 140  # some 190 tokens: what newsdesk packs into a passage
ONE_TITLE = ("squadshifts_reddit", "squadshifts_amazon_reviews")  # all their passages carry one title


@dataclass(frozen=True, slots=True)
class Asked:
    """A question and a passage. `answers` are (start, end) in characters of the passage; empty: it does not answer."""

    question: str
    title: str
    passage: str
    answers: tuple[tuple[int, int], ...]
    supports: float | None = None
    """For a statement in the question's place: 1 if the passage supports it, else 0; None for a question."""
    verdict: bool | None = None
    """For a yes/no question that the passage settles: whether it comes to yes."""


def load(folder: Path, name: str) -> list[Asked]:
    """One question set of `folder`, in its order."""
    with gzip.open(folder / f"{name}.jsonl.gz", "rt", encoding="utf-8") as lines:
        rows = [json.loads(line) for line in lines]
    return [
        Asked(
            row["question"].strip(),
            "" if name in ONE_TITLE else row["title"].replace("_", " "),
            row["context"],
            tuple(dict.fromkeys((a["start"], a["start"] + len(a["text"])) for a in row["answers"])),
        )
        for row in rows
    ]


def training(folder: Path) -> list[Asked]:
    """All questions to learn from: nine tenths of each shifted set, all of SQuAD 2.0 dev."""
    return [asked for name in TRAINING_SETS for asked in load(folder, name) if not is_held_out(name, asked)]


def news_questions(path: Path = NEWS) -> list[Asked]:
    """Each question with every passage of its report: one answers it, or none does, for the near misses.

    A line of the file is a report that we invented: title, date, text, questions; a question has `answers`, the best
    wording first, all of them within `quote`, a sentence of the text; none for a near miss. To a yes/no question the
    answer is the stretch that settles it, and `verdict` is yes or no.
    """
    asked = []
    for line in path.read_text(encoding="utf-8").splitlines():
        report = json.loads(line)
        for passage in passages_of(report["text"]):
            for question in report["questions"]:
                begin = passage.find(question["quote"]) if question["answers"] else -1
                inside = question["quote"].find(question["answers"][0]) + begin if begin >= 0 else -1
                if begin < 0 and any(answer in passage for answer in question["answers"]):
                    continue  # it may answer too
                spans = ((inside, inside + len(question["answers"][0])),) if begin >= 0 else ()
                asked.append(
                    Asked(question["question"], report["title"], passage, spans, verdict=_verdict(question, spans))
                )
    return asked


def news_stories(path: Path = STORIES) -> list[Asked]:
    """Each question with every passage of its story's reports: most are on the matter, and do not answer.

    A line of the file is a story that we invented: five reports (outlet, date, title, text) and questions; a question
    has `found`: each report that answers it, with a quote and answers as in `news_questions`; none for a near miss.
    """
    asked = []
    for line in path.read_text(encoding="utf-8").splitlines():
        story = json.loads(line)
        passages = [(n, r["title"], p) for n, r in enumerate(story["reports"]) for p in passages_of(r["text"])]
        for question in story["questions"]:
            answers = [answer for found in question["found"] for answer in found["answers"]]
            for number, title, passage in passages:
                spans = tuple(_span(found, passage) for found in question["found"] if found["report"] == number)
                spans = tuple(span for span in spans if span is not None)
                if spans or not any(answer in passage for answer in answers):  # else it may answer too
                    asked.append(Asked(question["question"], title, passage, spans, verdict=_verdict(question, spans)))
    return asked


def _verdict(question: dict, spans: tuple) -> bool | None:
    return question["verdict"] == "yes" if spans and "verdict" in question else None


def _span(found: dict, passage: str) -> tuple[int, int] | None:
    """Where the best wording stands in the passage, if its quote does."""
    begin = passage.find(found["quote"])
    inside = begin + found["quote"].find(found["answers"][0])
    return (inside, inside + len(found["answers"][0])) if begin >= 0 else None


def passages_of(text: str) -> list[str]:
    """Whole paragraphs, as many together as stay within MOST_PASSAGE_WORDS."""
    passages: list[str] = []
    for paragraph in text.split("\n\n"):
        if passages and len(f"{passages[-1]} {paragraph}".split()) <= MOST_PASSAGE_WORDS:
            passages[-1] = f"{passages[-1]}\n\n{paragraph}"
        else:
            passages.append(paragraph)
    return passages


def held_out(folder: Path, name: str) -> list[Asked]:
    """The questions of a set whose articles are not learned from; for SQuAD 1.1 dev the titles that 2.0 dev lacks."""
    if name == TEST_SET:
        learned = {asked.title for asked in load(folder, "squad20_dev")}
        return [asked for asked in load(folder, name) if asked.title not in learned]
    return [asked for asked in load(folder, name) if is_held_out(name, asked)]


def is_held_out(name: str, asked: Asked) -> bool:
    """A tenth of each shifted set, whole articles (whole passages where all have one title)."""
    if name == "squad20_dev":
        return False
    return hashlib.sha256((asked.title or asked.passage).encode()).digest()[0] % 10 == 0
