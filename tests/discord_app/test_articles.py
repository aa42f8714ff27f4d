"""`/articles`: what members see, and what managers may change, which is their server's own collection and nothing else."""

import json
import re
from collections.abc import Callable

import pytest

from bot.discord_app.commands.articles import NO_COLLECTION, NO_SUCH_ARTICLE
from bot.domain.article import MAIN
from bot.library import lock
from tests.discord_app.place import GUILD, Desk, Place, live, make_desk, shown

BRIDGE = "The mayor of Tarn opened a bridge over the Lune on Friday. It cost 3 million crowns."
PRIZE = "Who won the Tamsin River Prize?"


@pytest.fixture(scope="module")
def desk(tmp_path_factory) -> Desk:
    """A library of its own: here articles come and go."""
    return make_desk(tmp_path_factory.mktemp("articles"))


def told(result) -> str:
    """All that the person sees of a command or a press."""
    return "\n".join(filter(None, [shown(result.response), *(shown(each) for each in result.followups)]))


def lines(*articles: dict) -> bytes:
    return "".join(json.dumps(article) + "\n" for article in articles).encode()


def owned(collection: str, *, reads: tuple[str, ...] = (MAIN,)) -> Callable:
    """A test in a server whose managers may change this collection, which no other test has."""

    def made(test: Callable) -> Callable:
        async def run(here: Place) -> None:
            here.parts.community.allow_guild(GUILD, [*reads, collection], collection)
            await test(here)

        run.__doc__ = test.__doc__
        return live()(run)

    return made


def own(here: Place, collection: str) -> list:
    return here.parts.library.articles(collection=collection)


def stored(here: Place) -> dict[str, tuple[str, str]]:
    """Everything that the library holds: collection and hash, by id."""
    library = here.parts.library
    return {each.id: (each.collection, library.article(each.id).content_hash) for each in library.articles()}


def leads(result, label: str) -> bool:
    """Whether a button of the reply can be pressed."""
    rows = [each["components"] for each in result.response.components if each["type"] == 1]
    return next(not each["disabled"] for row in rows for each in row if each["label"] == label)


async def add(here: Place, name: str, data: bytes, who=None) -> str:
    result = await (who or here.mo).slash(here.general, "articles add", file=(name, data))
    assert result.ephemeral
    assert all(each.ephemeral for each in result.followups)
    return told(result)


@live()
async def test_members_list_articles(here: Place):
    """A member sees the articles of the collections that the server reads, newest first, alone; links go to the web."""
    result = await here.ann.slash(here.general, "articles list")
    assert result.ephemeral
    text = shown(result.response)
    assert text.splitlines()[0] == "**3 articles**, newest first:"
    assert [text.index(title) for title in ("School opens", "Lena Okafor", "Halden buys")] == sorted(
        text.index(title) for title in ("School opens", "Lena Okafor", "Halden buys")
    )
    assert "[Halden buys the harbour cranes](<https://coast.example/halden>) · The Coast Courier · 2020-08-03" in text


@live()
async def test_articles_of_one_outlet(here: Place):
    """The outlet is compared without regard to case and offered while it is typed; one that is not there is said so."""
    assert "School" in told(await here.ann.slash(here.general, "articles list", outlet="the coast courier"))
    assert "Lena" not in told(await here.ann.slash(here.general, "articles list", outlet="the coast courier"))
    offered = await here.ann.autocomplete(here.general, "articles list", "outlet", "marw")
    assert [each["value"] for each in offered] == ["Marwick Evening"]
    assert "no articles of No\\*body" in told(await here.ann.slash(here.general, "articles list", outlet="No*body"))


