"""Entities of a finished text: markup read, ends trimmed, overlaps resolved, commands and links detected."""

import itertools
import re
from functools import lru_cache
from typing import Any

from bot.emulator.explicit import explicit_entities
from bot.emulator.parse_html import Entity, parse_html
from bot.emulator.problems import bad_request
from bot.emulator.text import clean, utf16_length

LONGEST_SEARCHED = 8_192
"""Letters; a longer text is refused anyway, so nothing is looked for in it."""
MOST_ENTITIES = 100
"""Telegram silently ignores entities beyond this number in one message."""

_SPLITTABLE = {"bold", "italic", "underline", "strikethrough", "spoiler"}
_BLOCKS = {"blockquote", "expandable_blockquote"}
_WHOLE = {"pre", "code", "text_link", "text_mention", "custom_emoji"}
_ORDER = {
    **dict.fromkeys(_BLOCKS, 0),
    "pre": 10,
    "code": 20,
    "text_link": 49,
    "text_mention": 49,
    "bold": 90,
    "italic": 91,
    "underline": 92,
    "strikethrough": 93,
    "spoiler": 94,
    "custom_emoji": 99,
}
"""Which of two entities at the same place comes first, as in TDLib; detected ones are 50."""
_HINT = re.compile("[/@#.:]")
_FOUND = re.compile(
    r"(?P<url>(?<![\w@/])(?:https?://[^\s<>\"]+[^\s<>\".,;:!?')\]]|(?:[a-z0-9-]{1,63}\.){1,4}(?:go\.id|id|com|org|net|me)\b(?:/[^\s<>\"]*[^\s<>\".,;:!?')\]])?))"
    r"|(?P<bot_command>(?<![\w/@<>])/[A-Za-z0-9_]{1,64}(?:@[A-Za-z0-9_]{3,32})?(?![\w/]))"
    r"|(?P<mention>(?<![\w/@])@[A-Za-z][A-Za-z0-9_]{3,31}(?!\w))"
    r"|(?P<hashtag>(?<![\w/#&])#(?=\w*[^\W\d])\w{1,256})",
    re.IGNORECASE,
)


def read_text(source: str, parse_mode: str, given: Any = None) -> tuple[str, list[Entity]]:
    """Text and entities of a `text` or `caption` parameter, as the message will carry them.

    `given` are explicit entities (ignored with a parse mode, as Telegram does). Raises ApiError 400.
    """
    if given is None or parse_mode:
        return _read_plain(source, parse_mode.lower())
    source = clean(source)
    return finish(source, explicit_entities(source, given))


@lru_cache(maxsize=512)
def _read_plain(source: str, mode: str) -> tuple[str, list[Entity]]:
    """Kept because the same words often go to many people; nobody changes an entity in place."""
    source = clean(source)
    if mode == "html":
        return finish(*parse_html(source))
    if mode in ("markdown", "markdownv2"):
        raise bad_request("unsupported parse_mode: the emulator reads HTML only")
    if mode not in ("", "none"):
        raise bad_request("unsupported parse_mode")
    return finish(source, [])


def finish(text: str, entities: list[Entity]) -> tuple[str, list[Entity]]:
    """Trims the ends, resolves overlaps as Telegram does, adds detected entities, keeps the first hundred."""
    if entities:
        text, entities = _trim(text, entities)
        entities = _resolve(entities)
    else:
        text = text.strip()
    if len(text) <= LONGEST_SEARCHED and _HINT.search(text):
        entities = _with_detected(text, entities)
    return text, entities[:MOST_ENTITIES]


def _trim(text: str, entities: list[Entity]) -> tuple[str, list[Entity]]:
    body = text.lstrip()
    lead = utf16_length(text) - utf16_length(body)
    body = body.rstrip()
    units = utf16_length(body)
    kept = []
    for entity in entities:
        start = max(entity["offset"] - lead, 0)
        end = min(entity["offset"] + entity["length"] - lead, units)
        if end > start:
            kept.append(entity | {"offset": start, "length": end - start})
    return body, kept


def _key(entity: Entity) -> tuple[int, int, int]:
    return entity["offset"], -entity["length"], _ORDER.get(entity["type"], 50)


def _resolve(entities: list[Entity]) -> list[Entity]:
    """Quotes do not nest; code, links and emoji do not nest or cross; styles are cut where they would."""
    entities = sorted(entities, key=_key)
    blocks = _apart([entity for entity in entities if entity["type"] in _BLOCKS])
    whole = _apart([entity for entity in entities if entity["type"] in _WHOLE])
    codes = [(e["offset"], e["offset"] + e["length"]) for e in whole if e["type"] in ("code", "pre")]
    fixed = [(e["offset"], e["offset"] + e["length"]) for e in blocks + whole]
    styles: list[Entity] = []
    reach: dict[str, int] = {}
    for entity in entities:
        kind, end = entity["type"], entity["offset"] + entity["length"]
        if kind not in _SPLITTABLE or end <= reach.get(kind, 0):
            continue
        start = max(entity["offset"], reach.get(kind, 0))
        reach[kind] = end
        for a, b in _without(start, end, codes):
            styles += [{"type": kind, "offset": c, "length": d - c} for c, d in _uncrossed(a, b, fixed)]
    return sorted(blocks + whole + styles, key=_key)


def _apart(entities: list[Entity]) -> list[Entity]:
    kept: list[Entity] = []
    end = 0
    for entity in entities:
        if entity["offset"] >= end:
            kept.append(entity)
            end = entity["offset"] + entity["length"]
    return kept


def _without(start: int, end: int, holes: list[tuple[int, int]]) -> list[tuple[int, int]]:
    pieces = []
    for a, b in holes:
        if b <= start or a >= end:
            continue
        if a > start:
            pieces.append((start, a))
        start = max(start, b)
    if start < end:
        pieces.append((start, end))
    return pieces


def _uncrossed(start: int, end: int, ranges: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """[start, end) in pieces that cross none of the ranges."""
    cuts = {b for a, b in ranges if a < start < b < end} | {a for a, b in ranges if start < a < end < b}
    borders = [start, *sorted(cuts), end]
    return list(itertools.pairwise(borders))


def _with_detected(text: str, entities: list[Entity]) -> list[Entity]:
    taken = [(e["offset"], e["offset"] + e["length"], e["type"] in _WHOLE) for e in entities]
    added: list[Entity] = []
    for found in _FOUND.finditer(text):
        start = utf16_length(text[: found.start()])
        end = start + utf16_length(found[0])
        if not any(_collides(start, end, *span) for span in taken):
            added.append({"type": str(found.lastgroup), "offset": start, "length": end - start})
    return sorted(entities + added, key=_key) if added else entities


def _collides(start: int, end: int, a: int, b: int, whole: bool) -> bool:
    """True when [start, end) meets a code or link, or crosses the border of any other entity."""
    if end <= a or start >= b:
        return False
    return whole or not ((a <= start and end <= b) or (start <= a and b <= end))
