"""Keys of those who may open reports: officers and the recovery key (docs/format-laporan.md).

A holder has one secret, a 32-byte seed, from which both pairs follow: X25519 to open with, Ed25519 to log in with.
The seed is made in the officer's browser, or printed for recovery; the server keeps public halves only.
"""

from __future__ import annotations

import base64
import hashlib
import secrets
import unicodedata
from dataclasses import dataclass

from nacl.exceptions import BadSignatureError
from nacl.pwhash import argon2id
from nacl.signing import SigningKey, VerifyKey

from bot.reports.envelope import KEY_BYTES, KeyPair, Kind, Place, key_pair, lock

SALT_BYTES = 16
ARGON2_OPS = 3
ARGON2_MEMORY = 64 * 1024 * 1024
"""Bytes. With `ARGON2_OPS`, the cost of one guess of a passphrase or receipt code; part of format version 1."""

_OPEN = b"bolehkah-kunci-buka-v1"
_SIGN = b"bolehkah-kunci-tanda-v1"
_FINGERPRINT = b"bolehkah-sidik-v1"
_SITE_FINGERPRINT = b"bolehkah-sidik-situs-v1"
_CHECK = b"bolehkah-pemulihan-v1"
_CHECK_BYTES = 3


@dataclass(frozen=True)
class PublicKeys:
    """What the server knows of a holder: 32 bytes each."""

    opening: bytes
    signing: bytes

    @property
    def fingerprint(self) -> str:
        """Eight groups of four hexadecimal digits, to be compared by voice."""
        return _grouped(_hash(_FINGERPRINT + self.opening + self.signing, 16))

    def signed(self, message: bytes, signature: bytes) -> bool:
        """Whether `signature` is this holder's, over `message`."""
        try:
            VerifyKey(self.signing).verify(message, signature)
        except (BadSignatureError, ValueError):
            return False
        return True


@dataclass(frozen=True)
class HolderKeys:
    """A holder's secret and what follows from it. Lives in a browser, on paper, and in tests; never on a server."""

    seed: bytes

    def __repr__(self) -> str:
        return "HolderKeys(...)"

    @property
    def opening(self) -> KeyPair:
        return key_pair(_hash(_OPEN, KEY_BYTES, self.seed))

    @property
    def signing(self) -> SigningKey:
        return SigningKey(_hash(_SIGN, KEY_BYTES, self.seed))

    @property
    def public(self) -> PublicKeys:
        return PublicKeys(self.opening.public, bytes(self.signing.verify_key))


def new_holder_keys() -> HolderKeys:
    return HolderKeys(secrets.token_bytes(KEY_BYTES))


def site_fingerprint(holders: list[PublicKeys]) -> str:
    """One fingerprint of all receiving keys, whatever their order: a fake bot shows another one."""
    ordered = sorted(keys.opening + keys.signing for keys in holders)
    return _grouped(_hash(_SITE_FINGERPRINT + b"".join(ordered), 16))


def stretched(secret: str, salt: bytes) -> bytes:
    """32 bytes that cost a guesser time and memory. Takes about 0.1 s and 64 MiB: not for the event loop."""
    typed = unicodedata.normalize("NFC", secret).encode()  # keyboards differ in how they compose an accent
    return argon2id.kdf(KEY_BYTES, typed, salt, ARGON2_OPS, ARGON2_MEMORY)


def key_file(keys: HolderKeys, holder: bytes, passphrase: str) -> dict[str, str]:
    """The file that an officer keeps: the seed, locked under the passphrase. The browser reads and writes the same."""
    salt = secrets.token_bytes(SALT_BYTES)
    locked = lock(keys.seed, stretched(passphrase, salt), Place(Kind.KEY_FILE, holder))
    return {"format": "bolehkah-kunci/1", "petugas": b64(holder), "garam": b64(salt), "kunci": b64(locked)}


def printed(keys: HolderKeys) -> str:
    """The seed for paper: base32 of seed and check bytes, 14 groups of four."""
    text = base64.b32encode(keys.seed + _hash(_CHECK + keys.seed, _CHECK_BYTES)).decode()
    return " ".join(text[i : i + 4] for i in range(0, len(text), 4))


def read_printed(text: str) -> HolderKeys:
    """The keys of a printed seed, however it is spaced. Raises `ValueError` for a typing error."""
    raw = base64.b32decode("".join(text.split()).upper())
    seed, check = raw[:KEY_BYTES], raw[KEY_BYTES:]
    if len(seed) != KEY_BYTES or check != _hash(_CHECK + seed, _CHECK_BYTES):
        raise ValueError("not a printed key")
    return HolderKeys(seed)


def b64(content: bytes) -> str:
    """URL-safe base64 without padding, as everywhere on the wire."""
    return base64.urlsafe_b64encode(content).rstrip(b"=").decode()


def unb64(text: str) -> bytes:
    """Raises `ValueError` for anything that `b64` does not write."""
    content = base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))
    if b64(content) != text:
        raise ValueError("not base64url")
    return content


def _hash(message: bytes, size: int, key: bytes = b"") -> bytes:
    return hashlib.blake2b(message, digest_size=size, key=key).digest()


def _grouped(digest: bytes) -> str:
    text = digest.hex().upper()
    return " ".join(text[i : i + 4] for i in range(0, len(text), 4))
