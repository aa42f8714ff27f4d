"""Whether the evidence says what a statement says, for statements in somebody's own words.

`claim` is what goes in and out, `ground` decides; each other module knows one thing that a statement may get wrong.
"""
