"""Answers in a language model's words: streamed, proved, and never looser than the articles."""

import json
from datetime import UTC, datetime

import pytest

from bot.answering.replaying import replay
from bot.answering.replies import ABSTENTION
from bot.domain.answer import Engine, Outcome, Reason
from bot.domain.events import Cited, Final, Noted, Retrieved, Stated
from bot.domain.question import Turn
from bot.domain.receipt import Fate
from bot.ledger.spending import Limits
from bot.rendering.answer_json import to_json
from tests.answering.conftest import KEY
from tests.answering.test_answerer import assert_proved
from tests.chat_service import ChatService, Reply

WHO = "who is Microsoft negotiating with?"
GOOD = "On 2 August Microsoft said that it is in talks with TikTok about its U.S. business [1]."
FALSE = "Microsoft will pay 30 billion dollars for TikTok [1]."


def codes(answer) -> set[str]:
    return {note.code for note in answer.notes}


def evidence_number(prompt: str, words: str) -> str:
    """The number of the evidence that holds the words, as a model would read it."""
    before = prompt[: prompt.index(words)]
    return before[before.rindex("evidence [") + len("evidence [") :].split("]")[0]


def citing(words: str, text: str):
    """A model that cites the evidence that holds the words."""
    return lambda asked: text.replace("[1]", f"[{evidence_number(asked.prompt, words)}]")


def ask(newsroom, script, question=WHO, **chat):
    with ChatService(script) as service:
        return newsroom.answerer(service.base_url, **chat).answer(newsroom.question(question))


def test_a_proved_statement_is_shown_in_the_models_words(talks):
    """Its quote is the sentence that says it; the engine, the model and the cost are told."""
    answer = ask(talks, citing("in talks with TikTok", GOOD))
    assert (answer.outcome, answer.engine) == (Outcome.ANSWERED, Engine.GENERATIVE)
    assert [statement.text for statement in answer.statements] == [GOOD.replace(" [1]", "")]
    assert "Microsoft is in talks with TikTok" in answer.statements[0].quotes[0].text
    assert answer.short == "TikTok"
    assert (answer.usage.model, answer.usage.tokens_in, answer.usage.tokens_out) == ("small", 100, 20)
    assert not answer.usage.estimated
    assert answer.usage.usd == pytest.approx(100e-6 + 80e-6)
    assert_proved(answer, talks.library)


def test_an_unproved_statement_is_dropped_and_counted(talks):
    """What the articles do not say is not shown, whatever it cites."""
    answer = ask(talks, citing("in talks with TikTok", f"{GOOD}\n{FALSE}"))
    assert len(answer.statements) == 1
    assert "30 billion" not in json.dumps(to_json(answer))
    assert "dropped_statement" in codes(answer)


def test_a_statement_without_a_citation_is_offered_to_the_evidence(talks):
    """It is not trusted, but it may be proved; one that names the wrong evidence is cited anew."""
    with ChatService([GOOD.replace(" [1]", ""), citing("cat show", GOOD)(_Asked("evidence [2] cat show"))]) as service:
        answerer = talks.answerer(service.base_url)
        for _ in range(2):
            answer = answerer.answer(talks.question(WHO))
            assert len(answer.statements) == 1
            assert_proved(answer, talks.library)


class _Asked:
    def __init__(self, prompt):
        self.prompt = prompt


def test_markers_that_name_nothing_are_removed_and_counted(talks):
    """They leave a note and nothing in the text."""
    answer = ask(talks, citing("in talks with TikTok", GOOD.replace("[1]", "[1][77]")))
    assert "77" not in answer.statements[0].text
    assert "unknown_citation" in codes(answer)


def test_nothing_proved_falls_back_to_the_articles_own_sentences(talks):
    """With a note; the engine tells who wrote."""
    answer = ask(talks, FALSE)
    assert (answer.outcome, answer.engine, answer.short) == (Outcome.ANSWERED, Engine.EXTRACTIVE, "TikTok")
    assert "nothing_proved" in codes(answer)
    assert_proved(answer, talks.library)


def test_unsupported_when_the_articles_abstain_too(talks):
    """Something was written, nothing proved, and the articles' own sentences do not answer either."""
    answer = ask(talks, FALSE, "how much will Microsoft pay for TikTok?")
    assert (answer.outcome, answer.reason) == (Outcome.ABSTAINED, Reason.UNSUPPORTED)


def test_the_model_may_abstain(talks):
    """The agreed sentence is an abstention, not a statement."""
    answer = ask(talks, ABSTENTION, "how much will Microsoft pay for TikTok?")
    assert (answer.outcome, answer.reason) == (Outcome.ABSTAINED, Reason.LOW_EVIDENCE)
    assert ABSTENTION not in json.dumps(to_json(answer))
    assert answer.nearest


