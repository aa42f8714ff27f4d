"""Reports for `origins.py`: one event told by four outlets in their own words, and reprints as papers make them."""

import random
import re
from dataclasses import dataclass

_PLACES = "Ardmore Belsund Castrel Dunmoor Elvaston Ferrol Glanworth Harwick Inverlee Jarrow Kestwick Lorne".split()
_FIRST = "Ada Bruno Carla Dmitri Elena Farid Greta Hugo Ines Jonas Keiko Lars Mona Nils Olga Pavel".split()
_LAST = "Abbot Brandt Castellan Dorsey Eklund Ferrante Gallagher Hofer Ivarsson Jansky Kowal Lindqvist".split()
_FIRMS = "Norvik Rail,Castrel Water,Alder Foods,Pinnacle Cement,Sable Airways,Tarn Chemicals,Orrin Motors".split(",")
_THINGS = "a bridge,a reservoir,a cannery,a ferry terminal,a steel mill,a hospital wing,a grain store".split(",")
_QUOTES = (
    "We were told for years that this would hold, and nobody came to look",
    "I would rather answer for a delay than for a funeral",
    "There is money for studies but there is never money for bolts",
    "If the ministry has a better plan, we would very much like to see it",
    "People here do not ask for much, they ask to be told the truth",
    "The report has been on three desks and it was read at none of them",
)

_VOICES = """
{place} (Wire) - Authorities in {place} shut {thing} run by {firm} on {day} after inspectors found {n} faults.
The order took effect at once, the provincial works office said in a statement.
"{quote1}," said {who1}, who heads the office.
{firm} said it would comply and put the cost of repairs at {cost} million crowns.
About {people} people depend on the site for work or supplies.
It was the second closure in the province since spring.
A hearing is set for the {date}th.

For {who2}, the news came by text message.
On {day} the gates stayed locked at {thing} where {people} residents of {place} earn their living or fetch their needs.
Inspectors had counted {n} defects, some of them as old as the site itself.
"{quote2}," said {who2}, who has worked there since school.
Over coffee in the union hall nobody wanted to blame the engineers.
They blamed {firm}, which according to the town's archive skipped two inspections, and a province that let it.
The office chief, {who1}, is not a popular man this week. "{quote1}," he told the crowd.
What repairs will cost is disputed; the firm speaks of {cost} million.

{firm} shares fell {fall} percent on {day} after the closure of {thing} in {place}.
The company expects to spend {cost} million crowns, which is more than its profit of last year.
Analysts at Quaymount cut their rating to sell, citing {n} findings in the inspection report.
Management has not said who will pay suppliers in the meantime.
{who1} of the works office defended the step. "{quote1}," the official said.
Bonds of the company due in six years yielded nine percent by noon.
A rival, Eastmere Holdings, offered to lease the premises.

Could the closure in {place} have been prevented? Documents seen by this newspaper suggest so.
As early as three years ago an engineer warned the board of {firm} of {n} weak points at {thing}.
The letter was filed under correspondence.
Since {day} the place has been shut, {people} people wait, and the works office under {who1} looks into it.
"{quote2}," {who2}, a foreman, told us.
The opposition in the provincial council demands the file, all of it, before the session on the {date}th.
The company puts the damage at {cost} million and points to the weather.
"""
"""A sentence or two a line, an outlet a block."""

_ADDED = """
The {paper} has learned that the town council will meet on Monday to hear from residents. Councillor {who} told the
{paper} that {she} would ask for a public inquiry. The council voted on a similar motion in March and it failed.

In our district the matter is watched closely. {who}, who keeps a shop near the market, said customers spoke of little
else this week. The chamber of commerce in the district declined to comment when asked by the {paper}.

Readers who wish to tell their own story may write to the {paper}. {who} of our staff will collect the letters, and some
of them will be printed in the weekend edition. Letters of more than two hundred words may be shortened.
"""
_HEADLINES = ("What we know so far", "Officials under pressure as questions mount", "News in brief", "From the wire")


@dataclass(frozen=True, slots=True)
class Report:
    """A text and which event it tells of."""

    event: int
    voice: int
    text: str


def reports(events: int, rng: random.Random) -> list[Report]:
    """Four reports of each event, in words of their own; facts, names and one or two quotations are the same."""
    return [report for event in range(events) for report in _of_event(event, rng)]


