"""How fast articles are taken in: `python bench/ingest.py [--articles 400]`.

In one run: the whole path (read, clean, split, embed, write) against the bare embedding model on the same texts, in
turns; then publishing, an ingest of the same articles unchanged, and the most memory that was used.
"""

import argparse
import json
import resource
import statistics
import tempfile
import time
from pathlib import Path

from invented import articles

from bot import wiring
from bot.ingestion.report import IngestReport
from bot.library.library import Library
from bot.settings.settings import Settings

ROUNDS = 3


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--articles", type=int, default=400)
    count = parser.parse_args().articles
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "in").mkdir()
        shares, path_rates, bare_rates, publishing = [], [], [], []
        for round_ in range(ROUNDS):
            rows = articles(count, seed=round_)
            source = folder / "in" / f"round{round_}.jsonl"
            source.write_text("\n".join(json.dumps(row) for row in rows), encoding="utf-8")
            settings = Settings(data_dir=folder / f"library{round_}")
            report, seconds, publish_seconds = ingest(settings, source)
            path_rates.append(report.passages / seconds)
            bare_rates.append(bare_rate(settings))
            shares.append(path_rates[-1] / bare_rates[-1])
            publishing.append(publish_seconds)
        print(f"{ROUNDS} rounds of {count} articles, {report.passages} passages each; medians")
        print(f"whole path            {statistics.median(path_rates):8.0f} passages a second")
        print(f"bare model            {statistics.median(bare_rates):8.0f} passages a second, the same texts")
        each_round = ", ".join(f"{share:.2f}" for share in shares)
        print(f"share                 {statistics.median(shares):8.2f} (each round: {each_round})")
        print(
            f"publishing            {statistics.median(publishing):8.1f} s for a first generation of {report.passages}"
        )
        again, seconds, _ = ingest(settings, source)
        print(f"unchanged             {again.unchanged / seconds:8.0f} articles a second ({again.unchanged} articles)")
        print(f"peak memory           {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:8.0f} MiB")


def ingest(settings: Settings, source: Path) -> tuple[IngestReport, float, float]:
    """Take it in; the report, the seconds up to publishing, the seconds of publishing."""
    ingestor = wiring.ingestor(settings)
    last = [time.perf_counter()]
    began = time.perf_counter()
    report = ingestor.ingest([source], on_progress=lambda _: last.__setitem__(0, time.perf_counter()))
    ended = time.perf_counter()
    return report, last[0] - began, ended - last[0]


def bare_rate(settings: Settings) -> float:
    """Passages a second of the model alone, on what was embedded: title, date and slice."""
    embedder = wiring.embedder(settings)
    texts = embedded_texts(wiring.library(settings))
    embedder.embed(texts[:64])
    began = time.perf_counter()
    embedder.embed(texts)
    return len(texts) / (time.perf_counter() - began)


def embedded_texts(library: Library) -> list[str]:
    """What an ingest gave to the model."""
    with library.writing() as writer:
        return [
            f"{record.article.title} ({record.article.date_text})\n{record.article.text[passage.start : passage.end]}"
            for record in writer.stored()
            for passage in record.passages
        ]


if __name__ == "__main__":
    main()
