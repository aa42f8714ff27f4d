"""Runs and their libraries are deleted: when they are no longer wanted, and when an article that they hold is removed.

Nothing is left of one: an article that a person removes must be in no file of the data folder.
"""

import json
import shutil
from collections.abc import Iterator, Sequence
from contextlib import suppress
from pathlib import Path

from bot import wiring
from bot.errors import UsageError
from bot.evaluation.identity import LIBRARIES
from bot.evaluation.libraries import inside
from bot.evaluation.store import FOLDER, Runs
from bot.settings.settings import Settings


class Evaluations:
    """All evaluations of a data folder, as what holds words of articles."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._runs = Runs(settings.data_dir)

    def remove(self, names: Sequence[str]) -> int:
        """Delete these runs, and the libraries that no other run was asked of; how many libraries.

        Raises:
            UsageError: there is no run of one of the names; then none is deleted.
            Busy: a run is being asked.

        """
        asked_of = {self._runs.info(name).articles_hash for name in names}
        for name in names:
            self._runs.remove(name)
        left = set(self._hashes())
        unused = [folder for folder in self._libraries() if folder.name in asked_of - left]
        for folder in unused:
            shutil.rmtree(folder)
        return len(unused)

    def forget_articles(self, article_ids: Sequence[str]) -> int:
        """Delete every run that found, cited or names one of these, and every library that holds one; how many runs.

        Raises:
            Busy: a run is being asked.

        """
        wanted = [json.dumps(article_id).encode() for article_id in article_ids]
        runs = [name for name in self._runs.all_names() if any(_holds(file, wanted) for file in self._runs.files(name))]
        for name in runs:
            self._runs.remove(name)
        for folder in list(self._libraries()):
            if self._has(folder, article_ids):
                shutil.rmtree(folder)
        return len(runs)

    def _hashes(self) -> Iterator[str]:
        """Of the libraries that runs were asked of. A damaged run has none: what it was asked of can be built again."""
        for name in self._runs.names():
            with suppress(UsageError):
                yield self._runs.info(name).articles_hash

    def _libraries(self) -> Iterator[Path]:
        place = self._settings.data_dir / FOLDER / LIBRARIES
        if place.is_dir():
            yield from (folder for folder in place.iterdir() if folder.is_dir())

    def _has(self, folder: Path, article_ids: Sequence[str]) -> bool:
        library = wiring.library(inside(self._settings, folder))
        return not {each.id for each in library.articles()}.isdisjoint(article_ids)


def _holds(file: Path, wanted: Sequence[bytes]) -> bool:
    """Whether one of these JSON texts stands in a file: an id in quotation marks."""
    with file.open("rb") as stream:
        return any(each in line for line in stream for each in wanted)
