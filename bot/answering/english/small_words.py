"""Small words of English by what they do in a question: auxiliaries, prepositions, articles, forms of the past.

Closed lists and endings; which words carry meaning is for `search.terms` and `vocabulary`.
"""

import re

from bot.answering.english.subjects import PAST

AUXILIARIES = frozenset(
    """is are was were be been am do does did has have had can could will would shall should may might must isnt arent
    wasnt werent dont doesnt didnt hasnt havent hadnt cant couldnt wont wouldnt""".split()
)
"""Verbs that stand before the subject of a question or behind a subject; bare, as `search.terms.bare` has them."""
WITH_A_VERB = frozenset(
    "do does did can could will would shall should may might must dont doesnt didnt cant couldnt wont".split()
)
"""Those of them behind whose subject another verb comes: "did the agency approve"."""
BE = frozenset("is are was were isnt arent wasnt werent".split())
LINKS = frozenset("of between near off against for with from to about over in at on by".split())
"""Prepositions that tell more of the noun before them."""
POINTING = frozenset("the that this these those".split())
OWN = frozenset("his her its their".split())
DETERMINERS = POINTING | OWN | {"a", "an"}
NO_NOUNS = (
    LINKS
    | DETERMINERS
    | frozenset(
        """and or but who whom whose which when where why how what if because as than not so too also still yet now then
        again first last ago more most all both each else instead there here up down out into onto through under before
        after since until during without within like among across behind beside towards via despite away back he it she
        they them we you i him my your our""".split()
    )
)
"""Words that no noun phrase goes on with."""
PREPOSITION = (
    r"(?:in|on|at|by|for|from|to|of|with|since|until|till|under|over|after|before|against|about|near|among|outside)"
)

_PAST_FORMS = frozenset(
    """found built paid told hit began became spoke broke chose drew drove ate flew forgot kept knew meant read rode
    said saw sought spent stole stood struck taught threw understood wore wrote happened caused""".split()
)
"""Irregular ones that `subjects.PAST` has not."""
DESCRIBING = frozenset("called named known owned based led run made built".split())
"""Pasts that are more often part of a thing: "a firm based in Oslo", "the mite called varroa"."""


def is_verb(word: str) -> bool:
    """Whether a word in small letters has the form of a past or a participle: "called", "lost"; not any verb.

    >>> is_verb("called"), is_verb("wrote"), is_verb("bridge")
    (True, True, False)
    """
    past = re.fullmatch(r"[a-z]{2,}(?:ed|ing)", word) is not None or word in _PAST_FORMS
    return past or PAST.fullmatch(f" {word}") is not None
