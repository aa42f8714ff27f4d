"""How large a source may be. Beyond these it is not an article but an accident, and it is never read into memory."""

ARTICLE_BYTES = 20_000_000
"""One text file or one line of a JSON lines file: some 20,000 passages, two and a half minutes of embedding."""

FRONT_MATTER_CHARACTERS = 16_384
"""libyaml's time grows with the square of open brackets: 60,000 take 4.7 seconds, 16,000 a third of one."""
