"""Names that newspapers write in more ways than one, and the roles and legal forms that stand beside a name.

Small closed lists in English. Companies and people are in none of them: what is known of those is the form of a name.
"""

import re

_COUNTRIES = """
us, usa, united states, united states of america, america
uk, united kingdom, britain, great britain
uae, united arab emirates, emirates
eu, european union
un, united nations
south korea, republic of korea
north korea, dprk
russia, russian federation
china, prc, people republic of china, mainland china
czech republic, czechia
ivory coast, cote divoire
myanmar, burma
turkey, turkiye
netherlands, holland
dr congo, drc, democratic republic of congo, democratic republic of the congo
new york city, nyc, city of new york
washington dc, district of columbia
los angeles, la
"""
_STATES = """
alabama ala al, alaska ak, arizona ariz az, arkansas ark ar, california calif ca, colorado colo, connecticut conn
ct, delaware del de, florida fla fl, georgia ga, illinois ill il, indiana ind, kansas kan ks, kentucky ky, maryland
md, massachusetts mass ma, michigan mich mi, minnesota minn mn, mississippi miss ms, missouri mo, montana mont mt,
nebraska neb ne, nevada nev nv, new_hampshire nh, new_jersey nj, new_mexico nm, new_york ny, north_carolina nc,
north_dakota nd, oklahoma okla ok, oregon ore, pennsylvania pa, rhode_island ri, south_carolina sc, south_dakota sd,
tennessee tenn tn, texas tex tx, vermont vt, virginia va, washington wash wa, west_virginia wva, wisconsin wis wi,
wyoming wyo wy
"""
_GIVEN = """
joe joseph, bill william will billy, bob robert rob bobby, mike michael mick, jim james jimmy, tom thomas tommy,
steve steven stephen, tony anthony, dick richard rick rich, chuck charles charlie, hank henry harry, jack john, ted
edward ed eddie, liz elizabeth beth, kate katherine kathy catherine, larry lawrence, jerry gerald jerome, andy
andrew drew, peggy margaret maggie, sasha alexander alex, nick nicholas, dave david, dan daniel danny, tim timothy,
ron ronald, don donald, ken kenneth, greg gregory, jeff jeffrey geoffrey, chris christopher, matt matthew, ben
benjamin, sam samuel, pat patrick patricia, sue susan
"""
LEGAL_FORMS = frozenset(
    "inc incorporated corp corporation co company ltd limited plc llc llp lp ag sa se nv bv gmbh spa ab asa oyj".split()
)
GENERIC = frozenset(
    """group holdings holding technologies technology electronics motors motor platforms international stores systems
    industries worldwide global enterprises""".split()
)
"""Words that only lengthen a company's name: "Samsung" is "Samsung Electronics"."""

ROLES = frozenset(
    """president vice-president vice chancellor premier secretary minister prime chief executive officer judge justice
    mr mrs ms miss dr sir dame lord lady prof professor chairman chairwoman chair founder co-founder senator
    representative congressman congresswoman rep sen gov governor mayor attorney ceo cfo coo cto director analyst
    spokesman spokeswoman spokesperson king queen prince princess pope cardinal archbishop bishop coach captain
    sergeant lieutenant colonel admiral commissioner ambassador envoy lawmaker former then acting interim the a an
    actor actress singer author editor reporter striker defender goalkeeper defending manager""".split()
)
"""Words that may stand before a person's name and are no part of it."""

FAMILY_FIRST = frozenset(
    """xi li wang zhang liu chen yang zhao huang zhou wu xu sun zhu ma hu guo lin luo zheng liang xie tang deng feng
    peng jiang cai pan wei ren kim park moon choi jeong kang cho yoon han nguyen tran pham hoang""".split()
)
"""Family names that usually stand first: "Xi" is "Xi Jinping"."""


def place_name(name: str) -> str:
    """One form of a country's or an American state's name, given bare (small letters, no points); others as they are.

    >>> place_name("usa") == place_name("united states"), place_name("fla")
    (True, 'florida')
    """
    return _PLACES.get(name, name)


def given_name(name: str) -> str:
    """One form of a given name that has short ones: "bill" and "william" are the same."""
    return _GIVEN_NAMES.get(name, name)


def _forms(groups: str, split: str) -> dict[str, str]:
    found: dict[str, str] = {}
    for group in re.split(split, groups.strip()):
        names = [name.strip() for name in (group.split(",") if split == "\n" else group.split())]
        found |= {name.replace("_", " "): names[0].replace("_", " ") for name in names}
    return found


_PLACES = _forms(_STATES, ",") | _forms(_COUNTRIES, "\n")
_GIVEN_NAMES = _forms(_GIVEN, ",")
