"""Answers in a language model's words: they grow as they are proved, within what they may cost."""

from tests.chat_service import ChatService, Reply
from tests.discord_app.place import Desk, Place, live, shown

PRIZE = "Who won the Tamsin River Prize?"
FIRST = "Lena Okafor won the Tamsin River Prize on Tuesday. [1]\n"
SECOND = "The prize is worth 40,000 crowns. [1]\n"
INVENTED = "The prize was paid by the King of Norway. [1]\n"


def edits(here: Place) -> list[str]:
    """What the first answer showed, one after the other."""
    return [str(each.json) for each in here.env.http_requests if each.path.endswith("/messages/@original")]


def test_an_answer_grows_statement_by_statement(desk: Desk):
    """The first proved statement is shown before the second is written; what is not proved never is."""

    @live()
    async def asked(here: Place):
        result = await here.ann.slash(here.general, "ask", question=PRIZE)
        shots = edits(here)
        assert "Okafor" in shots[0]
        assert "40,000" not in shots[0]
        text = shown(result.response)
        assert "Okafor" in text
        assert "40,000 crowns" in text
        assert "Norway" not in "".join(shots)
        assert len(shots) <= 3

    with ChatService(Reply(pieces=[FIRST, SECOND, INVENTED], drip_seconds=0.2)) as service:
        asked(desk.with_model(service))


def test_a_used_up_budget_falls_back(desk: Desk):
    """When a server's budget is used up, the articles' own sentences answer, and a line says so."""

    @live()
    async def asked(here: Place):
        result = await here.ann.slash(here.general, "ask", question=PRIZE)
        text = shown(result.response)
        assert "**Lena Okafor**" in text
        assert "budget for the language model is used up" in text

    with ChatService(FIRST) as service:
        asked(desk.with_model(service, tokens_per_group_day=10))
        assert service.requests == []


def test_a_model_that_fails_falls_back(desk: Desk):
    """When the service is down, the articles' own sentences answer; its words are not shown."""

    @live()
    async def asked(here: Place):
        result = await here.ann.slash(here.general, "ask", question=PRIZE)
        text = shown(result.response)
        assert "**Lena Okafor**" in text
        assert "did not answer" in text
        assert "secret detail" not in text

    with ChatService(Reply(status=500, message="secret detail")) as service:
        asked(desk.with_model(service))
