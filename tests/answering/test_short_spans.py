"""Which stretch of a sentence is the short answer, and how the candidates are weighed against one another."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.answering.english.expectation import Kind
from bot.answering.english.spans import Place
from bot.answering.reading import Span
from bot.answering.sentence_reader import question_asked
from bot.answering.short_spans import Asked, spans_of
from bot.domain.article import Sentence
from bot.models.reader import Stretch
from bot.search.terms import bare, words
from tests.answering.making import hit


def asked(question: str, text: str = "") -> Asked:
    return question_asked(question, [hit(text)])


def spans(question: str, text: str, *found: tuple[str, float]) -> tuple[Span, ...]:
    """The candidates in an article of one sentence; `found`: what the model marked there, with probabilities."""
    stretches = [Stretch(*place(text, marked), probability) for marked, probability in found]
    return spans_of(text, Sentence(0, len(text)), asked(question, text), stretches)


def place(text: str, part: str) -> tuple[int, int]:
    return text.index(part), text.index(part) + len(part)


def texts(found: tuple[Span, ...]) -> list[str]:
    return [span.text for span in found]


@pytest.mark.parametrize(
    ("question", "text"),
    [
        ("who runs the mill?", ""),
        ("who runs the mill?", "It rained on all but two days."),
        ("when will the mill open?", "Rosa Lind bought 40 looms."),
        ("what share of the mill was sold?", "Rosa Lind bought 40 looms."),
        ("what did the mill weave?", "Rosa Lind bought 40 looms."),
        ("did Rosa Lind buy looms?", "Rosa Lind bought 40 looms."),
    ],
)
def test_a_sentence_that_holds_nothing_of_the_kind_has_no_candidate(question, text):
    """Names, numbers and dates each stand for their own kind; an open question has candidates by the model only.

    To a yes/no question the model's mark is none either.
    """
    assert spans(question, text) == spans("did it rain?", text, (text, 0.9)) == ()


@pytest.mark.parametrize(
    ("question", "text", "marked", "taken"),
    [
        ("who spoke?", "Later Minister of Trade Rosa Lind took the stage.", "Minister of Trade Rosa Lind", "Rosa Lind"),
        ("how many ships are there?", "Halden has a fleet of 59 ships.", "a fleet of 59 ships", "59"),
        ("how much did the mill cost?", "Corvo paid a record $3 million for it.", "a record $3 million", "$3 million"),
        ("who was there?", "Guests were Rosa Lind, Olaf Berg and others.", "Rosa Lind, Olaf Berg", "Rosa Lind"),
        ("what is there?", "Halden has a fleet of 59 ships.", "a fleet of 59 ships", "a fleet of 59 ships"),
    ],
)
def test_what_the_model_marked_is_taken_in_the_form_that_is_asked_for(question, text, marked, taken):
    """The name without its office, the number without its noun, the first of equals; as it stands where all forms do."""
    best = spans(question, text, (marked, 0.9))[0]
    assert best.text == taken
    assert best.probability > 0.5


@pytest.mark.parametrize(
    ("question", "marked", "taken"),
    [
        ("what did Halden buy?", "the Aurora, the first ferry", "the Aurora"),
        ("what did Halden buy?", "a mill in Tampa, North Florida", "a mill in Tampa, North Florida"),
        ("what things did Halden buy?", "the Aurora, with all its crew", "the Aurora, with all its crew"),
    ],
)
def test_an_addition_of_three_words_behind_a_comma_is_left_off(question, marked, taken):
    """Two words may be half of a name, and where several things are asked for the comma may part them."""
    assert texts(spans(question, f"Halden bought {marked} last year.", (marked, 0.9))) == [taken]


@pytest.mark.parametrize(
    ("question", "text", "best_first"),
    [
        (
            "how many trams did Brask buy in Graz?",
            "Brask will buy from 7 makers in Graz and, before the year is over, run 40 trams.",
            ["40", "7"],
        ),
        ("where did Corvo move the looms?", "Corvo said Bila moved the looms to Bergen.", ["Bergen", "Bila"]),
        ("when did the port open?", "The port opened on Friday, with a feast, on 12 June.", ["12 June", "Friday"]),
        (
            "who bought the mill?",
            "Ines Duarte looked on from the other bank of the river when Rosa Lind bought the mill.",
            ["Rosa Lind", "Ines Duarte"],
        ),
        (
            "who left Corvo?",
            "Corvo chief Ines Duarte wept when Rosa Lind in the very end left.",
            ["Rosa Lind", "Ines Duarte"],
        ),
        ("who runs the mill?", "Then Lindt beat Olaf Berg.", ["Olaf Berg", "Lindt"]),
        ("who runs the mill?", "Then Oslo beat Gent.", ["Oslo", "Gent"]),
    ],
    ids=["counted", "direction", "figures", "near", "near-the-verb", "full-name", "equals"],
)
def test_where_a_candidate_stands_tells_how_likely_it_is(question, text, best_first):
    """What is counted, "to" before a place, a date in figures, the question's words nearby, a full name; else the first."""
    assert texts(spans(question, text)) == best_first


