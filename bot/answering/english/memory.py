"""Whom an article has named and let speak so far, so that "he", "the company" and a bare surname can be led back.

Recency decides, in a sentence who spoke before who was its subject before who was mentioned. English news text only.
"""

from dataclasses import dataclass, replace

from bot.answering.english.mentions import Mention
from bot.answering.english.openings import BUSINESS
from bot.answering.english.spans import Place
from bot.search.terms import bare

LOOK_BACK = 6
"""Sentences within which a pronoun's person is sought: newspapers name a person anew in every paragraph or two."""

_BUSINESS = frozenset("company firm group retailer maker carrier airline bank operator startup start-up giant".split())
_LANDS = frozenset(
    ("us", "uk", "eu", "america", "americans", "europe", "washington", "beijing", "london", "united states")
)


@dataclass(frozen=True, slots=True)
class _Heard:
    """Somebody met while reading. `rank`: 2 spoke, 1 a subject, 0 merely mentioned. `seen`: the last sentence."""

    mention: Mention
    seen: int
    rank: int


class Memory:
    """Whom the reading has met, so that later words can be led back."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._heard: list[_Heard] = []
        self._full: dict[str, list[Mention]] = {}
        self._subjects: dict[int, Mention] = {}

    def meet(self, mention: Mention) -> None:
        """A name was read."""
        parts = self._parts(mention.place)
        if mention.person is not False and len(parts) > 1:
            alike = self._full.setdefault(parts[-1], [])
            if all(self._parts(each.place) != parts for each in alike):
                alike.append(mention)
        self._heard.append(_Heard(self.known(mention), mention.sentence, int(mention.subject)))
        if mention.subject:
            self._subjects.setdefault(mention.sentence, mention)

    def spoke(self, mention: Mention, sentence: int) -> None:
        """Somebody was found to speak."""
        self._heard.append(_Heard(mention, sentence, 2))

    def subject(self, sentence: int) -> Mention | None:
        """The first subject that the sentence names."""
        return self._subjects.get(sentence)

    def known(self, mention: Mention) -> Mention:
        """With what its full name told: "Beeler" is the person that "Judge Laurel Beeler" was."""
        full = self.full(mention)
        if full is None or mention.person is False:
            return mention
        about = mention.about | full.about
        male = full.male if mention.male is None else mention.male
        return replace(mention, person=True, male=male, about=about)

    def full(self, mention: Mention) -> Mention | None:
        """The first mention by full name of somebody named here by surname; None when two share it or none has it."""
        parts = self._parts(mention.place)
        alike = self._full.get(parts[0], []) if len(parts) == 1 else []
        fitting = [each for each in alike if None in (each.male, mention.male) or each.male == mention.male]
        return fitting[0] if len(fitting) == 1 else None

    def meant(self, pronoun: str, sentence: int) -> Mention | None:
        """Whom a pronoun means: the latest sentence wins, in it who spoke, then subjects, then others."""
        near = [
            each for each in self._recent(sentence) if each.mention.fits(pronoun) and not self._is_land(each.mention)
        ]
        human = pronoun in ("he", "she")
        sure = [each for each in near if _is_sure(each, human=human)]
        # Somebody merely mentioned counts as two sentences farther away.
        best = max(
            enumerate(sure or near),
            key=lambda pair: (_weight(pair[1]), pair[1].mention.likely == human, pair[0]),
            default=None,
        )
        return best[1].mention if best else None

    def described(self, noun: str, sentence: int, *, plain: bool) -> Mention | None:
        """Whom "the company", "the ministry" or "the analyst" means; `plain`: without an adjective.

        "The American company" may be any of several: it is led back only where a name is described so.
        """
        for each in reversed(self._recent(sentence)):
            if noun in each.mention.about and (each.mention.person is not False or noun not in BUSINESS):
                return each.mention
        if noun in BUSINESS and plain:
            return self.meant("it", sentence)
        return None

    def _is_land(self, mention: Mention) -> bool:
        held = self._text[mention.place.start : mention.place.end]
        return bare(held.rstrip(".")) in _LANDS

    def _recent(self, sentence: int) -> list[_Heard]:
        return [each for each in self._heard[-60:] if sentence - each.seen <= LOOK_BACK]

    def _parts(self, place: Place) -> list[str]:
        return [bare(word) for word in self._text[place.start : place.end].split()]


def _is_sure(heard: _Heard, *, human: bool) -> bool:
    mention = heard.mention
    if human:
        return mention.person is True or (mention.likely and heard.rank > 0)
    return mention.person is not True and not mention.likely


def _weight(heard: _Heard) -> tuple[int, int]:
    return (heard.seen if heard.rank else heard.seen - 2, heard.rank)
