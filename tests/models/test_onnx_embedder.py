"""The packaged embedder: the real model on real texts."""

import json
import shutil
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.errors import ModelError
from bot.models.onnx_embedder import PACKAGED, MiniLMEmbedder

EMBEDDER = MiniLMEmbedder(workers=3)

NEWS = [
    "The company agreed to buy its rival for two billion dollars.",
    "A takeover of the competitor at $2bn has been agreed.",
    "Heavy rain flooded the valley on Sunday.",
    "Who is buying the rival company?",
]

# Cosines between NEWS, by sentence-transformers 6.2.0 with the original float32 weights.
FLOAT32 = [
    [1.0000, 0.7120, -0.0151, 0.6962],
    [0.7120, 1.0000, -0.0205, 0.6786],
    [-0.0151, -0.0205, 1.0000, 0.0225],
    [0.6962, 0.6786, 0.0225, 1.0000],
]

ANY_TEXT = st.text(st.characters(exclude_categories=()), max_size=300)
WORDS = st.sampled_from(
    ["the", "Überschwemmung,", "U.S.", "e\u0301le\u0300ve", "大阪", "-", "unbelievability", "a" * 130]
)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A copy of the model's folder that a test may break."""
    return Path(shutil.copytree(PACKAGED, tmp_path / "minilm"))


def test_vectors_mean_what_the_original_model_says():
    """Cosines between texts are those of the float32 model, to a fiftieth."""
    vectors = EMBEDDER.embed(NEWS)
    assert vectors.shape == (4, 384)
    assert vectors.dtype == np.float32
    np.testing.assert_allclose(np.linalg.norm(vectors, axis=1), 1, atol=1e-5)
    np.testing.assert_allclose(vectors @ vectors.T, FLOAT32, atol=0.02)


@settings(max_examples=25, deadline=None)
@given(st.lists(ANY_TEXT, min_size=1, max_size=8), st.data())
def test_a_vector_does_not_depend_on_its_companions(texts: list[str], data: st.DataObject):
    """A text's vector is the same alone and among any others, in any order: at most 1e-5 apart."""
    order = data.draw(st.permutations(range(len(texts))))
    together = EMBEDDER.embed([texts[place] for place in order])
    alone = np.concatenate([EMBEDDER.embed([texts[place]]) for place in order])
    np.testing.assert_allclose(together, alone, atol=1e-5)
    np.testing.assert_allclose(np.linalg.norm(together, axis=1), 1, atol=1e-5)


def test_callers_from_several_threads_get_their_own_vectors():
    """One embedder serves several threads at once, the first call included."""
    shared = MiniLMEmbedder(workers=2)
    with ThreadPoolExecutor(4) as pool:
        found = list(pool.map(lambda text: shared.embed([text, *NEWS])[0], NEWS * 3))
    np.testing.assert_allclose(found, np.tile(EMBEDDER.embed(NEWS), (3, 1)), atol=1e-5)


def test_no_texts_give_no_rows():
    """No texts give an array of shape (0, 384)."""
    assert EMBEDDER.embed([]).shape == (0, 384)


@pytest.mark.parametrize(
    "text",
    [
        "",
        " \n\t",
        "\0\x1b[31m",
        "\ud800",
        "tail \udfff",
        "a" * 100_000,
        "?" * 100_000,
        "語" * 100_000,
        " " * 1_000_000,
    ],
    ids=["empty", "blank", "control", "lone", "low", "giant word", "marks", "han", "sea of blanks"],
)
def test_any_text_has_a_vector(text: str):
    """Empty, endless and broken texts have a vector of length 1 and a count of tokens."""
    (vector,) = EMBEDDER.embed([text])
    np.testing.assert_allclose(np.linalg.norm(vector), 1, atol=1e-5)
    assert EMBEDDER.count_tokens(text) >= 0


