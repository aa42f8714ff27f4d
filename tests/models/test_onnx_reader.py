"""The packaged reader: the real model on real texts."""

import json
import shutil
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.domain.article import Article, DatePrecision, Passage
from bot.domain.evidence import Hit, Ranks
from bot.errors import ModelError
from bot.models.onnx_reader import MOST_STRETCHES, PACKAGED, MiniLMReader, heading_of
from bot.models.reader import PassageReading

READER = MiniLMReader(workers=3)

FERRY = "The ferry Alba ran aground off Tarvik on Monday. Captain Ines Holm said that all 214 passengers were safe."
STRIKE = "Bakers in Oslo ended their strike after the union accepted a raise of 4.5 percent."
ANY_TEXT = st.text(st.characters(exclude_categories=()), max_size=300)


def hit(text: str, title: str | None = None, start: int = 0, day: str | None = None) -> Hit:
    """A passage from `start` to the end of an article."""
    published = datetime.fromisoformat(day).replace(tzinfo=UTC) if day else None
    precision = DatePrecision.DAY if day else DatePrecision.UNKNOWN
    article = Article("a", text, title, published_at=published, date_precision=precision)
    return Hit(Passage("a", 0, start, len(text)), article, (), 0.0, Ranks())


def best(question: str, text: str) -> str:
    """The best stretch's text."""
    stretch = READER.read(question, [hit(text)])[0].stretches[0]
    return text[stretch.start : stretch.end]


@pytest.mark.parametrize(
    ("question", "text", "answer"),
    [
        ("Who is the captain of the Alba?", FERRY, "Ines Holm"),
        ("How many passengers were on the ferry?", FERRY, "214"),
        ("Where did the ferry run aground?", FERRY, "Tarvik"),
        ("When did the ferry run aground?", FERRY, "Monday"),
        ("How much of a raise did the bakers get?", STRIKE, "4.5 percent"),
    ],
)
def test_the_answer_is_found_where_it_stands(question: str, text: str, answer: str):
    """The best stretch holds the answer and little else."""
    found = best(question, text)
    assert answer in found
    assert len(found) < len(answer) + 12


def test_a_passage_that_does_not_answer_is_known():
    """The passage that answers is far more probable to answer than one on another matter."""
    right, wrong = READER.read("Who is the captain of the Alba?", [hit(FERRY), hit(STRIKE)])
    assert right.answers > 0.5 > wrong.answers
    assert right.answers > 3 * wrong.answers


def test_offsets_are_the_articles():
    """A passage that begins within its article gives places in the article."""
    text = "Something else came first.\n\n" + FERRY
    stretch = READER.read("Who is the captain of the Alba?", [hit(text, start=text.index("The ferry"))])[0].stretches[0]
    assert "Holm" in text[stretch.start : stretch.end]


def test_a_statement_is_supported_by_its_sentence_and_not_with_another_number():
    """A statement that the passage makes has more support than one with its number changed."""
    true, false = (
        READER.support(f"Captain Ines Holm said that all {number} passengers were safe.", [hit(FERRY)])[0]
        for number in (214, 310)
    )
    assert true > false


@settings(max_examples=20, deadline=None)
@given(st.text(max_size=80), st.lists(ANY_TEXT.filter(bool), min_size=1, max_size=5), st.data())
def test_a_reading_does_not_depend_on_its_companions(question: str, texts: list[str], data: st.DataObject):
    """A passage's reading is the same alone and among any others; its stretches are sound."""
    order = data.draw(st.permutations(range(len(texts))))
    together = READER.read(question, [hit(texts[place]) for place in order])
    for place, reading in zip(order, together, strict=True):
        assert READER.read(question, [hit(texts[place])]) == (reading,)
        assert is_sound(reading, len(texts[place]))


def is_sound(reading: PassageReading, length: int) -> bool:
    """Stretches lie in the passage, apart from each other, best first, and their probabilities are a share of 1."""
    stretches = reading.stretches
    apart = sorted((stretch.start, stretch.end) for stretch in stretches)
    return (
        len(stretches) <= MOST_STRETCHES
        and all(0 <= stretch.start < stretch.end <= length for stretch in stretches)
        and all(one[1] <= other[0] for one, other in pairwise(apart))
        and [s.probability for s in stretches] == sorted((s.probability for s in stretches), reverse=True)
        and sum(stretch.probability for stretch in stretches) <= 1.0001
        and 0 <= reading.answers <= 1
    )


@pytest.mark.parametrize(
    "text",
    [" \n\t", "\0\x1b[31m", "\ud800", "a" * 100_000, "?" * 100_000, "語" * 100_000, " " * 1_000_000, "[SEP] [CLS]"],
    ids=["blank", "control", "lone", "giant word", "marks", "han", "sea of blanks", "commands"],
)
def test_any_text_can_be_read_and_asked(text: str):
    """Empty, endless and broken texts have a reading, as passage, as title and as question."""
    assert is_sound(READER.read("Who?", [hit(text, title=text)])[0], len(text))
    assert is_sound(READER.read(text, [hit(FERRY)])[0], len(FERRY))


def test_nothing_to_read_gives_nothing():
    """No passages give no readings."""
    assert READER.read("Who?", []) == READER.support("It is so.", []) == ()


def test_the_heading_is_title_and_day():
    """The model sees the title and, if it is known to the day, the date."""
    assert heading_of(hit(FERRY, "Ferry aground", day="2021-03-09")) == "Ferry aground 9 March 2021"
    assert heading_of(hit(FERRY, "Ferry aground")) == "Ferry aground"
    assert heading_of(hit(FERRY)) == ""


def test_callers_from_several_threads_get_their_own_readings():
    """One reader serves several threads at once, the first call included."""
    shared = MiniLMReader(workers=2)
    questions = ["Who is the captain?", "How many passengers?", "Where did it run aground?"] * 3
    with ThreadPoolExecutor(4) as pool:
        found = list(pool.map(lambda question: shared.read(question, [hit(FERRY)]), questions))
    assert found == [READER.read(question, [hit(FERRY)]) for question in questions]


def test_the_name_tells_the_file_and_the_card_is_of_this_model():
    """The name holds the first digits of the file's sha256; the card names every file's."""
    manifest = json.loads((PACKAGED / "manifest.json").read_text())
    assert READER.name == f"minilm-reader-int8@{manifest['sha256']['model.onnx'][:12]}"
    READER.verify()
    card = (PACKAGED / "MODEL_CARD.md").read_text(encoding="utf-8")
    assert all(digest in card for digest in manifest["sha256"].values())


def test_making_one_reads_no_model():
    """Neither the import nor the constructor opens the model's file."""
    code = "from bot.models.onnx_reader import MiniLMReader as R; m = R(); assert m.name and m._model._session is None"
    subprocess.run([sys.executable, "-c", code], check=True)


@pytest.mark.parametrize("broken", ["model.onnx", "tokenizer.json", "manifest.json"])
def test_a_broken_file_is_named(tmp_path: Path, broken: str):
    """A missing or damaged file gives an error that names it and says what to do."""
    folder = Path(shutil.copytree(PACKAGED, tmp_path / "reader"))
    (folder / broken).write_bytes(b"{")
    with pytest.raises(ModelError, match=rf"{broken}.*Install newsdesk again"):
        MiniLMReader(folder).read("Who?", [hit(FERRY)])
