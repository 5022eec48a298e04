"""Files in both directions: uploads, albums, file ids, downloads, limits."""

import pytest
from telegram import Bot, InputMediaDocument, InputMediaPhoto
from telegram.error import BadRequest, NetworkError

from bot.emulator import Person, Running, World
from bot.emulator.files import LARGEST_DOWNLOAD, FileStore
from bot.emulator.images import picture
from tests.bot.emulator.conftest import png, refusal


async def test_a_photo_goes_out_and_can_be_sent_again_by_id(bot: Bot, siti: Person) -> None:
    message = await bot.send_photo(siti.id, png(40, 30), caption="foto")
    size = message.photo[-1]
    assert (size.width, size.height, message.caption) == (40, 30, "foto")
    again = await bot.send_photo(siti.id, size.file_id)
    assert again.photo[-1].file_unique_id == size.file_unique_id
    shown = (await siti.messages())[-1].data["file"]
    assert (shown["width"], shown["size"]) == (40, len(png(40, 30)))


async def test_a_document_keeps_its_name_and_bytes(bot: Bot, siti: Person) -> None:
    message = await bot.send_document(siti.id, b"isi", filename="../surat tugas.pdf")
    assert message.document is not None
    assert (message.document.file_name, message.document.mime_type) == ("surat tugas.pdf", "application/pdf")
    file = await bot.get_file(message.document.file_id)
    assert bytes(await file.download_as_bytearray()) == b"isi"


async def test_what_people_send_can_be_downloaded(bot: Bot, siti: Person, world: World) -> None:
    for kind, data in (("photo", png()), ("document", b"pdf"), ("voice", b"ogg"), ("sticker", b"webp")):
        await siti.send_file(kind, data, "berkas.pdf", caption="" if kind == "sticker" else "ini")
    first, second, third, fourth = await bot.get_updates()
    assert first.message is not None
    assert first.message.caption == "ini"
    assert second.message is not None
    assert second.message.document is not None
    assert third.message is not None
    assert third.message.voice is not None
    assert fourth.message is not None
    assert fourth.message.sticker is not None
    for file_id, path, data in (
        (first.message.photo[-1].file_id, "photos/file_1.jpg", png()),
        (second.message.document.file_id, "documents/file_2.pdf", b"pdf"),
        (third.message.voice.file_id, "voice/file_3.oga", b"ogg"),
    ):
        file = await bot.get_file(file_id)
        assert str(file.file_path).endswith(path)
        assert bytes(await file.download_as_bytearray()) == data


async def test_an_album_has_one_id(bot: Bot, siti: Person) -> None:
    media = [InputMediaPhoto(png(), caption="satu"), InputMediaPhoto(png(5, 5))]
    messages = await bot.send_media_group(siti.id, media)
    assert len({message.media_group_id for message in messages}) == 1
    assert [message.caption for message in messages] == ["satu", None]
    assert {message.data["album"] for message in await siti.messages()} == {messages[0].media_group_id}


async def test_people_send_albums_too(bot: Bot, siti: Person) -> None:
    for width in (4, 5):
        await siti.send_file("photo", png(width), album="77")
    await siti.send_file("photo", png(6))
    updates = await bot.get_updates()
    assert [update.message and update.message.media_group_id for update in updates] == ["77", "77", None]


async def test_albums_that_are_refused(running: Running, bot: Bot, siti: Person) -> None:
    photo, document = InputMediaPhoto(png()), InputMediaDocument(b"x")
    with pytest.raises(BadRequest, match="Document can't be mixed with other media types"):
        await bot.send_media_group(siti.id, [photo, document])
    with pytest.raises(BadRequest, match="Too many messages to send as an album"):
        await bot.send_media_group(siti.id, [photo] * 11)
    lost, clip = {"type": "photo", "media": "attach://x"}, {"type": "animation", "media": "x"}
    for media, sentence in (
        ([], "there are no messages to send"),
        ([lost], "can't parse InputMedia: media not found"),
        ([clip], "can't parse InputMedia: type \"animation\" can't be used in sendMediaGroup"),
    ):
        refused = await refusal(running, "sendMediaGroup", chat_id=siti.id, media=media)
        assert refused == f"Bad Request: {sentence}"
    assert await siti.messages() == []


async def test_refused_files(running: Running, bot: Bot, siti: Person) -> None:
    with pytest.raises(BadRequest, match="Image_process_failed"):
        await bot.send_photo(siti.id, b"bukan gambar")
    with pytest.raises(BadRequest, match="Photo_invalid_dimensions"):
        await bot.send_photo(siti.id, png(1, 21))
    with pytest.raises(BadRequest, match=r"(?i)file must be non-empty"):
        await bot.send_document(siti.id, b"")
    assert await refusal(running, "sendPhoto", chat_id=siti.id) == "Bad Request: there is no photo in the request"
    with pytest.raises(BadRequest, match="Wrong remote file identifier specified"):
        await bot.send_photo(siti.id, "AgACunknown")
    with pytest.raises(BadRequest, match=r"(?i)failed to get HTTP URL content"):
        await bot.send_photo(siti.id, "https://kpu.go.id/x.jpg")
    document = (await bot.send_document(siti.id, b"x")).document
    assert document is not None
    with pytest.raises(BadRequest, match=r"(?i)type of file mismatch"):
        await bot.send_photo(siti.id, document.file_id)
    with pytest.raises(BadRequest, match="Wrong file_id or the file is temporarily unavailable"):
        await bot.get_file("apa")


async def test_sizes(bot: Bot, siti: Person, world: World) -> None:
    big = world.files.add("document", bytes(LARGEST_DOWNLOAD + 1), "besar.zip")
    with pytest.raises(BadRequest, match="File is too big"):
        await bot.get_file(big.id)
    with pytest.raises(NetworkError, match="Request Entity Too Large"):
        await bot.send_photo(siti.id, png() + bytes(10 * 1024 * 1024))


async def test_an_unknown_path_is_404(running: Running, bot: Bot, world: World) -> None:
    status, _ = await bot.request.do_request(f"{running.file_url}{world.token}/photos/../x", "GET")
    assert status == 404


def test_the_store_forgets_the_oldest_files() -> None:
    store = FileStore(kept_bytes=10)
    first, second = (store.add("document", bytes(6), "a.bin") for _ in range(2))
    assert store.get(first.id) is None
    assert store.at(first.path) is None
    assert store.at(second.path) is second


def test_pictures_are_measured_from_their_headers() -> None:
    jpeg = b"\xff\xd8\xff\xe0\x00\x04\x00\x00\xff\xc0\x00\x0b\x08\x00\x10\x00\x20\x01\x01\x11\x00"
    vp8x = b"RIFF\x00\x00\x00\x00WEBPVP8X\x0a\x00\x00\x00\x00\x00\x00\x00\x1f\x00\x00\x0f\x00\x00"
    assert picture(jpeg) == ("image/jpeg", 32, 16)
    assert picture(vp8x) == ("image/webp", 32, 16)
    assert picture(b"GIF89a\x20\x00\x10\x00") == ("image/gif", 32, 16)
    assert picture(png(9, 8)) == ("image/png", 9, 8)
    for broken in (b"", b"\xff\xd8", b"\xff\xd8\xff\xe0\x00\x00", png()[:20], b"GIF89a\0\0\0\0"):
        assert picture(broken) is None
