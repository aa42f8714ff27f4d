"""Whatever happens between the bot and Discord, each question is answered once, or its asker sees that it was not."""

import asyncio
import random

import pytest

from tests.discord_app.wire import Scene, Wire, on_wire, started, wired
from tests.discord_server.faults import Fault, failing, late, limited, limited_globally, refused, reset, slow
from tests.discord_server.gateway import MALFORMED
from tests.discord_server.rights import Right
from tests.discord_server.serving import serving
from tests.discord_server.world import Kind

PRIZE = "Who won the Tamsin River Prize?"
WINNER = "**Lena Okafor**"
PUPILS = "How many pupils does the school have?"

CALLBACK = ("POST", "/interactions/*/callback")
EDIT = ("PATCH", "/webhooks/*/messages/@original")
SEND = ("POST", "/channels/*/messages")
TYPING = ("POST", "/channels/*/typing")
THREAD = ("POST", "/channels/*/messages/*/threads")

QUICK = {
    "429": limited(),
    "429 everywhere": limited_globally(),
    "reset": reset(),
    "reset applied": reset(applied=True),
    "slow": slow(0.2),
}
DRAWN_OUT = {
    "500": failing(500),
    "502": failing(502),
    "502 applied": failing(502, applied=True),
    "503": failing(503),
    "503 applied": failing(503, applied=True),
}
"""discord.py waits a second before it tries most of these again."""


@pytest.fixture(scope="module")
def wire(desk, tmp_path_factory):
    """One process for all tests: it has to outlive what they do to it."""
    with serving() as served, wired(desk, served, tmp_path_factory.mktemp("wire")) as made:
        yield made


@pytest.fixture
def here(wire: Wire):
    scene = wire.scene()
    yield scene
    scene.end()
    wire.served.wait(lambda server: server.ready())
    assert wire.process.popen.poll() is None, scene.told()


async def command_through(here: Scene, request_: tuple[str, str], fault: Fault) -> None:
    planned = here.server.fail(*request_, fault)
    here.ask(PRIZE)
    await here.shown(WINNER)
    assert planned.left == 0


async def mention_through(here: Scene, request_: tuple[str, str], fault: Fault) -> None:
    planned = here.server.fail(*request_, fault)
    here.mention(PRIZE)
    await here.shown(WINNER)
    assert planned.left == 0


def through(faults: dict[str, Fault], *requests: tuple[str, str]):
    """Run the test for each request and each fault."""
    cases = {f"{path} {name}": ((method, path), fault) for method, path in requests for name, fault in faults.items()}
    return pytest.mark.parametrize(("request_", "fault"), cases.values(), ids=cases)


@on_wire
async def test_logging_in(here: Scene):
    """HELLO, IDENTIFY, READY: one session, with the intents of the settings alone."""
    assert here.server.gateway.log[:2] == ["connected", "identified"]
    [session] = here.server.gateway._sessions.values()
    assert session.intents == 1 << 0 | 1 << 9 | 1 << 15


@on_wire
async def test_a_command_and_its_buttons(here: Scene):
    """A question, its sources, a bad mark by way of a form: each is acknowledged in time and answered once."""
    asked = here.ask(PRIZE)
    [answer] = await here.shown(WINNER)
    assert asked.acknowledged_after_seconds < 3
    sources = await here.server.settled(here.server.people.click(answer, here.ann, "newsdesk:sources"))
    assert "pump that runs without power" in sources.text
    pressed = await here.server.settled(here.server.people.click(answer, here.ann, "newsdesk:bad"))
    marked = await here.server.settled(here.server.people.submit(pressed, Reason="out of date"))
    assert "Thank you" in marked.text


@on_wire
async def test_typing_an_outlet(here: Scene):
    """Names of outlets are offered while a person types."""
    typed = here.server.people.complete(here.channel, here.ann, "/ask", "outlet", question=PRIZE, outlet="mar")
    await here.server.settled(typed)
    assert [each["value"] for each in typed.choices] == ["Marwick Evening"]


