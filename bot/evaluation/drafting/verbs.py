"""Verbs that news is told in: their pasts led back to the form that follows "did".

A closed list, so that no question is asked with a word that is no verb or with a form that does not exist.
"""

import re

_REGULAR = """accept accuse acquire add adopt agree aim amend announce apologise apologize appeal appear appoint
    approve arrest arrive ask attack attend auction ban bar begin block boost call cancel capture
    challenge charge circulate cite claim clear close collapse collect comment complete concede conclude
    condemn confirm consider contribute convict crash create criticise criticize cross cure cut damage
    debut declare defeat defend delay deliver demand deny deploy designate destroy detain develop die
    disclose discover dismiss donate double drop earn elect employ enact end endorse enter evacuate
    exempt expand expel extend fail file fine finish fire force found gather generate grant halt harvest
    help hire host impose inaugurate increase injure inspect install introduce invest investigate invite
    issue join jump kill land last launch lift limit list lower mark marry measure merge mine move
    negotiate nominate obtain offer open oppose order oust overturn own pass persuade pick place pledge
    postpone praise present prevent produce promise promote propose prosecute protest prove publish pull
    purchase question raise ratify reach receive recall record recover reduce refuse reject release
    remove rename renew repair replace report request rescue resign restore restrict resume retire
    return reveal reverse revise rule scrap seize sentence serve settle share shelve sign splash start
    step stop strip sue support surpass surrender suspend target test threaten top total trigger turn
    uncover unveil urge use vacate veto visit vote vow walk warn welcome withhold work""".split()
_DOUBLED = frozenset("ban bar drop step stop strip scrap".split())
_IRREGULAR = dict(
    pair.split(":")
    for pair in """became:become began:begin bought:buy brought:bring built:build caught:catch chose:choose came:come
    cut:cut drew:draw fell:fall fought:fight found:find flew:fly gave:give grew:grow had:have held:hold
    hit:hit kept:keep knew:know led:lead left:leave lost:lose made:make met:meet overtook:overtake
    paid:pay put:put quit:quit ran:run rose:rise sank:sink saw:see sent:send set:set shot:shoot
    shut:shut sold:sell sought:seek spent:spend split:split showed:show spoke:speak stood:stand
    stole:steal struck:strike took:take taught:teach threw:throw told:tell undertook:undertake went:go
    withdrew:withdraw won:win wrote:write sued:sue agreed:agree freed:free""".split()
)
_AGENTS = frozenset(
    """accept accuse acquire adopt agree amend announce apologise apologize appeal appoint approve arrest
    attack auction ban bar block buy call cancel challenge charge choose claim complete concede conclude
    condemn confirm convict create criticise criticize declare defeat defend delay demand deny deploy
    designate detain disclose discover dismiss donate elect employ enact endorse expel file fine fire
    found grant halt hire host impose inaugurate introduce invest investigate invite issue join launch
    lead lift make marry negotiate nominate obtain offer oppose order oust overturn pay pick pledge
    postpone praise promise propose prosecute publish purchase quit raise ratify recall refuse reject
    release remove rename replace rescue resign restrict revise rule scrap seek seize sell sentence
    settle share sign split step strip sue support suspend unveil urge veto vote vow warn welcome win
    withdraw write build found strike hold present show sack vow""".split()
)
TRANSITIVE = frozenset(
    """accept acquire adopt amend announce approve attack auction ban bar block build buy cancel challenge
    close complete condemn create criticise criticize cut defend delay deliver demand deploy destroy
    develop discover donate drop enact endorse expand file find fund halt host impose install introduce
    investigate issue join launch lift lose make merge negotiate obtain open oppose order overturn own
    pass pledge praise present produce promise propose publish purchase raise ratify recall receive
    reject release remove rename repair replace request restore restrict reveal reverse revise scrap
    seek seize sell sign steal support suspend take target test unveil use veto visit welcome win
    withdraw write""".split()
)
"""Those that take a thing as their object."""
PLACED = frozenset(
    """appear arrest arrive begin build collapse crash detain die gather hold host inaugurate kill land
    launch meet open resign sign sink speak start stop work marry found discover find sentence visit
    vote settle""".split()
)
"""Those that happen somewhere."""
UNDATED = frozenset(
    "aim call consider delay expect extend know last own plan postpone promise propose schedule set vow".split()
)
"""A date behind these is more often when something else is to happen."""


def _past(base: str) -> str:
    if base.endswith("e"):
        return base + "d"
    if re.search("[^aeiou]y$", base):
        return base[:-1] + "ied"
    return base + base[-1] + "ed" if base in _DOUBLED else base + "ed"


_BASES = {_past(base): base for base in _REGULAR if _past(base) not in ("begined", "cuted", "founded")} | {
    **_IRREGULAR,
    "founded": "found",
}


def base_of(past: str) -> str | None:
    """The form behind "did"; None if it is no past of the list.

    >>> base_of("banned"), base_of("bought"), base_of("table")
    ('ban', 'buy', None)
    """
    return _BASES.get(past)


def is_deed(base: str) -> bool:
    """Whether only persons and organisations do it: "sue", not "rise"."""
    return base in _AGENTS
