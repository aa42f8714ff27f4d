"""Which hits step back for a better copy, and which stay because they say something else."""

from bot.domain.article import Article, Passage, Sentence
from bot.domain.evidence import Hit, Ranks
from bot.search.copies import stand_ins

TEXT = (
    "The glacier lost two metres of ice in August. Guides closed the northern path, said warden Urs Imhof on Tuesday."
)


def hit(number: int, text: str, *, article: str, origin: str = "wire") -> Hit:
    """A hit that is the whole of its article; sentences end with a full stop."""
    ends = [place + 1 for place, character in enumerate(text) if character == "."]
    starts = [0, *(end + 1 for end in ends[:-1])]
    sentences = tuple(Sentence(start, end) for start, end in zip(starts, ends, strict=True))
    found = Article(article, text, origin_id=origin)
    return Hit(Passage(article, 0, 0, len(text), id=number), found, sentences, 1.0 / number, Ranks())


def test_a_copy_steps_back_for_the_better_hit():
    """The same sentences, with a slip in one and other quotation marks: the better hit stands for it."""
    worse = TEXT.replace("northern", "nothern")
    assert stand_ins([hit(1, TEXT, article="a"), hit(2, worse, article="b")]) == {2: 1}


def test_what_is_no_copy_stays():
    """The same words in articles of two origins are two hits, and so are two passages of one article."""
    assert stand_ins([hit(1, TEXT, article="a"), hit(2, TEXT, article="b", origin="b")]) == {}
    assert stand_ins([hit(1, TEXT, article="a"), hit(2, TEXT, article="a")]) == {}


def test_a_sentence_of_its_own_keeps_a_copy():
    """One sentence that the better copies lack is enough."""
    more = TEXT + " Huts stay open."
    assert stand_ins([hit(1, TEXT, article="a"), hit(2, more, article="b")]) == {}
    assert stand_ins([hit(1, more, article="a"), hit(2, TEXT, article="b")]) == {2: 1}


def test_another_number_name_or_not_keeps_a_copy():
    """A correction is not hidden by what it corrects."""
    for changed in (
        TEXT.replace("August", "October"),
        TEXT.replace("Urs Imhof", "Reto Caduff"),
        TEXT.replace("closed", "did not close"),
        TEXT.replace("two metres", "2.5 metres"),
    ):
        assert stand_ins([hit(1, TEXT, article="a"), hit(2, changed, article="b")]) == {}


def test_sentences_may_stand_in_several_better_hits():
    """A passage whose sentences lie in two better ones is not needed; the one that has more of it stands for it."""
    first, second = TEXT.split(". ")
    parts = [hit(1, first + ".", article="a"), hit(2, second, article="c"), hit(3, TEXT, article="b")]
    assert stand_ins(parts) == {3: 2}


def test_odd_texts():
    """Passages without words, without sentences or with one endless word are compared like others."""
    odd = ["...", "x" * 50_000 + ".", "“”‘’.", "新聞。."]
    hits = [hit(number, text, article=f"a{number}") for number, text in enumerate(odd * 2, start=1)]
    assert all(kept < left for left, kept in stand_ins(hits).items())
