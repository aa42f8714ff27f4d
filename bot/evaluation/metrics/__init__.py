"""Figures of records against gold, one formula each.

figure      one metric with its value for every question, so that two runs can be paired; a total of a whole run
cases       a question with its record and the articles
rankings    the arithmetic of ranked lists
retrieval   what the search found, by article, by passage and by fact
wordings    two texts as one wording: SQuAD's rule and ours
answers     whether the answer says what is right
abstention  whether it answered when it should, and only then
selective   how the share of wrong answers grows as more are shown
citations   whether the quotes are exact and where the right answer stands
cost        dollars, tokens, time, memory
table       all of them together
"""