@owned("paged", reads=())
async def test_pages(here: Place):
    """Ten articles stand on a page, and buttons lead on and back, as far as there is something."""
    titles = [f"Story {number:02}" for number in range(1, 24)]
    articles = [
        {
            "id": f"page-{title}",
            "title": title,
            "text": f"{title} tells of day {day}.",
            "published": f"2020-07-{day:02}",
        }
        for day, title in enumerate(titles, start=1)
    ]
    assert "23 added" in await add(here, "many.jsonl", lines(*articles))
    result = await here.ann.slash(here.general, "articles list")
    newest_first = titles[::-1]

    def page() -> list[str]:
        return [title for title in newest_first if f"{title} ·" in shown(result.response)]

    assert page() == newest_first[:10]
    assert not leads(result, "Previous")
    await here.ann.click(result.response, label="Next")
    assert page() == newest_first[10:20]
    await here.ann.click(result.response, label="Next")
    assert page() == newest_first[20:]
    assert not leads(result, "Next")
    await here.ann.click(result.response, label="Previous")
    assert page() == newest_first[10:20]


@owned("hostile", reads=())
async def test_hostile_titles_make_no_markup_and_fit(here: Place):
    """Titles with markup, mentions and great length are shown as text, on pages that Discord takes."""
    title = "@everyone **bold** <@1> [x](https://evil.example) `" + "🔥" * 90 + "\u202e" + "_" * 400
    articles = [
        {
            "id": f"odd `{number}` @here",
            "title": title,
            "text": f"It rained {number} times.",
            "url": "https://a.example/" + "x" * 900 + str(number),
        }
        for number in range(12)
    ]
    assert "12 added" in await add(here, "odd.jsonl", lines(*articles))
    result = await here.ann.slash(here.general, "articles list")
    seen = shown(result.response)
    while leads(result, "Next"):
        await here.ann.click(result.response, label="Next")
        seen += shown(result.response)
    assert "\\@\u200beveryone \\*\\*bold\\*\\* \\<\\@1\\> \\[x\\]\\(https\\:" in seen
    assert not re.search(r"(?<!\\)`|\u202e|@here", seen)
    assert all(f"odd \\`{number}\\`" in seen for number in range(12))


@live()
async def test_search(here: Place):
    """Words are looked for in titles and texts of the server's collections, the best first; syntax is only words."""
    text = told(await here.ann.slash(here.general, "articles search", words="pump crowns"))
    assert text.index("Lena Okafor") < text.index("Halden buys")
    assert "No article holds" in told(await here.ann.slash(here.general, "articles search", words='"zzz" OR NEAR('))
    assert "a word or two" in told(await here.ann.slash(here.general, "articles search", words="?!"))


@live()
async def test_only_what_the_server_reads(here: Place):
    """Articles of other collections are neither listed nor found."""
    here.parts.community.allow_guild(GUILD, ["elsewhere"])
    assert "no articles" in told(await here.ann.slash(here.general, "articles list"))
    assert "No article" in told(await here.ann.slash(here.general, "articles search", words="Halden"))
    assert await here.ann.autocomplete(here.general, "articles list", "outlet", "") == []


@live()
async def test_a_server_that_was_not_let_in(here: Place):
    """Where the operator let nobody in, nothing is listed, offered or changed."""
    before = stored(here)
    here.parts.community.deny_guild(GUILD)
    for name, options in (
        ("list", {}),
        ("search", {"words": "Halden"}),
        ("add", {"file": ("a.txt", b"It rained.")}),
        ("remove", {"id": next(iter(before))}),
    ):
        assert "has not let this server in" in told(await here.mo.slash(here.general, f"articles {name}", **options))
    assert await here.mo.autocomplete(here.general, "articles remove", "id", "") == []
    assert stored(here) == before


@live()
async def test_channels_of_the_server_hold(here: Place):
    """Lists are shown where the bot answers, in threads of those channels too."""
    other = here.guild.create_text_channel("other")
    here.set(channels=(here.general.id,))
    assert f"answered in <#{here.general.id}>" in told(await here.ann.slash(other, "articles list"))
    message = await here.ann.send(here.general, "Look here")
    thread = await here.bot.get_channel(here.general.id).create_thread(name="talk", message=message)
    await here.env.settle()
    handle = next(each for each in here.general.threads if each.id == thread.id)
    assert "3 articles" in told(await here.ann.slash(handle, "articles list"))