def test_a_place_that_is_asked_for_by_its_noun_needs_no_direction_before_it():
    """ "Which city" is answered by a subject too; "where" most likely is not."""
    text = "Porto won the fair."
    (named,), (where,) = spans("which city won the fair?", text), spans("where was the fair won?", text)
    assert named.text == where.text == "Porto"
    assert named.probability > 2 * where.probability


def test_what_the_model_marked_goes_first_and_of_equals_the_better_placed_one():
    """A far name that the model is fairly sure of comes before a near one; it does not if both are as sure."""
    text = "Ines Duarte looked on from the other bank of the river when Rosa Lind bought the mill."
    far, near = ("Ines Duarte", 0.4), ("Rosa Lind", 0.4)
    assert texts(spans("who bought the mill?", text, far)) == ["Ines Duarte", "Rosa Lind"]
    assert texts(spans("who bought the mill?", text, far, near)) == ["Rosa Lind", "Ines Duarte"]


def test_a_mark_that_touches_nothing_of_the_kind_changes_nothing():
    """ "A great many" is no number, and says nothing of the number beside it."""
    question, text = "how many ships are there?", "Halden has a great many ships and 2 ports."
    assert spans(question, text, ("a great many", 0.9)) == spans(question, text)


@pytest.mark.parametrize(
    ("question", "inside"),
    [
        ("who runs the mill?", ["Oslo", "Gent"]),
        ("why was the mill shut?", []),
        ("which towns has the mill?", ["Oslo", "Gent"]),
    ],
)
def test_what_stands_in_another_sentence_counts_for_nothing(question, inside):
    """Neither its names, its reason and its row, nor its words of the question make a candidate here or lift one."""
    before, told = "It was shut because taxes had risen in Riga. ", "Then Oslo beat Gent."
    text = f"{before}{told} Gent runs the mill in Kiel and Bergen."
    found = spans_of(text, Sentence(len(before), len(before) + len(told)), asked(question, text))
    assert texts(found) == inside


def test_a_lone_candidate_is_not_certain():
    """The only name of a sentence is most likely not the answer, unless the model says that it is; even then a doubt stays."""
    question, text = "who runs the mill?", "It rained again, Corvo told reporters."
    (unmarked,), (marked,) = spans(question, text), spans(question, text, ("Corvo", 1.0))
    assert 0 < unmarked.probability < 0.5 < marked.probability < 1


