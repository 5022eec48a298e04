"""Entities that a bot gives as a list instead of markup: checked and reduced to the fields Telegram keeps."""

from typing import Any

from bot.emulator.links import LinkRefusedError, checked_link
from bot.emulator.problems import bad_request

Entity = dict[str, Any]

_PLAIN = {
    "bold",
    "italic",
    "underline",
    "strikethrough",
    "spoiler",
    "code",
    "blockquote",
    "expandable_blockquote",
}


def explicit_entities(text: str, given: Any) -> list[Entity]:
    """The known entities of `given`, in UTF-16 units of `text`. ApiError 400 for impossible ones."""
    if not isinstance(given, list) or not all(isinstance(entity, dict) for entity in given):
        raise bad_request("can't parse entities: expected an Array of MessageEntity")
    starts = _symbol_starts(text)
    kept = []
    for entity in given:
        offset, length = entity.get("offset"), entity.get("length")
        if type(offset) is not int or type(length) is not int:
            raise bad_request('can\'t parse entities: Field "offset" and "length" must be of type Number')
        if length <= 0 or (more := _more(entity)) is None:
            continue
        _check_borders(offset, length, starts)
        kept.append({"type": entity["type"], "offset": offset, "length": length, **more})
    return kept


def _symbol_starts(text: str) -> set[int]:
    starts, at = {0}, 0
    for char in text:
        at += 2 if ord(char) > 0xFFFF else 1
        starts.add(at)
    return starts


def _check_borders(offset: int, length: int, starts: set[int]) -> None:
    if offset < 0 or offset + length > max(starts):
        raise bad_request(f"entity beginning at UTF-16 offset {offset} ends after the end of the text")
    if offset not in starts:
        raise bad_request(f"entity begins in a middle of a UTF-16 symbol at UTF-16 offset {offset}")
    if offset + length not in starts:
        raise bad_request(f"entity beginning at UTF-16 offset {offset} ends in a middle of a UTF-16 symbol")


def _more(entity: Entity) -> Entity | None:
    """The fields that this type has besides its place; None for types that Telegram finds by itself."""
    kind = str(entity.get("type"))
    if kind in _PLAIN:
        return {}
    if kind == "pre":
        language = entity.get("language")
        return {"language": language} if isinstance(language, str) and language else {}
    if kind == "text_link":
        url = str(entity.get("url", ""))
        try:
            return {"url": checked_link(url)}
        except LinkRefusedError as refused:
            raise bad_request(f"entity URL '{url}' is invalid: {refused}") from None
    if kind == "text_mention":
        user = entity.get("user")
        known = isinstance(user, dict) and type(user.get("id")) is int
        return {"user": user} if known else None
    if kind == "custom_emoji":
        emoji = str(entity.get("custom_emoji_id", ""))
        return {"custom_emoji_id": emoji} if emoji.isascii() and emoji.isdecimal() else None
    return None
