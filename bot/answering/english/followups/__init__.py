"""What a follow-up question leaves out, and where in the conversation it is found. English, told by its form.

Pure functions over the words of questions and answers; nothing raises, and only bounded lengths are read.
`answering.followup` puts them together.
"""
