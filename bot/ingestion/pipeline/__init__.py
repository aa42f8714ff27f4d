"""The only door to llama-index: an `IngestionPipeline` of our transformations, spoken to in our own types."""

from bot.ingestion.pipeline.article_pipeline import ArticlePipeline, Transformation

__all__ = ["ArticlePipeline", "Transformation"]
