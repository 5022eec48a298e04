"""sendPhoto, sendDocument, sendMediaGroup, getFile: uploads, attach:// references, file ids."""

from typing import Any

from bot.emulator.files import LARGEST_DOWNLOAD, LARGEST_PHOTO, LARGEST_UPLOAD, NotAPictureError, StoredFile
from bot.emulator.methods.sending import deliver
from bot.emulator.methods.targets import caption_content, writable_chat
from bot.emulator.models import Json
from bot.emulator.params import Params, Upload
from bot.emulator.problems import ApiError, bad_request
from bot.emulator.world import World

_ALBUM_KINDS = {"photo", "document"}
LARGEST_ALBUM = 10


def _referenced(world: World, kind: str, reference: str) -> StoredFile:
    if reference.startswith(("http://", "https://")):
        raise bad_request("failed to get HTTP URL content")
    stored = world.files.get(reference)
    if stored is None:
        raise bad_request("wrong remote file identifier specified: Wrong string length")
    if stored.kind != kind:
        raise bad_request("type of file mismatch")
    return stored


def _uploaded(world: World, kind: str, upload: Upload) -> StoredFile:
    if not upload.data:
        raise bad_request("file must be non-empty")
    if len(upload.data) > (LARGEST_PHOTO if kind == "photo" else LARGEST_UPLOAD):
        raise ApiError(413, "Request Entity Too Large")
    try:
        return world.files.add(kind, upload.data, upload.name, upload.mime)
    except NotAPictureError as refused:
        raise bad_request(str(refused)) from None


def _file(world: World, params: Params, kind: str, reference: str, missing: str) -> StoredFile:
    name = reference.removeprefix("attach://") if reference.startswith("attach://") else kind
    upload = params.files.get(name)
    if upload is not None and (not reference or name != kind or reference.startswith("attach://")):
        return _uploaded(world, kind, upload)
    if not reference or reference.startswith("attach://"):
        raise bad_request(missing)
    return _referenced(world, kind, reference)


def _send_one(world: World, params: Params, kind: str) -> Json:
    chat = writable_chat(world, params)
    caption = caption_content(world, params)
    stored = _file(world, params, kind, params.text(kind), f"there is no {kind} in the request")
    extra = {"show_caption_above_media": True} if params.flag("show_caption_above_media") else None
    return deliver(world, chat, params, stored.content() | caption, extra).api()


def send_photo(world: World, params: Params) -> Json:
    """sendPhoto: a picture of at most 10 MB."""
    return _send_one(world, params, "photo")


def send_document(world: World, params: Params) -> Json:
    """sendDocument: any file of at most 50 MB."""
    return _send_one(world, params, "document")


def send_media_group(world: World, params: Params) -> list[Json]:
    """sendMediaGroup: 1 to 10 photos, or documents among themselves. All or nothing."""
    chat = writable_chat(world, params)
    media = params.json("media")
    if not media:
        raise bad_request("there are no messages to send")
    if not isinstance(media, list) or not all(isinstance(item, dict) for item in media):
        raise bad_request("can't parse media JSON object")
    if len(media) > LARGEST_ALBUM:
        raise bad_request("too many messages to send as an album")
    kinds = {str(item.get("type")) for item in media}
    for kind in kinds - _ALBUM_KINDS:
        raise bad_request(f"can't parse InputMedia: type \"{kind}\" can't be used in sendMediaGroup")
    if len(kinds) > 1:
        raise bad_request("document can't be mixed with other media types")
    contents = [_album_item(world, params, item) for item in media]
    extra: Json = {"media_group_id": world.new_id()} if len(contents) > 1 else {}
    return [deliver(world, chat, params, content, dict(extra)).api() for content in contents]


def _album_item(world: World, params: Params, item: Json) -> Json:
    reference = item.get("media")
    missing = "can't parse InputMedia: media not found"
    if not isinstance(reference, str) or not reference:
        raise bad_request(missing)
    stored = _file(world, params, str(item["type"]), reference, missing)
    return stored.content() | caption_content(world, Params(item))


def get_file(world: World, params: Params) -> Json:
    """getFile: where to download a file of at most 20 MB."""
    stored = world.files.get(params.text("file_id"))
    if stored is None:
        raise bad_request("wrong file_id or the file is temporarily unavailable")
    if len(stored.data) > LARGEST_DOWNLOAD:
        raise bad_request("file is too big")
    return stored.base() | {"file_path": stored.path}


METHODS: dict[str, Any] = {
    "sendPhoto": send_photo,
    "sendDocument": send_document,
    "sendMediaGroup": send_media_group,
    "getFile": get_file,
}
