"""Settings come from flags, environment, file and defaults, in this order, and wrong ones are refused by name."""

import os
from pathlib import Path

import pytest

from bot.errors import ConfigurationError
from bot.settings.reading import resolve


@pytest.fixture(autouse=True)
def home(tmp_path, monkeypatch):
    for variable in list(os.environ):
        if variable.upper().startswith("NEWSDESK_"):
            monkeypatch.delenv(variable)
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    return tmp_path


def written(folder: Path, text: str, name: str = "config.toml") -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    file = folder / name
    file.write_text(text, encoding="utf-8")
    return file


def refusal(text: str, home: Path) -> str:
    with pytest.raises(ConfigurationError) as caught:
        resolve(config_file=written(home, text))
    return str(caught.value)


def test_defaults(home):
    """With nothing set, every value is its default and lies in the platform's folders."""
    resolved = resolve()
    assert resolved.settings.data_dir == home / "data" / "newsdesk"
    assert resolved.settings.ingestion.passage_tokens == 200
    assert set(resolved.origins.values()) == {"default"}
    assert resolved.file is None


def test_order(home, monkeypatch):
    """A flag wins over the environment, that over the file, that over the default."""
    file = written(home / "config" / "newsdesk", "[answering]\nevidence = 2\n[search]\nhits = 2\ncandidates = 2\n")
    monkeypatch.setenv("NEWSDESK_ANSWERING__EVIDENCE", "3")
    monkeypatch.setenv("NEWSDESK_SEARCH__HITS", "3")
    resolved = resolve({"answering.evidence": 4})
    settings = resolved.settings
    assert (settings.answering.evidence, settings.search.hits, settings.search.candidates) == (4, 3, 2)
    assert resolved.origins["answering.evidence"] == "flag --top"
    assert resolved.origins["search.hits"] == "env NEWSDESK_SEARCH__HITS"
    assert resolved.origins["search.candidates"] == f"file {file}"
    assert resolved.origins["timezone"] == "default"


def test_sections_merge(home, monkeypatch):
    """The environment replaces one value of a section and leaves the file's others."""
    file = written(home, '[embedder]\nmodel = "a"\ndimension = 12\n')
    monkeypatch.setenv("NEWSDESK_EMBEDDER__MODEL", "b")
    embedder = resolve(config_file=file).settings.embedder
    assert (embedder.model, embedder.dimension) == ("b", 12)


def test_never_from_the_current_folder(home, monkeypatch):
    """Neither config.toml nor .env of the current folder is read."""
    here = home / "here"
    written(here, 'timezone = "Europe/Berlin"\n')
    written(here, "NEWSDESK_TIMEZONE=Europe/Berlin\n", ".env")
    monkeypatch.chdir(here)
    assert resolve().settings.timezone == "UTC"


def test_file_named_in_the_environment(home, monkeypatch):
    """NEWSDESK_CONFIG names the file, and --config wins over it."""
    monkeypatch.setenv("NEWSDESK_CONFIG", str(written(home, 'timezone = "Asia/Tokyo"\n')))
    assert resolve().settings.timezone == "Asia/Tokyo"
    other = written(home, 'timezone = "Europe/Berlin"\n', "other.toml")
    assert resolve(config_file=other).settings.timezone == "Europe/Berlin"


def test_named_file_must_exist(home):
    """A configuration file that was named and is not there is an error."""
    with pytest.raises(ConfigurationError, match=r"--config: there is no file .*nowhere\.toml"):
        resolve(config_file=home / "nowhere.toml")


def test_data_dir_beside_the_file(home, monkeypatch):
    """A relative data folder in the file is relative to the file; elsewhere to the current folder; ~ is the home."""
    monkeypatch.chdir(home)
    file = written(home / "etc", 'data_dir = "news"\n')
    assert resolve(config_file=file).settings.data_dir == home / "etc" / "news"
    assert resolve({"data_dir": Path("news")}).settings.data_dir == home / "news"
    assert resolve(config_file=written(home / "etc", 'data_dir = "~/news"')).settings.data_dir == home / "news"


def test_empty_variable_is_unset(monkeypatch):
    """An empty variable is as good as none."""
    monkeypatch.setenv("NEWSDESK_DATA_DIR", "")
    assert resolve().origins["data_dir"] == "default"


