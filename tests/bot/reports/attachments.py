"""Files that people might attach, made here, with a canary in every place that a viewer does not show."""

from __future__ import annotations

import contextlib
import hashlib
import struct
import zlib
from collections.abc import Iterator, Mapping
from io import BytesIO
from typing import Any

from PIL import Image, PngImagePlugin

CANARY = "KENARI-Budi-4071"
RED, BLUE = (200, 30, 30), (30, 30, 200)
_XMP = f'<x:xmpmeta xmlns:x="adobe:ns:meta/"><a>{CANARY}</a></x:xmpmeta>'.encode()


def picture(width: int = 120, height: int = 80) -> Image.Image:
    """The left half red, the right half blue."""
    drawn = Image.new("RGB", (width, height), RED)
    drawn.paste(BLUE, (width // 2, 0, width, height))
    return drawn


def saved(drawn: Image.Image, form: str, **options: Any) -> bytes:
    out = BytesIO()
    drawn.save(out, form, **options)
    return out.getvalue()


def _exif(orientation: int) -> Image.Exif:
    exif = Image.Exif()
    exif[0x0112] = orientation
    exif[0x013B] = CANARY  # artist
    exif.get_ifd(0x8769)[0x9286] = b"ASCII\0\0\0" + CANARY.encode()  # comment of the user
    exif.get_ifd(0x8825)[29] = CANARY  # date of the position
    exif.get_ifd(0x8825)[2] = (6.0, 10.0, 30.5)  # latitude
    return exif


def telling_jpeg(orientation: int = 1) -> bytes:
    """EXIF with position, comment, XMP, colour profile, bytes after the end."""
    more = {"exif": _exif(orientation), "comment": CANARY, "xmp": _XMP, "icc_profile": CANARY.encode()}
    return saved(picture(), "JPEG", quality=95, **more) + CANARY.encode()


def telling_png() -> bytes:
    """All kinds of text chunks, EXIF, colour profile, bytes after the end."""
    texts = PngImagePlugin.PngInfo()
    texts.add_text("Author", CANARY)
    texts.add_text("Comment", CANARY, zip=True)
    texts.add_itxt("XML:com.adobe.xmp", _XMP.decode(), zip=True)
    options = {"pnginfo": texts, "exif": _exif(1), "icc_profile": CANARY.encode()}
    return saved(picture(), "PNG", **options) + CANARY.encode("utf-16-le")


def telling_webp() -> bytes:
    """EXIF, XMP, colour profile."""
    return saved(picture(), "WEBP", quality=95, exif=_exif(1), xmp=_XMP, icc_profile=CANARY.encode())


def declared_png(width: int, height: int) -> bytes:
    """A PNG that says it is so large and has hardly any pixels."""
    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    chunks = ((b"IHDR", header), (b"IDAT", zlib.compress(bytes(1000))), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(_chunk(name, body) for name, body in chunks)


def _chunk(name: bytes, body: bytes) -> bytes:
    return struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body))


def stream(content: bytes, entries: bytes = b"", packed: bool = False) -> bytes:
    """A PDF stream object."""
    if packed:
        content, entries = zlib.compress(content), entries + b"/Filter/FlateDecode"
    return b"<<%b/Length %d>>stream\n%b\nendstream" % (entries, len(content), content)


def pdf(objects: Mapping[int, bytes], trailer: bytes = b"/Root 1 0 R", before: bytes = b"%PDF-1.7\n") -> bytes:
    """A PDF of these objects; with `before`, an update that is written behind an earlier revision."""
    out, starts = bytearray(before), {}
    for number, body in objects.items():
        starts[number] = len(out)
        out += b"%d 0 obj\n%b\nendobj\n" % (number, body)
    if b"startxref" in before:
        trailer += b"/Prev %d" % before.rindex(b"xref\n0 ")
    table = len(out)
    out += b"xref\n0 1\n0000000000 65535 f \n"
    for number, start in starts.items():
        out += b"%d 1\n%010d 00000 n \n" % (number, start)
    out += b"trailer<</Size 99%b>>\nstartxref\n%d\n%%%%EOF\n" % (trailer, table)
    return bytes(out)


def one_page(drawing: bytes, page: bytes = b"", catalog: bytes = b"", more: Mapping[int, bytes] | None = None) -> bytes:
    """A page of 120 x 80 points. `page` and `catalog` are further entries of these, `more` further objects."""
    return pdf(one_page_objects(drawing, page, catalog) | dict(more or {}))


def one_page_objects(drawing: bytes, page: bytes = b"", catalog: bytes = b"") -> dict[int, bytes]:
    return {
        1: b"<</Type/Catalog/Pages 2 0 R%b>>" % catalog,
        2: b"<</Type/Pages/Count 1/Kids[3 0 R]>>",
        3: b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 120 80]/Contents 4 0 R%b>>" % page,
        4: stream(drawing),
    }


HALVES = b"0.784 0.118 0.118 rg 0 0 60 80 re f 0.118 0.118 0.784 rg 60 0 60 80 re f "
"""Draws what `picture` shows."""


