"""Articles that another process takes in are answered from without a restart."""

import asyncio
import subprocess
import sys

from tests.discord_app.place import Desk, Place, live, shown


def test_new_articles_are_known_at_once(desk: Desk, tmp_path):
    """What `newsdesk ingest` has taken in is in the next answer."""
    article = tmp_path / "ferry.md"
    article.write_text(
        "---\ntitle: Ferry named\noutlet: Marwick Evening\npublished: 2020-08-06\n---\n"
        "The new ferry of Marwick was named Sigrun on Thursday. It carries 90 cars.\n",
        encoding="utf-8",
    )
    question = "How many cars does the new ferry of Marwick carry?"

    @live()
    async def asked(here: Place):
        result = await here.ann.slash(here.general, "ask", question=question)
        assert "90 cars" not in shown(result.response)
        command = [sys.executable, "-m", "bot.main", "--data-dir", str(desk.settings.data_dir), "ingest", str(article)]
        await asyncio.to_thread(subprocess.run, command, check=True, capture_output=True)
        result = await here.ann.slash(here.general, "ask", question=question)
        assert "90 cars" in shown(result.response)

    try:
        asked(desk)
    finally:
        ids = [each.id for each in desk.library.articles(outlet="Marwick Evening") if each.title == "Ferry named"]
        desk.library.remove(ids)
