"""From a question to its passages: by meaning and by words, fused, weighted by date.

`finding.Search.find` is the way in; `terms`, `fusion` and `period` are its steps. What the passages say is read
elsewhere.
"""
