"""Writes vectors.json, the known answers that Python and the browser must both give.

Only for a new format version: `python -m tests.bot.reports.make_vectors > tests/bot/reports/vectors.json`
"""

from __future__ import annotations

import json
import sys

from bot.reports.envelope import NO_ITEM, Kind, Place, key_pair, lock, seal
from bot.reports.keys import HolderKeys, key_file, printed, site_fingerprint, stretched
from bot.reports.padding import padded_size
from bot.reports.receipt import receipt

SIZES = [0, 1, 1020, 1021, 4092, 4093, 16380, 16381, 65532, 65533, 262140, 262141, 1048572, 1048573, 3145725]
SEALED = (Kind.BODY, Kind.FOLLOW_UP, Kind.ATTACHMENT, Kind.REPLY, Kind.REPLY_COPY, Kind.NOTE, Kind.ACCESS)
CONTENT = {
    Kind.BODY: '{"event_date":"2026-10-03","known_date":"2026-10-05","story":"Camat berfoto – “dua jari”."}',
    Kind.ATTACHMENT: "\3%PDF-1.7",
    Kind.ACCESS: "r" * 32,
}
MESSAGE = '{"text":"Terima kasih. Apakah ada tangkapan layar?","author":"Sri Lestari"}'
PASSPHRASE = "kopi sawah cafe\u0301 lampu tenang"  # an accent that NFC composes
RECEIPT_CODE = "12345678901234567891"


def main() -> None:
    json.dump(_vectors(), sys.stdout, indent=1, ensure_ascii=True)
    sys.stdout.write("\n")


def _vectors() -> dict[str, object]:
    report, item, holder, salt = (bytes(range(start, start + 16)) for start in (0, 32, 64, 96))
    pair = key_pair(bytes(range(100, 132)))
    keys, other = HolderKeys(bytes(range(200, 232))), HolderKeys(bytes(range(1, 33)))
    token, challenge, origin = bytes(range(16, 32)), bytes(range(32, 64)), "https://lapor.example"
    code = receipt(RECEIPT_CODE, salt)
    return {
        "format": 1,
        "padded_sizes": [[size, padded_size(size)] for size in SIZES],
        "pair": {"private": pair.private.hex(), "public": pair.public.hex()},
        "sealed": [_sealed(kind, report, _item(kind, item, holder), pair.public) for kind in SEALED],
        "locked": {
            "kind": Kind.MAILBOX,
            "report": report.hex(),
            "item": NO_ITEM.hex(),
            "key": code.mailbox_key.hex(),
            "content": pair.private.hex(),
            "locked": lock(pair.private, code.mailbox_key, Place(Kind.MAILBOX, report)).hex(),
        },
        "stretched": {"secret": PASSPHRASE, "salt": salt.hex(), "key": stretched(PASSPHRASE, salt).hex()},
        "receipt": {
            "code": RECEIPT_CODE,
            "salt": salt.hex(),
            "mailbox_key": code.mailbox_key.hex(),
            "search": code.search.hex(),
        },
        "holder": {
            "id": holder.hex(),
            "seed": keys.seed.hex(),
            "opening_private": keys.opening.private.hex(),
            "opening": keys.public.opening.hex(),
            "signing": keys.public.signing.hex(),
            "fingerprint": keys.public.fingerprint,
            "printed": printed(keys),
            "passphrase": PASSPHRASE,
            "key_file": key_file(keys, holder, PASSPHRASE),
        },
        "site": {
            "others": [[other.public.opening.hex(), other.public.signing.hex()]],
            "fingerprint": site_fingerprint([keys.public, other.public]),
        },
        "enrolment": {
            "token": token.hex(),
            "proof": _signature(keys, b"bolehkah-daftar-v1" + keys.public.opening + keys.public.signing + token),
        },
        "login": {
            "challenge": challenge.hex(),
            "origin": origin,
            "proof": _signature(keys, b"bolehkah-masuk-v1" + challenge + holder + origin.encode()),
        },
    }


def _item(kind: Kind, item: bytes, holder: bytes) -> bytes:
    return {Kind.BODY: NO_ITEM, Kind.ACCESS: holder}.get(kind, item)


def _sealed(kind: Kind, report: bytes, item: bytes, public: bytes) -> dict[str, object]:
    content = CONTENT.get(kind, MESSAGE).encode()
    return {
        "kind": kind,
        "report": report.hex(),
        "item": item.hex(),
        "content": content.hex(),
        "sealed": seal(content, public, Place(kind, report, item)).hex(),
    }


def _signature(keys: HolderKeys, message: bytes) -> str:
    return keys.signing.sign(message).signature.hex()


if __name__ == "__main__":
    main()
