"""The receipt code: twenty digits that open a mailbox and nothing else, and that nobody can look up.

19 random digits (63 bits) and a Damm check digit, which finds every single wrong digit and every swap of two
neighbours before the slow hash is computed (H. M. Damm, "Total anti-symmetrische Quasigruppen", 2004; the table is
the weakly totally anti-symmetric quasigroup of order 10 given there).
"""

from __future__ import annotations

import hashlib
import re
import secrets
from dataclasses import dataclass

from bot.reports.envelope import KEY_BYTES
from bot.reports.keys import stretched

DIGITS = 20
CONFIRMED = 4
"""Last digits that the reporter types to show that the code was noted."""

_DAMM = (
    "0317598642",
    "7092154863",
    "4206871359",
    "1750983426",
    "6123045978",
    "3674209581",
    "5869720134",
    "8945362017",
    "9438617205",
    "2581436790",
)
_SPACES = re.compile(r"[\s.\-–—]+")


@dataclass(frozen=True)
class Receipt:
    """What a code opens. `mailbox_key` locks the mailbox; `search` is the row's name before the pepper."""

    mailbox_key: bytes
    search: bytes

    def __repr__(self) -> str:
        return "Receipt(...)"

    def lookup_id(self, pepper: bytes) -> bytes:
        """The row's name in the database: without the pepper nobody can test a guessed code against it."""
        return hashlib.blake2b(self.search, digest_size=KEY_BYTES, key=pepper).digest()


def new_code() -> str:
    """Twenty digits."""
    digits = "".join(str(secrets.randbelow(10)) for _ in range(DIGITS - 1))
    return digits + _damm(digits)


def shown(code: str) -> str:
    """In groups of four, like an electricity token: `1234 5678 9012 3456 7890`."""
    return " ".join(code[i : i + 4] for i in range(0, DIGITS, 4))


def read_code(text: str) -> str | None:
    """The twenty digits of what a person typed, spaces and dashes ignored; None for what cannot be a code."""
    code = _SPACES.sub("", text)
    if len(code) != DIGITS or not (code.isascii() and code.isdecimal()):
        return None
    return code if _damm(code) == "0" else None


def looks_like_code(text: str) -> bool:
    """Whether `text` was meant as a code, right or wrong: so many digits and nothing else."""
    code = _SPACES.sub("", text)
    return DIGITS - 2 <= len(code) <= DIGITS + 2 and code.isascii() and code.isdecimal()


def receipt(code: str, site_salt: bytes) -> Receipt:
    """What `code` opens at this site. Takes about 0.1 s and 64 MiB: not for the event loop."""
    key = stretched(code, site_salt)
    return Receipt(_derived(key, b"kotak"), _derived(key, b"cari"))


def _derived(key: bytes, purpose: bytes) -> bytes:
    return hashlib.blake2b(purpose, digest_size=KEY_BYTES, key=key).digest()


def _damm(digits: str) -> str:
    interim = "0"
    for digit in digits:
        interim = _DAMM[int(interim)][int(digit)]
    return interim