@pytest.mark.parametrize(
    ("question", "text", "found", "left"),
    [
        ("who runs Corvo?", "Corvo is run by Rosa Lind.", (), ["Rosa Lind"]),
        ("who runs Corvo?", "Corvo Corp. is run by Rosa Lind.", (), ["Rosa Lind"]),
        ("what did Corvo buy?", "Corvo bought looms.", (("Corvo", 0.9), ("looms", 0.1)), ["looms"]),
        ("who bought the mill?", "The Swedish owner sold the mill to a Bergen-based firm and to Bila.", (), ["Bila"]),
    ],
)
def test_what_the_question_says_and_whence_somebody_comes_is_no_candidate(question, text, found, left):
    """Not the question's own name, with or without "Corp.", even if the model marked it; no people's adjective."""
    assert texts(spans(question, text, *found)) == left


def test_who_said_it_is_whoever_speaks_there_the_likeliest_first():
    """The speaker may be named before the sentence ("he said"); where nobody was found to speak, its names are left."""
    text = "Olaf Berg met Ines Duarte. He told her that Corvo would stay."
    question, sentence = "who said that Corvo would stay?", Sentence(27, len(text))
    speakers = [Place(*place(text, name)) for name in ("Olaf Berg", "Ines Duarte")]
    found = spans_of(text, sentence, asked(question, text), spoken=speakers)
    assert texts(found) == ["Olaf Berg", "Ines Duarte"]
    assert found[0].probability > 0.5 > found[1].probability
    assert texts(spans_of(text, sentence, asked("who said that she would stay?", text))) == ["Corvo"]


def test_why_is_answered_by_the_clause_that_gives_the_reason():
    """It goes before what the model marked; where no clause gives one, what the model marked is the candidate."""
    question, marked = "why was the port shut?", ("two ships", 0.9)
    told = "The port was shut because two ships had collided, officials said."
    assert texts(spans(question, told, marked)) == ["two ships had collided"]
    assert texts(spans(question, "The port was shut: two ships had collided.", marked)) == ["two ships"]


def test_of_a_row_the_whole_row_is_one_candidate():
    """It is as likely as its items together; what stands outside the row stays, and one is asked for one item only."""
    text = "In May the ferry will call at Oslo, Kiel and Riga, a mayor near Gdansk wrote."
    row, outside = spans("which cities will the ferry call at?", text)
    assert (row.text, outside.text) == ("Oslo, Kiel and Riga", "Gdansk")
    items = spans("which city will the ferry call at?", text)
    assert set(texts(items)) == {"Oslo", "Kiel", "Riga", "Gdansk"}
    assert row.probability == pytest.approx(sum(item.probability for item in items if item.text != "Gdansk"))


def test_the_figures_of_a_question_are_its_years_and_counts_not_the_days_of_its_dates():
    """An article may call the day "Sunday"; the year and the count it has to give."""
    question = "did 12 ships leave on 3 May 2020, on August 4th or on the 5th of June after the fire of 1999?"
    assert asked(question).figures == {"12", "2020", "1999"}


def test_of_a_question_its_names_and_whose_thing_it_asks_for_are_told():
    """A question of no telling word has neither."""
    question = asked("what is Corvo's parent company?", "It sold Corvo.")
    assert [name.word for name in question.names] == ["Corvo's"]
    assert [pair.owner for pair in question.owned] == ["corvo"]
    assert question.meanings >= {"corvo"}
    nothing = asked("who was it?")
    assert (nothing.meanings, nothing.names, nothing.owned, nothing.figures) == (set(), (), (), set())


