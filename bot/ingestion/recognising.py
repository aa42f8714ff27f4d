"""Says of each draft whether it is new, changed or known, so that only what needs it goes on.

Two sources that claim one identity with different texts are reported and never overwrite each other, be it within one
run or against what an earlier run stored from a file that is still there. Who may write one collection alone takes
nothing out of another: ids and addresses are anybody's to write.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Protocol

from bot.errors import IngestError
from bot.ingestion.drafts import Draft, Unread
from bot.ingestion.identity import Identity, identify
from bot.ingestion.report import Fate
from bot.library.records import Known


@dataclass(frozen=True, slots=True)
class Recognised:
    """A draft that has to be taken in. `fate` is ADDED or UPDATED: what it will be once it is stored."""

    draft: Draft
    identity: Identity
    fate: Fate
    collection: str


@dataclass(frozen=True, slots=True)
class Unchanged:
    """A draft that is stored already as it is."""

    draft: Draft


class Stored(Protocol):
    """What is stored so far; a library's writer is one."""

    def known(self, article_ids: Sequence[str]) -> Mapping[str, Known]:
        """What is stored under these identities; those not there are left out."""


@dataclass(slots=True)
class Recogniser:
    """Recognises the drafts of one run. It remembers some 200 bytes for each article of the run."""

    stored: Stored
    collection: str
    recipe: str
    """Names the way of cleaning; part of every content hash."""
    only_own: bool = False
    """Whether an article that is stored in another collection stays there, and the draft is reported."""
    claims: dict[str, tuple[str, str]] = field(default_factory=dict)
    """Identity -> content hash and source of the first draft of this run that claimed it."""

    def recognise(self, drafts: Sequence[Draft]) -> list[Recognised | Unchanged | Unread]:
        """One result for each draft, in order; the library is asked once for all of them."""
        claimed = [self._claim(draft) for draft in drafts]
        known = self.stored.known([each.article_id for each in claimed if isinstance(each, Identity)])
        return [
            self._compared(draft, each, known.get(each.article_id)) if isinstance(each, Identity) else each
            for draft, each in zip(drafts, claimed, strict=True)
        ]

    def _claim(self, draft: Draft) -> Identity | Unread:
        try:
            identity = identify(draft, self.collection, self.recipe)
        except IngestError as error:
            return Unread(draft.origin, str(error))
        earlier = self.claims.get(identity.article_id)
        if earlier is None:
            self.claims[identity.article_id] = (identity.content_hash, draft.origin.path)
            return identity
        content_hash, source = earlier
        if content_hash == identity.content_hash:
            return Unread(draft.origin, f"the same article as {source}", Fate.SKIPPED)
        return Unread(
            draft.origin,
            f"claims the identity {identity.article_id}, already taken by {source} in this run; give each its own id",
        )

    def _compared(self, draft: Draft, identity: Identity, known: Known | None) -> Recognised | Unchanged | Unread:
        if known is None:
            return Recognised(draft, identity, Fate.ADDED, self.collection)
        if self.only_own and known.collection != self.collection:
            return Unread(
                draft.origin,
                f"claims the identity {identity.article_id}, which an article of another collection has; "
                "give it another id or address",
            )
        if known.content_hash == identity.content_hash:
            return Unchanged(draft)
        if known.location not in (None, draft.origin.location) and Path(str(known.location)).exists():
            return Unread(
                draft.origin,
                f"claims the identity {identity.article_id}, stored from another file that is still there "
                f"({known.source_path}); use another --collection, give each its own id, or remove the stored one",
            )
        return Recognised(draft, identity, Fate.UPDATED, self.collection)
