"""Files of a report as rows: packed, sealed to the report's key, named by a random id."""

from __future__ import annotations

import secrets
from collections.abc import Sequence

from bot.reports.cleaning import CleanFile
from bot.reports.content import pack_file
from bot.reports.envelope import ID_BYTES, Kind, Place, seal
from bot.reports.tables import Attachment


def sealed_files(files: Sequence[CleanFile], report: bytes, r_public: bytes) -> list[Attachment]:
    """Rows for `files`. Takes some milliseconds a megabyte: not for the event loop."""
    return [_sealed(file, secrets.token_bytes(ID_BYTES), report, r_public) for file in files]


def _sealed(file: CleanFile, item: bytes, report: bytes, r_public: bytes) -> Attachment:
    sealed = seal(pack_file(file), r_public, Place(Kind.ATTACHMENT, report, item))
    return Attachment(id=item, report=report, sealed=sealed)
