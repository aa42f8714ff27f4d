"""newsdesk: questions about news articles, answered with proof.

The map of the house, top floor first; a room imports only from floors below it, rooms on one floor not from each other:

    main                      the command `newsdesk`
    cli                       the terminal; it starts the bot
    discord_app | evaluation  the Discord bot | how good the answers are;
      | integrations          newsdesk as parts of LlamaIndex
    rendering | wiring        an answer drawn as text, Markdown or JSON | settings turned into real parts
    answering | ingestion     the path of a question | the path of an article
    search                    a question's passages: by meaning and by words, fused
    library | ledger | models where articles live | what was answered, spent, allowed and marked | doors to models
    storage                   the door to SQLite, and which fault it is
    domain | settings         the words, as frozen types | one section of knobs per room
    errors                    every error raised on purpose

One sentence holds it together: articles become quotable passages; a question becomes statements, each proved by
exact quotes. docs/architecture.md walks both paths; import-linter checks the floors.
"""

__version__ = "0.1.0"
