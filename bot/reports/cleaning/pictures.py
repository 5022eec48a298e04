"""Pictures drawn onto a fresh canvas. Saving the opened picture again would keep comments, profiles and positions."""

from __future__ import annotations

import warnings
from io import BytesIO

from PIL import Image, ImageOps

from bot.reports.cleaning.kinds import Format
from bot.reports.cleaning.limits import MAX_PIXELS, STEPS
from bot.reports.cleaning.outcomes import CleanFile, FileKind, Refusal, RefusedFileError

Image.init()  # now: the worker can open no file later, not even a module's
Image.MAX_IMAGE_PIXELS = MAX_PIXELS


def redrawn(content: bytes, form: Format, most: int) -> CleanFile:
    """The first frame of a picture, upright, on white, in at most `most` bytes.

    PNG stays PNG unless that is too big; everything else becomes JPEG. Raises `RefusedFileError` with
    `TOO_LARGE_PICTURE`, before any pixel is decoded, or `TOO_BIG`; and whatever Pillow raises for a broken picture.
    """
    canvas = _drawn(content, form)
    if form is Format.PNG:
        lossless = _png(canvas)
        if len(lossless) <= most:
            return CleanFile(FileKind.PNG, lossless)
    for scale, quality in STEPS:
        smaller = jpeg(_scaled(canvas, scale), quality)
        if len(smaller) <= most:
            return CleanFile(FileKind.JPEG, smaller)
    raise RefusedFileError(Refusal.TOO_BIG)


def jpeg(canvas: Image.Image, quality: int) -> bytes:
    """`canvas` as JPEG, without metadata if it was never opened from a file."""
    out = BytesIO()
    canvas.save(out, "JPEG", quality=quality)
    return out.getvalue()


def _png(canvas: Image.Image) -> bytes:
    out = BytesIO()
    canvas.save(out, "PNG")
    return out.getvalue()


def _drawn(content: bytes, form: Format) -> Image.Image:
    with _opened(content, form) as picture:
        ImageOps.exif_transpose(picture, in_place=True)
        canvas = Image.new("RGB", picture.size, "white")
        if picture.has_transparency_data:
            # On white, because colours under full transparency are invisible and would travel along unnoticed.
            visible = picture.convert("RGBA")
            canvas.paste(visible, mask=visible)
        else:
            canvas.paste(_eight_bits(picture))
    return canvas


def _opened(content: bytes, form: Format) -> Image.Image:
    """The picture with only its header read. Pillow warns above `MAX_PIXELS` and refuses above twice as many."""
    with warnings.catch_warnings():
        warnings.simplefilter("error", Image.DecompressionBombWarning)
        try:
            return Image.open(BytesIO(content), formats=[form.value])
        except (Image.DecompressionBombWarning, Image.DecompressionBombError):
            raise RefusedFileError(Refusal.TOO_LARGE_PICTURE) from None


def _eight_bits(picture: Image.Image) -> Image.Image:
    """Grey of 16 bits, a scanner's, brought down to 8: Pillow's own conversion turns nearly all of it white."""
    if picture.mode.startswith("I;16"):
        return picture.point(lambda value: value * (1 / 256)).convert("L")
    return picture


def _scaled(canvas: Image.Image, scale: float) -> Image.Image:
    if scale == 1:
        return canvas
    return canvas.resize((max(1, round(canvas.width * scale)), max(1, round(canvas.height * scale))))