@live()
async def test_without_a_collection_of_its_own(here: Place):
    """Where the operator gave the server no collection, a manager changes nothing, and is told how to get one."""
    before = stored(here)
    assert NO_COLLECTION in await add(here, "a.txt", b"It rained.")
    assert NO_COLLECTION in told(await here.mo.slash(here.general, "articles remove", id=next(iter(before))))
    assert stored(here) == before


@owned("members")
async def test_members_change_nothing(here: Place):
    """Who may not manage the server neither adds nor removes, nor is offered ids."""
    await add(here, "bridge.txt", BRIDGE.encode())
    before = stored(here)
    (bridge,) = own(here, "members")
    assert "Only who may manage this server" in await add(here, "a.txt", b"It rained.", who=here.ann)
    assert "Only who may" in told(await here.ann.slash(here.general, "articles remove", id=bridge.id))
    assert await here.ann.autocomplete(here.general, "articles remove", "id", "") == []
    assert stored(here) == before


@owned("added")
async def test_a_manager_adds_articles(here: Place):
    """An attached file becomes articles of the server's collection, which answer at once; the same again changes nothing."""
    assert await add(here, "Bridge.MD", f"---\ntitle: A bridge\n---\n{BRIDGE}".encode()) == "**Read:** 1 added."
    (article,) = own(here, "added")
    assert (article.title, article.source_path) == ("A bridge", "discord/Bridge.md")
    answer = await here.ann.slash(here.general, "ask", question="What did the mayor of Tarn open?")
    assert "bridge over the Lune" in shown(answer.response)
    assert await add(here, "Bridge.MD", f"---\ntitle: A bridge\n---\n{BRIDGE}".encode()) == "**Read:** 1 unchanged."
    assert (
        await add(here, "Bridge.MD", f"---\ntitle: A bridge\n---\n{BRIDGE} Rain fell.".encode())
        == "**Read:** 1 updated."
    )
    assert len(own(here, "added")) == 1


@owned("mixed")
async def test_what_fails_is_told_with_its_line(here: Place):
    """Of a file with broken lines the good ones are taken in, and each other one is told with the reason, as text."""
    data = lines({"id": "b", "text": BRIDGE}, {"id": "\u202e*b*", "text": "It rained."}, {"text": ""}) + b"[1]\n"
    text = await add(here, "mixed.jsonl", data)
    assert text.splitlines()[0] == "**Read:** 1 added · 1 skipped · 2 failed."
    assert "line 2: failed: the id '\\*b\\*' holds invisible" in text
    assert "line 3: skipped: 'text' is empty" in text
    assert "line 4: failed: not a JSON object" in text


@owned("thieves")
async def test_articles_of_other_collections_stay(here: Place):
    """An id, an address or a path that is another collection's takes nothing from it, and nothing is moved."""
    before = stored(here)
    prize = next(each for each in here.parts.library.articles() if each.title and "prize" in each.title)
    text = await add(
        here,
        "harbour.jsonl",
        lines(
            {"id": prize.id, "text": "Nobody won the prize."},
            {"url": "HTTPS://coast.example/halden/?utm_source=x#top", "text": "Halden bought nothing."},
            {"id": "mine", "text": BRIDGE},
        ),
    )
    assert text.splitlines()[0] == "**Read:** 1 added · 2 failed."
    assert text.count("which an article of another collection has") == 2
    assert {key: value for key, value in stored(here).items() if key != "mine"} == before
    assert [each.id for each in own(here, "thieves")] == ["mine"]


