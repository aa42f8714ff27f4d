"""What a language model thinks of a run's answers: an opinion, kept and shown apart from every measured figure.

material    what the judge is shown of one answer
verdicts    a judge, what it said, and how its replies are read
store       judgements beside the run that they are of
judge       llama-index's evaluators, asked through newsdesk's own chat model and its limits
asking      all answers of a run, as far as the budget goes
figures     what the verdicts come to

Only `judge` imports llama-index.
"""
