"""What a person is told of the search beside an answer."""

from datetime import date

import pytest

from bot.answering.remarks import remarks, shared_origins
from bot.domain.article import Article
from bot.library.records import ArticleSummary, ScopeCounts
from bot.search.finding import Found
from bot.search.period import Period
from bot.search.slips import Slip
from bot.search.strangers import Stranger


def found(undated: int = 0, later: int = 0, damaged=(), languages=(), **more) -> Found:
    """A search that found nothing, and what it could not look at."""
    counts = ScopeCounts(passing=0, undated_left_out=undated, later_left_out=later, total=0)
    today = Period(date(2021, 3, 8), date(2021, 3, 8))
    return Found((), counts, today, frozenset(damaged), tuple(languages), **more)


def copy(article_id: str, outlet: str | None, origin: str = "wire") -> ArticleSummary:
    return ArticleSummary(
        id=article_id,
        title=None,
        outlet=outlet,
        author=None,
        url=None,
        date_text=None,
        date_inferred=False,
        language=None,
        source_path=None,
        collection="main",
        characters=1,
        passages=1,
        origin_id=origin,
    )


def test_a_search_that_saw_everything_needs_no_remark():
    """Nothing left out, nothing misspelt."""
    assert list(remarks(found())) == []


def test_each_slip_is_told_with_the_word_that_was_searched_too():
    """In the order of the question's words."""
    slips = (Slip("Qillon", "Quillon"), Slip("feriy", "ferry"))
    assert [(note.code, note.text) for note in remarks(found(slips=slips))] == [
        ("slip", "'Qillon' is in no article; searched as 'Quillon' too."),
        ("slip", "'feriy' is in no article; searched as 'ferry' too."),
    ]


def test_damaged_articles_are_counted_with_examples_and_the_next_step():
    """Three ids are enough to look for, and always the same three."""
    (one,) = remarks(found(damaged=["mill"]))
    assert one.code == "damaged_article"
    assert one.text == ("1 article left out: the stored text is not what was written (mill). Run `newsdesk doctor`.")
    (many,) = remarks(found(damaged=reversed("abcdefghijkl")))
    assert many.text.startswith("12 articles left out")
    assert "(a, b, c)" in many.text


def test_an_unknown_name_in_a_filter_is_told_with_the_names_that_may_have_been_meant():
    """One note for each name, told apart by what it names; without a likely name nothing is guessed."""
    strangers = (
        Stranger("outlet", "Tagus", ("Tagus Times", "The Tagus")),
        Stranger("outlet", "xyz", ()),
        Stranger("collection", "sprot", ("sport",)),
    )
    assert [(note.code, note.text) for note in remarks(found(strangers=strangers))] == [
        ("unknown_outlet", "There is no outlet 'Tagus'. Did you mean Tagus Times, The Tagus?"),
        ("unknown_outlet", "There is no outlet 'xyz'."),
        ("unknown_collection", "There is no collection 'sprot'. Did you mean sport?"),
    ]


@pytest.mark.parametrize(
    ("left_out", "code", "text"),
    [
        ({"undated": 1}, "undated_left_out", "1 undated article left out by the period asked for."),
        ({"undated": 2}, "undated_left_out", "2 undated articles left out by the period asked for."),
        ({"later": 1}, "later_left_out", "1 article dated after the moment of asking left out."),
        ({"later": 2}, "later_left_out", "2 articles dated after the moment of asking left out."),
    ],
)
def test_articles_that_their_dates_kept_out_are_counted(left_out, code, text):
    """Why they were not looked at decides the note."""
    assert [(note.code, note.text) for note in remarks(found(**left_out))] == [(code, text)]


def test_languages_that_the_model_does_not_know_are_named():
    """Their articles are found less well: by words alone."""
    (note,) = remarks(found(languages=["fi", "pt"]))
    assert note.code == "unknown_language"
    assert "(fi, pt)" in note.text


def test_all_that_was_missed_is_told():
    """No remark takes another's place."""
    everything = found(
        undated=1,
        later=1,
        damaged=["mill"],
        languages=["fi"],
        strangers=(Stranger("outlet", "xyz", ()),),
        slips=(Slip("Qillon", "Quillon"),),
    )
    assert {note.code for note in remarks(everything)} == {
        "slip",
        "damaged_article",
        "unknown_outlet",
        "undated_left_out",
        "later_left_out",
        "unknown_language",
    }


def test_outlets_that_carry_one_text_are_one_origin():
    """The cited article and two reprints that are not cited: three outlets, whose word is one."""
    copies = {"wire": (copy("a", "Tagus"), copy("b", "Harbour"), copy("c", "Northgate"))}
    (note,) = shared_origins(found(copies=copies), [Article("a", "", outlet="Tagus", origin_id="wire")])
    assert (note.code, note.text) == ("origins", "3 outlets, 1 origin.")


def test_cited_reprints_and_an_article_of_its_own_are_two_origins():
    """An article that does not say whose copy it is, is nobody's."""
    cited = [
        Article("a", "", outlet="Tagus", origin_id="wire"),
        Article("b", "", outlet="Harbour", origin_id="wire"),
        Article("c", "", outlet="Northgate"),
    ]
    copies = {"wire": (copy("a", "Tagus"), copy("b", "Harbour"))}
    assert [note.text for note in shared_origins(found(copies=copies), cited)] == ["3 outlets, 2 origins."]


@pytest.mark.parametrize(
    ("cited", "copies"),
    [
        ([], ()),
        ([Article("a", "", outlet="Tagus"), Article("b", "", outlet="Harbour")], ()),
        ([Article("a", "", outlet="Tagus", origin_id="wire")], (copy("a", "Tagus"), copy("b", "TAGUS"))),
        ([Article("a", "", outlet="Tagus", origin_id="wire")], (copy("a", "Tagus"), copy("b", None))),
        ([Article("a", "", outlet="Tagus", origin_id="a")], (copy("b", "Harbour"), copy("c", "Northgate"))),
    ],
)
def test_as_many_origins_as_outlets_need_no_note(cited, copies):
    """Nothing cited, independent papers, an outlet's own reprint, a copy of unknown outlet, copies of what is not cited."""
    assert list(shared_origins(found(copies={"wire": copies}), cited)) == []
