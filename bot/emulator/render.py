"""Entities -> HTML that is safe to show and that `parse_html` reads back to the same entities."""

from html import escape
from typing import Any

from bot.emulator.text import encode, utf16_slice

Entity = dict[str, Any]

_TAGS = {
    "bold": "b",
    "italic": "i",
    "underline": "u",
    "strikethrough": "s",
    "spoiler": "tg-spoiler",
    "code": "code",
}
_SHOWN = {"bot_command", "mention", "hashtag"}
_SAFE = ("http://", "https://", "tg://")


def _tags(entity: Entity, words: str, page: bool) -> tuple[str, str]:
    kind = entity["type"]
    if kind in _TAGS:
        return f"<{_TAGS[kind]}>", f"</{_TAGS[kind]}>"
    if kind == "text_link" and entity["url"].lower().startswith(_SAFE):
        return f'<a href="{_quoted(entity["url"])}">', "</a>"
    if kind == "text_mention":
        return f'<a href="tg://user?id={int(entity["user"]["id"])}">', "</a>"
    if kind == "pre":
        language = entity.get("language")
        inner = f'<code class="language-{_quoted(language)}">' if language else ""
        return f"<pre>{inner}", "</code></pre>" if language else "</pre>"
    if kind in ("blockquote", "expandable_blockquote"):
        return f"<blockquote{' expandable' if kind[0] == 'e' else ''}>", "</blockquote>"
    if kind == "custom_emoji":
        return f'<tg-emoji emoji-id="{_quoted(entity["custom_emoji_id"])}">', "</tg-emoji>"
    if page and kind == "url":
        address = words if words.lower().startswith(_SAFE) else f"http://{words}"
        return f'<a href="{_quoted(address)}">', "</a>"
    if page and kind in _SHOWN:
        return f'<span class="{kind}">', "</span>"
    return "", ""


def _quoted(value: Any) -> str:
    return escape(str(value)).replace("&#x27;", "&#39;")


def to_html(text: str, entities: list[Entity], *, page: bool = False) -> str:
    """HTML of a text. With `page`, detected addresses, commands, names and hashtags are marked up as well.

    Guarantees: everything but Telegram's tags is escaped, links lead to http, https or tg only, and tags
    are well nested even when entities cross.
    """
    if not entities:
        return escape(text, quote=False)
    encoded = encode(text)
    pending = sorted(entities, key=lambda e: (e["offset"], -e["length"]))
    borders = sorted({0, len(encoded) // 2} | {e["offset"] for e in entities} | {_end(e) for e in entities})
    out: list[str] = []
    stack: list[tuple[Entity, tuple[str, str]]] = []
    for here, following in zip(borders, [*borders[1:], borders[-1]], strict=True):
        _close_until(here, stack, out)
        while pending and pending[0]["offset"] == here:
            entity = pending.pop(0)
            tags = _tags(entity, utf16_slice(encoded, here, _end(entity)), page)
            stack.append((entity, tags))
            out.append(tags[0])
        out.append(escape(utf16_slice(encoded, here, following), quote=False))
    return "".join(out)


def _end(entity: Entity) -> int:
    return int(entity["offset"] + entity["length"])


def _close_until(here: int, stack: list[tuple[Entity, tuple[str, str]]], out: list[str]) -> None:
    """Closes what ends here; crossing entities are closed and opened again."""
    again = []
    while any(_end(entity) <= here for entity, _ in stack):
        entity, tags = stack.pop()
        out.append(tags[1])
        if _end(entity) > here:
            again.append((entity, tags))
    for entity, tags in reversed(again):
        stack.append((entity, tags))
        out.append(tags[0])
