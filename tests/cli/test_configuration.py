"""`newsdesk config show` tells each value and where it came from, and never a secret."""


def test_origins(newsdesk):
    """Each setting is listed with its origin."""
    folder = newsdesk.home / "config" / "newsdesk"
    folder.mkdir(parents=True)
    (folder / "config.toml").write_text('timezone = "Europe/Berlin"\n[embedder]\napi_key = "sk-secret"\n')
    said = newsdesk("config", "show", "--json")
    assert said.code == 0
    assert "sk-" not in said.out + said.err
    assert said.data["file_read"]
    rows = {row["name"]: (row["value"], row["origin"]) for row in said.data["settings"]}
    assert rows["timezone"] == ("Europe/Berlin", f"file {folder / 'config.toml'}")
    assert rows["embedder.api_key"] == ("********", f"file {folder / 'config.toml'}")
    assert rows["data_dir"] == (str(newsdesk.data_dir), "env NEWSDESK_DATA_DIR")
    assert rows["embedder.model"] == (None, "default")


def test_chat(newsdesk, monkeypatch):
    """Prices are told as they are, and a key that comes from elsewhere with its origin, masked."""
    folder = newsdesk.home / "config" / "newsdesk"
    folder.mkdir(parents=True)
    (folder / "config.toml").write_text('[chat]\nmodel = "small"\n[chat.prices.small]\ninput = 1\noutput = 2\n')
    monkeypatch.setenv("OPENAI_API_KEY", "sk-secret")
    said = newsdesk("config", "show", "--json")
    rows = {row["name"]: (row["value"], row["origin"]) for row in said.data["settings"]}
    assert rows["chat.api_key"] == ("********", "env OPENAI_API_KEY")
    assert rows["chat.prices"] == ({"small": {"input": 1, "output": 2}}, f"file {folder / 'config.toml'}")
    as_text = newsdesk("config", "show")
    assert "(env OPENAI_API_KEY)" in as_text.out
    assert "sk-secret" not in said.out + as_text.out


def test_text(newsdesk):
    """As text, one line per setting; where the file would be is told on standard error."""
    said = newsdesk("config", "show")
    assert "ingestion.passage_tokens    = 200  (default)\n" in said.out
    assert said.err == f"configuration file: {newsdesk.home}/config/newsdesk/config.toml (not there)\n"


def test_refused(newsdesk, monkeypatch):
    """A wrong setting stops every command with exit code 2 and one clear line."""
    monkeypatch.setenv("NEWSDESK_DATADIR", "/x")
    said = newsdesk("status")
    assert (said.code, said.out) == (2, "")
    assert said.err == "error: NEWSDESK_DATADIR is no setting; did you mean NEWSDESK_DATA_DIR?\n"
