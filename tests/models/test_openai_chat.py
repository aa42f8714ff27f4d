"""The language model behind OpenAI's protocol, through the real client against a real server on loopback."""

import json
import logging
import signal
import socket
import threading
import time
import traceback
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from threading import Event

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.errors import ModelError, NotConfigured
from bot.models.chat import Ended, Finish, Message, Role, Tokens
from bot.models.line import MOST_BYTES
from bot.models.openai_chat import OpenAIChat
from bot.settings.chat import ChatSettings
from tests.chat_service import ChatService, Reply

KEY = "sk-very-secret-0123456789"
SECRET = "the body of an article"
MESSAGES = [Message(Role.SYSTEM, "Be brief."), Message(Role.USER, SECRET)]
LIMIT = 100


@pytest.fixture(autouse=True)
def _no_proxy(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("NO_PROXY", "127.0.0.1")


def chat(service: ChatService | str, **chosen) -> OpenAIChat:
    """A model at the service, with short waits."""
    url = service if isinstance(service, str) else service.base_url
    wanted = {
        "model": "small",
        "base_url": url,
        "api_key": KEY,
        "first_token_seconds": 5,
        "total_seconds": 10,
        **chosen,
    }
    return OpenAIChat(ChatSettings.model_validate(wanted), first_wait_seconds=0.01)


def heard(service: ChatService | str, most_tokens: int = LIMIT, **chosen) -> tuple[str, Ended]:
    """The whole reply and how it ended."""
    *pieces, ended = chat(service, **chosen).reply(MESSAGES, most_tokens)
    return "".join(pieces), ended


def failure(service: ChatService | str, most_tokens: int = LIMIT, **chosen) -> tuple[str, str]:
    """What came before the failure, and its message, checked to hold neither the key nor the text."""
    pieces: list[str] = []
    with pytest.raises(ModelError) as caught:
        pieces.extend(chat(service, **chosen).reply(MESSAGES, most_tokens))
    shown = "".join(traceback.format_exception(caught.value))
    assert KEY not in shown
    assert SECRET not in shown
    return "".join(pieces), str(caught.value)


@pytest.fixture
def raw_server():
    """Serves every connection with what a function does to its socket, on a thread of its own."""
    with socket.create_server(("127.0.0.1", 0)) as listening, ThreadPoolExecutor() as pool:

        def serve(answer) -> str:
            def accept() -> None:
                while True:
                    try:
                        connection, _ = listening.accept()
                    except OSError:
                        return
                    pool.submit(answered, connection)

            def answered(connection: socket.socket) -> None:
                with connection:
                    try:
                        connection.recv(65536)
                        answer(connection)
                    except OSError:
                        pass

            pool.submit(accept)
            return f"http://127.0.0.1:{listening.getsockname()[1]}/v1"

        yield serve
        listening.shutdown(socket.SHUT_RDWR)


# --- replies


def test_a_reply_comes_in_pieces_and_ends_with_what_it_took():
    """The text comes piece by piece; the last thing tells how it ended and the service's own count of tokens."""
    with ChatService("Halden won the cup.") as service:
        *pieces, ended = chat(service).reply(MESSAGES, LIMIT)
    assert pieces == ["Halden ", "won ", "the ", "cup."]
    assert ended == Ended(Finish.COMPLETE, Tokens(100, 20))
    (asked,) = service.requests
    assert asked.path == "/v1/chat/completions"
    assert asked.messages == [("system", "Be brief."), ("user", SECRET)]
    sent = {name: value for name, value in asked.body.items() if name != "messages"}
    assert sent == {
        "model": "small",
        "stream": True,
        "stream_options": {"include_usage": True},
        "max_tokens": LIMIT,
        "temperature": 0,
    }


def test_the_first_piece_is_out_before_the_last_is_written():
    """A piece is handed on when it comes, not when the reply is complete."""
    read = Event()

    def pieces() -> Iterator[str]:
        yield "Halden won. "
        assert read.wait(5)
        yield "Nobody knows why."

    with ChatService(Reply(pieces=pieces())) as service:
        reply = chat(service).reply(MESSAGES, LIMIT)
        assert next(reply) == "Halden won. "
        read.set()
        assert next(reply) == "Nobody knows why."


def test_thoughts_are_not_shown():
    """Thoughts in fields of their own or between marks, however they are cut, are no part of the reply."""
    for name in ("reasoning", "reasoning_content"):
        with ChatService(Reply("Yes.", reasoning="Is it so?", reasoning_field=name)) as service:
            assert heard(service)[0] == "Yes."
    with ChatService(
        Reply(pieces=["\n<thi", "nk>Is it", " so?</th", "ink>\n\nYes", ", <think> is a mark."])
    ) as service:
        assert heard(service)[0] == "Yes, <think> is a mark."


def test_a_service_that_tells_no_tokens_has_them_estimated():
    """Without the service's count the tokens are an estimate, of thoughts too, and marked as one."""
    with ChatService(Reply("Halden won the cup.", usage=None)) as service:
        tokens = heard(service)[1].tokens
        assert tokens.estimated
        assert 10 <= tokens.read <= 30
        assert 4 <= tokens.written <= 8
    with ChatService(Reply("Yes.", reasoning="Is it so? " * 40, usage=None)) as service:
        assert heard(service)[1].tokens.written > 80


@pytest.mark.parametrize("usage", [(0, 0), (-1, 5), (5, 10**12), ("many", 3), (1.5, 2)])
def test_a_count_that_makes_no_sense_is_estimated(usage):
    """Numbers that no reply can have taken are not believed."""
    with ChatService(Reply("Yes.", usage=usage)) as service:
        assert heard(service)[1].tokens.estimated


def test_usage_may_come_with_the_last_piece():
    """The service's count is found where it comes beside the end, not after it."""
    with ChatService(Reply("Yes.", usage_beside_finish=True)) as service:
        assert heard(service)[1].tokens == Tokens(100, 20)


@pytest.mark.parametrize(
    ("reason", "finish"),
    [
        ("stop", Finish.COMPLETE),
        ("length", Finish.CUT),
        ("content_filter", Finish.WITHHELD),
        ("insufficient_system_resource", Finish.CUT),
        (None, Finish.CUT),
    ],
)
def test_how_a_reply_ended(reason, finish):
    """A reply is complete only if the service says so; a stream that just ends was cut."""
    with ChatService(Reply("Halden won.", finish=reason)) as service:
        text, ended = heard(service)
    assert (text, ended.finish) == ("Halden won.", finish)


def test_a_reply_that_was_withheld_is_no_failure():
    """Nothing but the filter's word, or a refusal, ends as withheld."""
    with ChatService(Reply("", finish="content_filter")) as service:
        assert heard(service)[1].finish is Finish.WITHHELD
    refused = json.dumps({"choices": [{"index": 0, "delta": {"refusal": "No."}, "finish_reason": "stop"}]})
    with ChatService(Reply(events=[refused, "[DONE]"])) as service:
        text, ended = heard(service)
    assert (text, ended.finish) == ("", Finish.WITHHELD)


def test_what_cannot_be_stored_is_replaced():
    """NUL and half a surrogate pair, in what is sent or comes, become a sound character."""
    with ChatService(Reply(pieces=["a\0b\ud800c"])) as service:
        model = chat(service)
        assert next(model.reply([Message(Role.USER, "x\ud800")], LIMIT)) == "a\ufffdb\ufffdc"
    assert service.requests[0].prompt == "x\ufffd"


def test_many_at_once():
    """Replies to several threads do not mix."""
    with ChatService(lambda asked: Reply(asked.prompt.upper(), drip_seconds=0.002)) as service:
        model = chat(service)

        def ask(number: int) -> str:
            *pieces, _ = model.reply([Message(Role.USER, f"this is question {number}")], LIMIT)
            return "".join(pieces)

        with ThreadPoolExecutor(8) as pool:
            assert list(pool.map(ask, range(24))) == [f"THIS IS QUESTION {number}" for number in range(24)]


# --- what a service does not take


def test_openai_is_sent_the_newer_limit_and_others_the_older():
    """OpenAI's newer models refuse max_tokens; Ollama ignores the other name without a word."""
    assert chat("https://api.openai.com/v1")._dialect.limit == "max_completion_tokens"
    assert chat("http://127.0.0.1:11434/v1")._dialect.limit == "max_tokens"


@pytest.mark.parametrize(
    "refused",
    [
        ["stream_options"],
        ["max_tokens"],
        ["temperature"],
        ["temperature", "stream_options"],
        ["max_tokens", "temperature", "stream_options"],
    ],
)
def test_a_refused_parameter_is_left_out_and_stays_out(refused):
    """A parameter that the service refuses is left out or replaced, and the next reply begins with what went well."""
    with ChatService("Yes.", refuses=refused) as service:
        model = chat(service)
        assert next(model.reply(MESSAGES, LIMIT)) == "Yes."
        assert len(service.requests) == len(refused) + 1
        assert next(model.reply(MESSAGES, LIMIT)) == "Yes."
    assert len(service.requests) == len(refused) + 2
    last = service.requests[-1].body
    assert not set(refused) & set(last)
    assert LIMIT in (last.get("max_tokens"), last.get("max_completion_tokens"))


# As the services word it (their issue trackers): OpenAI, vLLM, Fireworks, Mistral, Azure.
REFUSALS = [
    (400, {"error": {"message": "Unsupported value: 'temperature' does not support 0 with this model. Only the default (1) value is supported.", "type": "invalid_request_error", "param": "temperature", "code": "unsupported_value"}}, "temperature"),
    (400, {"object": "error", "message": "[{'type': 'extra_forbidden', 'loc': ('body', 'stream_options'), 'msg': 'Extra inputs are not permitted', 'input': {'include_usage': True}}]", "type": "BadRequestError", "param": None, "code": 400}, "stream_options"),
    (400, {"error": {"message": "Extra inputs are not permitted, field: 'stream_options'"}}, "stream_options"),
    (422, {"detail": [{"type": "extra_forbidden", "loc": ["body", "max_tokens"], "msg": "Extra inputs are not permitted"}]}, "max_tokens"),
    (400, {"error": {"message": "Unsupported parameter: 'max_tokens' is not supported with this model. Use 'max_completion_tokens' instead.", "param": "max_tokens", "code": "unsupported_parameter"}}, "max_tokens"),
    (400, {"error": {"message": "Validation error at #/stream_options: Extra inputs are not permitted", "code": None}}, "stream_options"),
]  # fmt: skip


@pytest.mark.parametrize(("status", "body", "refused"), REFUSALS)
def test_refusals_as_services_word_them(status, body, refused):
    """The parameter is found in the words of different services, and only that one is left out."""
    with ChatService([Reply(status=status, body=json.dumps(body)), "Yes."]) as service:
        assert heard(service)[0] == "Yes."
    first, second = (set(asked.body) for asked in service.requests)
    assert first - second == {refused}


def test_a_refusal_for_another_reason_is_told():
    """A refusal that names no parameter is not asked again, and one that stays is told after few tries."""
    with ChatService(Reply(status=400, code="context_length_exceeded")) as service:
        assert "refuses the request to the model 'small' (400, context_length_exceeded)" in failure(service)[1]
    assert len(service.requests) == 1
    with ChatService("Yes.", refuses=["max_tokens", "max_completion_tokens"]) as service:
        assert "(400, unsupported_parameter)" in failure(service)[1]
    assert len(service.requests) == 2


# --- trying again


@pytest.mark.parametrize("status", [408, 409, 429, 500, 502, 503, 529])
def test_a_passing_failure_is_tried_again(status):
    """What may pass costs another try, as often as the settings say."""
    with ChatService([Reply(status=status), Reply(status=status), "Yes."]) as service:
        assert heard(service)[0] == "Yes."
    assert len(service.requests) == 3
    with ChatService([Reply(status=status), "Yes."]) as service:
        assert f"({status})" in failure(service, retries=0)[1]
    assert len(service.requests) == 1


def test_a_cut_connection_is_tried_again_before_the_first_piece():
    """A service that hangs up before it showed anything, also after thoughts, costs another try."""
    with ChatService([Reply(hang_up_after=0), Reply("No.", reasoning="So?", hang_up_after=1), "Yes."]) as service:
        assert heard(service)[0] == "Yes."
    assert len(service.requests) == 3


def test_an_error_in_the_stream_is_tried_again_before_the_first_piece():
    """A service that fails after it has said 200 is asked again, and in the end told."""
    error = json.dumps({"error": {"message": SECRET, "code": "server_error"}})
    with ChatService([Reply(events=[error]), "Yes."]) as service:
        assert heard(service)[0] == "Yes."
    with ChatService(Reply(events=[error])) as service:
        assert "failed while it replied, server_error." in failure(service)[1]


def test_a_disconnect_in_mid_stream_is_told_and_not_tried_again():
    """What came before the connection broke stands; asking again would say it twice."""
    with ChatService(Reply("Halden won the cup.", hang_up_after=2)) as service:
        pieces, message = failure(service)
    assert pieces == "Halden won "
    assert "broke off in the middle of its reply" in message
    assert len(service.requests) == 1


def test_a_disconnect_after_the_end_is_no_failure():
    """A reply that has ended is complete, even if its usage never comes."""
    with ChatService(Reply("Yes.", hang_up_after=2)) as service:
        text, ended = heard(service)
    assert (text, ended.finish, ended.tokens.estimated) == ("Yes.", Finish.COMPLETE, True)


@pytest.mark.parametrize("status", [400, 401, 402, 403, 404, 413, 422])
def test_a_lasting_failure_is_not_tried_again(status):
    """What another try would not change is told at once."""
    with ChatService(Reply(status=status)) as service:
        assert f"({status})" in failure(service)[1]
    assert len(service.requests) == 1


def test_a_used_up_quota_is_not_tried_again():
    """An account without money is told as that, not as too many requests."""
    with ChatService(Reply(status=429, code="insufficient_quota")) as service:
        assert "the account's quota is used up. Add credit" in failure(service)[1]
    assert len(service.requests) == 1


@pytest.mark.parametrize("headers", [{"retry-after-ms": "300"}, {"Retry-After": "0.3"}])
def test_the_wait_that_the_service_asks_for_is_kept(headers):
    """Retry-After is waited for, and not much longer."""
    with ChatService([Reply(status=429, headers=headers), "Yes."]) as service:
        began = time.monotonic()
        assert heard(service)[0] == "Yes."
    assert 0.3 <= time.monotonic() - began < 2


@pytest.mark.parametrize("asked", ["60", "Fri, 31 Dec 2999 23:59:59 GMT", "8"])
def test_a_long_wait_is_not_kept(asked):
    """A wait that is long, or longer than the time that is left, is not begun: the person waits too."""
    with ChatService(Reply(status=429, headers={"Retry-After": asked})) as service:
        began = time.monotonic()
        assert "takes no more requests for now (429)" in failure(service, total_seconds=5)[1]
    assert time.monotonic() - began < 2
    assert len(service.requests) == 1


# --- time and size


def test_an_address_that_takes_no_connection_is_given_up():
    """Where a connection is never taken, the wait is the one for connecting."""
    with socket.socket() as deaf:
        deaf.bind(("127.0.0.1", 0))
        deaf.listen(0)
        address = deaf.getsockname()
        crowd = [socket.socket() for _ in range(4)]
        for one in crowd:
            one.setblocking(False)
            one.connect_ex(address)
        message = failure(f"http://127.0.0.1:{address[1]}/v1", connect_seconds=0.2, retries=0)[1]
        for one in crowd:
            one.close()
    assert "took no connection within 0.2 seconds (chat.connect_seconds)" in message


def test_a_service_that_does_not_begin_is_given_up():
    """Without a first piece in time the reply is given up, and not tried again."""
    with ChatService(Reply("Yes.", wait_seconds=1)) as service:
        began = time.monotonic()
        assert "did not begin to reply within 0.2 seconds" in failure(service, first_token_seconds=0.2)[1]
        assert time.monotonic() - began < 0.9
    assert len(service.requests) == 1


def test_a_service_that_falls_silent_is_given_up():
    """Silence in the middle counts like silence before the first piece."""

    def pieces() -> Iterator[str]:
        yield "Halden "
        time.sleep(1)
        yield "won."

    with ChatService(Reply(pieces=pieces())) as service:
        text, message = failure(service, first_token_seconds=0.3)
    assert text == "Halden "
    assert "fell silent for 0.3 seconds" in message


def test_a_service_that_drips_is_given_up():
    """Signs of life do not stretch the whole time."""
    with ChatService(Reply("word " * 200, drip_seconds=0.02)) as service:
        began = time.monotonic()
        text, message = failure(service, total_seconds=0.5)
        assert service.abandoned.wait(2)
    assert text.startswith("word word ")
    assert "did not end its reply within 0.5 seconds (chat.total_seconds)" in message
    assert time.monotonic() - began < 2


@pytest.mark.parametrize(
    "head",
    [
        b"",
        b"HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\n\r\n",
        b"HTTP/1.0 200 OK\r\n\r\ndata: ",
        b"HTTP/1.1 400 Bad Request\r\nContent-Length: 9999\r\n\r\n",
    ],
    ids=["status line", "stream", "event", "refusal"],
)
def test_bytes_that_drip_do_not_stretch_the_time(head, raw_server):
    """A byte now and then, wherever it comes, keeps nobody waiting beyond the limit."""

    def answer(connection: socket.socket) -> None:
        connection.sendall(head)
        for _ in range(300):
            connection.sendall(b"H")
            time.sleep(0.01)

    began = time.monotonic()
    message = failure(raw_server(answer), first_token_seconds=0.3)[1]
    assert "did not begin to reply within 0.3 seconds" in message
    assert time.monotonic() - began < 2


def test_time_that_the_reader_takes_is_not_the_service_s():
    """A reader who works between two pieces does not make the service silent."""
    with ChatService("Halden won.") as service:
        reply = chat(service, first_token_seconds=0.2).reply(MESSAGES, LIMIT)
        assert next(reply) == "Halden "
        time.sleep(0.5)
        assert next(reply) == "won."


def test_a_huge_reply_is_cut():
    """A service that ignores the limit is cut off, far beyond it, and what came stands."""
    with ChatService(Reply("word " * 100_000)) as service:
        text, ended = heard(service, most_tokens=50)
        assert service.abandoned.wait(5)
    assert len(text) == 50 * 16
    assert ended.finish is Finish.CUT
    assert ended.tokens.estimated


def test_a_piece_that_is_huge_is_cut():
    """One piece of many megabytes is cut where many pieces would be."""
    with ChatService(Reply(pieces=["語" * 10**6])) as service:
        text, ended = heard(service, most_tokens=50)
    assert len(text.encode()) in range(50 * 16 - 2, 50 * 16 + 1)
    assert ended.finish is Finish.CUT


@pytest.mark.parametrize("head", [b"data: ", b'data: {"choices": []}\n\n: '], ids=["event", "comment"])
def test_a_stream_without_end_is_cut(head, raw_server):
    """Bytes without end are not kept, whatever they are."""
    sent = []

    def answer(connection: socket.socket) -> None:
        connection.sendall(b"HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\n\r\n" + head)
        while len(sent) < 400:
            connection.sendall(b"x" * 2**20)
            sent.append(1)

    message = failure(raw_server(answer))[1]
    assert "sent 16 MB and no reply in them" in message
    assert MOST_BYTES // 2**20 <= len(sent) < 400


def test_thoughts_without_end_are_told():
    """A model that spends all its tokens on thoughts is told as that, with what to do."""
    with ChatService(Reply("", reasoning="Hm. " * 50, finish="length")) as service:
        message = failure(service)[1]
    assert "used up its 100 tokens before it wrote an answer. Raise chat.answer_tokens" in message
    told = "Could not finish the message because max_tokens or model output limit was reached. Please try again."
    with ChatService(Reply(status=400, message=told)) as service:
        assert "used up its 100 tokens" in failure(service)[1]
    assert len(service.requests) == 1


def test_closing_ends_the_request():
    """Who stops reading has the connection closed at once, while the service still writes."""
    with ChatService(Reply("word " * 500, drip_seconds=0.01)) as service:
        reply = chat(service).reply(MESSAGES, LIMIT)
        assert next(reply) == "word "
        reply.close()
        assert service.abandoned.wait(1)


def test_an_interrupt_ends_the_request(raw_server):
    """Ctrl-C while nothing comes ends the wait and the connection."""
    gone = Event()

    def answer(connection: socket.socket) -> None:
        time.sleep(0.1)
        signal.pthread_kill(threading.main_thread().ident, signal.SIGINT)
        connection.settimeout(5)
        with suppress(ConnectionResetError):
            while connection.recv(65536):
                pass
        gone.set()

    url = raw_server(answer)
    with pytest.raises(KeyboardInterrupt):
        next(chat(url).reply(MESSAGES, LIMIT))
    assert gone.wait(5)


# --- what is no reply


def chunk(**fields) -> str:
    return json.dumps({"choices": [{"index": 0, "delta": {"content": "Yes."}, "finish_reason": "stop", **fields}]})


@pytest.mark.parametrize(
    "reply",
    [
        pytest.param(Reply(events=["{ broken"]), id="broken JSON"),
        pytest.param(Reply(events=["[" * 100_000]), id="nested JSON"),
        pytest.param(Reply(events=[chunk(delta={"content": 7})]), id="a number for text"),
        pytest.param(Reply(events=[chunk(delta={"content": ["Yes."]})]), id="a list for text"),
        pytest.param(Reply(events=[json.dumps({"choices": "many"})]), id="a text for choices"),
        pytest.param(Reply(events=[json.dumps({"choices": {"0": 1}})]), id="an object for choices"),
        pytest.param(Reply(events=["[]", "7", "null", '"Yes."', "[DONE]"]), id="no objects"),
        pytest.param(Reply(body="<html>Sign in</html>", content_type="text/html"), id="a web page"),
        pytest.param(Reply(body='{"choices": []}'), id="no stream"),
        pytest.param(Reply(body=b"\xff\xfe", content_type="text/event-stream"), id="no UTF-8"),
        pytest.param(Reply(body=b"data: \xff\n\n", content_type="text/event-stream"), id="an event that is no UTF-8"),
        pytest.param(Reply(body="", status=204), id="nothing"),
        pytest.param(Reply(body="x", headers={"Content-Encoding": "gzip"}), id="not the encoding it says"),
        pytest.param(Reply(""), id="empty"),
        pytest.param(Reply(" \n\t "), id="blank"),
        pytest.param(Reply("<think>So?"), id="thoughts alone"),
    ],
)
def test_what_is_no_reply_is_told(reply: Reply):
    """Anything but the protocol's reply is an error in words that names the address or the model."""
    with ChatService(reply) as service:
        text, message = failure(service)
    assert text == ""
    assert message.startswith("http://127.0.0.1:") or "'small'" in message


def test_broken_json_in_mid_stream_is_told():
    """What came before the nonsense stands."""
    with ChatService(Reply(events=[chunk(finish_reason=None), "{ broken"])) as service:
        text, message = failure(service)
    assert text == "Yes."
    assert "sent what is no reply" in message


anything = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(["choices", "delta", "content", "finish_reason", "usage", "error"]), inner, max_size=3
        )
    ),
    max_leaves=8,
)
like_chunks = st.fixed_dictionaries(
    {},
    optional={
        "choices": st.lists(
            st.fixed_dictionaries({}, optional={"delta": anything, "finish_reason": anything}) | anything, max_size=2
        ),
        "usage": anything,
        "error": anything,
        "object": anything,
    },
)


