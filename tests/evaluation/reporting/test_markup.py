"""Elements made of texts cannot become other elements."""

from html.parser import HTMLParser

from hypothesis import given
from hypothesis import strategies as st

from bot.evaluation.reporting.markup import element
from bot.rendering.safety import line

TEXTS = st.text(st.one_of(st.sampled_from([*"<>\"'&/=!-; \n\x00\u202e"]), st.characters()))


class Reader(HTMLParser):
    def __init__(self):
        super().__init__()
        self.tags, self.attributes, self.text = [], [], ""

    def handle_starttag(self, tag, attrs):
        self.tags.append(tag)
        self.attributes += attrs

    def handle_data(self, data):
        self.text += data

    def handle_comment(self, data):
        raise AssertionError(data)


@given(TEXTS, TEXTS)
def test_texts_stay_texts(inside, attribute):
    """Any text is read back as the text it is, inside an element and in an attribute, and nothing else is there."""
    reader = Reader()
    reader.feed(element("p", inside, title=attribute).html)
    reader.close()
    assert (reader.tags, reader.attributes, reader.text) == (["p"], [("title", line(attribute))], line(inside))


def test_attributes():
    """True stands alone, False and None go, numbers are short."""
    assert element("rect", x=1.5, hidden=True, class_=None, data_on=False).html == '<rect x="1.5" hidden></rect>'
