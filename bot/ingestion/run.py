"""One ingest under way: what is read, what of it has to be taken in, and how far it has come."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

from bot.ingestion.drafts import Draft, Unread
from bot.ingestion.intake import Group, Intake
from bot.ingestion.pipeline import ArticlePipeline
from bot.ingestion.prepared import Prepared
from bot.ingestion.recognising import Recognised, Recogniser, Unchanged
from bot.ingestion.report import Progress
from bot.ingestion.tally import Tally
from bot.models.embedder import Embedder

OnProgress = Callable[[Progress], None]


@dataclass(slots=True)
class Run:
    """The parts of one ingest. `articles` is its stream; whatever does not come out of it is noted in the tally."""

    intake: Intake
    pipeline: ArticlePipeline
    embedder: Embedder
    tally: Tally
    on_progress: OnProgress
    bytes_done: int = 0

    def articles(self, recogniser: Recogniser) -> Iterator[Prepared]:
        """The articles to take in, prepared group by group as they are asked for."""
        for group in self.intake.groups():
            for prepared in self._prepared(self._wanted(group, recogniser)):
                yield self._with_language_warning(prepared)
            self.bytes_done = group.bytes_done
            self.tell()

    def taken_in(self, prepared: Prepared, passages: int) -> None:
        """Note an article that is stored (in a dry run: would be)."""
        self.tally.taken_in(prepared, passages)

    def tell(self) -> None:
        """Say how far the run has come."""
        self.on_progress(Progress(self.bytes_done, self.intake.bytes_total, self.tally.met, self.tally.passages))

    def _wanted(self, group: Group, recogniser: Recogniser) -> list[Recognised]:
        """The new and changed drafts of a group."""
        wanted: list[Recognised] = []
        for unread in group.members:
            if isinstance(unread, Unread):
                self.tally.unread(unread)
        for result in recogniser.recognise([each for each in group.members if isinstance(each, Draft)]):
            match result:
                case Unread():
                    self.tally.unread(result)
                case Unchanged():
                    self.tally.unchanged()
                case Recognised():
                    wanted.append(result)
        return wanted

    def _prepared(self, wanted: Sequence[Recognised]) -> Iterator[Prepared]:
        for result in self.pipeline.prepare(wanted) if wanted else ():
            if isinstance(result, Unread):
                self.tally.unread(result)
            else:
                yield result

    def _with_language_warning(self, prepared: Prepared) -> Prepared:
        language = prepared.article.language
        if language is None or self.embedder.languages is None or language in self.embedder.languages:
            return prepared
        warning = (
            f"the text is in '{language}', which the embedding model {self.embedder.name} does not know: "
            "questions may miss it"
        )
        return replace(prepared, warnings=(*prepared.warnings, warning))
