"""Which of the four accepted formats a file is in, by its first bytes: names and declared types can be wrong."""

from __future__ import annotations

from enum import StrEnum

from bot.reports.cleaning.limits import MAX_BYTES
from bot.reports.cleaning.outcomes import Refusal, RefusedFileError


class Format(StrEnum):
    """What may come in, by the name that Pillow has for it."""

    JPEG = "JPEG"
    PNG = "PNG"
    WEBP = "WEBP"
    PDF = "PDF"


def recognise(content: bytes) -> Format:
    """The format of `content`. Raises `RefusedFileError` with `TOO_BIG` or `UNSUPPORTED`; looks no deeper."""
    if len(content) > MAX_BYTES:
        raise RefusedFileError(Refusal.TOO_BIG)
    if content.startswith(b"\xff\xd8\xff"):
        return Format.JPEG
    if content.startswith(b"\x89PNG\r\n\x1a\n"):
        return Format.PNG
    if content.startswith(b"RIFF") and content[8:12] == b"WEBP":
        return Format.WEBP
    if content.startswith(b"%PDF-"):
        return Format.PDF
    raise RefusedFileError(Refusal.UNSUPPORTED)
