r"""An answer as Markdown, for files and chats. Everything that comes from articles or people is escaped.

Our markers `[n]` stand bare, brackets of an article as `\[n\]`: in the source text they cannot be mistaken.
"""

import re
from collections.abc import Iterator

from bot.domain.answer import Answer, Citation, Outcome, Quote
from bot.domain.evidence import Hit
from bot.rendering import wording
from bot.rendering.answer_text import excerpt, quotes_of
from bot.rendering.safety import markdown

_LINKABLE = re.compile(r"https?://[\w.:/?#@!$&'+,;=%~-]+", re.ASCII)


def to_markdown(answer: Answer, *, evidence: bool = False) -> str:
    """The answer as a Markdown text that ends with a line break."""
    answered = answer.outcome is Outcome.ANSWERED
    lines = [*(_answered(answer) if answered else _no_answer(answer)), *_remarks(answer)]
    if evidence:
        lines += [
            "",
            "**Found but not used**",
            "",
            *(_unused(number, hit) for number, hit in enumerate(answer.unused, 1)),
        ]
    return "\n".join(lines) + "\n"


def _answered(answer: Answer) -> Iterator[str]:
    as_of = wording.as_of(answer)
    yield f"**{markdown(wording.short(answer))}** ({as_of})" if answer.short else f"*{wording.sentence(as_of)}*"
    yield ""
    for statement in answer.statements:
        yield f"- {markdown(statement.text)} {_markers(statement.quotes)}"
    for rival in answer.rivals:
        yield f"- Sources say: **{markdown(rival.short)}** {_markers(rival.quotes)}"
    yield ""
    yield "**Sources**"
    for citation in answer.citations:
        yield ""
        yield from _source(answer, citation)


def _source(answer: Answer, citation: Citation) -> Iterator[str]:
    told = markdown(wording.outlet_and_date(citation))
    yield f"[{citation.number}] **{markdown(wording.title(citation))}**, {told}, {_link(citation)}"
    for quote in quotes_of(answer, citation):
        yield ">"
        yield f"> {markdown(wording.quoted(quote))}"


def _no_answer(answer: Answer) -> Iterator[str]:
    scope = wording.noted(answer, wording.SCOPE)
    yield from (markdown(text) for text in scope)
    if examples := wording.noted(answer, wording.TRY_ASKING):
        yield ""
        yield f"**{wording.TRY}:**"
        yield ""
        yield from (f"- {markdown(example)}" for example in examples)
    if not scope:
        yield from _abstention(answer)


def _abstention(answer: Answer) -> Iterator[str]:
    yield f"**No answer:** {wording.why(answer)}."
    if answer.nearest:
        yield ""
        yield "**Nearest headlines**"
        yield ""
    for near in answer.nearest:
        yield f"- {markdown(wording.title(near, near.source_path))} ({markdown(wording.outlet_and_date(near))})"


def _remarks(answer: Answer) -> Iterator[str]:
    filters = wording.filters(answer.filters)
    remarks = [f"Only articles {markdown(filters)}"] if filters else []
    remarks += [f"Note: {markdown(text)}" for text in wording.remarked(answer)]
    if spent := wording.spent(answer.usage):
        remarks.append(f"{markdown(answer.usage.model or '')}: {markdown(spent)}")
    for remark in remarks:
        yield ""
        yield f"*{remark}*"


def _unused(number: int, hit: Hit) -> str:
    article = hit.article
    ranks = f"dense {hit.ranks.dense or '-'}, lexical {hit.ranks.lexical or '-'}, reader {hit.ranks.reader or '-'}"
    title = markdown(wording.title(article, article.source_path))
    return f"{number}. {title}: score {hit.score:.4f}; ranks: {ranks}. “{markdown(excerpt(hit.text))}”"


def _link(citation: Citation) -> str:
    """A link only for a plain web address; anything else is shown as text."""
    if citation.url and _LINKABLE.fullmatch(citation.url):
        return f"<{citation.url}>"
    return markdown(wording.where_from(citation))


def _markers(quotes: tuple[Quote, ...]) -> str:
    return "".join(f"[{number}]" for number in dict.fromkeys(quote.citation for quote in quotes))
