"""A town's news of three days, written by us, and articles written as files."""

from collections.abc import Mapping
from pathlib import Path

ARTICLES = {
    "harbour.md": """---
title: Halden buys the harbour cranes
outlet: The Coast Courier
published: 2020-08-03
url: https://coast.example/halden
---
The shipbuilder Halden bought four harbour cranes from the city of Marwick on Monday. The price was 12 million crowns.
"We needed room to grow," said its director, Ida Brandt. The cranes will be moved in October.
""",
    "prize.md": """---
title: Lena Okafor wins the river prize
outlet: Marwick Evening
published: 2020-08-04
---
The engineer Lena Okafor won the Tamsin River Prize on Tuesday for a pump that runs without power.
The prize is worth 40,000 crowns. The jury met in Oslo.
""",
    "school.md": """---
title: School opens in the old mill
outlet: The Coast Courier
published: 2020-08-05
---
A school with 220 pupils opened in the old mill of Marwick on Wednesday. Mayor Tomas Reed cut the ribbon.
""",
}


def write_articles(folder: Path, articles: Mapping[str, str] = ARTICLES) -> Path:
    """Articles, by file name, as files; their folder."""
    folder.mkdir(parents=True)
    for name, text in articles.items():
        (folder / name).write_text(text, encoding="utf-8")
    return folder
