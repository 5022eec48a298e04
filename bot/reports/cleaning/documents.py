"""PDF pages drawn as pictures: nothing survives that a viewer does not show, and nothing that could attack it."""

from __future__ import annotations

import math

import pypdfium2  # type: ignore[import-untyped]  # it ships no types
from PIL import Image
from pypdfium2 import raw as pdfium

from bot.reports.cleaning.limits import MAX_PAGE_PIXELS, MAX_PAGES, PAGE_DPI, STEPS
from bot.reports.cleaning.outcomes import CleanFile, FileKind, Refusal, RefusedFileError
from bot.reports.cleaning.pdf import POINTS_AN_INCH, Sheet, album
from bot.reports.cleaning.pictures import jpeg


def redrawn(content: bytes, most: int) -> CleanFile:
    """A PDF of pictures of all pages, in at most `most` bytes.

    Drawn are filled forms, seals of signatures, stamps and highlights, as in any viewer; of a note only its sign, not
    its text and author. Raises `RefusedFileError` with `ENCRYPTED`, `TOO_MANY_PAGES` or `TOO_BIG`; and what
    pypdfium2 and Pillow raise for a broken document.
    """
    with _opened(content) as document:
        document.init_forms()
        if len(document) > MAX_PAGES:
            raise RefusedFileError(Refusal.TOO_MANY_PAGES)
        for scale, quality in STEPS:
            sheets = _sheets(document, scale, quality, most)
            if sheets is not None and len(smaller := album(sheets)) <= most:
                return CleanFile(FileKind.PDF, smaller)
    raise RefusedFileError(Refusal.TOO_BIG)


def _opened(content: bytes) -> pypdfium2.PdfDocument:
    try:
        document = pypdfium2.PdfDocument(content)
    except pypdfium2.PdfiumError as error:
        if error.err_code in (pdfium.FPDF_ERR_PASSWORD, pdfium.FPDF_ERR_SECURITY):
            raise RefusedFileError(Refusal.ENCRYPTED) from None
        raise
    if pdfium.FPDF_GetSecurityHandlerRevision(document) != -1:
        document.close()
        raise RefusedFileError(Refusal.ENCRYPTED)
    return document


def _sheets(document: pypdfium2.PdfDocument, scale: float, quality: int, most: int) -> list[Sheet] | None:
    """All pages as pictures; None as soon as these alone are more than `most` bytes."""
    sheets: list[Sheet] = []
    size = 0
    for page in document:
        width, height = page.get_size()
        canvas = _drawn(page, scale)
        page.close()
        drawn = jpeg(canvas, quality)
        sheets.append(Sheet(max(1, round(width)), max(1, round(height)), *canvas.size, drawn))
        size += len(drawn)
        if size > most:
            return None
    return sheets


def _drawn(page: pypdfium2.PdfPage, scale: float) -> Image.Image:
    width, height = page.get_size()
    finest = math.sqrt(MAX_PAGE_PIXELS / (width * height))
    bitmap = page.render(scale=scale * min(PAGE_DPI / POINTS_AN_INCH, finest))
    canvas: Image.Image = bitmap.to_pil()
    bitmap.close()
    return canvas
