"""Front end 4: how good the answers are, and whether a change helped.

    gold, formats                           questions with what is right, from any of the usual files
    identity, libraries, running            what a run is made with, and the asking
    record, store                           what came of each question, kept and read again
    metrics                                 figures of records against gold, one formula each
    statistics                              how sure a figure is, and whether two differ
    reporting                               finished runs drawn for people and programs

It drives the same answerer as the other front ends, so that what is measured is what people get.
"""
