"""What a ciphertext of somebody's browser must look like. The server cannot open it, but it can refuse nonsense."""

from __future__ import annotations

from bot.reports.cleaning import MAX_BYTES
from bot.reports.envelope import KEY_BYTES, VERSION, EnvelopeError, Kind, Place, seal
from bot.reports.padding import CLASSES, padded_size

TEXT_BYTES = 64 * 1024
"""Largest size class of a message: 4,000 letters fit into it, however they are written."""

BODY_BYTES = 256 * 1024
"""Largest size class of a report without its files: 20,000 letters fit into it."""

FILE_BYTES = padded_size(MAX_BYTES + 1)
"""Largest size of an attachment: its bytes and the one for its kind."""

_TAG_BYTES = 16
_SEALED_OVERHEAD = len((VERSION, Kind.ACCESS)) + KEY_BYTES + _TAG_BYTES  # header, ephemeral key, tag
_LOCKED_OVERHEAD = len((VERSION, Kind.MAILBOX)) + 24 + _TAG_BYTES  # header, nonce, tag
_LENGTH_BYTES = 4


class ShapeError(Exception):
    """Not a ciphertext of the expected kind and size, not a key to seal to, or an id that is not 16 bytes."""


def check_text(sealed: bytes, kind: Kind) -> None:
    """A sealed message of `kind`. Raises `ShapeError`."""
    _check(sealed, kind, _SEALED_OVERHEAD, TEXT_BYTES)


def check_access(sealed: bytes) -> None:
    """A sealed key. Raises `ShapeError`."""
    _check(sealed, Kind.ACCESS, _SEALED_OVERHEAD, CLASSES[0])


def check_body(sealed: bytes) -> None:
    """A sealed report. Raises `ShapeError`."""
    _check(sealed, Kind.BODY, _SEALED_OVERHEAD, BODY_BYTES)


def check_file(sealed: bytes) -> None:
    """A sealed attachment. Raises `ShapeError`."""
    _check(sealed, Kind.ATTACHMENT, _SEALED_OVERHEAD, FILE_BYTES)


def check_mailbox(locked: bytes) -> None:
    """A locked key. Raises `ShapeError`."""
    _check(locked, Kind.MAILBOX, _LOCKED_OVERHEAD, CLASSES[0])


def check_public(key: bytes) -> None:
    """A public key that something can be sealed to: a point of small order cannot. Raises `ShapeError`."""
    try:
        seal(b"", key, Place(Kind.BODY, bytes(16)))
    except (EnvelopeError, TypeError):
        raise ShapeError from None


def _check(ciphertext: bytes, kind: Kind, overhead: int, most: int) -> None:
    size = len(ciphertext) - overhead
    is_class = padded_size(size - _LENGTH_BYTES) == size
    if not ciphertext.startswith(bytes((VERSION, kind))) or not is_class or size > most:
        raise ShapeError
