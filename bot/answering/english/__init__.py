"""What the English of news says, told by its form: names, dates, amounts, who speaks, what a sentence leans on.

Pure functions over a text and its stored sentences; nothing here knows articles, hits or models. Any text may come:
nothing raises, and only bounded lengths are read.
"""
