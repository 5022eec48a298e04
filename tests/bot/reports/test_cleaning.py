"""Attachments drawn anew: the picture stays, everything that only travelled with it is gone."""

from __future__ import annotations

from contextlib import suppress
from io import BytesIO

import pypdfium2  # type: ignore[import-untyped]  # it ships no types
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from bot.reports.cleaning import MAX_BYTES, CleanFile, FileKind, Refusal, RefusedFileError
from bot.reports.cleaning.limits import MAX_PAGE_PIXELS, MAX_PAGES
from bot.reports.cleaning.redraw import redraw
from tests.bot.reports import attachments as made
from tests.bot.reports.attachments import BLUE, HALVES, RED, one_page, picture, saved, tells

TELLING = {
    "jpeg": made.telling_jpeg(),
    "png": made.telling_png(),
    "webp": made.telling_webp(),
    "pdf": made.telling_pdf(),
}
MAGIC = (b"", b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n", b"RIFF\x10\0\0\0WEBP", b"%PDF-1.7\n")
NOISE = Image.effect_noise((400, 300), 90).convert("RGB")


def _seen(file: CleanFile) -> Image.Image:
    """What a viewer shows of a picture, or of the first page at one pixel a point."""
    if file.kind is FileKind.PDF:
        with pypdfium2.PdfDocument(file.content) as document:
            shown: Image.Image = document[0].render().to_pil()
            return shown
    return Image.open(BytesIO(file.content))


def _close(shown: Image.Image, place: tuple[int, int], colour: tuple[int, int, int]) -> bool:
    pixel = shown.convert("RGB").getpixel(place)
    assert isinstance(pixel, tuple)
    return all(abs(a - b) <= 6 for a, b in zip(pixel, colour, strict=True))


def _refusal(content: bytes, most: int = MAX_BYTES) -> Refusal:
    with pytest.raises(RefusedFileError) as refused:
        redraw(content, most)
    assert str(refused.value) == refused.value.reason.value
    return refused.value.reason


# Nothing but the picture


@pytest.mark.parametrize("name", TELLING)
def test_what_only_travelled_along_is_gone(name: str) -> None:
    assert tells(TELLING[name]), "the search must find what it looks for"
    assert not tells(redraw(TELLING[name]).content)


@pytest.mark.parametrize("name", TELLING)
def test_the_picture_stays(name: str) -> None:
    shown = _seen(redraw(TELLING[name]))
    assert shown.size == (120, 80)
    assert _close(shown, (30, 40), RED)
    assert _close(shown, (90, 40), BLUE)


@pytest.mark.parametrize("name", TELLING)
def test_the_same_file_comes_out_the_same(name: str) -> None:
    first = redraw(TELLING[name])
    assert first == redraw(TELLING[name])
    assert "content" not in repr(first)


def test_pictures_come_out_without_any_information() -> None:
    jfif = {"jfif", "jfif_version", "jfif_unit", "jfif_density"}  # says only that pixels are square
    for name, kind, left in (("jpeg", "jpeg", jfif), ("webp", "jpeg", jfif), ("png", "png", set())):
        file = redraw(TELLING[name])
        assert file.kind == kind
        assert set(_seen(file).info) == left


def test_documents_come_out_without_any_information() -> None:
    for content in (TELLING["pdf"], saved(picture(), "PDF", title="surat", author="Budi")):
        cleaned = redraw(content).content
        for word in (b"/Info", b"/Metadata", b"Date", b"/Producer", b"/Annots", b"/JavaScript", b"/Font", b"Pillow"):
            assert word not in cleaned, word
        assert cleaned.count(b"%%EOF") == cleaned.count(b"startxref") == 1
        assert b"/ID" not in cleaned[cleaned.rindex(b"trailer") :]


def test_a_picture_is_turned_upright() -> None:
    shown = _seen(redraw(made.telling_jpeg(orientation=6)))
    assert shown.size == (80, 120)
    assert _close(shown, (40, 30), RED)
    assert _close(shown, (40, 90), BLUE)
    turned = _seen(redraw(made.telling_jpeg(orientation=3)))
    assert _close(turned, (30, 40), BLUE)


def test_colours_under_transparency_are_gone() -> None:
    drawn = picture().convert("RGBA")
    drawn.putalpha(Image.new("L", (60, 80), 0).crop((0, 0, 120, 80)).point(lambda _: 0))
    drawn.paste((*BLUE, 255), (60, 0, 120, 80))
    for form in ("PNG", "WEBP"):
        shown = _seen(redraw(saved(drawn, form, exact=True, lossless=True)))
        assert shown.mode == "RGB"
        assert _close(shown, (30, 40), (255, 255, 255))
        assert _close(shown, (100, 40), BLUE)


@pytest.mark.parametrize("form", ["PNG", "WEBP"])
def test_only_the_first_frame_is_kept(form: str) -> None:
    second = Image.new("RGB", (120, 80), "green")
    content = saved(picture(), form, save_all=True, append_images=[second], lossless=True)
    shown = _seen(redraw(content))
    assert getattr(shown, "n_frames", 1) == 1
    assert _close(shown, (30, 40), RED)


def test_every_way_of_writing_a_pixel_is_read() -> None:
    grey = Image.frombytes("I;16", (9, 9), b"\x00\x80" * 81)
    assert _close(_seen(redraw(saved(grey, "PNG"))), (4, 4), (128, 128, 128))
    assert _close(_seen(redraw(saved(picture().convert("CMYK"), "JPEG"))), (90, 40), BLUE)
    assert _close(_seen(redraw(saved(picture().quantize(4), "PNG"))), (90, 40), BLUE)
    for mode in ("1", "L", "LA"):
        assert _close(_seen(redraw(saved(Image.new("L", (9, 9), 255).convert(mode), "PNG"))), (4, 4), (255, 255, 255))


def test_a_damaged_exif_block_does_not_spoil_a_good_picture() -> None:
    directory = b"Exif\0\0II*\0\x08\0\0\0\x09\0" + b"\x0e\x01\x02\0\xff\xff\0\0\xff\0\0\0" * 2
    assert _close(_seen(redraw(saved(picture(), "JPEG", exif=directory))), (30, 40), RED)


# Documents as a viewer shows them


def test_all_pages_come_out_in_order_and_size() -> None:
    pages = [Image.new("RGB", (120, 80), colour) for colour in (RED, BLUE, RED)]
    cleaned = redraw(saved(pages[0], "PDF", save_all=True, append_images=pages[1:]))
    with pypdfium2.PdfDocument(cleaned.content) as document:
        assert [page.get_size() for page in document] == [(120, 80)] * 3
        shown = [page.render().to_pil() for page in document]
    assert [_close(page, (60, 40), RED) for page in shown] == [True, False, True]


@pytest.mark.parametrize(
    ("entries", "drawn"),
    [
        (b"/Subtype/Widget/FT/Sig/T(s)", True),  # the seal of an electronic signature
        (b"/Subtype/Stamp", True),
        (b"/Subtype/Stamp/F 2", False),  # hidden
    ],
)
def test_what_lies_on_a_page_is_drawn_if_a_viewer_shows_it(entries: bytes, drawn: bool) -> None:
    seal = made.stream(b"0.784 0.118 0.118 rg 0 0 40 40 re f", b"/Type/XObject/Subtype/Form/BBox[0 0 40 40]")
    note = b"<</Type/Annot/Rect[10 10 50 50]/AP<</N 6 0 R>>%b>>" % entries
    form = b"/AcroForm<</Fields[5 0 R]>>" if b"Widget" in entries else b""
    cleaned = redraw(one_page(b"", b"/Annots[5 0 R]", form, {5: note, 6: seal}))
    assert _close(_seen(cleaned), (30, 50), RED if drawn else (255, 255, 255))


def test_a_huge_page_is_drawn_with_fewer_pixels_an_inch() -> None:
    objects = made.one_page_objects(HALVES)
    objects[3] = objects[3].replace(b"120 80", b"14400 9000")
    cleaned = redraw(made.pdf(objects)).content
    with pypdfium2.PdfDocument(cleaned) as document:
        (image,) = document[0].get_objects()
        width, height = image.get_px_size()
        assert document[0].get_size() == (14400, 9000)
    assert MAX_PAGE_PIXELS * 0.99 < width * height < MAX_PAGE_PIXELS * 1.01


# Refusals


@pytest.mark.parametrize(
    "content",
    [
        b"",
        saved(picture(), "GIF"),
        saved(picture(), "TIFF"),
        b"<svg xmlns='http://www.w3.org/2000/svg'/>",
        b"<!DOCTYPE html><script>",
        b"PK\x03\x04" + bytes(30),
        b"\0\0\0\x20ftypisom" + bytes(30),
        b"RIFF\x10\0\0\0WAVE",
        b" %PDF-1.7",
    ],
)
def test_other_formats_are_unsupported(content: bytes) -> None:
    assert _refusal(content) is Refusal.UNSUPPORTED


def test_too_many_bytes_are_refused() -> None:
    assert _refusal(TELLING["jpeg"] + bytes(25 * 1024 * 1024)) is Refusal.TOO_BIG


@pytest.mark.parametrize("form", ["JPEG", "PNG", "WEBP", "PDF"])
def test_a_third_of_a_file_is_broken(form: str) -> None:
    content = one_page(HALVES) if form == "PDF" else saved(picture(), form)
    assert _refusal(content[: len(content) // 3]) is Refusal.BROKEN


@pytest.mark.parametrize(
    "content",
    [
        made.declared_png(60_000, 60_000),
        made.declared_png(8000, 8000),
        saved(Image.new("1", (10_000, 10_000)), "PNG"),
        b"RIFF\x16\0\0\0WEBPVP8X\x0a\0\0\0" + bytes(4) + b"\xff\x3f\0\xff\x3f\0",
        saved(picture(), "JPEG").replace(b"\x00\x50\x00\x78\x03", b"\x9f\xff\x9f\xff\x03"),
    ],
)
def test_too_many_pixels_are_refused_by_the_header(content: bytes) -> None:
    assert _refusal(content) is Refusal.TOO_LARGE_PICTURE


@pytest.mark.parametrize("handler", [b"/Standard", b"/Asing"])
def test_an_encrypted_document_is_refused(handler: bytes) -> None:
    assert _refusal(made.locked_pdf(handler)) is Refusal.ENCRYPTED


def test_a_document_that_needs_no_password_is_encrypted_all_the_same() -> None:
    assert _refusal(made.open_locked_pdf()) is Refusal.ENCRYPTED


def test_too_many_pages_are_refused() -> None:
    pages = [picture(9, 9)] * MAX_PAGES
    assert redraw(saved(pages[0], "PDF", save_all=True, append_images=pages[1:])).kind is FileKind.PDF
    assert _refusal(saved(pages[0], "PDF", save_all=True, append_images=pages)) is Refusal.TOO_MANY_PAGES


# Too big when drawn anew


@pytest.mark.parametrize("form", ["JPEG", "PNG", "WEBP", "PDF"])
def test_quality_goes_down_step_by_step_until_it_fits(form: str) -> None:
    content = saved(NOISE, form, quality=60)
    best = len(redraw(content).content)
    for most in (best - 1, best // 2, best // 4):
        assert len(redraw(content, most).content) <= most
    assert _refusal(content, 1_000) is Refusal.TOO_BIG


def test_a_png_that_is_too_big_becomes_a_jpeg() -> None:
    assert redraw(saved(NOISE, "PNG")).kind is FileKind.PNG
    assert redraw(saved(NOISE, "PNG"), 200_000).kind is FileKind.JPEG


# Hostile bytes


def _clean_or_refused(content: bytes) -> None:
    with suppress(RefusedFileError):
        assert not tells(redraw(content).content)


@settings(max_examples=150, deadline=None)
@given(st.sampled_from(MAGIC), st.binary(max_size=300))
def test_any_bytes_are_cleaned_or_refused(magic: bytes, rest: bytes) -> None:
    _clean_or_refused(magic + rest)


@settings(max_examples=100, deadline=None)
@given(st.sampled_from(sorted(TELLING)), st.data())
def test_damaged_files_are_cleaned_or_refused(name: str, data: st.DataObject) -> None:
    content = bytearray(TELLING[name])
    for _ in range(data.draw(st.integers(1, 8))):
        content[data.draw(st.integers(8, len(content) - 1))] = data.draw(st.integers(0, 255))
    _clean_or_refused(bytes(content))
