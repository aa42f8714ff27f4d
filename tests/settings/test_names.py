"""Every setting has one name, and every name is described."""

from pathlib import Path

from bot.settings.names import fields, flattened, nearest, variable
from bot.settings.refusals import allowed


def test_every_setting_is_described():
    """Every setting says what it is, and what it may be can be told in words."""
    for name, field in fields():
        assert field.description, name
        assert allowed(field), name


def test_names_and_variables():
    """A nested name is written with two underscores in the environment."""
    names = [name for name, _ in fields()]
    assert len(names) == len(set(names))
    assert variable("embedder.base_url") == "NEWSDESK_EMBEDDER__BASE_URL"


def test_nearest():
    """A mistyped name, or one without its section, leads to the setting that was meant."""
    assert nearest("serch.hit") == "search.hits"
    assert nearest("passage_tokens") == "ingestion.passage_tokens"
    assert nearest("embeder.apikey") == "embedder.api_key"
    assert nearest("weather") is None


def test_flattened():
    """Nested tables become dotted names; an empty known section is nothing."""
    assert dict(flattened({"a": {"b": {"c": 1}}, "d": 2, "search": {}})) == {"a.b.c": 1, "d": 2}


def test_documented():
    """docs/cli.md lists every setting with its default and range."""
    page = (Path(__file__).parents[2] / "docs" / "cli.md").read_text(encoding="utf-8")
    for name, field in fields():
        row = next((row for row in page.splitlines() if row.startswith(f"| `{name}` |")), "")
        assert str(field.description) in row, name
        if field.default is not None and name != "data_dir":
            assert f"| {field.default} |" in row, name
        if isinstance(field.default, int | float):
            assert allowed(field) in row, name
