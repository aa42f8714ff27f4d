"""Draws answers and reports as text, Markdown and JSON: pure functions from data to strings.

Text from articles is data: every surface escapes it (`safety`). What goes where is the front end's business.
"""