@owned("bad-files")
async def test_files_that_are_no_articles(here: Place):
    """Wrong kinds, empty, too large, too many and binary files are refused in words, and nothing is taken in."""
    before = stored(here)
    for name, data, said in (
        ("photo.png", b"\x89PNG", ".txt, .md and .jsonl"),
        ("noend", b"It rained.", ".txt, .md and .jsonl"),
        (".txt", b"It rained.", ".txt, .md and .jsonl"),
        ("a.txt", b"", "The file is empty"),
        ("a.txt", b"x" * 1_000_001, "larger than 1 MB"),
        ("a.txt", bytes(range(256)) * 40, "null bytes"),
        ("a.jsonl", b"{}\n" * 51, "more than 50 articles"),
        ("a.txt", b" \n ", "empty"),
        ("n" * 300 + ".txt", b"It rained.", "too long"),
    ):
        assert said in await add(here, name, data), name
    assert stored(here) == before


@owned("names")
async def test_hostile_file_names(here: Place):
    """A file's name leads nowhere and marks nothing up, neither where the article comes from nor in what is told."""
    text = await add(here, "../**x** @everyone <@1>\u202e.txt", b" ")
    assert text == "**Read:** 1 skipped.\n- \\_\\_x\\_\\_ \\_everyone \\_\\_1\\_.txt: skipped: empty"
    assert "1 added" in await add(here, "../**x** @everyone <@1>\u202e.txt", BRIDGE.encode())
    assert [each.source_path for each in own(here, "names")] == ["discord/__x__ _everyone __1_.txt"]


@owned("busy")
async def test_a_library_that_is_written(here: Place):
    """While an ingest holds the library, a manager is asked to try again, and nothing is half done."""
    await add(here, "bridge.txt", BRIDGE.encode())
    before = stored(here)
    (bridge,) = own(here, "busy")
    sure = await here.mo.slash(here.general, "articles remove", id=bridge.id)
    with lock.held(here.parts.library.folder):
        assert "try again in a few minutes" in await add(here, "b.txt", b"It rained.")
        assert "try again in a few minutes" in told(await here.mo.click(sure.response, label="Remove"))
    assert stored(here) == before
    assert "is removed" in told(await here.mo.click(sure.response, label="Remove"))


@owned("removed")
async def test_a_manager_removes_an_article(here: Place):
    """After a second press the article is gone, and the records of answers that rest on it with it."""
    await add(here, "bridge.txt", BRIDGE.encode())
    (bridge,) = own(here, "removed")
    await here.ann.slash(here.general, "ask", question="What did the mayor of Tarn open?")
    assert len(here.parts.ledger.receipts()) == 1
    offered = await here.mo.autocomplete(here.general, "articles remove", "id", "BRIDGE")
    assert [each["value"] for each in offered] == [bridge.id]
    result = await here.mo.slash(here.general, "articles remove", id=f" {bridge.id} ")
    assert result.ephemeral
    assert "for good?" in shown(result.response)
    assert own(here, "removed") == [bridge]
    await here.mo.click(result.response, label="Remove")
    assert "records of 1 answer are gone" in shown(result.response)
    assert own(here, "removed") == []
    assert here.parts.ledger.receipts() == []


@owned("outside")
async def test_nothing_outside_the_collection_is_removed(here: Place):
    """An article of another collection is as one that is not there: it is neither offered nor removed."""
    before = stored(here)
    for article_id in (*before, "nobody", "' OR 1=1 --"):
        assert NO_SUCH_ARTICLE in told(await here.mo.slash(here.general, "articles remove", id=article_id))
    assert await here.mo.autocomplete(here.general, "articles remove", "id", "") == []
    assert stored(here) == before


@owned("lost")
async def test_rights_are_looked_at_when_the_button_is_pressed(here: Place):
    """Whose collection was taken away between question and press removes nothing."""
    await add(here, "bridge.txt", BRIDGE.encode())
    (bridge,) = own(here, "lost")
    result = await here.mo.slash(here.general, "articles remove", id=bridge.id)
    here.parts.community.allow_guild(GUILD, manages="")
    assert NO_COLLECTION in told(await here.mo.click(result.response, label="Remove"))
    here.parts.community.allow_guild(GUILD, manages="another")
    assert NO_SUCH_ARTICLE in told(await here.mo.click(result.response, label="Remove"))
    assert own(here, "lost") == [bridge]
