"""The rules for what a message may hold: lengths, embeds, components; each breach is Discord's 400 with its field."""

from collections.abc import Iterator
from typing import Any

from tests.discord_server.refusals import empty_message, invalid

Body = dict[str, Any]

COMPONENTS_V2 = 1 << 15

CONTENT = 2_000
TEXT_IN_COMPONENTS = 4_000
COMPONENTS = 40
NONCE = 25

ROW, BUTTON, INPUT, SECTION, TEXT, THUMBNAIL, GALLERY, FILE, SEPARATOR, CONTAINER = 1, 2, 4, 9, 10, 11, 12, 13, 14, 17
SELECTS = (3, 5, 6, 7, 8)
LINK = 5
"""The style of a button that opens an address."""

_EMBED_LENGTHS = {"title": 256, "description": 4_096}
_EMBED_TOTAL = 6_000


def check(content: str, embeds: list[Body], components: list[Body], flags: int, *, files: int) -> None:
    """Whether a message may look like this after it was sent or edited."""
    _length("content", content, CONTENT)
    _check_embeds(embeds)
    if flags & COMPONENTS_V2:
        _check_layout(content, embeds, components)
    else:
        _check_rows(components)
        if not (content.strip() or embeds or components or files):
            raise empty_message()
    _check_ids(components)


def check_modal(data: Body) -> None:
    _length("custom_id", data["custom_id"], 100, least=1)
    _length("title", data["title"], 45, least=1)
    if not 1 <= len(data["components"]) <= 5:
        raise invalid("components", "Must be between 1 and 5 in length.")
    for component in walk(data["components"]):
        if component["type"] == INPUT:
            _length("components.label", component.get("label") or "", 45)
            _length("components.placeholder", component.get("placeholder") or "", 100)
        if component["type"] == 18:
            _length("components.label", component["label"], 45, least=1)
            _length("components.description", component.get("description") or "", 100)


def check_choices(choices: list[Body]) -> None:
    if len(choices) > 25:
        raise invalid("choices", "Must be 25 or fewer in length.")
    for choice in choices:
        _length("choices.name", choice["name"], 100, least=1)
        _length("choices.value", str(choice["value"]), 100)


def walk(components: list[Body]) -> Iterator[Body]:
    """Every component, also those within others."""
    for component in components:
        yield component
        yield from walk(component.get("components", []))
        yield from walk([component[key] for key in ("accessory", "component") if key in component])


def _check_embeds(embeds: list[Body]) -> None:
    if len(embeds) > 10:
        raise invalid("embeds", "Must be 10 or fewer in length.")
    total = 0
    for number, embed in enumerate(embeds):
        parts = _embed_parts(embed)
        for name, text, most in parts:
            _length(f"embeds.{number}.{name}", text, most)
        total += sum(len(text) for _, text, _ in parts)
        if len(embed.get("fields", [])) > 25:
            raise invalid(f"embeds.{number}.fields", "Must be 25 or fewer in length.")
    if total > _EMBED_TOTAL:
        raise invalid("embeds", f"Embed size exceeds maximum size of {_EMBED_TOTAL}")


def _embed_parts(embed: Body) -> list[tuple[str, str, int]]:
    """Each text with its name and greatest length."""
    parts = [(name, embed.get(name) or "", most) for name, most in _EMBED_LENGTHS.items()]
    parts.append(("footer.text", embed.get("footer", {}).get("text") or "", 2_048))
    parts.append(("author.name", embed.get("author", {}).get("name") or "", 256))
    for each in embed.get("fields", []):
        parts += [("fields.name", each["name"], 256), ("fields.value", each["value"], 1_024)]
    return parts


def _check_layout(content: str, embeds: list[Body], components: list[Body]) -> None:
    if content or embeds:
        raise invalid("flags", "The 'content' and 'embeds' fields cannot be used with IS_COMPONENTS_V2.")
    everything = list(walk(components))
    if not everything:
        raise invalid("components", "Must be at least 1 in length.")
    if len(everything) > COMPONENTS:
        raise invalid("components", f"Must be {COMPONENTS} or fewer in length.")
    texts = [component["content"] for component in everything if component["type"] == TEXT]
    if not all(texts):
        raise invalid("components.content", "Must be at least 1 in length.")
    if sum(map(len, texts)) > TEXT_IN_COMPONENTS:
        raise invalid("components", f"Displayable text size exceeds maximum size of {TEXT_IN_COMPONENTS}")
    for number, component in enumerate(components):
        _check_part(f"components.{number}", component, (ROW, SECTION, TEXT, GALLERY, FILE, SEPARATOR, CONTAINER))


def _check_part(path: str, component: Body, allowed: tuple[int, ...]) -> None:
    kind = component["type"]
    if kind not in allowed:
        raise invalid(f"{path}.type", f"Value must be one of {allowed}.")
    if kind == ROW:
        _check_row(path, component)
    if kind == CONTAINER:
        for number, part in enumerate(component["components"]):
            _check_part(f"{path}.components.{number}", part, (ROW, SECTION, TEXT, GALLERY, FILE, SEPARATOR))
    if kind == SECTION:
        if not 1 <= len(component["components"]) <= 3:
            raise invalid(f"{path}.components", "Must be between 1 and 3 in length.")
        if component["accessory"]["type"] not in (BUTTON, THUMBNAIL):
            raise invalid(f"{path}.accessory.type", "Value must be one of (2, 11).")
        if component["accessory"]["type"] == BUTTON:
            _check_button(f"{path}.accessory", component["accessory"])


def _check_rows(components: list[Body]) -> None:
    if len(components) > 5:
        raise invalid("components", "Must be 5 or fewer in length.")
    for number, component in enumerate(components):
        if component["type"] != ROW:
            raise invalid(f"components.{number}.type", "Value must be one of (1,).")
        _check_row(f"components.{number}", component)


def _check_row(path: str, row: Body) -> None:
    parts = row["components"]
    if not 1 <= len(parts) <= 5:
        raise invalid(f"{path}.components", "Must be between 1 and 5 in length.")
    for number, part in enumerate(parts):
        where = f"{path}.components.{number}"
        if part["type"] == BUTTON:
            _check_button(where, part)
        elif part["type"] not in SELECTS or len(parts) > 1:
            raise invalid(f"{where}.type", "Up to five buttons or one select fit into a row.")
        elif len(part.get("options", [])) > 25:
            raise invalid(f"{where}.options", "Must be 25 or fewer in length.")


def _check_button(path: str, button: Body) -> None:
    _length(f"{path}.label", button.get("label") or "", 80)
    if not button.get("label") and not button.get("emoji"):
        raise invalid(path, "A button must have a label or an emoji.")
    if button["style"] == LINK:
        _length(f"{path}.url", button["url"], 512, least=1)
        if not button["url"].startswith(("http://", "https://", "discord://")):
            raise invalid(f"{path}.url", "Scheme must be one of ('http', 'https', 'discord').")


def _check_ids(components: list[Body]) -> None:
    seen = set()
    for component in walk(components):
        needs = component["type"] in SELECTS or (component["type"] == BUTTON and component["style"] != LINK)
        if not needs:
            continue
        _length("components.custom_id", component.get("custom_id") or "", 100, least=1)
        if component["custom_id"] in seen:
            raise invalid("components.custom_id", "Component custom id cannot be duplicated")
        seen.add(component["custom_id"])


def _length(field: str, text: str, most: int, *, least: int = 0) -> None:
    if len(text) > most:
        raise invalid(field, f"Must be {most} or fewer in length.")
    if len(text) < least:
        raise invalid(field, f"Must be at least {least} in length.")
