"""What is inside the envelopes: small JSON objects, the same for Python and the browser (docs/format-laporan.md)."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from bot.reports.cleaning import CleanFile, FileKind

STORY_LIMIT = 20_000
"""Letters of a story, over all its messages."""

MESSAGE_LIMIT = 4_000
"""Letters of a later message, reply or note."""

MAX_FILES = 5
"""Attachments of one report or one follow-up."""

_FILE_BYTES = {FileKind.JPEG: 1, FileKind.PNG: 2, FileKind.PDF: 3}
_FILE_KINDS = {number: kind for kind, number in _FILE_BYTES.items()}


class ContentError(Exception):
    """What was in the envelope is not of the expected form. Quotes nothing of it."""


class _Content(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", hide_input_in_errors=True)

    def packed(self) -> bytes:
        return self.model_dump_json().encode()


class Body(_Content):
    """The report: when it happened, when the reporter knew, and the story."""

    event_date: dt.date
    known_date: dt.date
    story: str = Field(min_length=1, max_length=STORY_LIMIT, repr=False)


class Text(_Content):
    """A follow-up, a reply or a note. `author` is an officer's name; empty for the reporter."""

    text: str = Field(min_length=1, max_length=MESSAGE_LIMIT, repr=False)
    author: str = Field(default="", max_length=80)


def read_body(packed: bytes) -> Body:
    """Raises `ContentError`."""
    try:
        return Body.model_validate_json(packed)
    except ValidationError:
        raise ContentError from None


def read_text(packed: bytes) -> Text:
    """Raises `ContentError`."""
    try:
        return Text.model_validate_json(packed)
    except ValidationError:
        raise ContentError from None


def pack_file(file: CleanFile) -> bytes:
    """One byte for the kind (1 JPEG, 2 PNG, 3 PDF), then the bytes of the file."""
    return bytes([_FILE_BYTES[file.kind]]) + file.content


def read_file(packed: bytes) -> CleanFile:
    """Raises `ContentError`."""
    if not packed or packed[0] not in _FILE_KINDS:
        raise ContentError
    return CleanFile(_FILE_KINDS[packed[0]], packed[1:])


@dataclass(frozen=True)
class Draft:
    """A report before it is sealed: it has no field for who wrote it.

    `excluded`: ids of holders who must not be able to read it.
    """

    body: Body
    files: tuple[CleanFile, ...] = field(default=(), repr=False)
    excluded: frozenset[bytes] = frozenset()
