"""The path of an article: read, clean, describe, recognise, split, embed, store, publish. See docs/ingest.md.

ingestor        the front door                      run, background, tally   one ingest under way
sources         which files                         reading                  from a file to drafts
identity        which article a draft is            recognising              new, changed or known
cleaning        boilerplate and markup gone         describing               title, author, date
languages       which language                      sentences, passages      the spans that everything uses
pipeline        the door to llama-index             rebuilding, rehearsal    --rebuild, --dry-run
"""
