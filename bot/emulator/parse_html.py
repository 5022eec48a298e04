"""Telegram's HTML: exactly its tags and its references, with TDLib's sentences when something is wrong.

The rules follow TDLib's MessageEntity.cpp (parse_html): byte offsets in sentences count UTF-8 bytes.
"""

import re
from dataclasses import dataclass
from typing import Any

from bot.emulator.links import LinkRefusedError, checked_link, mentioned_user
from bot.emulator.problems import ApiError, bad_request
from bot.emulator.text import SPACES, clean, utf16_length

Entity = dict[str, Any]

_TYPES = {
    "b": "bold",
    "strong": "bold",
    "i": "italic",
    "em": "italic",
    "u": "underline",
    "ins": "underline",
    "s": "strikethrough",
    "strike": "strikethrough",
    "del": "strikethrough",
    "tg-spoiler": "spoiler",
    "span": "spoiler",
    "a": "text_link",
    "code": "code",
    "pre": "pre",
    "blockquote": "blockquote",
    "tg-emoji": "custom_emoji",
}
_MARK = re.compile("[<&]")
_NAMED = {"lt": "<", "gt": ">", "amp": "&", "quot": '"'}
_REFERENCE = re.compile(r"&(?:#x([0-9a-fA-F]*)|#([0-9]*)|([A-Za-z]*))")
_NAME_TOKEN = re.compile(r"[A-Za-z0-9.-]*")
_WANTED = {("a", "href"), ("code", "class"), ("span", "class"), ("tg-emoji", "emoji-id")}


@dataclass(slots=True)
class _Open:
    tag: str
    argument: str
    offset: int
    first_part: int


