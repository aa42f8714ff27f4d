"""The path of a question: search, read, choose evidence, write, prove.

`answerer.Answerer` walks it. A `Reader` says which sentences answer and where in them; a writer makes statements of
that; the prover lets through only what exact quotes support.
"""