def test_nothing_but_a_reply_or_an_error_comes_of_anything():
    """Whatever JSON a service sends, it ends as a reply or as an error in words."""
    sent: list[str] = []
    with ChatService(lambda _: Reply(events=list(sent))) as service:
        model = chat(service, retries=0)

        @settings(max_examples=60, deadline=None)
        @given(st.lists(anything | like_chunks, max_size=4))
        def holds(events) -> None:
            sent[:] = [json.dumps(event) for event in events]
            try:
                *pieces, ended = model.reply(MESSAGES, LIMIT)
            except ModelError:
                return
            assert all(isinstance(piece, str) and piece for piece in pieces)
            assert isinstance(ended, Ended)

        holds()


# --- keys and addresses


def test_keys_and_texts_are_in_no_log_and_no_repr(caplog: pytest.LogCaptureFixture):
    """The key goes into the one header that needs it; neither it nor what is asked into a log of any level or a repr."""
    caplog.set_level(logging.DEBUG)
    wanted = ChatSettings.model_validate({"model": "small", "base_url": "http://127.0.0.1:1/v1", "api_key": KEY})
    with ChatService([Reply(status=500, message=KEY), "Yes."]) as service:
        model = chat(service)
        assert next(model.reply(MESSAGES, LIMIT)) == "Yes."
    assert service.requests[0].headers["authorization"] == f"Bearer {KEY}"
    assert "POST" in caplog.text
    assert KEY not in caplog.text
    assert SECRET not in caplog.text
    assert KEY not in f"{model!r} {wanted!r} {wanted} {wanted.model_dump()}"


