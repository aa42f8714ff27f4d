"""Embeds one batch in the background while the caller prepares the next and stores the one before."""

from collections.abc import Callable, Generator, Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from typing import TypeVar

from bot.ingestion.prepared import Prepared

BATCH_TOKENS = 24_000
"""About 120 passages, a second of embedding: batches enough to write often, large enough for every worker."""

In = TypeVar("In")
Out = TypeVar("Out")


def in_background(
    batches: Iterable[In], work: Callable[[In], Out], stop: Callable[[], None]
) -> Generator[Out, None, None]:
    """`work` done on each batch, in order, in one thread; the next batch is pulled while it runs.

    At most one batch runs and one waits. `stop` is called when the caller leaves early, to end the running one soon.
    """
    with ThreadPoolExecutor(1, thread_name_prefix="newsdesk-embedding") as thread:
        running: Future[Out] | None = None
        try:
            for batch in batches:
                following = thread.submit(work, batch)
                if running is not None:
                    yield running.result()
                running = following
            if running is not None:
                yield running.result()
        except BaseException:
            stop()
            thread.shutdown(wait=False, cancel_futures=True)
            raise


def batched(articles: Iterable[Prepared], tokens: int = BATCH_TOKENS) -> Iterator[list[Prepared]]:
    """Articles gathered until they hold so many tokens together; one that holds more is a batch of its own size."""
    batch: list[Prepared] = []
    held = 0
    for article in articles:
        batch.append(article)
        held += article.tokens
        if held >= tokens:
            yield batch
            batch, held = [], 0
    if batch:
        yield batch
