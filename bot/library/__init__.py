"""Where articles live: library.db (SQLite) is the truth, Chroma finds by meaning. See docs/library.md."""
