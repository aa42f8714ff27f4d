"""Pronouns of the third person, and which kinds of names and things they can stand for."""

from bot.answering.english.nominals import Nominal

HE = frozenset("he him his".split())
SHE = frozenset("she her hers".split())
IT = frozenset("it its".split())
THEY = frozenset("they them their theirs both".split())
POSSESSIVE = frozenset("his her its their".split())


def group(pronoun: str) -> frozenset[str]:
    """All forms of the same pronoun."""
    return next((each for each in (HE, SHE, IT, THEY) if pronoun in each), frozenset({pronoun}))


def may_mean(pronoun: str, nominal: Nominal) -> bool:
    """Whether their kinds agree, or nothing tells that they do not."""
    if pronoun in THEY:
        return True
    if pronoun in IT:
        return nominal.person is not True and not nominal.plural
    return nominal.person is not False and nominal.male in (None, pronoun in HE)
