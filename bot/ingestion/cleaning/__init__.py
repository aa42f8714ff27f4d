"""From a draft's text to the text that is stored and quoted: markup undone, spaces folded, site boilerplate removed.

Only whole lines are ever removed, and no word is altered, so a quote of the stored text is a quote of the source.
"""

import re

from bot.domain.article import storable
from bot.ingestion.cleaning.boilerplate import without_boilerplate
from bot.ingestion.cleaning.html import without_html
from bot.ingestion.cleaning.markdown import without_markdown
from bot.ingestion.drafts import Markup

__all__ = ["clean"]

_LINE_ENDS = re.compile("\r\n|[\r\v\f\x1c-\x1e\x85\u2028\u2029]")
_ESCAPES = re.compile(r"\x1b\[[0-9;?]{0,16}[A-Za-z]")  # colours of a terminal, copied along with the text
_INVISIBLE = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x9f\u00ad\u200b\u2060\ufeff]")
"""Control characters, soft hyphens, zero-width spaces. Joiners and direction marks stay: some scripts need them."""
_SPACES = re.compile("[\t \u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]+")


def clean(text: str, markup: Markup = Markup.PLAIN) -> str:
    """The text to store; empty when nothing but boilerplate was there. Paragraphs are separated by one blank line."""
    text = without_html(_LINE_ENDS.sub("\n", storable(text)))
    if markup is Markup.MARKDOWN:
        text = without_markdown(text)
    text = _INVISIBLE.sub("", _ESCAPES.sub("", _LINE_ENDS.sub("\n", text)))
    lines = [_SPACES.sub(" ", line).strip(" ") for line in text.split("\n")]
    return re.sub(r"\n{3,}", "\n\n", "\n".join(without_boilerplate(lines))).strip()
