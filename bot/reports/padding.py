"""Lengths that say little: every plaintext is filled up to a size class before it is sealed.

Layout: length of the content (4 bytes, big-endian), the content, zeros. Classes: 1, 4, 16, 64, 256 KiB, 1 MiB,
then steps of 1 MiB (docs/format-laporan.md).
"""

from __future__ import annotations

_KIB = 1024
_STEP = 1024 * _KIB
CLASSES = (1 * _KIB, 4 * _KIB, 16 * _KIB, 64 * _KIB, 256 * _KIB, _STEP)
_LENGTH_BYTES = 4


def padded_size(length: int) -> int:
    """Bytes that a content of `length` bytes takes when padded."""
    needed = length + _LENGTH_BYTES
    for size in CLASSES:
        if needed <= size:
            return size
    return -(-needed // _STEP) * _STEP


def pad(content: bytes) -> bytes:
    """`content` in its size class."""
    filled = len(content).to_bytes(_LENGTH_BYTES, "big") + content
    return filled.ljust(padded_size(len(content)), b"\0")


def unpad(padded: bytes) -> bytes:
    """The content. Raises `ValueError` for anything that `pad` does not make."""
    length = int.from_bytes(padded[:_LENGTH_BYTES], "big")
    content = padded[_LENGTH_BYTES : _LENGTH_BYTES + length]
    if len(padded) < CLASSES[0] or pad(content) != padded:
        raise ValueError("not a padded content")
    return content
