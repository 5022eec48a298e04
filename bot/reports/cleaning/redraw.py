"""Front door of the decoders, for the worker: any bytes in, a clean file or a refusal out."""

from __future__ import annotations

import warnings

from bot.reports.cleaning import documents, pictures
from bot.reports.cleaning.kinds import Format, recognise
from bot.reports.cleaning.limits import MAX_BYTES
from bot.reports.cleaning.outcomes import CleanFile, Refusal, RefusedFileError


def redraw(content: bytes, most: int = MAX_BYTES) -> CleanFile:
    """`content` drawn anew in at most `most` bytes; the same bytes give the same file with the same libraries.

    Raises `RefusedFileError` and nothing else, unless a decoder brings the process down.
    """
    form = recognise(content)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # a damaged EXIF block is no reason to refuse a good picture
            if form is Format.PDF:
                return documents.redrawn(content, most)
            return pictures.redrawn(content, form, most)
    except RefusedFileError:
        raise
    except MemoryError:
        raise RefusedFileError(Refusal.TOO_COMPLEX) from None
    except Exception:  # for hostile bytes the decoders raise anything, from struct.error to TypeError
        raise RefusedFileError(Refusal.BROKEN) from None