def test_unknown_in_file(home):
    """An unknown setting in the file is refused by name with the file and the nearest known one, without its value."""
    told = refusal('[embedder]\napikey = "sk-secret"\n', home)
    assert told == f"{home / 'config.toml'}: embedder.apikey is no setting; did you mean embedder.api_key?"


def test_unknown_in_environment(monkeypatch):
    """An unknown NEWSDESK_* variable is refused by name with the nearest known one, without its value."""
    monkeypatch.setenv("NEWSDESK_EMBEDER__MODEL", "sk-secret")
    with pytest.raises(ConfigurationError) as caught:
        resolve()
    assert str(caught.value) == "NEWSDESK_EMBEDER__MODEL is no setting; did you mean NEWSDESK_EMBEDDER__MODEL?"


def test_unknown_and_far_from_all(monkeypatch):
    """A name that is near none gets the list of all."""
    monkeypatch.setenv("NEWSDESK_COLOUR", "red")
    with pytest.raises(ConfigurationError, match="NEWSDESK_COLOUR is no setting; there are NEWSDESK_DATA_DIR, "):
        resolve()


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ('[ingestion]\npassage_tokens = "200"', "passage_tokens is '200'; allowed: a whole number from 32 to 240"),
        ("[ingestion]\npassage_tokens = 20", "passage_tokens is 20; allowed: a whole number from 32 to 240"),
        ("[ingestion]\noverlap_sentences = true", "overlap_sentences is True; allowed: a whole number from 0 to 5"),
        ("[search]\nhalf_life_days = nan", "half_life_days is nan; allowed: a number above 0 and at most 36500"),
        ('[embedder]\nkind = "x"', "embedder.kind is 'x'; allowed: one of embedded, openai"),
        ('timezone = "Mars/Base"', "timezone is 'Mars/Base'; allowed: an IANA time zone"),
        ('[chroma]\nurl = "ftp://x"', "chroma.url is 'ftp://x'; allowed: an http:// or https:// address"),
        ('[chat]\nengine = "best"', "chat.engine is 'best'; allowed: one of extractive, generative"),
        ("[chat]\nusd_per_day = 0", "chat.usd_per_day is 0; allowed: a number above 0 and at most 1000000"),
        ("[chat]\nretries = -1", "chat.retries is -1; allowed: a whole number from 0 to 10"),
        ('[chat]\nbase_url = "http://☃/v1"', "allowed: an http:// or https:// address of ASCII letters"),
        ('[chat]\nbase_url = "http://a..b/v1"', "allowed: an http:// or https:// address of ASCII letters"),
        ('[chat]\nbase_url = "http://a:99999/v1"', "allowed: an http:// or https:// address of ASCII letters"),
        ('[chat]\nbase_url = "http://a/v1?key=x"', "allowed: an http:// or https:// address of ASCII letters"),
        ("[chat]\nprices = 3", "chat.prices is 3; allowed: a table such as {"),
        ('[chat.prices."gpt-4.1"]\ninput = "1"\noutput = 2', "chat.prices is \"{'gpt-4.1': {'input'"),
        ('[chat.prices."gpt-4.1"]\ninput = 1', "chat.prices is "),
        ('[chat.prices]\n"gpt-4.1" = { input = -1, output = inf }', "chat.prices is "),
        ("embedder = 3", "embedder is a section, not a value; set one of embedder.kind, "),
        ("[timezone]", "timezone is '{}'"),
        ("a =\n", "not valid TOML: Invalid value (at line 1, column 4)"),
    ],
)
def test_refused_in_file(text, told, home):
    """An ill-typed value is refused with the file, the name, the value and what is allowed."""
    refused = refusal(text, home)
    assert refused.startswith(f"{home / 'config.toml'}: ")
    assert told in refused


def test_all_at_once(home):
    """All that is wrong is told at once, one line each."""
    assert len(refusal("[search]\nhits = 0\ncandidates = -1\n", home).splitlines()) == 2


def test_section_in_environment(monkeypatch):
    """A whole section cannot be set by one variable."""
    monkeypatch.setenv("NEWSDESK_CHROMA", '{"url": "http://x"}')
    with pytest.raises(ConfigurationError, match="NEWSDESK_CHROMA is a section, not a value; set one of NEWSDESK_CHR"):
        resolve()


def test_ill_typed_in_environment(monkeypatch):
    """A wrong value in the environment is refused with the variable's name."""
    monkeypatch.setenv("NEWSDESK_SEARCH__HITS", "many")
    with pytest.raises(ConfigurationError, match=r"^NEWSDESK_SEARCH__HITS is 'many'; allowed: a whole number from 1"):
        resolve()