@on_wire
async def test_a_message_is_checked(here: Scene):
    """The entry of a message's menu: the sentence is told to be supported, to who chose it alone."""
    said = here.server.people.say(here.channel, here.ann, "Lena Okafor won the Tamsin River Prize.")
    chosen = here.server.people.choose_from_menu(said, here.ann, "Check against the articles")
    await here.server.settled(chosen)
    assert "upported" in chosen.text
    assert all(each.only_for is here.ann for each in chosen.messages)


@on_wire
async def test_mentions_and_replies(here: Scene):
    """A mention is answered with a reply, and a reply to that with another."""
    asked = here.mention(PRIZE)
    answer = await here.server.replied(asked)
    assert WINNER in answer.text
    await here.until(lambda: here.wire.community.post(answer.id) is not None)
    again = here.server.people.say(here.channel, here.ann, "and how much is it worth?", reply_to=answer)
    assert "Understood as" in (await here.server.replied(again)).text


@on_wire
async def test_a_ledger_that_cannot_be_read(here: Scene):
    """Who calls the bot by name is told, with a reference; others hear nothing, and afterwards all is as before."""
    ledger, aside = here.wire.data_dir / "ledger.db", here.wire.data_dir / "aside.db"
    ledger.rename(aside)
    ledger.write_bytes(b"no ledger" * 1000)
    try:
        here.server.people.say(here.channel, here.ann, PRIZE)
        told = here.mention(PRIZE)
        await here.shown("cannot be asked right now")
    finally:
        aside.rename(ledger)
    answer = await here.server.replied(here.mention(PRIZE))
    assert WINNER in answer.text
    here.server.people.delete(told)  # else it is answered when messages are read again


@on_wire
async def test_a_forum_post(here: Scene):
    """Where the server wants it, a new post is answered in its thread."""
    here.channel = here.wire.guild.add_channel("questions", Kind.FORUM)
    here.set(channels=(here.channel.id,), forum_posts=True)
    here.server.people.open_post(here.channel, here.ann, "The prize", PRIZE)
    await here.shown(WINNER)


@on_wire
async def test_a_server_that_comes_later(here: Scene):
    """GUILD_CREATE of a server that nobody let in: it is told so once, and left."""
    other = here.server.world.add_guild("Elsewhere", rights=None)
    lobby = other.add_channel("lobby")
    here.server.people.invite(other)
    await here.until(lambda: not other.has_bot)
    assert ["not among them" in each.text for each in lobby.messages.values()] == [True]


@through(QUICK, CALLBACK, EDIT)
@on_wire
async def test_a_command_through_a_fault(here: Scene, request_, fault):
    """What becomes of the acknowledgement or of the answer on its way, the answer stands there once."""
    await command_through(here, request_, fault)


@pytest.mark.slow
@through(DRAWN_OUT, CALLBACK, EDIT)
@on_wire
async def test_a_command_through_a_longer_fault(here: Scene, request_, fault):
    """Likewise if a server stumbles."""
    await command_through(here, request_, fault)


@through(QUICK, SEND, TYPING)
@on_wire
async def test_a_mention_through_a_fault(here: Scene, request_, fault):
    """A message that was sent again shows the answer once, and the answer waits for no sign of typing."""
    await mention_through(here, request_, fault)


@pytest.mark.slow
@through(DRAWN_OUT, SEND, TYPING)
@on_wire
async def test_a_mention_through_a_longer_fault(here: Scene, request_, fault):
    """Likewise if a server stumbles."""
    await mention_through(here, request_, fault)


@pytest.mark.slow
@through(QUICK | DRAWN_OUT, THREAD)
@on_wire
async def test_a_thread_through_a_fault(here: Scene, request_, fault):
    """One thread is opened, and the answer stands in it."""
    here.set(place="thread")
    here.server.fail(*request_, fault)
    asked = here.mention(PRIZE)
    [answer] = await here.shown(WINNER)
    assert answer.channel is asked.thread


@on_wire
async def test_a_button_through_a_fault(here: Scene):
    """A form whose showing was not confirmed is shown, and a click on Sources is answered once."""
    here.ask(PRIZE)
    [answer] = await here.shown(WINNER)
    for fault in (reset(), reset(applied=True)):
        here.server.fail(*CALLBACK, fault)
        pressed = await here.server.settled(here.server.people.click(answer, here.ann, "newsdesk:bad"))
        assert pressed.modal
        here.server.fail(*CALLBACK, fault)
        sources = await here.server.settled(here.server.people.click(answer, here.ann, "newsdesk:sources"))
        assert "pump that runs without power" in sources.text
        assert len(sources.messages) == 1


