"""Files that travelled: kept in memory up to a limit, the oldest are forgotten first."""

import mimetypes
import secrets
from collections import OrderedDict
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import Any

from bot.emulator.images import picture

LARGEST_UPLOAD = 50 * 1024 * 1024
LARGEST_PHOTO = 10 * 1024 * 1024
LARGEST_DOWNLOAD = 20 * 1024 * 1024
KEPT_BYTES = 256 * 1024 * 1024
UNKNOWN_TYPE = "application/octet-stream"
_FOLDERS = {"photo": "photos", "document": "documents", "voice": "voice", "sticker": "stickers"}
_SUFFIXES = {"photo": ".jpg", "voice": ".oga", "sticker": ".webp"}


class NotAPictureError(ValueError):
    """The bytes are not a picture; the message is the reason in Telegram's words."""


@dataclass(slots=True)
class StoredFile:
    """One file; `path` is what getFile answers, `kind` decides how it is sent."""

    id: str
    unique_id: str
    kind: str
    path: str
    data: bytes
    name: str
    mime: str
    width: int = 0
    height: int = 0

    def base(self) -> dict[str, Any]:
        """What every file object of the Bot API has."""
        return {"file_id": self.id, "file_unique_id": self.unique_id, "file_size": len(self.data)}

    def content(self) -> dict[str, Any]:
        """The content fields of a message that carries this file."""
        if self.kind == "photo":
            return {"photo": [self.base() | {"width": self.width, "height": self.height}]}
        if self.kind == "voice":
            return {"voice": self.base() | {"duration": 1, "mime_type": self.mime}}
        if self.kind == "sticker":
            shape = {"width": self.width or 512, "height": self.height or 512, "type": "regular"}
            return {"sticker": self.base() | shape | {"is_animated": False, "is_video": False, "emoji": "🙂"}}
        return {"document": self.base() | {"file_name": self.name, "mime_type": self.mime}}


class FileStore:
    """Files by id and by path, at most `kept_bytes` in all."""

    def __init__(self, kept_bytes: int = KEPT_BYTES) -> None:
        self._kept_bytes = kept_bytes
        self._size = 0
        self._count = 0
        self._files: OrderedDict[str, StoredFile] = OrderedDict()
        self._paths: dict[str, str] = {}

    def add(self, kind: str, data: bytes, name: str = "", mime: str = "") -> StoredFile:
        """Keeps a file. Raises NotAPictureError when a photo is none or has sides that Telegram refuses."""
        found = picture(data) if kind in ("photo", "sticker") else None
        if kind == "photo":
            if found is None:
                raise NotAPictureError("IMAGE_PROCESS_FAILED")
            if found[1] + found[2] > 10_000 or max(found[1:]) > 20 * min(found[1:]):
                raise NotAPictureError("PHOTO_INVALID_DIMENSIONS")
        self._count += 1
        name = PurePosixPath(name.replace("\\", "/")).name
        suffix = _SUFFIXES.get(kind) or PurePosixPath(name).suffix[:16]
        safe = "".join(c for c in suffix if c.isascii() and (c.isalnum() or c == "."))
        told = mime if mime != UNKNOWN_TYPE else ""
        guessed = (found[0] if found else told) or mimetypes.guess_type(name)[0]
        stored = StoredFile(
            id=f"{kind[:2].upper()}{secrets.token_urlsafe(36)}",
            unique_id=secrets.token_urlsafe(11),
            kind=kind,
            path=f"{_FOLDERS.get(kind, 'documents')}/file_{self._count}{safe}",
            data=data,
            name=name,
            mime=guessed or ("audio/ogg" if kind == "voice" else UNKNOWN_TYPE),
            width=found[1] if found else 0,
            height=found[2] if found else 0,
        )
        self._files[stored.id] = stored
        self._paths[stored.path] = stored.id
        self._size += len(data)
        self._shrink()
        return stored

    def get(self, file_id: str) -> StoredFile | None:
        """The file with this id, if it is still kept."""
        return self._files.get(file_id)

    def at(self, path: str) -> StoredFile | None:
        """The file at this path, if it is still kept."""
        return self._files.get(self._paths.get(path, ""))

    def _shrink(self) -> None:
        while self._size > self._kept_bytes and len(self._files) > 1:
            _, oldest = self._files.popitem(last=False)
            del self._paths[oldest.path]
            self._size -= len(oldest.data)
