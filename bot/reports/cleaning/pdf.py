"""A PDF of pictures and nothing else: no title, author, dates, producer or identifier (PDF 1.4).

Written here because Pillow's writer adds the dates of creation and change and its own name.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

POINTS_AN_INCH = 72

_CATALOG, _PAGES, _FIRST = 1, 2, 3
_PARTS = 3
"""Objects of a sheet: page, picture, and the one instruction that draws the picture over the page."""


@dataclass(frozen=True)
class Sheet:
    """One page of `width` x `height` points, filled by an RGB JPEG of `columns` x `rows` pixels."""

    width: int
    height: int
    columns: int
    rows: int
    jpeg: bytes


def album(sheets: Sequence[Sheet]) -> bytes:
    """The document of `sheets`; the same sheets always give the same bytes."""
    pages = [_FIRST + _PARTS * index for index in range(len(sheets))]
    kids = " ".join(f"{page} 0 R" for page in pages)
    objects = [
        f"<</Type/Catalog/Pages {_PAGES} 0 R>>".encode(),
        f"<</Type/Pages/Count {len(sheets)}/Kids[{kids}]>>".encode(),
    ]
    for page, sheet in zip(pages, sheets, strict=True):
        objects.extend(_parts(page, sheet))
    return _file(objects)


def _parts(page: int, sheet: Sheet) -> tuple[bytes, bytes, bytes]:
    picture, drawing = page + 1, page + 2
    return (
        f"<</Type/Page/Parent {_PAGES} 0 R/MediaBox[0 0 {sheet.width} {sheet.height}]"
        f"/Resources<</XObject<</P {picture} 0 R>>>>/Contents {drawing} 0 R>>".encode(),
        _stream(
            f"/Type/XObject/Subtype/Image/Width {sheet.columns}/Height {sheet.rows}"
            "/ColorSpace/DeviceRGB/BitsPerComponent 8/Filter/DCTDecode",
            sheet.jpeg,
        ),
        _stream("", f"{sheet.width} 0 0 {sheet.height} 0 0 cm/P Do".encode()),
    )


def _stream(entries: str, content: bytes) -> bytes:
    return f"<<{entries}/Length {len(content)}>>stream\n".encode() + content + b"\nendstream"


def _file(objects: Sequence[bytes]) -> bytes:
    """Objects numbered from 1, with the table of where each begins."""
    out = bytearray(b"%PDF-1.4\n%\xe2\xe3\xcf\xd3\n")  # four bytes above 127: a sign for transports that it is binary
    starts = []
    for number, body in enumerate(objects, start=1):
        starts.append(len(out))
        out += b"%d 0 obj\n" % number + body + b"\nendobj\n"
    table = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    out += b"".join(b"%010d 00000 n \n" % start for start in starts)
    out += b"trailer<</Size %d/Root %d 0 R>>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, _CATALOG, table)
    return bytes(out)