@on_wire
async def test_a_refusal_whose_acknowledgement_was_lost(here: Scene):
    """Who is declined after an acknowledgement that was not confirmed is told so, and nothing goes on thinking."""
    here.set(channels=(1,))
    here.server.fail(*CALLBACK, reset(applied=True))
    here.ask(PRIZE)
    [told] = await here.shown("Questions are answered in")
    assert told.only_for is here.ann


@on_wire
async def test_choices_through_a_fault(here: Scene):
    """Choices that were lost come with the next letter."""
    lost = here.server.fail(*CALLBACK, reset())
    for typed in ("m", "ma"):
        typing = here.server.people.complete(here.channel, here.ann, "/ask", "outlet", question=PRIZE, outlet=typed)
        await here.until(lambda: lost.left == 0)
    await here.server.settled(typing)
    assert [each["value"] for each in typing.choices] == ["Marwick Evening"]


@on_wire
async def test_too_late_for_an_interaction(here: Scene):
    """10062: Discord itself has told the person; the bot does no work for it, and goes on."""
    here.server.fail(*CALLBACK, late(3.1), times=2)
    lost = here.ask(PRIZE)
    await here.until(lambda: len(lost.refusals) == 2)
    assert [refusal.code for refusal in lost.refusals] == [10062, 10062]
    here.ask(PRIZE)
    await here.shown(WINNER)


@on_wire
async def test_acknowledged_by_another(here: Scene):
    """40060 although nothing broke: another process of this bot was quicker; the answer takes the same place."""
    here.server.fail(*CALLBACK, failing(500, applied=True))
    asked = here.ask(PRIZE)
    await here.shown(WINNER)
    assert [refusal.code for refusal in asked.refusals] == [40060]


@on_wire
async def test_a_missing_permission(here: Scene):
    """50013 in a channel that may not be written to: the log tells it; commands are answered there."""
    here.channel.deny(here.bot, Right.SEND_MESSAGES)
    here.mention(PRIZE)
    await here.until(lambda: "Missing Permissions" in here.told())
    assert here.written() == []
    here.ask(PRIZE)
    await here.shown(WINNER)


@on_wire
async def test_a_missing_permission_for_an_answer(here: Scene):
    """50013 for the answer to a command: the asker reads which kind of thing is missing."""
    here.server.fail(*EDIT, refused(403, 50013, "Missing Permissions"))
    here.ask(PRIZE)
    await here.shown("a permission is missing")


@on_wire
async def test_history_that_may_not_be_read(here: Scene):
    """Where the bot cannot reply, since it does not see what was said before, it answers all the same."""
    here.channel.deny(here.bot, Right.READ_MESSAGE_HISTORY)
    here.mention(PRIZE)
    await here.shown(WINNER)


@on_wire
async def test_a_thinking_message_that_was_deleted(here: Scene):
    """Somebody deletes "thinking": the answer is posted in the channel."""
    here.server.fail(*EDIT, slow(0.2))
    asked = here.ask(PRIZE)
    await here.until(lambda: asked.acknowledged)
    here.server.people.delete(asked.original)
    await here.shown(WINNER)


@pytest.mark.parametrize("lose", [
    lambda gateway: gateway.drop(),
    lambda gateway: gateway.reconnect(),
    lambda gateway: gateway.invalidate(resumable=True),
    lambda gateway: gateway.close(1001),
], ids=["drop", "reconnect", "invalid", "close"])  # fmt: skip
@on_wire
async def test_a_connection_that_is_resumed(here: Scene, lose):
    """What was asked before, during and after is replayed where it must be, and answered once."""
    log = here.server.gateway.log
    resumed, identified = log.count("resumed"), log.count("identified")
    here.mention(PRIZE)
    lose(here.server.gateway)
    here.ask(PRIZE)
    here.mention(PRIZE)
    await here.until(lambda: log.count("resumed") == resumed + 1)
    here.ask(PRIZE)
    await here.shown(WINNER, 4)
    assert log.count("identified") == identified


