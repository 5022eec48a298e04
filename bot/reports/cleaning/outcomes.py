"""What becomes of an attachment: a clean file or a refusal."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum


class FileKind(StrEnum):
    """What a clean file is. A WebP picture comes out as JPEG, a PNG picture that would be too big as well."""

    JPEG = "jpeg"
    PNG = "png"
    PDF = "pdf"


@dataclass(frozen=True)
class CleanFile:
    """A file written by this program from pixels alone. Its content is not shown in logs or tracebacks."""

    kind: FileKind
    content: bytes = field(repr=False)


class Refusal(StrEnum):
    """Why a file was not taken. The sentences belong to whoever talks to the person."""

    TOO_BIG = "too_big"
    """More than `MAX_BYTES`, as it came or after every step down in quality."""

    UNSUPPORTED = "unsupported"
    """Neither JPEG, PNG, WebP nor PDF."""

    BROKEN = "broken"
    """Starts like a known kind and can't be read."""

    ENCRYPTED = "encrypted"
    """A PDF with any encryption, also one that opens without a password."""

    TOO_MANY_PAGES = "too_many_pages"
    TOO_LARGE_PICTURE = "too_large_picture"
    """More than `MAX_PIXELS`."""

    TOO_COMPLEX = "too_complex"
    """Needs more memory or time than a file may use, or brings the decoder down."""


class RefusedFileError(Exception):
    """The file was not taken. The text is the reason's code and nothing of the file."""

    def __init__(self, reason: Refusal) -> None:
        super().__init__(reason.value)
        self.reason = reason
