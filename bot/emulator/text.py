"""Text as Telegram counts and cleans it: UTF-16 code units, control characters removed, ends trimmed."""

import re

_CONTROL = re.compile("[\x00-\x09\x0b-\x0c\x0e-\x1f]")
_ASTRAL = re.compile("[\U00010000-\U0010ffff]")
SPACES = " \t\r\n\0\v"


def utf16_length(text: str) -> int:
    """Length in UTF-16 code units, the unit of every offset and length of the Bot API."""
    if text.isascii():
        return len(text)
    return len(text) + len(_ASTRAL.findall(text))


def clean(text: str) -> str:
    """Carriage returns removed, other control characters made spaces (as TDLib's clean_input_string)."""
    if text.isprintable():
        return text
    return _CONTROL.sub(" ", text.replace("\r", ""))


def utf16_slice(encoded: bytes, start: int, end: int) -> str:
    """The part [start, end) in UTF-16 units of a text encoded as UTF-16-LE."""
    return encoded[start * 2 : end * 2].decode("utf-16-le", "surrogatepass")


def encode(text: str) -> bytes:
    """The text as UTF-16-LE, for `utf16_slice`."""
    return text.encode("utf-16-le", "surrogatepass")
