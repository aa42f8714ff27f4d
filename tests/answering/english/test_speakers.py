"""Who says what a sentence reports."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.answering.english.speakers import attributions, head_noun, speakers_of
from bot.ingestion.sentences import find_sentences

REPORTS = [
    ("The ferry should never have sailed, said Marit Holm, who chairs the harbour board.", [(0, "Marit Holm")]),
    (
        "“We ran out of salt on Tuesday,” the council's road chief, Owen Pryce, told the Ledbury Courier.",
        [(0, "Owen Pryce")],
    ),
    ("According to Dr. Amara Okafor, the outbreak began in a poultry market.", [(0, "Amara Okafor")]),
    (
        "The vaccine works in nine cases of ten, according to a study by the Solberg Institute.",
        [(0, "a study by the Solberg Institute")],
    ),
    ("Finance Minister Teodor Vasile warned that the krona could fall further.", [(0, "Teodor Vasile")]),
    ("Mayor Lucia Ferrand denied on Thursday that she had seen the report.", [(0, "Lucia Ferrand")]),
    (
        '"It was like a second sun," said a farmer who saw the meteor. "Then the windows went."',
        [(0, "a farmer"), (1, "a farmer")],
    ),
    ("Ingrid Solheim tweeted that the glacier had lost a third of its ice.", [(0, "Ingrid Solheim")]),
    ("“The bridge is safe,” engineer Paulo Brandt insisted.", [(0, "Paulo Brandt")]),
    ("The union rejected the offer, calling it an insult.", [(0, "union")]),
    ("Police said two men had been arrested near the stadium.", [(0, "Police")]),
    (
        "Two officials briefed on the plan said the reactor would close in 2031.",
        [(0, "Two officials briefed on the plan")],
    ),
    ("Elin Strand won the race on Sunday. “I thought my legs had left me,” she said.", [(1, "Elin Strand")]),
    (
        "The brewer Halloway & Sons will close its oldest plant. The company said 340 workers would be offered other posts.",
        [(1, "Halloway & Sons")],
    ),
    ("Judge Renata Kovac threw out the case. She wrote that the state had proved nothing.", [(1, "Renata Kovac")]),
    ("Jonas Meer, the airline's chief pilot, described the landing as routine.", [(0, "Jonas Meer")]),
    (
        "In a letter to shareholders, Quantrell Mining's chairman, Desmond Achterberg, admitted that the pit had flooded twice.",
        [(0, "Desmond Achterberg")],
    ),
    ("“No one warned us,” Ms. Okonedo said. “No one even rang the bell.”", [(0, "Okonedo"), (1, "Okonedo")]),
    ("The ministry of health said in a statement that the water was fit to drink.", [(0, "ministry of health")]),
    (
        "The Health Ministry closed three clinics on Monday. The ministry said they had no licence.",
        [(1, "Health Ministry")],
    ),
    ("A spokesman for the zoo, Felix Arnaud, said that the panda was eating again.", [(0, "Felix Arnaud")]),
    ("The verdict, Professor Nadia Rahimi argued, will not stand.", [(0, "Nadia Rahimi")]),
    (
        "The tunnel will cost twice as much as planned, the auditors found, and open two years late.",
        [(0, "the auditors")],
    ),
    ("He never signed the lease, his lawyer, Bettina Krull, told the court.", [(0, "Bettina Krull")]),
    ("‘The pitch was a swamp,’ complained the visitors' captain, Iker Zubiri.", [(0, "Iker Zubiri")]),
    (
        "Rosalie Etienne and Bram de Wit said the find was older than the pyramids.",
        [(0, "Rosalie Etienne and Bram de Wit")],
    ),
    (
        "“The lake is dying,” said Tomas Lindqvist of the Varma Trust. He added that the fish had gone first.",
        [(0, "Tomas Lindqvist"), (1, "Tomas Lindqvist")],
    ),
    ("Residents said they had heard a bang shortly after midnight.", [(0, "Residents")]),
    ("The Bank of Norland has not said when it will act.", []),
    ("The painting is said to be worth millions.", []),
    ("Carla Nunes was told that her flight had left.", []),
    ("The minister has a say in the matter.", []),
    ("The village of Aberfold, once called Saltport, lies below the dam.", []),
    (
        '"They came at dawn," said Yusuf Demir, 71, a retired miner from Karadere. "We had nothing to fight with." His wife, Leyla, said the soldiers took the cow.',
        [(0, "Yusuf Demir"), (1, "Yusuf Demir"), (2, "Leyla")],
    ),
    ("On Friday evening the Norwegian Seafood Council said exports had doubled.", [(0, "Norwegian Seafood Council")]),
    ("Coach Bettany Rowe accused the referee of looking the other way.", [(0, "Bettany Rowe")]),
    ("Speaking in Lisbon, the commissioner, Ursula Brandt, said the tariff would go in June.", [(0, "Ursula Brandt")]),
    ("“It is not a strike, it is a funeral,” wrote the columnist Achille Moreau in Le Phare.", [(0, "Achille Moreau")]),
    (
        "Kenji Watanabe bought the theatre in 2011. Seven years later he told a newspaper that it was the worst deal of his life.",
        [(1, "Kenji Watanabe")],
    ),
    ("Solvay Steel cut 900 jobs. Analysts at Brightmoor said more would follow.", [(1, "Analysts at Brightmoor")]),
    ("The pilot radioed the tower. “We have lost an engine,” he said.", [(1, "pilot")]),
    (
        "Nora Winter asked Piet Haas why the alarm was off. He replied that it had never been on.",
        [(0, "Nora Winter"), (1, "Piet Haas")],
    ),
    ("The dam will hold, the operator says.", [(0, "the operator")]),
    ("Hungary's foreign minister, Zsofia Bartok, called the treaty a dead letter.", [(0, "Zsofia Bartok")]),
    ("“I began as a cleaner.\n\n“I ended as the owner,” said Grete Aalto.", [(0, "Grete Aalto"), (1, "Grete Aalto")]),
    (
        "The orchestra's director said the tour was off. “We cannot insure the violins,” said Henrik Dahl.",
        [(0, "The orchestra's director"), (1, "Henrik Dahl")],
    ),
    (
        "“We counted every vote twice,” Wilma Stroud, the returning officer, told reporters outside the hall.",
        [(0, "Wilma Stroud")],
    ),
    ("Heavy snow closed the pass, according to the Alpine Roads Authority.", [(0, "Alpine Roads Authority")]),
    ("The Dutch striker Mats Verhoeven said his knee had healed.", [(0, "Mats Verhoeven")]),
    ("Sir Alastair Boone warned that the archive would be lost.", [(0, "Alastair Boone")]),
    (
        "Prosecutors allege that the money went to a villa in Crete. Mr. Galanis's lawyer says it was a loan.",
        [(0, "Prosecutors"), (1, "Mr. Galanis's lawyer")],
    ),
    ("The king, who is 81, said he would not travel.", [(0, "king")]),
    ("“I don't know,” she said.", [(0, None)]),
    ("A witness, Ronan Keogh, said the lorry had not braked.", [(0, "Ronan Keogh")]),
    ("The strike is over, the drivers' union said late on Friday.", [(0, "the drivers' union")]),
    ('"Nothing is broken," Mr. Sato said through an interpreter, "except the roof."', [(0, "Sato")]),
    ("In the words of the poet Idris Maal, the city is a wound.", [(0, "Idris Maal")]),
    ("As Greta Linde put it, nobody buys a ship in winter.", [(0, "Greta Linde")]),
    ("Halvor Nygaard, 54, of Bergen, called the verdict cowardly.", [(0, "Halvor Nygaard")]),
    ("Fire officials believe the blaze began in the kitchen.", [(0, "Fire officials")]),
    (
        "Chancellor Petra Vogel met Prime Minister Luc Arnaud in Metz. Ms. Vogel said the talks had gone well; Mr. Arnaud called them frank.",
        [(1, "Petra Vogel"), (1, "Luc Arnaud")],
    ),
    ("The Kestrel Group sold its docks. “It was time,” the company's chairman, Ivo Marek, said.", [(1, "Ivo Marek")]),
    ("“Look at the river,” said the mayor. “It is brown.”", [(0, "mayor"), (1, "mayor")]),
    (
        "Scientists at the Orrin Observatory reported that the comet had split in two.",
        [(0, "Scientists at the Orrin Observatory")],
    ),
    ("It was, Judge Hollis wrote, a textbook case of fraud.", [(0, "Hollis")]),
    ("Tilda Moss has not been told why she was dismissed.", []),
    ("She asked for asylum in 2014 and was refused.", []),
    ("The airline apologised. Its spokeswoman, Dede Amari, said the crew had been asleep.", [(1, "Dede Amari")]),
    (
        "Lena Ziegler, chief economist at Nordhaus Bank, expects rates to fall. “The peak is behind us,” she said. “Borrowers can breathe.”",
        [(1, "Lena Ziegler"), (2, "Lena Ziegler")],
    ),
]
"""A text, and for each of its attributions: the index of the sentence, and the speaker (without "the" and "a")."""


def found_in(text):
    """The attributions of a text, and for each its sentence and speaker as words."""
    spoken = attributions(text, find_sentences(text))
    return spoken, [(each.sentence, words_at(text, each.speaker)) for each in spoken]


def words_at(text, place):
    return None if place is None else text[place.start : place.end]


def plain(found):
    return [(at, who and who.casefold().removeprefix("the ").removeprefix("a ")) for at, who in found]


@pytest.mark.parametrize(("text", "expected"), REPORTS)
def test_each_report_of_speech_has_its_speaker(text, expected):
    """Speakers before and behind the verb, described, carried over quotations, or nobody where nothing is said."""
    assert plain(found_in(text)[1]) == plain(expected)


def test_he_said_tells_which_sentence_names_him():
    """A pronoun's speaker stands in an earlier sentence, which is to be quoted as well."""
    text = "Judge Renata Kovac threw out the case. She wrote that the state had proved nothing."
    [spoken] = found_in(text)[0]
    assert words_at(text, spoken.said_by) == "She"
    assert words_at(text, spoken.cue) == "wrote"
    assert spoken.named_in == 0


