"""Serves the chat page and its gallery from `page/`, with headers that allow nothing from elsewhere."""

from collections.abc import Callable
from functools import cache
from pathlib import Path

import orjson
from aiohttp import web

FOLDER = Path(__file__).parent / "page"
CSP = (
    "default-src 'self'; img-src 'self' blob: data:; style-src 'self'; script-src 'self'; "
    "connect-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'"
)
HEADERS = {
    "Content-Security-Policy": CSP,
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cache-Control": "no-cache",
}
MISSING = "Halaman ini belum ada."
NO_GALLERY = {"error": {"code": "no_gallery", "message": "Galeri tidak disertakan di sini."}}
_PAGES = {"": ("index.html",), "galeri": ("galeri.html", "galeri/index.html", "index.html")}
_TYPES = {
    ".html": "text/html; charset=utf-8",
    ".css": "text/css; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".json": "application/json",
    ".svg": "image/svg+xml",
    ".png": "image/png",
    ".jpg": "image/jpeg",
    ".webp": "image/webp",
    ".ico": "image/x-icon",
    ".woff2": "font/woff2",
    ".ogg": "audio/ogg",
    ".txt": "text/plain; charset=utf-8",
}


def routes(folder: Path = FOLDER, gallery: Callable[[], object] | None = None) -> list[web.RouteDef]:
    """`/`, `/galeri`, its data, and the files beside them.

    Only known types inside the folder are served; else 404. `gallery` is called once, on the first request.
    """

    @cache
    def gallery_json() -> bytes | None:
        return orjson.dumps(gallery()) if gallery else None

    async def serve_gallery(request: web.Request) -> web.StreamResponse:
        found = gallery_json()
        return web.Response(
            status=200 if found else 404,
            body=found or orjson.dumps(NO_GALLERY),
            headers=HEADERS | {"Content-Type": _TYPES[".json"]},
        )

    async def serve(request: web.Request) -> web.StreamResponse:
        name = request.match_info.get("path", "").strip("/")
        for candidate in _PAGES.get(name, (name,)):
            if (found := _read(folder, candidate)) is not None:
                return web.Response(body=found[0], headers=HEADERS | {"Content-Type": found[1]})
        return web.Response(status=404, text=MISSING, headers=HEADERS)

    return [
        web.get("/", serve),
        web.get("/galeri/data.json", serve_gallery),
        web.get("/{path:.+}", serve),
    ]


def shortcut(path: str, address: str) -> web.RouteDef:
    """A short path for a long address."""

    async def lead(_: web.Request) -> web.StreamResponse:
        return web.Response(status=302, headers=HEADERS | {"Location": address})

    return web.get(path, lead)


def _read(folder: Path, name: str) -> tuple[bytes, str] | None:
    """Bytes and media type of a file of a known type inside the folder, or None."""
    if "\0" in name:
        return None
    path = (folder / name).resolve()
    kind = _TYPES.get(path.suffix)
    if kind is None or not path.is_relative_to(folder.resolve()) or not path.is_file():
        return None
    return path.read_bytes(), kind