def test_nothing_of_the_environment_is_sent(monkeypatch: pytest.MonkeyPatch):
    """Keys, organisations, headers and addresses for the openai package in the environment change nothing."""
    for name in ("OPENAI_API_KEY", "OPENAI_ADMIN_KEY", "OPENAI_ORG_ID", "OPENAI_PROJECT_ID"):
        monkeypatch.setenv(name, "from-the-environment")
    monkeypatch.setenv("OPENAI_CUSTOM_HEADERS", "Authorization: from-the-environment\nX-Other: from-the-environment")
    monkeypatch.setenv("OPENAI_BASE_URL", "http://127.0.0.1:1/v1")
    with ChatService("Yes.") as service:
        heard(service)
        heard(service, api_key=None)
    assert chat("https://api.openai.com/v1", base_url=None).base_url == "https://api.openai.com/v1"
    assert "from-the-environment" not in str(service.requests)
    assert KEY not in str(service.requests[1])
    assert not [name for name in service.requests[0].headers if name.startswith("x-")]


def test_a_redirect_is_not_followed():
    """Texts and key go to the address in the settings, not to where that points."""
    with ChatService("Yes.") as elsewhere:
        moved = Reply(status=307, headers={"Location": f"{elsewhere.base_url}/chat/completions"})
        with ChatService(moved) as service:
            assert "sends the request elsewhere (307)" in failure(service)[1]
        assert elsewhere.requests == []