@pytest.mark.slow
@pytest.mark.parametrize("fault", [None, failing(503), reset()], ids=["", "503", "reset"])
@on_wire
async def test_a_session_that_is_lost(here: Scene, fault):
    """INVALID_SESSION for good: the last minutes are read again, and what was said meanwhile is answered once."""
    identified = here.server.gateway.log.count("identified")
    here.mention(PRIZE)
    await here.shown(WINNER)
    here.server.gateway.invalidate(resumable=False)
    lost = here.ask(PRIZE)
    here.mention(PRIZE)
    if fault:
        here.server.fail("GET", f"/channels/{here.channel.id}/messages", fault)
    assert lost.heard_by == 0
    await here.until(lambda: here.server.gateway.log.count("identified") == identified + 1)
    here.mention(PRIZE)
    await here.shown(WINNER, 3)


@pytest.mark.slow
@on_wire
async def test_a_session_that_discord_forgot(here: Scene):
    """A RESUME that is refused ends in a new session, which catches up too."""
    here.server.gateway.forget()
    here.server.gateway.drop()
    here.mention(PRIZE)
    await here.shown(WINNER)


@pytest.mark.slow
@pytest.mark.parametrize("what", MALFORMED)
@on_wire
async def test_a_payload_that_cannot_be_read(here: Scene, what):
    """It ends the connection: what was being answered is answered once, and so is what is asked until the next."""
    here.server.fail(*EDIT, slow(0.3))
    here.ask(PRIZE)
    here.mention(PRIZE)
    identified = here.server.gateway.log.count("identified")
    here.server.gateway.send_malformed(what)
    await here.until(lambda: not here.server.gateway.is_ready)
    here.mention(PRIZE)
    await here.until(lambda: here.server.gateway.log.count("identified") == identified + 1)
    here.ask(PRIZE)
    await here.shown(WINNER, 4)


@pytest.mark.slow
@on_wire
async def test_a_gateway_that_is_down(here: Scene):
    """While nobody can connect it tries again; what was said meanwhile is answered once."""
    here.server.gateway.down = True
    here.server.gateway.drop()
    here.mention(PRIZE)
    await here.until(lambda: here.server.gateway.log[-1] == "refused")
    here.server.gateway.down = False
    await here.shown(WINNER)


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(3))
@on_wire
async def test_a_storm(here: Scene, seed):
    """Twenty questions while requests fail in every way and connections drop: each is answered, none twice."""
    chance = random.Random(seed)
    faults = [*QUICK.values(), failing(503), failing(502, applied=True)]
    for _ in range(12):
        here.server.fail(*chance.choice([CALLBACK, EDIT, SEND, TYPING]), chance.choice(faults))
    mentions = []
    for number in range(20):
        if chance.random() < 0.5:
            mentions.append(here.mention(PRIZE))
        else:
            here.ask(PRIZE)
        if number % 7 == 6:
            here.server.gateway.drop()
        await asyncio.sleep(chance.random() / 10)
    await here.shown(WINNER, 20)
    assert [len(each.replies) for each in mentions] == [1] * len(mentions)
    assert [len(each.messages) for each in here.asked] == [1] * len(here.asked)


@pytest.mark.slow
def test_stop_and_start(desk, tmp_path):
    """SIGTERM: what is being answered is finished, who waits is told; the next process answers what was said since, once."""
    with serving() as served, wired(desk, served, tmp_path) as wire:
        scene = wire.scene()
        mention = served.do(lambda _: scene.mention(PRIZE))
        asked = served.do(lambda _: [scene.ask(PRIZE, since=f"2020-01-0{day}") for day in range(1, 9)])

        def answered() -> int:
            return sum(WINNER in each.text for each in asked)

        served.wait(lambda server: server.until(answered))
        before = answered()
        assert wire.process.stop() == 0
        assert before < answered() < 8
        assert all(WINNER in each.text or "stopping" in each.text for each in asked)
        assert len(mention.replies) == 1
        missed = served.do(lambda _: scene.mention(PUPILS))
        with started(served, wire.data_dir, message_content=True):
            answer = served.wait(lambda server: server.replied(missed))
        assert "220" in answer.text
        assert [len(each.replies) for each in (mention, missed)] == [1, 1]
        scene.end()