def test_surname_is_led_back_to_the_full_name_and_needs_no_other_sentence():
    """The sentence names the speaker itself; the full name is known from before."""
    text = "Renata Kovac joined the court in spring. Kovac said it was an honour."
    [spoken] = found_in(text)[0]
    assert words_at(text, spoken.speaker) == "Renata Kovac"
    assert spoken.named_in is None


def test_shared_surname_is_not_led_back():
    """With two people of one surname a bare surname stays as it is."""
    text = "Ivo Marek sold his docks to Jana Marek. On Friday Marek said that the price was fair."
    assert found_in(text)[1] == [(1, "Marek")]


def test_she_is_not_a_man():
    """A pronoun passes over those whom a title tells to be of the other sex."""
    text = "Ms. Okonedo met Mr. Brandt on the pier. Nothing was signed. She said there was no hurry."
    assert found_in(text)[1] == [(2, "Okonedo")]


def test_company_is_the_organisation_and_not_the_person():
    """ "The company" means the last organisation, though a person was named after it."""
    text = "Solvay Steel replaced Dr. Lena Ziegler. The company said she was free to go."
    assert found_in(text)[1] == [(1, "Solvay Steel")]


def test_quotation_over_paragraphs_keeps_its_speaker():
    """A paragraph that opens with a mark goes on in the quotation that the one before left open."""
    text = "“The ice is thin,” said Marit Holm.\n\n“We walk anyway.\n\n“We always have.”"
    assert [who for _, who in found_in(text)[1]] == ["Marit Holm"] * 3


