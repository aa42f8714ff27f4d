"""Words compared as meanings: stems, and groups of news words that say the same thing.

The groups are small and general on purpose: verbs and nouns that headlines use for one another. A word outside every
group stands for its own stem.
"""

from functools import lru_cache

import Stemmer

from bot.search.terms import STOP_WORDS, bare, words

_GROUPS = """
negotiate negotiation talk talks discuss discussion dialogue bargain bargaining courting pursuing
buy acquire acquisition purchase takeover bid buyer bought
sell sale sold divest divestiture divestment unload
ban prohibit prohibition block bar outlaw forbid
halt stop pause suspend freeze injunction enjoin blocked
sue sued suing lawsuit suit litigation sues
resign resignation quit depart departure leave leaving left stepped
found founder founded founding establish established create creator start started
say said tell told announce announced announcement state stated declare according claim
warn warning caution alert
want aim plan intend hope seek wish goal
close complete finish conclude finalise finalize
deadline cutoff
pay paid price cost worth value valued valuation
own owner ownership owned owns parent
lead leader head chief boss ceo executive runs run
store stored storage keep kept hold held
user users customer customers people
company firm companies firms business businesses corporation
nation country countries state
judge court ruling rule ruled justice
share shares stake holding equity
drop fall fell decline slid slide tumble lose lost
rise rose climb gain jump grew grow
order orders decree directive mandate mandated
approve approval approved clear cleared consent bless blessing
reject rejected refuse refusal turned decline declined spurn rebuff
launch introduce unveil release debut debuted publish reveal show
begin start started commence
delay postpone postponed extend extended extension
hack hacked hijack hijacked breach breached compromise compromised
remove removed pull pulled delist drop dropped
land landed landing splash splashdown
join joined partner team teamed
happen occur happened
big large size
phone call called telephone telephoned spoke speak spoken conversation contact contacted
staff employee employees worker workers workforce
app apps application applications program programs programme software
job role post position title
stock share shares
increase increased up higher rise rose
reason because why cause caused
money dollar dollars cash sum
lawyer attorney counsel
game games gaming
backup back backed copy copies
child kid kids children teenager teenagers
kill killed dead died death deaths
put allow allowed permit permitted let
film video videos clip clips
restore reinstate return returned
supply supplied provide provided provider offer offered
war fight battle clash dispute
locate located base based headquarters headquartered situated
temporary interim acting stopgap
certain certainty sure guarantee guaranteed assurance promise
ban banned forbid forbidden prohibited outlawed
delete erase destroy wipe
collect gather obtain
stay remain
""".strip().splitlines()

_STEMMER = Stemmer.Stemmer("english")


@lru_cache(maxsize=50_000)
def meanings(word: str) -> frozenset[str]:
    """What a word may stand for: its stem, and the group(s) that the stem belongs to.

    >>> meanings("negotiating") & meanings("talks") != frozenset()
    True
    """
    stem = _stem(bare(word))
    return _groups().get(stem, frozenset()) | {stem}


def telling_words(text: str) -> list[str]:
    """The words of a text that carry its content, as written, in order, each once. `US` is a name; `us` is not."""
    kept = {bare(word): word for word in reversed(words(text)) if bare(word) not in STOP_WORDS or word == "US"}
    return [word for word in words(text) if kept.pop(bare(word), None) is not None]


@lru_cache(maxsize=1)
def _groups() -> dict[str, frozenset[str]]:
    groups: dict[str, set[str]] = {}
    for number, line in enumerate(_GROUPS):
        for word in line.split():
            groups.setdefault(_stem(word), set()).add(f"group {number}")
    return {stem: frozenset(numbers) for stem, numbers in groups.items()}


@lru_cache(maxsize=50_000)
def _stem(word: str) -> str:
    return str(_STEMMER.stemWord(word))
