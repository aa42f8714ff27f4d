"""Front end 4: how good the answers are, and whether a change helped.

    gold, formats                           questions with what is right, from any of the usual files
    drafting                                questions for a person to review, from marks and from articles
    identity, libraries, running            what a run is made with, and the asking
    conducting                              one run from beginning to end
    record, store, json_lines               what came of each question, kept and read again
    forgetting                              runs and libraries deleted, also for an article that is removed
    metrics                                 figures of records against gold, one formula each
    statistics                              how sure a figure is, and whether two differ
    held                                    what a library holds of the evidence that questions name
    measuring, baselines                    a stored run with its figures; figures in a file to commit
    halving, thresholds, choosing           questions to choose by and others; where a threshold belongs
    sweeping, sweep_report                  a grid over settings
    judging                                 a language model's opinion, kept apart
    assembling, reporting                   what a report shows, and finished runs drawn for people and programs

It drives the same answerer as the other front ends, so that what is measured is what people get.
"""
