"""How often one may ask: a shortest time between two questions of a person, and a most per minute for a server.

Kept in memory: after a restart everybody may ask at once.
"""

import time
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from itertools import takewhile

from bot.domain.caller import Caller

MINUTE_SECONDS = 60.0


class Limit(StrEnum):
    """What holds somebody back."""

    PERSON = "person"
    GROUP = "group"


@dataclass(frozen=True, slots=True)
class Held:
    """One may ask in so many seconds, more than 0; until then this limit holds."""

    seconds: float
    limit: Limit


class Cooldowns:
    """`user_seconds`: between two questions of a person, wherever they ask. `clock`: seconds that never go back."""

    def __init__(self, user_seconds: float, group_per_minute: int, clock: Callable[[], float] = time.monotonic) -> None:
        self._user_seconds = user_seconds
        self._group_per_minute = group_per_minute
        self._clock = clock
        # When each asked, the one who asked last at the end: what no longer counts is found at the front.
        self._persons: dict[str, float] = {}
        self._groups: dict[str, deque[float]] = {}

    def wait(self, caller: Caller) -> Held | None:
        """What holds the caller back, the longer of two waits. None: they may ask, and it counts as asked."""
        now = self._clock()
        self._drop(now)
        person = Held(self._person_wait(caller.name, now), Limit.PERSON)
        group = Held(self._group_wait(caller.group, now), Limit.GROUP)
        longest = max(person, group, key=lambda held: held.seconds)
        if longest.seconds > 0:
            return longest
        self._count(caller, now)
        return None

    @property
    def remembered(self) -> int:
        """Persons and groups whose questions still count."""
        return len(self._persons) + len(self._groups)

    def _person_wait(self, name: str, now: float) -> float:
        asked = self._persons.get(name)
        return 0.0 if asked is None else asked + self._user_seconds - now

    def _group_wait(self, group: str | None, now: float) -> float:
        asked = self._groups.get(group) if group is not None else None
        if asked is None or len(asked) < self._group_per_minute:
            return 0.0
        return asked[0] + MINUTE_SECONDS - now

    def _count(self, caller: Caller, now: float) -> None:
        self._persons[caller.name] = now  # it was not there, and comes last: who may ask again was dropped
        if caller.group is not None:
            asked = self._groups.pop(caller.group, None) or deque(maxlen=self._group_per_minute)
            asked.append(now)  # one that is pushed out is older than a minute
            self._groups[caller.group] = asked

    def _drop(self, now: float) -> None:
        """Forget whose questions no longer count."""
        persons = takewhile(lambda name: self._persons[name] + self._user_seconds <= now, self._persons)
        for name in tuple(persons):
            del self._persons[name]
        groups = takewhile(lambda group: self._groups[group][-1] + MINUTE_SECONDS <= now, self._groups)
        for group in tuple(groups):
            del self._groups[group]
