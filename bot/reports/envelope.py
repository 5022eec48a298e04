"""Sealing and locking: the only way in which anything of a report is written down (docs/format-laporan.md).

*Sealed*: to a public key; whoever seals cannot open. *Locked*: under a secret key. Both pad the content and bind
the ciphertext to its place (kind, report, item), so a row that was copied to another place does not open.
Primitives are libsodium's: X25519, BLAKE2b, XChaCha20-Poly1305 (IETF). The browser does the same byte for byte.
"""

from __future__ import annotations

import hashlib
import secrets
from dataclasses import dataclass
from enum import IntEnum

from nacl import bindings
from nacl.exceptions import CryptoError
from nacl.exceptions import RuntimeError as SodiumError

from bot.reports.padding import pad, unpad

VERSION = 1
ID_BYTES = 16
KEY_BYTES = 32
NO_ITEM = bytes(ID_BYTES)
"""The item of a place that is the report itself."""

_SEALED = b"bolehkah-sealed-v1"
_NONCE_BYTES = bindings.crypto_aead_xchacha20poly1305_ietf_NPUBBYTES
_TAG_BYTES = bindings.crypto_aead_xchacha20poly1305_ietf_ABYTES
_HEAD_BYTES = 2


class Kind(IntEnum):
    """What a ciphertext holds. Values are on the wire: never reuse a number."""

    BODY = 1  # the report, sealed to its key R
    FOLLOW_UP = 2  # the reporter's later message, sealed to R
    ATTACHMENT = 3  # sealed to R
    REPLY = 4  # an officer's reply, sealed to the mailbox key M
    REPLY_COPY = 5  # the same reply for the other officers, sealed to R
    NOTE = 6  # an officer's note for officers only, sealed to R
    ACCESS = 7  # R's private half, sealed to one key holder; the item is the holder
    MAILBOX = 8  # M's private half, locked under the receipt's mailbox key
    KEY_FILE = 9  # a holder's seed, locked under a passphrase; the report is the holder


@dataclass(frozen=True)
class Place:
    """Where a ciphertext belongs. `report` and `item` are 16 bytes each."""

    kind: Kind
    report: bytes
    item: bytes = NO_ITEM

    def __post_init__(self) -> None:
        if len(self.report) != ID_BYTES or len(self.item) != ID_BYTES:
            raise ValueError("ids are 16 bytes")

    @property
    def header(self) -> bytes:
        return bytes([VERSION, self.kind])

    @property
    def bound(self) -> bytes:
        """What the ciphertext is authenticated with."""
        return self.header + self.report + self.item


@dataclass(frozen=True)
class KeyPair:
    """An X25519 pair, 32 bytes each half."""

    public: bytes
    private: bytes

    def __repr__(self) -> str:
        return "KeyPair(...)"


class EnvelopeError(Exception):
    """The ciphertext does not open: wrong key, wrong place, changed, cut, or unknown format. Says nothing more."""


def new_key_pair() -> KeyPair:
    return key_pair(secrets.token_bytes(KEY_BYTES))


def key_pair(private: bytes) -> KeyPair:
    """The pair of a 32-byte private key."""
    return KeyPair(bindings.crypto_scalarmult_base(private), private)


def seal(content: bytes, public: bytes, place: Place) -> bytes:
    """`content` that only the private half of `public` opens, at this place."""
    ephemeral = new_key_pair()
    key, nonce = _agreed(ephemeral.private, public, ephemeral.public, public, place)
    return place.header + ephemeral.public + _encrypt(content, key, nonce, place)


def unseal(sealed: bytes, pair: KeyPair, place: Place) -> bytes:
    """The content. Raises `EnvelopeError`."""
    body = _body(sealed, place, KEY_BYTES)
    ephemeral = body[:KEY_BYTES]
    key, nonce = _agreed(pair.private, ephemeral, ephemeral, pair.public, place)
    return _decrypt(body[KEY_BYTES:], key, nonce, place)


def lock(content: bytes, key: bytes, place: Place) -> bytes:
    """`content` under a secret 32-byte `key`, at this place."""
    nonce = secrets.token_bytes(_NONCE_BYTES)
    return place.header + nonce + _encrypt(content, key, nonce, place)


def unlock(locked: bytes, key: bytes, place: Place) -> bytes:
    """The content. Raises `EnvelopeError`."""
    body = _body(locked, place, _NONCE_BYTES)
    return _decrypt(body[_NONCE_BYTES:], key, body[:_NONCE_BYTES], place)


def _agreed(private: bytes, other: bytes, ephemeral: bytes, recipient: bytes, place: Place) -> tuple[bytes, bytes]:
    """Key and nonce of one sealed content; the pair is used once, so the nonce may follow from it."""
    try:
        shared = bindings.crypto_scalarmult(private, other)
    except (SodiumError, CryptoError) as error:
        raise EnvelopeError from error
    material = _SEALED + place.bound + ephemeral + recipient + shared
    derived = hashlib.blake2b(material, digest_size=KEY_BYTES + _NONCE_BYTES).digest()
    return derived[:KEY_BYTES], derived[KEY_BYTES:]


def _encrypt(content: bytes, key: bytes, nonce: bytes, place: Place) -> bytes:
    return bindings.crypto_aead_xchacha20poly1305_ietf_encrypt(pad(content), place.bound, nonce, key)


def _decrypt(ciphertext: bytes, key: bytes, nonce: bytes, place: Place) -> bytes:
    try:
        padded = bindings.crypto_aead_xchacha20poly1305_ietf_decrypt(ciphertext, place.bound, nonce, key)
        return unpad(padded)
    except (CryptoError, ValueError) as error:
        raise EnvelopeError from error


def _body(ciphertext: bytes, place: Place, prefix: int) -> bytes:
    if not ciphertext.startswith(place.header) or len(ciphertext) < _HEAD_BYTES + prefix + _TAG_BYTES:
        raise EnvelopeError
    return ciphertext[_HEAD_BYTES:]
