"""The words of a question that are looked up."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.search.terms import MAX_TERMS, bare, terms


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("who is Microsoft negotiating with?", ["microsoft", "negotiating"]),
        ("What is WeChat's parent company?", ["wechat", "parent", "company"]),
        ("who?", ["who"]),
        ("", []),
        ('NEAR(a, b) OR title:* "unbalanced', ["near", "b", "title", "unbalanced"]),
    ],
)
def test_terms_are_the_telling_words(question, expected):
    """Function words are left out unless there is nothing else; full-text syntax is only words."""
    assert terms(question) == expected


@given(st.text(max_size=300))
def test_terms_are_few_distinct_words(text):
    """Whatever is asked, terms are distinct, not empty, without spaces, and bounded in number."""
    found = terms(text)
    assert len(found) == len(set(found)) <= MAX_TERMS
    assert all(term and not term.isspace() and " " not in term for term in found)


def test_a_giant_question_is_searched_by_its_first_words():
    """A question of 100,000 characters costs no more than a long one."""
    assert len(terms(" ".join(f"word{number}" for number in range(20_000)))) == MAX_TERMS


def test_bare_words_compare_without_case_points_and_possessives():
    """`U.S.`, `US` and `us`, `Oracle’s` and `oracle` compare equal."""
    assert bare("U.S") == bare("US") == "us"
    assert bare("Oracle’s") == bare("Oracle's") == "oracle"