def test_who_said_prefers_the_sense_of_the_question_and_leaves_out_whom_it_names():
    """Of two speakers in one sentence the one asked for comes first; a name of the question is no answer."""
    text = "Nora Winter said the hall was full, and Piet Haas warned that the roof might fall."
    sentences = find_sentences(text)
    spoken = attributions(text, sentences)
    best = [words_at(text, each.speaker) for each in speakers_of("who warned of the roof?", text, spoken, 0)]
    assert set(best) == {"Nora Winter", "Piet Haas"}
    others = speakers_of("whom did Nora Winter hear, and who said what?", text, spoken, 0)
    assert [words_at(text, each.speaker) for each in others] == ["Piet Haas"]


def test_who_said_prefers_people_to_the_outlet_that_reported_it():
    """ "The Courier reported that X had said": X."""
    text = "The Ledbury Courier reported that the bank was closed, and Owen Pryce said that it would not open again."
    spoken = attributions(text, find_sentences(text))
    found = speakers_of("who said the bank would not open again?", text, spoken, 0)
    assert [words_at(text, each.speaker) for each in found] == ["Owen Pryce", "Ledbury Courier"]


def test_head_noun_is_that_of_a_definite_description():
    """Only "the …" without a complement takes up something named before."""
    assert head_noun("the foreign ministry") == "ministry"
    assert head_noun("the head of the union") is None
    assert head_noun("lawyers") is None


PIECES = st.sampled_from(
    ["“", "”", '"', "said ", "He ", "Ada Quill ", "the company ", "according to ", ". ", ", ", "\n\n", "’", "—"]
)


@settings(deadline=None)
@given(st.one_of(st.text(max_size=300), st.lists(PIECES, max_size=60).map("".join)))
def test_any_text_gives_places_within_it(text):
    """No text breaks it, and every place lies in the text and is not empty."""
    sentences = find_sentences(text)
    for each in attributions(text, sentences):
        assert 0 <= each.sentence < len(sentences)
        for place in (each.speaker, each.said_by, each.cue):
            assert place is None or 0 <= place.start < place.end <= len(text)
