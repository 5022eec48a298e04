"""The page's files. All are read once at the start and served by name: a path in a request never meets the disk."""

from __future__ import annotations

import gzip
import hashlib
from dataclasses import dataclass
from pathlib import Path

from aiohttp import web

from bot.web.headers import import_map_hashes
from bot.web.problems import NOT_FOUND, ProblemError

FOLDER = Path(__file__).parent / "page"

_PAGES = {"/": "index.html", "/daftar": "daftar.html"}
_TYPES = {
    ".html": "text/html",
    ".css": "text/css",
    ".js": "text/javascript",
    ".mjs": "text/javascript",
    ".json": "application/json",
    ".svg": "image/svg+xml",
    ".png": "image/png",
    ".ico": "image/x-icon",
    ".woff2": "font/woff2",
}
_PACKED_FROM = 1024
"""Bytes from which compression pays."""

_ALREADY_PACKED = {"image/png", "font/woff2"}


@dataclass(frozen=True)
class Asset:
    """A file as it is sent. `packed`: the same with gzip, where that is smaller."""

    content: bytes
    packed: bytes | None
    kind: str
    etag: str


class Statics:
    """The pages and `/statis/<name>`. Raises `OSError` when the folder or a page is missing."""

    def __init__(self, folder: Path = FOLDER) -> None:
        self._assets = read_assets(folder)
        missing = [name for name in _PAGES.values() if name not in self._assets]
        if missing:
            raise FileNotFoundError(f"{folder}: {', '.join(missing)}")

    @property
    def names(self) -> set[str]:
        """What stands after `/statis/`."""
        return set(self._assets)

    def script_hashes(self) -> list[str]:
        """Of the import maps of all pages."""
        return sorted({found for name in _PAGES.values() for found in import_map_hashes(self._assets[name].content)})

    def routes(self) -> list[web.RouteDef]:
        pages = [web.get(path, self.page) for path in _PAGES]
        return [*pages, web.get("/statis/{name:.+}", self.file)]

    async def page(self, request: web.Request) -> web.Response:
        return answer_asset(request, self._assets[_PAGES[request.path]])

    async def file(self, request: web.Request) -> web.Response:
        asset = self._assets.get(request.match_info["name"])
        if asset is None:
            raise ProblemError(NOT_FOUND)
        return answer_asset(request, asset)


def read_assets(folder: Path) -> dict[str, Asset]:
    """Every file of a known type, by its path inside `folder`."""
    return {
        path.relative_to(folder).as_posix(): _asset(path)
        for path in sorted(folder.rglob("*"))
        if path.is_file() and path.suffix in _TYPES
    }


def _asset(path: Path) -> Asset:
    content, kind = path.read_bytes(), _TYPES[path.suffix]
    packed = None
    if len(content) >= _PACKED_FROM and kind not in _ALREADY_PACKED:
        packed = gzip.compress(content, mtime=0)
    return Asset(content, packed, kind, hashlib.blake2b(content, digest_size=16).hexdigest())


def answer_asset(request: web.Request, asset: Asset) -> web.Response:
    """The file, or 304 when the browser has it. It may be kept, but not used without asking."""
    packed = asset.packed if "gzip" in request.headers.get("Accept-Encoding", "") else None
    etag = f'"{asset.etag}-gz"' if packed else f'"{asset.etag}"'
    headers = {"ETag": etag, "Cache-Control": "no-cache", "Vary": "Accept-Encoding"}
    if request.headers.get("If-None-Match") == etag:
        return web.Response(status=304, headers=headers)
    if packed:
        headers["Content-Encoding"] = "gzip"
    text = asset.kind.startswith("text/")
    return web.Response(
        body=packed or asset.content, headers=headers, content_type=asset.kind, charset="utf-8" if text else None
    )
