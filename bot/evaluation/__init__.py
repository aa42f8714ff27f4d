"""Front end 4: how good the answers are, and whether a change helped.

gold, formats     questions with what is right, from any of the usual files
record            what was recorded of each question that was asked
metrics           figures of records against gold, one formula each
statistics        how sure a figure is, and whether two differ
"""
