"""What makes a news answer, through the whole path: one story for each rule, none of them in the sample."""

from bot.domain.answer import Answer, Outcome, Reason


def notes(answer: Answer, code: str) -> list[str]:
    """The texts of the notes of one code."""
    return [note.text for note in answer.notes if note.code == code]


def test_who_said_it_is_the_speaker(newsroom):
    """A quotation that goes on without its speaker is his all the same, and is shown with the sentence that names him."""
    newsroom.put(
        "harbour",
        '"They changed the locks on Friday," said Meera Olsen, who runs the harbour of Tarvik. '
        '"Nobody told the fishermen that the pier was sold." The mayor, Anders Holm, did not answer calls.',
        title="Tarvik pier sold",
    )
    answer = newsroom.ask("who said that nobody told the fishermen that the pier was sold?")
    assert answer.short == "Meera Olsen"
    assert any("Meera Olsen" in statement.text for statement in answer.statements)


def test_a_statement_keeps_its_hedge_and_a_note_tells_of_it(newsroom):
    """ "Reportedly" stays in the statement; beside the short answer a note says that the source holds back."""
    newsroom.put("kestrel", "Kestrel Air is reportedly buying Blue Heron. Neither company would comment.", title="Air")
    answer = newsroom.ask("what is Kestrel Air buying?")
    assert answer.short == "Blue Heron"
    assert "reportedly" in answer.statements[0].text
    assert notes(answer, "hedged") == ["The source holds back here: “reportedly”."]


def test_a_sentence_that_says_he_is_shown_with_the_one_that_names_him(newsroom):
    """Two quotes of one article carry the statement; the second alone would leave "he" hanging."""
    newsroom.put(
        "rower",
        "Jonas Pryce won the single sculls in Lucerne on Sunday. He had trained on a canal near Ghent for two years.",
        title="Pryce wins in Lucerne",
    )
    answer = newsroom.ask("where did Jonas Pryce train?")
    (statement,) = [said for said in answer.statements if "canal" in said.text]
    assert statement.text.startswith("Jonas Pryce won")
    assert [quote.text for quote in statement.quotes][-1].startswith("He had trained")


def test_a_list_is_given_whole(newsroom):
    """From one member of the row the whole row is the short answer."""
    newsroom.put("ferries", "The ferry will call at Oslo, Kiel, Gdansk and Riga from May, Norlin said.", title="Norlin")
    answer = newsroom.ask("which cities will the Norlin ferry call at?")
    assert answer.short == "Oslo, Kiel, Gdansk and Riga"


def test_why_is_answered_with_the_reason(newsroom):
    """The clause behind "because" is the short answer."""
    newsroom.put("port", "The port of Halden was shut because two ships had collided, officials said.", title="Halden")
    answer = newsroom.ask("why was the port of Halden shut?")
    assert answer.short == "two ships had collided"


def test_yes_and_no_come_from_a_sentence_that_settles_it(newsroom):
    """The opposite verb says no."""
    newsroom.put("stadium", "The city council of Brask rejected the stadium on Monday.", title="Stadium")
    assert newsroom.ask("did the council of Brask approve the stadium?").short == "No"


def test_news_is_told_in_one_line_a_story(newsroom):
    """The newest stories first, each with its own quote; a period without any abstains."""
    newsroom.put("fire", "A fire destroyed the sugar mill of Dunmore on Friday.", "2021-03-05", title="Mill burns")
    newsroom.put("vote", "Voters in Dunmore elected Rosa Lind as mayor on Sunday.", "2021-03-07", title="Lind wins")
    answer = newsroom.ask("what happened this week?", asked_at="2021-03-08")
    assert [statement.text.split()[0] for statement in answer.statements] == ["Voters", "A"]
    assert newsroom.ask("what happened this week?", asked_at="2021-06-01").outcome is Outcome.ABSTAINED


def test_a_greeting_gets_the_scope_and_questions_that_are_answered(newsroom):
    """What there is, and at least one question that this library answers."""
    newsroom.put("trams", "Brask bought 40 trams on Monday. They were built in Ghent.", title="Brask buys trams")
    answer = newsroom.ask("hello")
    assert (answer.outcome, answer.reason) == (Outcome.ABSTAINED, Reason.NOT_A_QUESTION)
    assert notes(answer, "scope")[0].startswith("The library holds 1 article")
    (question,) = notes(answer, "try_asking")
    assert newsroom.ask(question).short == "40"


def test_the_questions_own_terms_must_be_met(newsroom):
    """The date of one firm's deal answers no question about another's."""
    newsroom.put("deal", "Corvo signed the deal with Arno on 3 May. Bila is still talking.", title="Corvo signs")
    assert newsroom.ask("when did Corvo sign the deal?").short == "3 May"
    assert newsroom.ask("when did Quillon sign the deal?").outcome is Outcome.ABSTAINED


def test_a_slip_in_a_name_is_searched_as_both_and_said(newsroom):
    """ "Qillon" finds Quillon, and the answer says what was taken for what."""
    newsroom.put("quillon", "Quillon was founded by Petra Vance in 2011.", title="Quillon at ten")
    answer = newsroom.ask("who founded Qillon?")
    assert answer.short == "Petra Vance"
    assert notes(answer, "slip") == ["'Qillon' is in no article; searched as 'Quillon' too."]


def test_what_is_newer_overtakes_and_the_older_is_told_as_earlier(newsroom):
    """The newer place is the answer; the older one stands in a note, with its own statement."""
    newsroom.put("old", "The Aurora fair will be held in Porto in June.", "2021-03-08", title="Aurora", outlet="Tagus")
    newsroom.put("new", "The Aurora fair will be held in Faro in June.", "2021-03-20", title="Aurora", outlet="Harbour")
    answer = newsroom.ask("where will the Aurora fair be held?", asked_at="2021-03-21")
    assert (answer.short, answer.as_of) == ("Faro", "2021-03-20")
    assert notes(answer, "earlier") == ["Earlier: Porto (Tagus, 8 Mar 2021)."]
    assert any("Porto" in statement.text for statement in answer.statements)


def test_sources_of_like_date_that_differ_stand_side_by_side(newsroom):
    """Both are rivals, each with its quote, and a note names their outlets."""
    newsroom.put("one", "The Aurora fair will be held in Porto in June.", "2021-03-08", title="Aurora", outlet="Tagus")
    newsroom.put("two", "The Aurora fair will be held in Faro in June.", "2021-03-09", title="Aurora", outlet="Harbour")
    answer = newsroom.ask("where will the Aurora fair be held?", asked_at="2021-03-10")
    assert {rival.short for rival in answer.rivals} == {"Porto", "Faro"}
    assert all(rival.quotes for rival in answer.rivals)
    assert len(notes(answer, "sources_differ")) == 1


def test_newer_articles_that_do_not_answer_are_told_of(newsroom):
    """The answer is as of its evidence; a note says that something newer mentions the subject."""
    newsroom.put(
        "bid", "Arno offered 40 million euros for Bila Motors.", "2021-03-08", title="Arno bids for Bila Motors"
    )
    newsroom.put(
        "race", "Bila Motors won the Dakar rally and Arno sent flowers.", "2021-03-20", title="Bila Motors wins"
    )
    answer = newsroom.ask("how much did Arno offer for Bila Motors?", asked_at="2021-03-21")
    assert (answer.short, answer.as_of) == ("40 million euros", "2021-03-08")
    assert notes(answer, "later_mentions")[0].startswith("1 newer article mentions")