@settings(max_examples=25, deadline=None)
@given(st.lists(WORDS, min_size=1, max_size=12), st.integers(1, 40_000))
def test_a_long_text_is_read_as_far_as_the_model_reads(words: list[str], length: int):
    """Only as much of a text is tokenised as is needed, and the tokens are those of the whole text."""
    text = (" ".join(words) + " ") * (1 + length // len(" ".join(words)))
    most = EMBEDDER.max_tokens - 2
    assert EMBEDDER._first_ids(text, most) == EMBEDDER._ids(text)[:most]


def test_what_lies_beyond_the_limit_does_not_count_and_what_lies_before_it_does():
    """The model reads 256 tokens (254 of the text), not the 128 that its tokenizer's file says."""
    text = "rain " * 254
    whole, longer, other = EMBEDDER.embed([text, text + "market " * 5_000, "rain " * 200 + "market " * 54])
    np.testing.assert_allclose(whole, longer, atol=1e-5)
    assert whole @ other < 0.99


def test_tokens_are_counted_in_the_whole_text():
    """The count leaves out special tokens, and is the same whether a long text is counted in pieces or not."""
    assert EMBEDDER.count_tokens("") == 0
    assert EMBEDDER.count_tokens("Unbelievable, isn't it?") == len(["unbelievable", ",", "isn", "'", "t", "it", "?"])
    assert EMBEDDER.count_tokens("said no. " * 100_000) == 300_000


def test_special_tokens_in_a_text_are_text():
    """The tokenizer's own commands are ordinary characters when an article holds them."""
    assert EMBEDDER.count_tokens("[SEP]") == len(["[", "sep", "]"])


def test_the_name_tells_the_file():
    """The name holds the first digits of the model file's sha256, and the packaged files are those of the manifest."""
    manifest = json.loads((PACKAGED / "manifest.json").read_text())
    assert EMBEDDER.name == f"all-MiniLM-L6-v2-int8@{manifest['sha256']['model.onnx'][:12]}"
    assert (EMBEDDER.dimension, EMBEDDER.max_tokens, EMBEDDER.languages) == (384, 256, {"en"})
    EMBEDDER.verify()


def test_the_model_card_is_of_this_model():
    """The card names the sha256 of every file it describes."""
    card = (PACKAGED / "MODEL_CARD.md").read_text(encoding="utf-8")
    manifest = json.loads((PACKAGED / "manifest.json").read_text())
    assert all(digest in card for digest in manifest["sha256"].values())


def test_a_count_needs_no_model(folder: Path):
    """Tokens are counted without the model's file."""
    (folder / "model.onnx").unlink()
    assert MiniLMEmbedder(folder).count_tokens("said no.") == 3


@pytest.mark.parametrize("content", [b"", b"no model", None, "half"], ids=["empty", "junk", "missing", "half"])
def test_a_broken_model_file_is_told_with_its_path_and_the_next_step(folder: Path, content: bytes | str | None):
    """A missing or broken model file is a ModelError that names the file and how to get it back."""
    path = folder / "model.onnx"
    whole = path.read_bytes()
    path.unlink()
    if content is not None:
        path.write_bytes(whole[: len(whole) // 2] if isinstance(content, str) else content)
    embedder = MiniLMEmbedder(folder)
    for use in (embedder.verify, lambda: embedder.embed(["a"]), lambda: embedder.embed(["a", "b"])):
        with pytest.raises(ModelError, match="Install newsdesk again") as caught:
            use()
        assert str(path) in str(caught.value)


def test_one_changed_byte_is_found_by_verifying(folder: Path):
    """A model file that still loads but is not the packaged one is found out."""
    path = folder / "model.onnx"
    content = bytearray(path.read_bytes())
    content[len(content) // 2] ^= 1
    path.write_bytes(content)
    with pytest.raises(ModelError, match="sha256"):
        MiniLMEmbedder(folder).verify()


def test_another_model_in_the_file_is_refused(folder: Path):
    """A model whose vectors have another length than the manifest says is refused."""
    manifest = json.loads((folder / "manifest.json").read_text())
    (folder / "manifest.json").write_text(json.dumps(manifest | {"dimension": 768}))
    with pytest.raises(ModelError, match="another model"):
        MiniLMEmbedder(folder).embed(["a"])


@pytest.mark.parametrize("content", [None, "", "{}", "[]", '{"name": 1}', "\udcff"], ids=repr)
@pytest.mark.parametrize("name", ["manifest.json", "tokenizer.json"])
def test_a_broken_file_beside_the_model_is_told(folder: Path, name: str, content: str | None):
    """A missing or broken manifest or tokenizer is a ModelError that names the file."""
    path = folder / name
    path.unlink()
    if content is not None:
        path.write_bytes(content.encode(errors="surrogateescape"))
    with pytest.raises(ModelError, match=name):
        MiniLMEmbedder(folder).count_tokens("a")


def test_importing_and_making_one_reads_no_model():
    """Neither the import nor the constructor loads the tokenizer or the session."""
    code = (
        "from bot.models.onnx_embedder import MiniLMEmbedder as M; m = M();"
        "assert m.name and m._model._session is None and m._model._tokenizer is None"
    )
    subprocess.run([sys.executable, "-c", code], check=True, cwd=Path(__file__).parents[2])
