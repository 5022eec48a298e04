"""Headers of every answer: the page may load nothing from elsewhere, be framed by nobody and leave no trace."""

from __future__ import annotations

import base64
import hashlib
import re

from aiohttp import web

_IMPORT_MAP = re.compile(rb'<script type="importmap"[^>]*>(.*?)</script>', re.DOTALL)
_HSTS = "max-age=31536000"
_PERMISSIONS = "camera=(), display-capture=(), geolocation=(), microphone=(), payment=(), usb=()"


def import_map_hashes(html: bytes) -> list[str]:
    """CSP sources of the import maps in a page: the only inline scripts that are allowed."""
    digests = [hashlib.sha256(found).digest() for found in _IMPORT_MAP.findall(html)]
    return [f"'sha256-{base64.b64encode(digest).decode()}'" for digest in digests]


def content_security_policy(script_hashes: list[str]) -> str:
    """Everything from this origin only; WebAssembly for libsodium; no inline code but the import map."""
    scripts = " ".join(["'self'", "'wasm-unsafe-eval'", *script_hashes])
    return (
        f"default-src 'none'; script-src {scripts}; style-src 'self'; img-src 'self' blob: data:; "
        "connect-src 'self'; form-action 'none'; frame-ancestors 'none'; base-uri 'none'"
    )


class SecurityHeaders:
    """Puts the headers on every answer of the application, refusals included."""

    def __init__(self, csp: str, *, https: bool) -> None:
        self._headers = {
            "Content-Security-Policy": csp,
            "X-Content-Type-Options": "nosniff",
            "Referrer-Policy": "no-referrer",
            "Cross-Origin-Opener-Policy": "same-origin",
            "Cross-Origin-Resource-Policy": "same-origin",
            "Permissions-Policy": _PERMISSIONS,
            "Server": "bolehkah",  # instead of the versions of Python and aiohttp
        }
        if https:
            self._headers["Strict-Transport-Security"] = _HSTS

    async def add(self, _: web.Request, response: web.StreamResponse) -> None:
        response.headers.update(self._headers)
        response.headers.setdefault("Cache-Control", "no-store")
