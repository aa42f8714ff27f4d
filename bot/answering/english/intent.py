"""What a person wants with a message: an answer, the news, or to know what can be asked here.

Told by the whole wording, so that a question that only begins alike stays one: "what happened this week" asks for news,
"what happened to the bridge" for an answer. Whatever is not understood is a question. English only.
"""

import re
from dataclasses import dataclass
from enum import StrEnum

from bot.answering.english.vocabulary import telling_words
from bot.search.period import without_period

LONGEST = 300
"""Characters of a message that may be a greeting or ask for news; longer ones are questions."""


class Purpose(StrEnum):
    ASK = "ask"
    NEWEST = "newest"
    """The newest stories, of a period or on a topic."""
    SCOPE = "scope"
    """A greeting, or a question about the library itself: what is in it and what can be asked."""


@dataclass(frozen=True, slots=True)
class Intent:
    """A purpose and, for NEWEST, the topic as written ("" for all news). The period is `search.period.named_period`."""

    purpose: Purpose
    topic: str = ""


_ASK = Intent(Purpose.ASK)
_GREETING = (
    r"(?:hi+|hello+|hey+|hiya|yo|howdy|moin|hallo|greetings|good (?:morning|afternoon|evening|day)|welcome|thanks?"
    r"|thank you(?: very much)?|thx|cheers|bye|goodbye|good night|ok|okay|please|test|testing|ping)"
)
_ADDRESSED = r"(?: (?:there|all|everyone|everybody|again|bot|newsdesk|friend|you|so much))*"
_HELLO = re.compile(rf"^(?:{_GREETING}{_ADDRESSED} )+")
_YOU = r"(?:you|u|we|i|it|this|newsdesk)"
_THINGS = "(?:(?:article|source|outlet|newspaper|topic|subject|document|collection|file|question)s?|stories|data)"
_HERE = r"(?: (?:you|me|us|here|there|for me|for us|with|know|have|cover|got|hold|read|use|ask|answer|in the library))*"
_ABOUT_US = re.compile(
    r"(?:help(?: me)?|menu|start|about|info|examples?|how are you(?: doing)?(?: today)?|what'?s up|sup"
    r"|(?:give|show) me (?:some |an )?examples?(?: questions?)?"
    r"|(?:who|what) (?:are|r) (?:you|u)|what'?s? (?:is )?(?:your name|newsdesk|this|this bot|your purpose)"
    r"|what (?:do|did) (?:you|u) (?:know|have|do|cover|read|offer|contain|hold)"
    rf"|what (?:can|could|should|may|shall) {_YOU} (?:do|ask|answer|tell|know|help|find){_HERE}"
    rf"|(?:what|which|how many) (?:\w+ )?{_THINGS} (?:do|can|could|may|have|are|did) (?:{_YOU}|there){_HERE}"
    r"|what(?:'?s| is) in (?:the|your|this) (?:library|archive|database|collection|articles?)"
    rf"|what (?:are|is) (?:your|the) (?:{_THINGS}|library)(?: here)?"
    rf"|how (?:do|does|can) {_YOU} (?:work|help|use|use you|use this|ask|help me|help us)(?: here)?"
    r"|can (?:you|u) (?:help|help me|help us)|tell me (?:about )?(?:yourself|what you know|what you can do|about you)"
    r"|introduce yourself|what do you know about)"
)
_ON = r"(?: (?:on|about|with|regarding|concerning|around|from|in|at|for|of) (?P<topic>.+?))?"
_STORIES = r"(?:news|headlines?|stories|story|developments?|updates?|reports|coverage)"
_FRESH = r"(?:latest|newest|most recent|recent|current|new|top|main|biggest|important|breaking|today'?s|this week'?s)"
_NOW = r"(?: (?:lately|recently|now|right now|so far|there|out there|currently|these days|in the world|just now|then))?"
_GIVE = r"(?:(?:give|show|send|tell|bring|read|list|get)(?: me| us)? )?"
_HAPPENED = r"(?:happened|been happening|been going on)"
_NEWS = tuple(
    re.compile(pattern)
    for pattern in (
        rf"what(?:'?s| is| was)? (?:up )?(?:new|happening|going on|(?:in )?the news|the latest){_NOW}{_ON}{_NOW}",
        rf"what(?:'?s| is| are| were| was)? (?:the |any |some )?(?:{_FRESH} )*{_STORIES}{_NOW}{_ON}{_NOW}",
        rf"what (?:has |have |had )?(?:{_HAPPENED}|is happening|changed|i miss|did i miss){_NOW}",
        rf"what (?:has |have |had )?{_HAPPENED} (?:with|about|around|regarding) (?P<topic>.+)",
        rf"(?:(?:is|are) there |(?:have|do) you (?:got |have )?|got )?(?:any|some) (?:{_FRESH} )*{_STORIES}{_ON}{_NOW}",
        rf"(?:is there |do you have )?(?:any|some)thing new{_ON}{_NOW}",
        rf"{_GIVE}(?:the |all |all the |some )?(?:{_FRESH} )*{_STORIES}{_ON}{_NOW}",
        rf"{_GIVE}(?:the )?(?:latest|newest){_ON}{_NOW}",
        rf"(?:catch me up|brief me|update me|fill me in|bring me up to date){_ON}",
        rf"sum(?:marise|marize)(?: up)? (?:the )?(?:{_FRESH} )*(?:{_STORIES}|day|week){_ON}",
        r"(?P<topic>[^ ]+(?: [^ ]+)?) (?:news|headlines|updates?|latest)",
    )
)
_QUESTION_WORD = re.compile(
    r"\b(?:who|whom|whose|what|which|when|where|why|how|is|are|was|did|does|do|can|will|has|have)\b"
)


def intent(question: str) -> Intent:
    """Tell what is wanted.

    >>> intent("Any news about the Halden bridge this week?")
    Intent(purpose=<Purpose.NEWEST: 'newest'>, topic='Halden bridge')
    >>> intent("hello!").purpose, intent("what happened to the bridge?").purpose
    (<Purpose.SCOPE: 'scope'>, <Purpose.ASK: 'ask'>)
    """
    if len(question) > LONGEST:
        return _ASK
    text = _folded(question)
    text = _HELLO.sub("", f"{text} ").strip() if text else ""
    if not text or _ABOUT_US.fullmatch(text):
        return Intent(Purpose.SCOPE)
    topic = _topic(_folded(without_period(text)))
    if topic is not None:
        return Intent(Purpose.NEWEST, _as_written(topic, question))
    return _ASK if telling_words(text) else Intent(Purpose.SCOPE)


def _folded(text: str) -> str:
    """Small letters, straight apostrophes, no punctuation that ends or parts sentences, single spaces."""
    plain = text.casefold().replace("’", "'")
    return re.sub(r"\s+", " ", re.sub(r"[?!.,;:…\"“”()]+(?=\s|$)|(?<!\S)[\"“(¿¡]+", " ", plain)).strip()


def _topic(text: str) -> str | None:
    """The topic of a wish for news, "" for all news; None if it is none."""
    for pattern in _NEWS:
        match = pattern.fullmatch(text)
        if match is None:
            continue
        topic = (match.groupdict().get("topic") or "").strip()
        if topic and _QUESTION_WORD.search(topic):
            return None  # "news about who won": a question after all
        return topic if telling_words(topic) else ""
    return None


def _as_written(topic: str, question: str) -> str:
    """The topic's telling words with the question's capitals."""
    wanted = telling_words(topic)
    written = {word.casefold().replace("’", "'"): word for word in reversed(telling_words(question))}
    return " ".join(written.get(word, word) for word in wanted)