def test_openai_without_a_key_is_not_asked():
    """That a key is missing is told without asking."""
    message = failure("https://api.openai.com/v1", api_key=None)[1]
    assert message.endswith("wants a key, and none is set. Set chat.api_key or OPENAI_API_KEY.")


def test_what_is_not_set_up():
    """Without a model there is nothing to be made, and what cannot be a key is refused without showing it."""
    with pytest.raises(NotConfigured, match=r"chat\.model"):
        OpenAIChat(ChatSettings())
    with pytest.raises(ModelError, match="holds blanks") as caught:
        chat("http://127.0.0.1:1/v1", api_key="sk-1234\nsk-5678")
    assert "1234" not in str(caught.value)


# --- the check


@pytest.mark.parametrize(
    ("reply", "told"),
    [
        (Reply(status=402), "the account's quota is used up. Add credit, or raise its limit."),
        (Reply(status=401), "refuses the key (401). Check that chat.api_key belongs to this address."),
        (Reply(status=403), "refuses the key (403). Check what chat.api_key is allowed to use."),
        (Reply(status=404, code="model_not_found"), "does not know the model 'small' (404, model_not_found)."),
        (
            Reply(status=404, body="<html>", content_type="text/html"),
            "has nothing at this address (404). Check chat.base",
        ),
        (
            Reply(status=429, headers={"Retry-After": "20"}),
            "for now (429). Wait, or check the account's limits. It asks to",
        ),
        (
            Reply(status=429, code="insufficient_quota"),
            "the account's quota is used up. Add credit, or raise its limit.",
        ),
        (Reply(status=500), "failed (500). Try again later."),
        (Reply(body="<html>", content_type="text/html"), "Is it a service that speaks OpenAI's protocol?"),
        (Reply(hang_up_after=0), "cannot be reached. Is the address right, and does the service run?"),
    ],
)
def test_check_says_what_is_wrong(reply, told):
    """Each thing that may be wrong is told in words, with what to do, after one tiny request."""
    with ChatService(reply) as service, pytest.raises(ModelError) as caught:
        chat(service).check()
    assert told in str(caught.value)
    (asked,) = service.requests
    assert asked.body["max_tokens"] == 16
    assert len(asked.prompt) < 20


