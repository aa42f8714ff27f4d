"""How often a person and a server may ask."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.discord_app.cooldowns import Cooldowns, Held, Limit
from bot.domain.caller import Caller

SOME = [Caller(name, group) for name in "abc" for group in ("one", "two", None)]


class Clock:
    """Stands still until it is moved."""

    def __init__(self) -> None:
        self.now = 1000.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


def test_a_person_waits(clock):
    """A person may ask again after so many seconds, wherever they are; others need not wait for them."""
    cooldowns = Cooldowns(5, 100, clock)
    assert cooldowns.wait(Caller("ann", "one")) is None
    clock.now += 2
    assert cooldowns.wait(Caller("ann", "two")) == Held(3, Limit.PERSON)
    assert cooldowns.wait(Caller("ben", "one")) is None
    clock.now += 3
    assert cooldowns.wait(Caller("ann", "two")) is None


def test_a_server_waits(clock):
    """A server may ask so often in any minute; who belongs to none is not held."""
    cooldowns = Cooldowns(0, 2, clock)
    assert cooldowns.wait(Caller("ann", "one")) is None
    clock.now += 20
    assert cooldowns.wait(Caller("ann", "one")) is None
    assert cooldowns.wait(Caller("ben", "one")) == Held(40, Limit.GROUP)
    assert [cooldowns.wait(caller) for caller in (Caller("ben", "two"), Caller("ben"), Caller("ben"))] == [None] * 3
    clock.now += 40
    assert cooldowns.wait(Caller("ben", "one")) is None
    assert cooldowns.wait(Caller("cid", "one")) == Held(20, Limit.GROUP)


def test_the_longer_wait_is_told(clock):
    """Where both hold, the one that ends last is told."""
    cooldowns = Cooldowns(90, 1, clock)
    cooldowns.wait(Caller("ann", "one"))
    clock.now += 10
    assert cooldowns.wait(Caller("ann", "one")) == Held(80, Limit.PERSON)
    assert cooldowns.wait(Caller("ben", "one")) == Held(50, Limit.GROUP)


def test_who_is_held_is_not_counted(clock):
    """Asking while one has to wait makes the wait no longer."""
    cooldowns = Cooldowns(5, 1, clock)
    cooldowns.wait(Caller("ann", "one"))
    for _ in range(9):
        cooldowns.wait(Caller("ann", "one"))
        cooldowns.wait(Caller("ann", "two"))
        clock.now += 0.5
    assert cooldowns.wait(Caller("ann", "two")) == Held(0.5, Limit.PERSON)


def test_memory_is_bounded(clock):
    """Who asked too long ago to matter is forgotten."""
    cooldowns = Cooldowns(5, 100, clock)
    for number in range(10_000):
        cooldowns.wait(Caller(f"person {number}", f"server {number}"))
        clock.now += 0.1
    assert cooldowns.remembered <= 5 / 0.1 + 60 / 0.1 + 2
    clock.now += 60
    cooldowns.wait(Caller("ann"))
    assert cooldowns.remembered == 1


@given(
    questions=st.lists(st.tuples(st.integers(0, 400), st.sampled_from(SOME)), max_size=60),
    user_seconds=st.integers(0, 90),
    group_per_minute=st.integers(1, 4),
)
def test_both_limits_hold(questions, user_seconds, group_per_minute):
    """Whoever asks whenever: what is let through keeps both limits, and what is not would have broken the one told."""
    clock = Clock()
    cooldowns = Cooldowns(user_seconds, group_per_minute, clock)
    let_through: list[tuple[float, Caller]] = []
    for tenths, caller in questions:
        clock.now += tenths / 8
        last = max((at for at, other in let_through if other.name == caller.name), default=-1e9)
        in_group = [at for at, other in let_through if other.group == caller.group and at > clock.now - 60]
        person = last + user_seconds - clock.now
        is_full = caller.group is not None and len(in_group) >= group_per_minute
        group = in_group[-group_per_minute] + 60 - clock.now if is_full else 0
        held = cooldowns.wait(caller)
        if held is None:
            assert person <= 0
            assert group <= 0
            let_through.append((clock.now, caller))
        else:
            assert held.seconds == max(person, group) > 0
            assert held.seconds == (person if held.limit is Limit.PERSON else group)