def telling_pdf() -> bytes:
    """Information, XMP, identifier, script, attachment, outline, closed note, unseen text, an earlier revision."""
    told = CANARY.encode()
    unseen = HALVES + b"BT /F 12 Tf 3 Tr 5 5 Td (%b) Tj ET %% %b" % (told, told)
    first = one_page(b"BT /F 12 Tf 5 5 Td (%b) Tj ET" % told, b"/Resources<</Font<</F 9 0 R>>>>", more={9: _FONT})
    names = b"/Names<</EmbeddedFiles<</Names[(a) 6 0 R]>>/JavaScript<</Names[(a) 8 0 R]>>>>"
    objects = one_page_objects(
        unseen,
        b"/Resources<</Font<</F 9 0 R>>>>/Annots[10 0 R]",
        names + b"/Metadata 5 0 R/OpenAction 8 0 R/Outlines 11 0 R",
    )
    objects |= {
        5: stream(_XMP, b"/Type/Metadata/Subtype/XML", packed=True),
        6: b"<</Type/Filespec/F(%b.txt)/EF<</F 7 0 R>>>>" % told,
        7: stream(told, b"/Type/EmbeddedFile", packed=True),
        8: b"<</S/JavaScript/JS(app.alert\\('%b'\\))>>" % told,
        9: _FONT,
        10: b"<</Type/Annot/Subtype/Highlight/F 2/Rect[0 0 9 9]/T(%b)/Contents(%b)>>" % (told, told),
        11: b"<</Type/Outlines/First 12 0 R/Last 12 0 R/Count 1>>",
        12: b"<</Title<%b>/Parent 11 0 R>>" % CANARY.encode("utf-16-be").hex().encode(),
        13: b"<</Author(%b)/Title<feff%b>/CreationDate(D:20240214070000)>>"
        % (told, CANARY.encode("utf-16-be").hex().encode()),
    }
    return pdf(objects, b"/Root 1 0 R/Info 13 0 R/ID[<%b><00>]" % told.hex().encode(), before=first)


_FONT = b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>"


def locked_pdf(handler: bytes = b"/Standard") -> bytes:
    """Says that it is encrypted, with a key that no password opens."""
    key = b"/Filter%b/V 1/R 2/Length 40/P -4/O<%b>/U<%b>" % (handler, b"41" * 32, b"42" * 32)
    return pdf(one_page_objects(HALVES) | {5: b"<<%b>>" % key}, b"/Root 1 0 R/Encrypt 5 0 R/ID[<00><00>]")


def open_locked_pdf() -> bytes:
    """Encrypted by the standard handler, revision 2, with an empty user password: PDF 1.7, algorithms 2 and 4."""
    owner, permissions, identifier = b"o" * 32, -4, b"i" * 16
    told = _PADDING + owner + struct.pack("<i", permissions) + identifier
    key = hashlib.md5(told, usedforsecurity=False).digest()[:5]
    user = _rc4(key, _PADDING)
    lock = b"<</Filter/Standard/V 1/R 2/Length 40/P %d/O<%b>/U<%b>>>" % (permissions, _hex(owner), _hex(user))
    trailer = b"/Root 1 0 R/Encrypt 5 0 R/ID[<%b><%b>]" % (_hex(identifier), _hex(identifier))
    return pdf(one_page_objects(HALVES) | {5: lock}, trailer)


_PADDING = bytes.fromhex("28bf4e5e4e758a4164004e56fffa01082e2e00b6d0683e802f0ca9fe6453697a")
"""Of a short password, from the standard."""


def _hex(content: bytes) -> bytes:
    return content.hex().encode()


def _rc4(key: bytes, content: bytes) -> bytes:
    state, j = list(range(256)), 0
    for i in range(256):
        j = (j + state[i] + key[i % len(key)]) % 256
        state[i], state[j] = state[j], state[i]
    out, i, j = bytearray(), 0, 0
    for byte in content:
        i = (i + 1) % 256
        j = (j + state[i]) % 256
        state[i], state[j] = state[j], state[i]
        out.append(byte ^ state[(state[i] + state[j]) % 256])
    return bytes(out)


def endless_pdf() -> bytes:
    """Few bytes that draw 8 to the 11th rectangles: twelve forms, of which each draws the next one eight times."""
    levels = range(5, 17)
    forms = {
        level: stream(
            b"/N Do " * 8 if level < levels[-1] else b"0 0 9 9 re f ",
            b"/Type/XObject/Subtype/Form/BBox[0 0 99 99]/Resources<</XObject<</N %d 0 R>>>>" % (level + 1),
        )
        for level in levels
    }
    return one_page(b"/N Do", b"/Resources<</XObject<</N 5 0 R>>>>", more=forms)


def tells(content: bytes) -> bool:
    """Whether the canary stands anywhere in `content`: plain, as UTF-16, as hexadecimal digits, or compressed."""
    forms = [CANARY.encode(), CANARY.encode("utf-16-le"), CANARY.encode("utf-16-be")]
    forms += [form.hex().encode() for form in forms]
    return any(form in layer for layer in (content, *_inflated(content)) for form in forms)


def _inflated(content: bytes) -> Iterator[bytes]:
    """Whatever can be decompressed, from wherever a zlib stream may begin."""
    at = content.find(b"\x78")
    while at >= 0:
        with contextlib.suppress(zlib.error):
            yield zlib.decompressobj().decompress(content[at:])
        at = content.find(b"\x78", at + 1)