BY_FORM = {
    Kind.NAME: "who sold the ferry Corvo to Rosa Lind?",
    Kind.PLACE: "where did Corvo take the 40 ferries?",
    Kind.TIME: "when did Corvo buy the ferry in Oslo, on 3 June 2019 or on Friday?",
    Kind.NUMBER: "how many ferries did Corvo sell for 40 looms?",
    Kind.MONEY: "how much did Corvo pay for the ferry, $3 million?",
    Kind.SHARE: "what share of the ferry did Corvo sell, 12 percent?",
}
QUESTIONS = [
    *BY_FORM.values(),
    "which cities did Corvo sell ferries to?",
    "what did Corvo sell?",
    "what things did Corvo sell?",
    "why did Corvo sell the ferry?",
    "did Corvo sell the ferry?",
]
PIECES = st.sampled_from(
    [
        *("Corvo", "Rosa Lind", "Bila Corp.", "Oslo", "Swedish", "Friday", "3 June 2019", "July", "Minister of", "of"),
        *(
            "40",
            "two",
            "$3 million",
            "12 percent",
            "half",
            "ferry",
            "looms",
            "sold",
            "bought",
            "said",
            "the",
            "to",
            "in",
        ),
        *("and", ", ", "because", "to protect", "“", "."),
    ]
)
TEXTS = st.lists(PIECES, max_size=12).map(" ".join) | st.text(max_size=40)


@st.composite
def sentences(draw) -> tuple[str, Sentence, list[Stretch]]:
    """A text, a sentence of it, and stretches of that sentence that do not overlap."""
    before, told, after = draw(TEXTS), draw(TEXTS), draw(TEXTS)
    text = f"{before} {told} {after}"
    sentence = Sentence(len(before) + 1, len(before) + 1 + len(told))
    bounds = sorted(draw(st.sets(st.integers(sentence.start, sentence.end), max_size=4)))
    shares = draw(st.lists(st.floats(0, 0.5), min_size=2, max_size=2))
    marks = zip(bounds[::2], bounds[1::2], shares, strict=False)
    return text, sentence, [Stretch(start, end, share) for start, end, share in marks]


@settings(deadline=None)
@given(st.sampled_from(QUESTIONS), sentences())
def test_candidates_are_slices_of_the_sentence_best_first_and_leave_room_for_none(question, given_text):
    """Whatever the text, each is an exact, telling part of its sentence, given once; together they are less than sure."""
    text, sentence, stretches = given_text
    found = spans_of(text, sentence, asked(question, text), stretches)
    for span in found:
        assert sentence.start <= span.start < span.end <= sentence.end
        assert text[span.start : span.end] == span.text
        assert words(span.text)
    assert len({(span.start, span.end) for span in found}) == len(found)
    assert [span.probability for span in found] == sorted((span.probability for span in found), reverse=True)
    assert all(span.probability >= 0 for span in found)
    assert sum(span.probability for span in found) < 1


@settings(deadline=None)
@given(st.sampled_from(list(BY_FORM)), sentences())
def test_a_candidate_says_what_the_question_does_not(kind, given_text):
    """Whatever of the expected kind stands in the sentence, some word of it is news."""
    text, sentence, _ = given_text
    question = asked(BY_FORM[kind], text)
    assert question.expected.kind is kind
    said = {bare(word) for word in words(question.text)}
    assert all({bare(word) for word in words(span.text)} - said for span in spans_of(text, sentence, question))


def test_a_mark_that_runs_on_ends_with_its_sentence():
    """The next sentence is judged for itself."""
    text = "Halden bought a mill. It was cheap."
    found = spans_of(text, Sentence(0, 21), asked("what did Halden buy?"), [Stretch(14, 35, 0.5)])
    assert texts(found)[0] == "a mill."


def test_small_words_do_not_make_a_repetition_an_answer():
    """What the question names is no candidate because an "of" stands in it."""
    text = "The Bank of Halden was sold to Corvo on Friday."
    assert "Bank of Halden" not in texts(spans("who owns the Bank of Halden?", text))


def test_a_country_is_asked_for():
    """Neither the place a report was written in nor a state or city is a country; a number of countries is none."""
    text = "NEW DELHI - India banned 59 apps on Monday, and Judge Roe of Pennsylvania followed."
    assert [span.text for span in spans("Which country banned the apps?", text)] == ["India"]
    assert spans("How many countries banned the apps?", "Some 40 countries banned the apps.")[0].text.startswith("40")