def _of_event(event: int, rng: random.Random) -> list[Report]:
    quotes = rng.sample(_QUOTES, 2)
    facts = {
        "place": rng.choice(_PLACES), "firm": rng.choice(_FIRMS), "thing": rng.choice(_THINGS),
        "who1": _person(rng), "who2": _person(rng), "quote1": quotes[0], "quote2": quotes[1],
        "day": rng.choice(["Monday", "Tuesday", "Thursday", "Friday"]), "n": rng.randrange(3, 60),
        "cost": rng.randrange(2, 90), "people": rng.randrange(2, 99) * 10, "date": rng.randrange(4, 28),
        "fall": rng.randrange(2, 19),
    }  # fmt: skip
    return [
        Report(event, number, paragraphs([part.format(**facts) for part in voice.split("\n")]))
        for number, voice in enumerate(_VOICES.strip().split("\n\n"))
    ]


def paragraphs(sentences: list[str], each: int = 3) -> str:
    """The sentences as a text of paragraphs."""
    return "\n\n".join(" ".join(sentences[place : place + each]) for place in range(0, len(sentences), each))


def cut_end(text: str, rng: random.Random) -> str:
    """The first 45 to 85 percent, up to the end of a word."""
    return text[: int(len(text) * rng.uniform(0.45, 0.85))].rsplit(" ", 1)[0]


def cut_start(text: str, rng: random.Random) -> str:
    """Without the first 10 to 45 percent."""
    return text[int(len(text) * rng.uniform(0.1, 0.45)) :].split(" ", 1)[1]


def with_paragraph(text: str, rng: random.Random) -> str:
    """With a paragraph of the paper's own at the end, at the start or between two others."""
    parts = text.split("\n\n")
    parts.insert(rng.choice([0, len(parts) // 2, len(parts)]), _own(rng))
    return "\n\n".join(parts)


def with_headline(text: str, rng: random.Random) -> str:
    """With another headline, which stayed in the text, and without the dateline."""
    return f"{rng.choice(_HEADLINES)}\n\nBy {_person(rng)}\n\n" + re.sub(r"^[^\n]{0,60}\(\w+\) - ", "", text)


def with_slips(text: str, rng: random.Random, share: float | None = None) -> str:
    """One to three words in a hundred with two letters changed round, one dropped or one doubled."""
    share = rng.uniform(0.01, 0.03) if share is None else share
    return re.sub(r"\w{3,}", lambda match: _slip(match.group(), rng) if rng.random() < share else match.group(), text)


def without_sentences(text: str, rng: random.Random) -> str:
    """With a tenth to a third of the sentences left out."""
    share = rng.uniform(0.1, 0.34)
    parts = [re.split(r"(?<=[.!?”\"]) ", part) for part in text.split("\n\n")]
    kept = [" ".join(each for each in part if rng.random() > share) for part in parts]
    return "\n\n".join(part for part in kept if part) or text


def in_house_style(text: str, rng: random.Random) -> str:
    """Spelled as another house does: quotation marks, per cent, titles, dates; some names in full."""
    swaps = [
        ('"', "”"), (" percent", " per cent"), ("U.S.", "US"), ("Aug.", "August"), ("Sept.", "September"),
        ("President Trump", "Donald Trump"), ("the company", "the firm"), (" said", " told reporters"),
        ("organiz", "organis"), ("labor", "labour"), ("million", "mn"),
    ]  # fmt: skip
    for old, new in rng.sample(swaps, 6):
        text = text.replace(old, new, 4)
    return text


def all_at_once(text: str, rng: random.Random) -> str:
    """Cut to six to nine tenths, a headline, a paragraph of one's own, a slip in a hundred words."""
    text = text[: int(len(text) * rng.uniform(0.6, 0.9))].rsplit(" ", 1)[0]
    return with_headline(with_paragraph(with_slips(text, rng, 0.01), rng), rng)


REPRINTS = {
    "cut at the end": cut_end,
    "cut at the start": cut_start,
    "paragraph added": with_paragraph,
    "new headline": with_headline,
    "slips": with_slips,
    "sentences left out": without_sentences,
    "house style": in_house_style,
    "all at once": all_at_once,
}


def _own(rng: random.Random) -> str:
    return (
        rng.choice(_ADDED.strip().split("\n\n"))
        .replace("\n", " ")
        .format(paper=f"{rng.choice(_PLACES)} Post", who=_person(rng), she=rng.choice(["she", "he"]))
    )


def _person(rng: random.Random) -> str:
    return f"{rng.choice(_FIRST)} {rng.choice(_LAST)}"


def _slip(word: str, rng: random.Random) -> str:
    place = rng.randrange(1, len(word) - 1)
    kind = rng.randrange(3)
    if kind == 0:
        return word[:place] + word[place + 1] + word[place] + word[place + 2 :]
    return word[:place] + word[place + 1 :] if kind == 1 else word[:place] + word[place] + word[place:]
