"""Texts made of what Discord might read as syntax, for property tests."""

from hypothesis import strategies as st

FRAGMENTS = [
    "*", "**", "_", "__", "~~", "||", "`", "```", "\\", "[", "]", "(", ")", "](", "](http://evil.example)", "<", ">", ">>>",
    "# ", "-# ", "- ", "1. ", "> ", ":", "/", ":smile:", "<:a:1>", "<@1>", "<@&1>", "<#1>", "</a:1>", "<t:0:R>", "<id:guide>",
    "<a@b.example>", "<+1 555 0100>", "@everyone", "@here", "https://evil.example", "discord.gg/abc", "[1]", "[a](http://x)",
    " ", "\n", "\r\n", "\u202e", "\u200b", "\u2066", "a", "word", "2020", ".", "-", "é", "語", "👩\u200d🚒", "🔥", "🇳🇴", "e\u0301",
    "שלום", "سلام", "\ud800", "\x1b[31m", "\u2028",
]  # fmt: skip

TEXTS = st.lists(st.one_of(st.sampled_from(FRAGMENTS), st.characters()), max_size=30).map("".join)
