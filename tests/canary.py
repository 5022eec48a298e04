"""Looks for what identifies a person in every byte below some folders, however it might have been written.

A canary is a number, a text or some bytes that a test planted. `traces` finds it in decimal, hexadecimal, as an
integer of 4, 6 and 8 bytes in both orders, in UTF-8, UTF-16, JSON escapes and base64 at its three alignments.
"""

from __future__ import annotations

import base64
import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

Canary = int | str | bytes


@dataclass(frozen=True)
class Trace:
    """A canary that was found: its name, in which form, in which file."""

    name: str
    form: str
    file: str


def traces(canaries: Mapping[str, Canary], folders: Iterable[Path]) -> list[Trace]:
    """All traces of all canaries in all files below `folders`; file names count as well."""
    wanted = [(name, form, needle) for name, canary in canaries.items() for form, needle in forms(canary)]
    found = []
    for file, content in _contents(folders):
        lowered = content.lower()
        for name, form, needle in wanted:
            if needle.lower() in lowered if form == "hex" else needle in content:
                found.append(Trace(name, form, file))
    return found


def forms(canary: Canary) -> list[tuple[str, bytes]]:
    """Every way of writing `canary` that is looked for, each at least four bytes long."""
    if isinstance(canary, int):
        return _number_forms(canary)
    if isinstance(canary, bytes):
        return [("bytes", canary), ("hex", canary.hex().encode()), *_base64(canary)]
    plain = canary.encode()
    return [
        ("utf-8", plain),
        ("utf-16-le", canary.encode("utf-16-le")),
        ("utf-16-be", canary.encode("utf-16-be")),
        ("json", json.dumps(canary)[1:-1].encode()),
        ("hex", plain.hex().encode()),
        *_base64(plain),
    ]


def _number_forms(number: int) -> list[tuple[str, bytes]]:
    found = [form for form in forms(str(number)) if form[0] != "json"]
    for size in (4, 6, 8):
        if number.bit_length() <= 8 * size:
            found.append((f"{size} bytes, little", number.to_bytes(size, "little")))
            found.append((f"{size} bytes, big", number.to_bytes(size, "big")))
    return [*found, ("hex", f"{number:x}".encode())]


def _base64(plain: bytes) -> Iterator[tuple[str, bytes]]:
    """The characters that are the same whatever stands before and behind: each holds six bits of `plain` alone."""
    for shift in range(3):
        first, last = -(-shift * 8 // 6), (shift + len(plain)) * 8 // 6
        for variant in (base64.b64encode, base64.urlsafe_b64encode):
            middle = variant(b"\0" * shift + plain)[first:last]
            if len(middle) >= 6:
                yield f"base64 +{shift}", middle


def _contents(folders: Iterable[Path]) -> Iterator[tuple[str, bytes]]:
    for folder in folders:
        for path in sorted(folder.rglob("*")):
            yield path.name, path.name.encode()
            if path.is_file():
                yield path.name, path.read_bytes()
