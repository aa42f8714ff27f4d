"""A receipt as bytes and back: exactly the same, or an error that tells nothing of the articles."""

import json
import zlib
from dataclasses import replace
from datetime import UTC

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.domain.answer import Answer, Citation, Headline, Note, Outcome, Quote, Reason, Rival, Statement, Usage
from bot.domain.article import Article, DatePrecision, Passage, Sentence
from bot.domain.evidence import Evidence, Hit, Ranks
from bot.domain.question import Filters, Question, Turn
from bot.domain.receipt import Fate, Judged, Receipt
from bot.errors import LedgerError
from bot.ledger import encoding
from bot.ledger.encoding import FORM, decoded, encoded
from tests.ledger.making import article, receipt

TEXTS = st.text(st.characters(exclude_categories=()), max_size=12)
NAMES = st.none() | TEXTS
COUNTS = st.integers(0, 2**40)
SHARES = st.floats(0, 1)
MOMENTS = st.datetimes(timezones=st.just(UTC))
FEW = 2


def several(each: st.SearchStrategy) -> st.SearchStrategy:
    return st.lists(each, max_size=FEW).map(tuple)


SENTENCES = several(st.builds(Sentence, COUNTS, COUNTS))
ARTICLES = st.builds(
    Article,
    id=TEXTS,
    text=TEXTS,
    title=NAMES,
    published_at=st.none() | MOMENTS,
    date_precision=st.sampled_from(DatePrecision),
    date_inferred=st.booleans(),
)
RANKS = st.builds(Ranks, *[st.none() | COUNTS] * 3)
HITS = st.builds(
    Hit,
    st.builds(Passage, TEXTS, COUNTS, COUNTS, COUNTS, COUNTS),
    ARTICLES,
    SENTENCES,
    st.floats(allow_nan=False, allow_infinity=False),
    RANKS,
    st.none() | SHARES,
)
FILTERS = st.builds(Filters, st.none() | st.dates(), st.none() | st.dates(), several(TEXTS), several(TEXTS), TEXTS)
QUOTES = several(st.builds(Quote, COUNTS, COUNTS, COUNTS, TEXTS))
CITATIONS = st.builds(
    Citation, COUNTS, TEXTS, NAMES, NAMES, NAMES, NAMES, NAMES, st.sampled_from(DatePrecision), st.booleans(), TEXTS
)
ANSWERS = st.builds(
    Answer,
    TEXTS,
    TEXTS,
    MOMENTS,
    st.sampled_from(Outcome),
    st.sampled_from(["extractive", "generative"]),
    reason=st.none() | st.sampled_from(Reason),
    short=NAMES,
    statements=several(st.builds(Statement, TEXTS, QUOTES, SHARES)),
    citations=several(CITATIONS),
    rivals=several(st.builds(Rival, TEXTS, QUOTES)),
    notes=several(st.builds(Note, TEXTS, TEXTS)),
    nearest=several(st.builds(Headline, TEXTS, NAMES, NAMES, NAMES, NAMES, st.booleans())),
    filters=FILTERS,
    usage=st.builds(Usage, NAMES, COUNTS, COUNTS, st.booleans(), st.none() | SHARES),
    timings_ms=st.dictionaries(TEXTS, SHARES, max_size=FEW),
    unused=several(HITS),
)
RECEIPTS = st.builds(
    Receipt,
    TEXTS,
    MOMENTS,
    TEXTS,
    TEXTS,
    st.builds(Question, TEXTS, several(st.builds(Turn, TEXTS, TEXTS)), FILTERS, MOMENTS),
    several(st.builds(Evidence, COUNTS, HITS, SENTENCES)),
    NAMES,
    NAMES,
    several(st.builds(Judged, TEXTS, several(COUNTS), st.sampled_from(Fate), TEXTS, SHARES)),
    ANSWERS,
)


@given(RECEIPTS)
@settings(max_examples=60, deadline=None)
def test_any_receipt_comes_back_exactly(made):
    """Whatever stands in a receipt, NUL, lone surrogates and all, comes back equal and of the same types."""
    back = decoded(encoded(made), FORM, "x")
    assert back == made
    assert type(back.answer.outcome) is Outcome
    assert back.recorded_at.utcoffset() == made.recorded_at.utcoffset()
    assert encoded(back) == encoded(made)


@given(st.data())
@settings(max_examples=60, deadline=None)
def test_damaged_bytes_are_refused(data):
    """Bytes that were cut or changed anywhere are an error in words that quotes nothing of the articles."""
    raw = bytearray(encoded(receipt("abc")))
    place = data.draw(st.integers(0, len(raw) - 1))
    raw = raw[:place] if data.draw(st.booleans()) else raw[:place] + bytes([raw[place] ^ 0xFF]) + raw[place + 1 :]
    with pytest.raises(LedgerError, match=r"Receipt abc is damaged.*answers forget abc") as told:
        decoded(bytes(raw), FORM, "abc")
    assert "Kestrel" not in str(told.value)


@pytest.mark.parametrize("text", [b"[]", b"{}", b'{"id": "Kestrel"}', b"[" * 100_000, b"nonsense", b"\xff"])
@pytest.mark.parametrize("form", range(1, FORM + 1))
def test_other_json_is_refused(text, form):
    """What is no receipt is refused without being quoted, whatever form it claims to have."""
    with pytest.raises(LedgerError, match="is damaged") as told:
        decoded(zlib.compress(text), form, "abc")
    assert "Kestrel" not in str(told.value)
    assert told.value.__cause__ is None


@pytest.mark.parametrize(
    ("then", "now"), [(None, ()), ("default", ("main",)), ("sport", ("sport",)), ("", ("",)), ("main", ("main",))]
)
def test_form_1(then, now):
    """A receipt of form 1, whose filters named one collection or none, is read; its `default` is today's main one."""
    made = receipt("abc", sources=(article("a1"), replace(article("a2"), collection="sport")))
    filters = replace(made.question.filters, collections=now)
    made = replace(made, question=replace(made.question, filters=filters), answer=replace(made.answer, filters=filters))
    assert decoded(zlib.compress(json.dumps(_as_form_1(made, then)).encode()), 1, "abc") == made


def _as_form_1(made: Receipt, collection: str | None):
    data = json.loads(zlib.decompress(encoded(made)))
    for filters in (data["question"]["filters"], data["answer"]["filters"]):
        del filters["collections"]
        filters["collection"] = collection
    data["evidence"][0]["hit"]["article"]["collection"] = "default"
    return data


def test_another_form_is_refused():
    """A receipt of another version says which forms there are, and that the others can be read."""
    with pytest.raises(LedgerError, match=f"form {FORM + 1}; this one reads up to {FORM}.*other receipts can be read"):
        decoded(encoded(receipt("abc")), FORM + 1, "abc")


def test_size_is_bounded():
    """A receipt that is too large is not kept, and bytes that would swell are not followed to their end."""
    size = len(zlib.decompress(encoded(receipt("abc"))))
    assert encoded(receipt("abc"), most_bytes=size)
    with pytest.raises(LedgerError, match="not kept: it has"):
        encoded(receipt("abc"), most_bytes=size - 1)
    swelling = zlib.compress(b" " * (encoding.MOST_BYTES + 1), level=1)
    with pytest.raises(LedgerError, match="damaged"):
        decoded(swelling, FORM, "abc")