@pytest.mark.parametrize("text", ["[embedder]\napi_key = 12345678", '[chroma]\nurl = "http://me:12345678@host"'])
def test_secrets_stay_unseen(text, home):
    """Neither a key nor a password in an address is shown when it is refused."""
    assert "12345678" not in refusal(text, home)


def test_prices(home, monkeypatch):
    """Prices are a table in the file and JSON in the environment, whose table replaces the file's."""
    file = written(
        home, '[chat.prices]\n"gpt-4.1" = { input = 2, output = 8.5 }\n[chat.prices.local]\ninput=0\noutput=0\n'
    )
    resolved = resolve(config_file=file)
    prices = resolved.settings.chat.prices
    assert (prices["gpt-4.1"].input, prices["gpt-4.1"].output, set(prices)) == (2, 8.5, {"gpt-4.1", "local"})
    assert resolved.origins["chat.prices"] == f"file {file}"
    monkeypatch.setenv("NEWSDESK_CHAT__PRICES", '{"small": {"input": 0.4, "output": 1.6}}')
    resolved = resolve(config_file=file)
    assert set(resolved.settings.chat.prices) == {"small"}
    assert resolved.origins["chat.prices"] == "env NEWSDESK_CHAT__PRICES"


@pytest.mark.parametrize("text", ["{ broken", "[1]", "7", '"x"', '{"m": 3}', '{"m": {"input": 1}}', "[" * 100_000])
def test_prices_that_are_none(text, monkeypatch):
    """What is no table of prices is refused with the variable's name and an example."""
    monkeypatch.setenv("NEWSDESK_CHAT__PRICES", text)
    with pytest.raises(ConfigurationError, match=r"^NEWSDESK_CHAT__PRICES is '.*; allowed: a table such as {\"gpt"):
        resolve()


def test_file_that_is_not_utf8(home):
    """A file in another encoding is refused by name."""
    file = home / "config.toml"
    file.write_bytes(b'timezone = "\xff"')
    with pytest.raises(ConfigurationError, match=r"config\.toml: not UTF-8 at byte 12"):
        resolve(config_file=file)


def test_settings_are_frozen():
    """Settings cannot be changed after they were read."""
    with pytest.raises(ValueError, match="frozen"):
        resolve().settings.timezone = "UTC"


@pytest.mark.parametrize("below", ["", "/deeper/still"])
def test_data_dir_that_is_a_file(home, below):
    """A data folder that is a file, or would lie in one, is refused before a library is looked for."""
    (home / "file").write_text("x")
    with pytest.raises(ConfigurationError, match=r"^--data-dir is .*; allowed: a folder; .*/file is a file$"):
        resolve({"data_dir": Path(f"{home}/file{below}")})


def test_data_dir_that_leads_nowhere(home):
    """A link to a folder is a folder; one that leads nowhere is refused."""
    (home / "link").symlink_to(home / "real")
    with pytest.raises(ConfigurationError, match="is a link that leads nowhere"):
        resolve({"data_dir": home / "link"})
    (home / "real").mkdir()
    assert resolve({"data_dir": home / "link"}).settings.data_dir == home / "link"


def test_data_dir_that_is_no_text(home):
    """A folder whose name is no UTF-8 is refused: SQLite and Chroma could not open it."""
    with pytest.raises(ConfigurationError, match="allowed: a path in UTF-8"):
        resolve({"data_dir": home / "\udcff"})


def test_nested_file(home):
    """A file nested beyond all sense is refused by name."""
    assert refusal("x = " + "[" * 5_000, home) == f"{home / 'config.toml'}: nested too deeply"


def test_wrong_in_the_file_where_a_flag_wins(home):
    """A wrong value in the file is told as the file's, also where a flag gives another one."""
    file = written(home, 'data_dir = "\\u0000"\n')
    with pytest.raises(ConfigurationError, match=r"^.*config\.toml: data_dir is .*NUL"):
        resolve({"data_dir": home}, config_file=file)


def test_file_that_cannot_be_looked_at(home):
    """A configuration file that the system refuses to look at is told as such."""
    with pytest.raises(ConfigurationError, match="cannot be read: File name too long"):
        resolve(config_file=home / ("x" * 300))