class _Parser:
    """One pass over one text; `run` returns the plain text and its entities, unsorted."""

    def __init__(self, source: str) -> None:
        self.source = source + "\0"
        self.end = len(source)
        self.parts: list[str] = []
        self.units = 0
        self.stack: list[_Open] = []
        self.entities: list[Entity] = []

    def run(self) -> tuple[str, list[Entity]]:
        i = 0
        while i < self.end:
            found = _MARK.search(self.source, i, self.end)
            stop = found.start() if found else self.end
            self._write(self.source[i:stop])
            if stop == self.end:
                break
            if self.source[stop] == "&":
                char, i = decode_reference(self.source, stop)
                self._write(char)
            elif self.source[stop + 1] == "/":
                i = self._end_tag(stop)
            else:
                i = self._start_tag(stop)
        if self.stack:
            raise refuse(f'Can\'t find end tag corresponding to start tag "{self.stack[-1].tag}"')
        return "".join(self.parts), self.entities

    def _write(self, text: str) -> None:
        if text:
            self.parts.append(text)
            self.units += utf16_length(text)

    def _at(self, position: int) -> str:
        return f"at byte offset {len(self.source[:position].encode('utf-8', 'surrogatepass'))}"

    def _skip(self, i: int, stop: str) -> int:
        while self.source[i] not in stop and self.source[i] not in SPACES:
            i += 1
        return i

    def _spaces(self, i: int) -> int:
        while i < self.end and self.source[i] in SPACES:
            i += 1
        return i

    def _start_tag(self, begin: int) -> int:
        i = self._skip(begin + 1, ">")
        if i >= self.end:
            raise refuse(f"Unclosed start tag {self._at(begin)}")
        tag = self.source[begin + 1 : i].lower()
        if tag not in _TYPES:
            raise refuse(f'Unsupported start tag "{tag}" {self._at(begin)}')
        argument = ""
        while self.source[i] != ">":
            i = self._spaces(i)
            if self.source[i] == ">":
                break
            name, value, i = self._attribute(i, tag, begin)
            if (tag, name) in _WANTED and (tag != "code" or value.startswith("language-")):
                argument = value
            elif tag == "blockquote" and name == "expandable":
                argument = "1"
        if tag == "span" and argument != "tg-spoiler":
            raise refuse(f'Tag "span" must have class "tg-spoiler" {self._at(begin)}')
        self.stack.append(_Open(tag, argument, self.units, len(self.parts)))
        return i + 1

    def _attribute(self, start: int, tag: str, begin: int) -> tuple[str, str, int]:
        i = self._skip(start, "=>" if tag == "blockquote" else "=")
        name = self.source[start:i]
        if not name:
            raise refuse(f'Empty attribute name in the tag "{tag}" {self._at(begin)}')
        i = self._spaces(i)
        if self.source[i] != "=":
            if tag == "blockquote" and i < self.end:
                return name, "", i
            raise refuse(f'Expected equal sign in declaration of an attribute of the tag "{tag}" {self._at(begin)}')
        i = self._spaces(i + 1)
        if i >= self.end:
            raise refuse(f'Unclosed start tag "{tag}" {self._at(begin)}')
        value, i = self._quoted(i) if self.source[i] in "'\"" else self._name_token(i)
        if i >= self.end:
            raise refuse(f"Unclosed start tag {self._at(begin)}")
        return name, value, i

    def _name_token(self, start: int) -> tuple[str, int]:
        found = _NAME_TOKEN.match(self.source, start)
        i = found.end() if found else start
        if self.source[i] not in SPACES and self.source[i] != ">":
            raise refuse(f"Unexpected end of name token {self._at(start)}")
        return self.source[start:i].lower(), i

    def _quoted(self, start: int) -> tuple[str, int]:
        quote, i, value = self.source[start], start + 1, []
        while i < self.end and self.source[i] != quote:
            if self.source[i] == "&":
                char, i = decode_reference(self.source, i)
            else:
                char, i = self.source[i], i + 1
            value.append(char)
        return "".join(value), min(i + 1, self.end)

    def _end_tag(self, begin: int) -> int:
        if not self.stack:
            raise refuse(f"Unexpected end tag {self._at(begin)}")
        i = self._skip(begin + 2, ">")
        tag = self.source[begin + 2 : i].lower()
        i = self._spaces(i)
        if self.source[i] != ">":
            raise refuse(f"Unclosed end tag {self._at(begin)}")
        opened = self.stack[-1]
        if tag and tag != opened.tag:
            raise refuse(f'Unmatched end tag {self._at(begin)}, expected "</{opened.tag}>", found "</{tag}>"')
        self.stack.pop()
        if self.units > opened.offset:
            self._close(opened)
        return i + 1

    def _close(self, opened: _Open) -> None:
        entity: Entity = {
            "type": _TYPES[opened.tag],
            "offset": opened.offset,
            "length": self.units - opened.offset,
        }
        if opened.tag == "a":
            self._link(entity, opened.argument or "".join(self.parts[opened.first_part :]))
        elif opened.tag == "tg-emoji":
            if not opened.argument.isdecimal() or not 0 < int(opened.argument) < 2**63:
                raise refuse("Invalid custom emoji identifier specified")
            self.entities.append(entity | {"custom_emoji_id": opened.argument})
        elif opened.tag in ("pre", "code"):
            self._code(entity, opened.argument.removeprefix("language-"))
        else:
            if opened.tag == "blockquote" and opened.argument:
                entity["type"] = "expandable_blockquote"
            self.entities.append(entity)

    def _link(self, entity: Entity, url: str) -> None:
        user = mentioned_user(url)
        if user is not None:
            self.entities.append(entity | {"type": "text_mention", "user": {"id": user}})
            return
        try:
            self.entities.append(entity | {"url": checked_link(url)})
        except LinkRefusedError:
            return  # Telegram keeps the words and drops the link

    def _code(self, entity: Entity, language: str) -> None:
        last = self.entities[-1] if self.entities else None
        twin = "code" if entity["type"] == "pre" else "pre"
        same = last is not None and (last["type"], last["offset"], last["length"]) == (
            twin,
            entity["offset"],
            entity["length"],
        )
        if last is not None and same and (language or last.get("language")):
            last["type"] = "pre"
            last["language"] = language or last["language"]
        else:
            self.entities.append(entity | ({"language": language} if language else {}))


def refuse(reason: str) -> ApiError:
    """The 400 that Telegram gives for unreadable markup."""
    return bad_request(f"can't parse entities: {reason}")


def decode_reference(source: str, at: int) -> tuple[str, int]:
    """What the reference at `&` stands for (a plain `&` if it is none) and the position after it."""
    found = _REFERENCE.match(source, at)
    if not found:
        return "&", at + 1
    stop = found.end()
    if found[3] is not None:
        char = _NAMED.get(found[3])
    else:
        digits, base = (found[1], 16) if found[1] is not None else (found[2], 10)
        code = int(digits, base) if digits and stop - at < 10 else 0
        if 0xD800 <= code <= 0xDFFF:
            raise refuse(
                "Text contains invalid Unicode characters after decoding HTML entities, "
                "check for unmatched surrogate code units"
            )
        char = clean(chr(code)) if 0 < code < 0x10FFFF else None
    if char is None:
        return "&", at + 1
    return char, stop + (source[stop] == ";")


def parse_html(source: str) -> tuple[str, list[Entity]]:
    """Plain text and entities (UTF-16 units) of Telegram HTML. ApiError 400 "can't parse entities: ..."."""
    if "<" not in source and "&" not in source:
        return source, []
    text, entities = _Parser(source).run()
    for entity in entities:
        if entity["type"] == "code":
            entity.pop("language", None)
    return text, entities