def test_one_article_cannot_silence_the_others(talks):
    """A model that was made to abstain does not hide an answer that the articles give beyond doubt."""
    answer = ask(talks, ABSTENTION, "how many visitors did the cat show have?")
    assert (answer.engine, answer.short) == (Engine.EXTRACTIVE, "400")
    assert "model_abstained" in codes(answer)


@pytest.mark.parametrize(
    "reply",
    [
        Reply(status=401),
        Reply(status=404),
        Reply(status=429),
        Reply(status=500),
        Reply(body="<html>", content_type="text/html"),
        Reply(hang_up_after=0),
        Reply(text=""),
    ],
    ids=["key", "model", "rate", "server", "html", "reset", "empty"],
)
def test_a_failing_service_is_answered_without(talks, reply):
    """The articles' own sentences answer, a note says why, and no key is in it."""
    answer = ask(talks, reply)
    assert (answer.engine, answer.short) == (Engine.EXTRACTIVE, "TikTok")
    assert "model_failed" in codes(answer)
    assert KEY not in json.dumps(to_json(answer))


def test_a_reply_that_breaks_off_keeps_what_was_proved(talks):
    """What was shown stands; that the reply broke off is noted; its last, incomplete statement does not count."""
    text = f"{GOOD}\nThe winner was a tabby"
    answer = ask(
        talks, lambda asked: Reply(citing("in talks with TikTok", text)(asked), hang_up_after=len(text.split()) - 1)
    )
    assert [statement.text for statement in answer.statements] == [GOOD.replace(" [1]", "")]
    assert "reply_broken" in codes(answer)


def test_a_reply_cut_by_its_length_is_a_cut_reply(talks):
    """The statement that was being written is left out, with a note."""
    text = f"{GOOD}\nThe cat show drew 400"
    answer = ask(talks, lambda asked: Reply(citing("in talks with TikTok", text)(asked), finish="length"))
    assert len(answer.statements) == 1
    assert "reply_cut" in codes(answer)


def test_the_first_statement_is_told_before_the_reply_is_complete(talks):
    """The service is still writing while it is shown."""
    told_while_writing = []
    seen = []

    def pieces(number):
        yield GOOD.replace("[1]", f"[{number}]") + "\n"
        yield "The cat "
        told_while_writing.extend(waited(seen))
        yield "show drew 400 visitors [9]."

    def script(asked):
        return Reply(pieces=pieces(evidence_number(asked.prompt, "in talks with TikTok")))

    with ChatService(script) as service:
        seen.extend(talks.answerer(service.base_url).answer_events(talks.question(WHO)))
    assert any(isinstance(event, Stated) for event in told_while_writing)


def waited(events):
    """What had been told within five seconds, or as soon as a statement was."""
    import time

    for _ in range(500):
        if any(isinstance(event, Stated) for event in events):
            break
        time.sleep(0.01)
    return list(events)


def test_events_come_in_order(talks):
    """The evidence, then each source before what quotes it, and the whole answer last."""
    with ChatService(citing("in talks with TikTok", GOOD)) as service:
        events = list(talks.answerer(service.base_url).answer_events(talks.question(WHO)))
    kinds = [type(event) for event in events]
    assert kinds[0] is Retrieved
    assert kinds[-1] is Final
    assert kinds.index(Cited) < kinds.index(Stated)
    final = events[-1].answer
    assert tuple(event.statement for event in events if isinstance(event, Stated)) == final.statements
    assert tuple(event.citation for event in events if isinstance(event, Cited)) == final.citations
    assert {event.note for event in events if isinstance(event, Noted)} == set(final.notes)


def test_an_extractive_answer_tells_the_same_events(talks):
    """Front ends need to know one way only."""
    events = list(talks.answerer().answer_events(talks.question(WHO)))
    final = events[-1].answer
    assert isinstance(events[0], Retrieved)
    assert tuple(event.statement for event in events if isinstance(event, Stated)) == final.statements
    assert tuple(event.citation for event in events if isinstance(event, Cited)) == final.citations


def test_closing_the_events_ends_the_request(talks):
    """Nobody pays for what nobody reads."""
    with ChatService(lambda _: Reply("word " * 5_000, drip_seconds=0.01)) as service:
        events = talks.answerer(service.base_url).answer_events(talks.question(WHO))
        assert isinstance(next(events), Retrieved)
        events.close()
        list(events)


def test_a_question_without_evidence_costs_nothing(newsroom):
    """Where the filters leave nothing, no model is asked."""
    from datetime import date

    from bot.domain.question import Filters

    newsroom.put("a", "Oslo won.")
    with ChatService("Oslo won [1].") as service:
        question = newsroom.question(WHO, filters=Filters(until=date(2001, 1, 1)))
        answer = newsroom.answerer(service.base_url).answer(question)
        assert service.requests == []
    assert answer.reason is Reason.NO_MATCHING_ARTICLES