def test_check_without_a_key_that_is_wanted():
    """A refusal without a set key says that one is wanted, and which setting it is."""
    with (
        ChatService(Reply(status=401)) as service,
        pytest.raises(ModelError, match=r"none is set. Set chat\.api_key\."),
    ):
        chat(service, api_key=None).check()


def test_check_of_a_model_that_answers():
    """A reply is well, also one that is cut or all thoughts: it is a tiny request."""
    for reply in ("Yes.", Reply("", reasoning="Is it so?", finish="length")):
        with ChatService(reply) as service:
            chat(service).check()


def test_check_where_nothing_listens():
    """An address without a service is told as not reached."""
    with socket.socket() as unused:
        unused.bind(("127.0.0.1", 0))
        with pytest.raises(ModelError, match="cannot be reached"):
            chat(f"http://127.0.0.1:{unused.getsockname()[1]}/v1").check()


def test_no_thread_is_left_behind():
    """When a reply is over, however it ended, nothing watches on."""
    with ChatService([Reply("Yes.", hang_up_after=1), Reply(status=401), "word " * 50]) as service:
        failure(service)
        failure(service)
        reply = chat(service).reply(MESSAGES, LIMIT)
        next(reply)
        assert [thread for thread in threading.enumerate() if thread.name == "line"]
        reply.close()
    assert not [thread for thread in threading.enumerate() if thread.name == "line"]
