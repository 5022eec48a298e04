"""Which addresses Telegram accepts in links and buttons."""

import re

_HTTP = re.compile(r"(?:(https?)://)?([^/?#\s]+)([/?#]\S*)?", re.IGNORECASE)
_SCHEME = re.compile(r"([a-z][a-z0-9+.-]*):", re.IGNORECASE)
_HOST = re.compile(r"(?:[^@]*@)?((?:[^\W_]|-)+(?:\.(?:[^\W_]|-)+)+|\[[0-9a-f:.]+\])(?::\d{1,5})?", re.IGNORECASE)
_USER = re.compile(r"tg://user\?id=(\d{1,18})", re.IGNORECASE)


class LinkRefusedError(ValueError):
    """The address is not one that Telegram accepts; the message is Telegram's reason."""


def checked_link(url: str) -> str:
    """The address as Telegram stores it (scheme added, bare host gets a slash). Raises LinkRefusedError."""
    url = url.strip()
    if re.match(r"(tg|ton|tonsite):", url, re.IGNORECASE):
        return url
    scheme = _SCHEME.match(url)
    if scheme and "://" in url and scheme[1].lower() not in ("http", "https"):
        raise LinkRefusedError("Unsupported URL protocol")
    found = _HTTP.fullmatch(url)
    if not found or not _HOST.fullmatch(found[2]):
        raise LinkRefusedError("Wrong HTTP URL")
    path = found[3] or "/"
    return f"{(found[1] or 'http').lower()}://{found[2]}{path if path[0] == '/' else '/' + path}"


def mentioned_user(url: str) -> int | None:
    """The user id of `tg://user?id=...`, or None."""
    found = _USER.fullmatch(url.strip())
    return int(found[1]) if found else None
