"""Small invented articles to draft from."""

from datetime import UTC, datetime

from bot.domain.article import Article, DatePrecision

CRANES = (
    "MARWICK - Halden bought four harbour cranes from the city of Marwick on Monday. "
    "Norway banned 12 foreign trawlers on Aug. 2, a ministry said. "
    'Ida Brandt, the chief executive of Halden, signed the contract. "The old cranes were never quick enough for us," '
    "said Ida Brandt, 51, an engineer at Halden Works. He did not say more. It may close.\n"
)
PRIZE = (
    "Lena Okafor, the director of Tamsin Labs, won the River Prize in Oslo on Tuesday. Kestrel sued Blue Heron in 2019. "
    "Sweden banned two ships.\n"
)


def article(
    text: str = CRANES, article_id: str = "cranes", published: datetime | None = datetime(2020, 8, 4, tzinfo=UTC)
) -> Article:
    precision = DatePrecision.DAY if published else DatePrecision.UNKNOWN
    return Article(article_id, text, title="News", published_at=published, date_precision=precision)