@pytest.mark.parametrize(
    "limits", [Limits(usd_per_answer=1e-6), Limits(usd_per_day=1e-6), Limits(tokens_per_caller_day=10)]
)
def test_over_budget_the_articles_answer(talks, limits):
    """Nothing is sent, and a note says which limit it was."""
    with ChatService(GOOD) as service:
        answer = talks.answerer(service.base_url, limits).answer(talks.question(WHO))
        assert service.requests == []
    assert (answer.engine, answer.short) == (Engine.EXTRACTIVE, "TikTok")
    assert "budget_spent" in codes(answer)


def test_what_was_spent_is_in_the_ledger(talks):
    """By the day, as the service told it."""
    answer = ask(talks, citing("in talks with TikTok", GOOD))
    spent = talks.ledger.spent(datetime.now(UTC).date())  # not the day that was asked as of
    assert (spent.tokens, spent.usd) == (120, pytest.approx(answer.usage.usd))


def test_a_receipt_proves_the_same_reply_again(talks):
    """Without the library and without the model: the same statements, sources and fates."""
    answer = ask(talks, citing("in talks with TikTok", f"{GOOD}\n{FALSE}\nThe winner was a tabby [3]."))
    receipt = talks.ledger.receipt(answer.receipt_id)
    assert receipt.answer.statements == answer.statements
    assert [judged.fate for judged in receipt.judged].count(Fate.DROPPED) >= 1
    talks.library.remove(["ledger", "wire"])
    replayed = replay(receipt, talks.grounder)
    assert replayed.same
    assert replayed.statements == answer.statements


def test_a_changed_receipt_does_not_replay(talks):
    """One character of an article, and the statement is not proved."""
    from dataclasses import replace

    answer = ask(talks, citing("in talks with TikTok", GOOD))
    receipt = talks.ledger.receipt(answer.receipt_id)

    def changed(each):
        article = replace(each.article, text=each.article.text.replace("in talks with TikTok", "in talks with TokTok"))
        return replace(each, hit=replace(each.hit, article=article))

    altered = replace(receipt, evidence=tuple(map(changed, receipt.evidence)))
    assert not replay(altered, talks.grounder).same


def test_an_extractive_receipt_replays_too(talks):
    """Its statements are proved from the recorded articles alone."""
    answer = talks.answerer().answer(talks.question(WHO))
    assert replay(talks.ledger.receipt(answer.receipt_id), talks.grounder).same


def test_the_key_is_nowhere(talks):
    """Not in the answer, not in the receipt, not in the prompt."""
    with ChatService(citing("in talks with TikTok", GOOD)) as service:
        answer = talks.answerer(service.base_url).answer(talks.question(WHO))
        assert KEY not in json.dumps(service.requests[0].body)
        assert service.requests[0].headers["authorization"] == f"Bearer {KEY}"
    assert KEY not in repr(talks.ledger.receipt(answer.receipt_id))


def test_a_follow_up_is_rewritten_by_the_model_and_shown(talks):
    """What was searched is told."""
    script = ["By when does Microsoft want to close the deal with TikTok?", "It wants to close by September 15."]
    with ChatService(script) as service:
        history = (Turn(WHO, "TikTok"),)
        answer = talks.answerer(service.base_url).answer(talks.question("and when is the deadline?", history=history))
        assert "and when is the deadline?" in service.requests[0].prompt
    assert answer.standalone_question == script[0]
    assert any(script[0] in note.text for note in answer.notes if note.code == "follow_up")
    assert answer.usage.tokens_in == 200


@pytest.mark.parametrize("rewritten", ["", "one\ntwo", "x" * 600, "?!"])
def test_a_rewriting_that_is_no_question_is_done_by_rules(talks, rewritten):
    """The follow-up is completed without the model."""
    with ChatService(lambda asked: rewritten if "last question" in asked.prompt else ABSTENTION) as service:
        question = talks.question("and when is the deadline?", history=(Turn(WHO, "TikTok"),))
        answer = talks.answerer(service.base_url).answer(question)
    assert "Microsoft" in answer.standalone_question


def test_a_long_history_is_cut_and_that_is_said(talks):
    """The newest turns stay."""
    history = (*(Turn(f"who is number {n}?", "word " * 200) for n in range(10)), Turn(WHO, "TikTok"))
    with ChatService("When does Microsoft want to close?") as service:
        answerer = talks.answerer(service.base_url, history_tokens=400)
        answer = answerer.answer(talks.question("and when?", history=history))
        assert "number 0" not in service.requests[0].prompt
        assert WHO in service.requests[0].prompt
    assert "history_cut" in codes(answer)
