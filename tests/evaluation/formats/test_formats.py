"""What holds for every format: it is told by name, named, hashed, and what it brings can be taken in."""

import gzip
import hashlib
import shutil
from pathlib import Path

import pytest

from bot.errors import UsageError
from bot.evaluation.formats import FORMATS, articles, read
from bot.ingestion.drafts import Draft

ROOT = Path(__file__).resolve().parents[3]
PATHS = {
    "own": "own.jsonl",
    "beir": "beir",
    "squad": "squad.json",
    "multihoprag": "multihoprag",
    "realtimeqa": "20240503_qa.jsonl",
    "rgb": "en_fact.json",
    "pairs": "pairs",
}
BRINGING = [name for name in PATHS if name != "own"]


def drafts(path: Path, name: str) -> list[Draft]:
    intake = articles(path, name)
    assert intake is not None
    return [each for group in intake.groups() for each in group.members if isinstance(each, Draft)]


def test_each_format_has_a_fixture():
    """No format is without a miniature."""
    assert set(PATHS) == set(FORMATS)


@pytest.mark.parametrize("name", [name for name in PATHS if name != "squad"])
def test_the_format_is_told_from_names(fixtures, name):
    """A set under its usual names is read without naming the format."""
    path = fixtures / PATHS[name]
    assert read(path) == read(path, name)


@pytest.mark.parametrize("name", BRINGING)
def test_what_a_set_brings_holds_its_evidence(fixtures, name):
    """Every article that is evidence is among the articles, under the same id."""
    path = fixtures / PATHS[name]
    ids = [draft.fields.id for draft in drafts(path, name)]
    evidence = {each.article_id for question in read(path, name).questions for each in question.evidence}
    assert evidence
    assert evidence <= set(ids)
    assert len(ids) == len(set(ids))


@pytest.mark.parametrize("name", PATHS)
def test_packed_files_are_read_as_plain_ones(fixtures, tmp_path, name):
    """Gzipped files give the same questions and articles."""
    path = tmp_path / PATHS[name]
    shutil.copytree(fixtures, tmp_path, dirs_exist_ok=True)
    files = [file for file in ([path] if path.is_file() else path.rglob("*")) if file.is_file()]
    for file in files:
        Path(f"{file}.gz").write_bytes(gzip.compress(file.read_bytes()))
        file.unlink()
    path = path if path.is_dir() else Path(f"{path}.gz")
    plain = read(fixtures / PATHS[name], name)
    assert read(path, name).questions == plain.questions
    assert read(path, name).name == plain.name
    if name != "own":
        there = [(each.fields, each.text) for each in drafts(fixtures / PATHS[name], name)]
        assert [(each.fields, each.text) for each in drafts(path, name)] == there


def test_the_hash_of_a_file_is_its_sha256(fixtures):
    """One file is known by the hash that every tool gives."""
    path = fixtures / "own.jsonl"
    assert read(path).hash == hashlib.sha256(path.read_bytes()).hexdigest()


@pytest.mark.parametrize("changed", ["queries.jsonl", "qrels/train.tsv"])
def test_the_hash_of_a_folder_changes_with_each_file(fixtures, tmp_path, changed):
    """A folder's hash is of all files that make its questions."""
    shutil.copytree(fixtures / "beir", tmp_path / "beir")
    before = read(tmp_path / "beir").hash
    with (tmp_path / "beir" / changed).open("a") as file:
        file.write("\n")
    assert read(tmp_path / "beir").hash != before


def test_the_hash_of_articles_changes_with_them(fixtures, tmp_path):
    """A library can be told to be of other articles."""
    shutil.copytree(fixtures / "pairs", tmp_path / "pairs")
    before = articles(tmp_path / "pairs").hash
    with (tmp_path / "pairs" / "articles.jsonl").open("a") as file:
        file.write("\n")
    assert articles(tmp_path / "pairs").hash != before


def test_names_are_without_endings(fixtures):
    """A set is called as its file or folder."""
    assert read(fixtures / "own.jsonl").name == "own"
    assert read(fixtures / "squad.json", "squad").name == "squad"
    assert read(fixtures / "beir").name == "beir"


def test_our_own_questions_bring_no_articles(fixtures):
    """Articles are given beside questions of our own."""
    assert articles(fixtures / "own.jsonl") is None


def test_articles_can_be_walked_again(fixtures):
    """An intake gives its articles each time it is asked."""
    intake = articles(fixtures / "beir")
    assert list(intake.groups()) == list(intake.groups())


def test_the_sample_is_read():
    """The sample is in our format."""
    sample = read(ROOT / "corpus" / "questions" / "sample.jsonl")
    first = next(each for each in sample.questions if each.id == "dev-001")
    assert first.answers[0][0] == "ByteDance"
    assert {each.split for each in sample.questions} == {"dev", "test"}
    assert all(len(each.answers) <= 1 for each in sample.questions if each.type not in ("list", "why"))
    assert all(each.answers for each in sample.questions if each.answerable)


@pytest.mark.parametrize(
    ("name", "format_", "message"),
    [
        ("own.jsonl", "xml", "no format 'xml'.*own, pairs, beir"),
        ("nothing.jsonl", None, "no fixtures/nothing.jsonl"),
        ("nothing.jsonl", "own", "fixtures/nothing.jsonl cannot be read: no such file"),
        ("squad.json", None, "does not tell its format.*--format"),
        ("beir", "own", "fixtures/beir is not a file"),
        ("pairs", "beir", "no queries.jsonl .or .gz. in fixtures/pairs"),
        ("own.jsonl", "multihoprag", "own.jsonl: not JSON at line 3"),
        ("squad.json", "multihoprag", "does not hold a JSON list"),
    ],
)
def test_a_wrong_path_or_format_is_refused(fixtures, name, format_, message):
    """What cannot be read is refused with what to give."""
    with pytest.raises(UsageError, match=message):
        read(fixtures / name, format_)
