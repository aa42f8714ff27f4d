"""The embedder behind OpenAI's protocol, through the real client against a real server on loopback."""

import socket
import traceback

import numpy as np
import pytest

from bot.errors import ModelError
from bot.models.openai_embedder import MAX_TOKENS, NOTHING, OpenAIEmbedder
from tests.models.loopback import KEY, Asked, Reply, service, vectors

SECRET = "the body of an article"


@pytest.fixture(autouse=True)
def _no_proxy(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("NO_PROXY", "127.0.0.1")


def good(asked: Asked) -> Reply:
    return Reply(vectors(asked.body["input"]))


def failure(reply: Reply, *, key: str | None = KEY, dimension: int | None = None, timeout_seconds: float = 5) -> str:
    """The message that the reply leads to, checked to hold neither the key nor the text."""
    with service(lambda _: reply) as running:
        embedder = OpenAIEmbedder(
            "small", base_url=running.url, api_key=key, dimension=dimension, timeout_seconds=timeout_seconds
        )
        with pytest.raises(ModelError) as caught:
            embedder.embed([SECRET, "another"])
    message = str(caught.value)
    shown = "".join(traceback.format_exception(caught.value))
    assert KEY not in shown
    assert SECRET not in shown
    return message


def test_vectors_are_of_length_one_and_in_the_order_of_the_texts():
    """Vectors come in the order of the texts, whatever the order of the reply, and have length 1."""
    with service(good) as running:
        embedder = OpenAIEmbedder("small", base_url=running.url, api_key=KEY)
        found = embedder.embed(["a", "abcdef", "abc"])
    assert found.shape == (3, 4)
    assert found.dtype == np.float32
    np.testing.assert_allclose(np.linalg.norm(found, axis=1), 1, atol=1e-6)
    assert found[0, 0] < found[2, 0] < found[1, 0]


def test_many_texts_go_in_batches():
    """No request holds more texts than the batch size, and none is lost between them."""
    with service(good) as running:
        embedder = OpenAIEmbedder("small", base_url=running.url, api_key=KEY, batch_size=3)
        found = embedder.embed(["x" * length for length in range(1, 9)])
    assert [len(asked.body["input"]) for asked in running.requests] == [3, 3, 2]
    assert list(np.argsort(found[:, 0])) == list(range(8))


def test_an_unknown_dimension_is_found_by_asking_and_no_texts_give_no_rows():
    """Without a set dimension the service is asked once, and no texts give a (0, dimension) array."""
    with service(good) as running:
        embedder = OpenAIEmbedder("small", base_url=running.url, api_key=KEY)
        assert embedder.embed([]).shape == (0, 4)
        assert embedder.dimension == 4
        assert len(running.requests) == 1
        assert "dimensions" not in running.requests[0].body


def test_a_set_dimension_is_asked_of_the_service():
    """A set dimension is known without asking, and asked for with every request."""
    with service(lambda asked: Reply(vectors(asked.body["input"], dimension=8))) as running:
        embedder = OpenAIEmbedder("small", base_url=running.url, api_key=KEY, dimension=8)
        assert embedder.dimension == 8
        assert running.requests == []
        embedder.embed(["a"])
    assert running.requests[0].body["dimensions"] == 8


@pytest.mark.parametrize("text", ["", " \n\t", "\ud800 half a pair", "\0", "word " * 20_000, "語" * 100_000])
def test_awkward_texts_are_sent_as_what_a_service_accepts(text: str):
    """Empty, broken and endless texts become non-empty, sound texts of at most max_tokens tokens."""
    with service(good) as running:
        embedder = OpenAIEmbedder("small", base_url=running.url, api_key=KEY)
        assert embedder.embed([text]).shape == (1, 4)
    (sent,) = running.requests[0].body["input"]
    assert sent
    sent.encode()
    assert embedder.count_tokens(sent) <= MAX_TOKENS
    assert text.strip() or sent == NOTHING


def test_a_service_that_gives_no_indices_is_taken_in_order():
    """A reply without indices counts as being in the order of the texts."""

    def without_indices(asked: Asked) -> Reply:
        reply = vectors(asked.body["input"])
        return Reply({"data": [{"embedding": item["embedding"]} for item in reply["data"][::-1]]})

    with service(without_indices) as running:
        found = OpenAIEmbedder("small", base_url=running.url).embed(["a", "abc"])
    assert found[0, 0] < found[1, 0]


def test_nothing_of_the_environment_is_sent(monkeypatch: pytest.MonkeyPatch):
    """Keys, organisations, headers and addresses for the openai package in the environment change nothing."""
    for name in ("OPENAI_API_KEY", "OPENAI_ADMIN_KEY", "OPENAI_ORG_ID", "OPENAI_PROJECT_ID"):
        monkeypatch.setenv(name, "from-the-environment")
    monkeypatch.setenv("OPENAI_CUSTOM_HEADERS", "Authorization: from-the-environment\nX-Other: from-the-environment")
    monkeypatch.setenv("OPENAI_BASE_URL", "http://127.0.0.1:1/v1")
    with service(good) as running:
        OpenAIEmbedder("small", base_url=running.url, api_key=KEY).embed(["a"])
        OpenAIEmbedder("small", base_url=running.url).embed(["a"])
    assert OpenAIEmbedder("small")._service.base_url == "https://api.openai.com/v1"
    with_key, without_key = (asked.headers for asked in running.requests)
    assert "from-the-environment" not in str((with_key, without_key))
    assert with_key["authorization"] == f"Bearer {KEY}"
    assert KEY not in str(without_key)
    assert not [name for name in with_key if name.startswith("x-stainless")]


def test_a_redirect_is_not_followed():
    """Texts and key go to the address in the settings, not to where that points."""
    with service(good) as elsewhere:
        message = failure(Reply({}, status=307, headers={"Location": f"{elsewhere.url}/embeddings"}))
        assert elsewhere.requests == []
    assert "307" in message


@pytest.mark.parametrize(
    ("status", "expected"),
    [
        (401, "refuses the key (401, insufficient_quota)"),
        (403, "refuses the key (403, insufficient_quota)"),
        (404, "does not know the model 'small' (404, insufficient_quota)"),
        (429, "takes no more requests for now (429, insufficient_quota)"),
        (400, "refuses the request to the model 'small' (400, insufficient_quota)"),
        (500, "failed (500, insufficient_quota)"),
    ],
)
def test_a_refusal_says_what_it_means(status: int, expected: str):
    """Each refusal is told in words with its status, and never with the service's own text."""
    told = {"message": f"Incorrect API key provided: {KEY} for {SECRET}", "code": "insufficient_quota"}
    message = failure(Reply({"error": told}, status=status))
    assert expected in message
    assert message.startswith("http://127.0.0.1:")


def test_a_wanted_key_that_is_not_set_is_named():
    """A refusal without a set key says that one is wanted."""
    assert "wants a key (401), and none is set" in failure(Reply({}, status=401), key=None)


def test_a_key_with_a_line_break_is_refused_before_anything_is_sent():
    """What cannot be a key is refused at once, without showing it."""
    with pytest.raises(ModelError, match="holds blanks") as caught:
        OpenAIEmbedder("small", api_key="sk-1234\nsk-5678")
    assert "1234" not in str(caught.value)


def test_a_refused_request_is_tried_three_times():
    """A service that is busy for a moment costs a retry, not a failure."""
    replies = iter([Reply({}, status=429), Reply({}, status=503)])
    with service(lambda asked: next(replies, None) or good(asked)) as running:
        assert OpenAIEmbedder("small", base_url=running.url).embed(["a"]).shape == (1, 4)
    assert len(running.requests) == 3


def test_a_slow_service_is_given_up():
    """A service that does not answer in time is told as that, with the time."""
    message = failure(Reply({}, wait_seconds=0.3), timeout_seconds=0.1)
    assert "did not answer within 0.1 seconds" in message


def test_a_cut_connection_is_told():
    """A service that hangs up counts as not reached."""
    assert "cannot be reached" in failure(Reply(hang_up=True))


def test_an_address_where_nothing_listens_is_told():
    """An address without a service counts as not reached."""
    with socket.socket() as unused:
        unused.bind(("127.0.0.1", 0))
        url = f"http://127.0.0.1:{unused.getsockname()[1]}/v1"
        with pytest.raises(ModelError, match="cannot be reached"):
            OpenAIEmbedder("small", base_url=url).embed(["a"])


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        pytest.param([[1.0, 2.0]], "holds 1 vectors for 2 texts", id="too few"),
        pytest.param([[1.0, 2.0]] * 3, "holds 3 vectors for 2 texts", id="too many"),
        pytest.param([], "holds 0 vectors for 2 texts", id="none"),
        pytest.param([[1.0, 2.0], [1.0]], "different length", id="ragged"),
        pytest.param([[1.0, 2.0], None], "no lists of numbers", id="null"),
        pytest.param([["a", "b"], ["c", "d"]], "no lists of numbers", id="words"),
        pytest.param([[1.0, 2.0], [float("nan"), 1.0]], "without a direction", id="not a number"),
        pytest.param([[1.0, 2.0], [float("inf"), 1.0]], "without a direction", id="infinite"),
        pytest.param([[1.0, 2.0], [0.0, 0.0]], "without a direction", id="zero"),
        pytest.param([[], []], "without a direction", id="empty"),
    ],
)
def test_a_wrong_reply_is_not_taken_for_vectors(rows: list[object], expected: str):
    """A reply with missing, surplus, ragged, empty or undirected vectors is an error that says which."""
    items = [{"index": index, "embedding": row} for index, row in enumerate(rows)]
    assert expected in failure(Reply({"data": items}))


@pytest.mark.parametrize(
    "reply",
    [
        pytest.param(Reply({"data": None}), id="no data"),
        pytest.param(Reply({}), id="empty object"),
        pytest.param(Reply([]), id="a list"),
        pytest.param(Reply({"data": [7, 8]}), id="numbers for items"),
        pytest.param(Reply({"data": SECRET}), id="text for items"),
        pytest.param(Reply("{ broken"), id="broken JSON"),
        pytest.param(Reply("<html>", headers={"Content-Type": "text/html"}), id="a web page"),
        pytest.param(
            Reply({"data": [{"index": 1, "embedding": [1.0]}, {"index": 1, "embedding": [2.0]}]}), id="an index twice"
        ),
    ],
)
def test_what_is_no_reply_at_all_is_an_error(reply: Reply):
    """Anything but the protocol's reply is an error that names the address."""
    assert "http://127.0.0.1:" in failure(reply)


def test_vectors_of_another_length_than_set_are_an_error():
    """A service that ignores the wanted dimension is found out."""
    items = [{"index": index, "embedding": [1.0, 2.0]} for index in range(2)]
    assert "holds vectors of 2 numbers, not of 3" in failure(Reply({"data": items}), dimension=3)
