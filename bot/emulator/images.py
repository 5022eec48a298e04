"""Width and height of a picture from its first bytes: PNG, JPEG, GIF, WebP. Nothing is decoded."""

from struct import unpack

_JPEG_FRAMES = {*range(0xC0, 0xD0)} - {0xC4, 0xC8, 0xCC}


def picture(data: bytes) -> tuple[str, int, int] | None:
    """(media type, width, height) in pixels, or None when this is not a picture Telegram would take."""
    if data[:8] == b"\x89PNG\r\n\x1a\n" and len(data) >= 24:
        found: tuple[str, int, int] | None = ("image/png", *_pair(">II", data[16:24]))
    elif data[:6] in (b"GIF87a", b"GIF89a") and len(data) >= 10:
        found = ("image/gif", *_pair("<HH", data[6:10]))
    elif data[:2] == b"\xff\xd8":
        found = _jpeg(data)
    elif data[:4] == b"RIFF" and data[8:12] == b"WEBP" and len(data) >= 30:
        found = _webp(data)
    else:
        found = None
    return found if found and found[1] > 0 and found[2] > 0 else None


def _pair(form: str, data: bytes) -> tuple[int, int]:
    first, second = unpack(form, data)
    return int(first), int(second)


def _jpeg(data: bytes) -> tuple[str, int, int] | None:
    at = 2
    while at + 9 <= len(data) and data[at] == 0xFF:
        if data[at + 1] in _JPEG_FRAMES:
            height, width = _pair(">HH", data[at + 5 : at + 9])
            return "image/jpeg", width, height
        at += 2 + int.from_bytes(data[at + 2 : at + 4], "big")
    return None


def _webp(data: bytes) -> tuple[str, int, int] | None:
    if data[12:16] == b"VP8X":
        width, height = (int.from_bytes(data[i : i + 3], "little") + 1 for i in (24, 27))
        return "image/webp", width, height
    if data[12:16] == b"VP8L":
        bits = int.from_bytes(data[21:25], "little")
        return "image/webp", (bits & 0x3FFF) + 1, (bits >> 14 & 0x3FFF) + 1
    if data[12:16] == b"VP8 ":
        width, height = _pair("<HH", data[26:30])
        return "image/webp", width & 0x3FFF, height & 0x3FFF
    return None
