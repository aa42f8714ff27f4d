"""Waiting for what is to become true: of the server, looked at when it has changed; of others, again and again."""

import asyncio
from collections.abc import Callable

Claim = Callable[[], bool]

LOOK_SECONDS = 0.01
"""Between two looks at what changes outside of the server."""


class Waiting:
    def __init__(self) -> None:
        self._claims: dict[asyncio.Future[None], Claim] = {}

    def look(self) -> None:
        """Something has changed: wake those whose claim holds now."""
        for future, claim in list(self._claims.items()):
            if not future.done() and claim():
                future.set_result(None)

    async def until(self, claim: Claim, seconds: float) -> bool:
        """Whether the claim held within so many seconds, whatever it is about."""
        ends = asyncio.get_running_loop().time() + seconds
        while not await self.until_changed(claim, LOOK_SECONDS):
            if asyncio.get_running_loop().time() > ends:
                return False
        return True

    async def until_changed(self, claim: Claim, seconds: float) -> bool:
        """The same, for a claim about the server alone: thousands may wait so."""
        if claim():
            return True
        future = asyncio.get_running_loop().create_future()
        self._claims[future] = claim
        try:
            await asyncio.wait_for(future, seconds)
        except TimeoutError:
            return claim()
        finally:
            del self._claims[future]
        return True
