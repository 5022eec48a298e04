"""Files that a person attaches: from Telegram into the memory, cleaned, and never onto a disk."""

from __future__ import annotations

from telegram import Document, Message, PhotoSize
from telegram.error import BadRequest, TelegramError

from bot.reports.cleaning import MAX_BYTES, CleanFile, Refusal, RefusedFileError, clean
from handlers.reporting import Reporting
from handlers.sending import typing_when_slow
from handlers.views import report_messages as messages


class NotTakenError(Exception):
    """What the person sent was not taken. `sentence` tells them why."""

    def __init__(self, sentence: str) -> None:
        super().__init__("not taken")
        self.sentence = sentence


async def cleaned_file(message: Message, reporting: Reporting) -> CleanFile | None:
    """The file of `message`, cleaned; None when it carries only words. Raises `NotTakenError`."""
    if message.text:
        return None
    source = _source(message)
    if source is None:
        raise NotTakenError(messages.REFUSED[Refusal.UNSUPPORTED])
    if (source.file_size or 0) > MAX_BYTES:
        raise NotTakenError(messages.REFUSED[Refusal.TOO_BIG])
    with typing_when_slow(message):
        async with reporting.files_in_hand:
            try:
                return await clean(await _content(source))
            except RefusedFileError as error:
                raise NotTakenError(messages.REFUSED[error.reason]) from None


def _source(message: Message) -> PhotoSize | Document | None:
    """The largest photo or the document. An animation also comes as a document, but is a video."""
    if message.photo:
        return message.photo[-1]
    return None if message.animation else message.document


async def _content(source: PhotoSize | Document) -> bytes:
    try:
        file = await source.get_file()
        if (file.file_size or 0) > MAX_BYTES:
            raise NotTakenError(messages.REFUSED[Refusal.TOO_BIG])
        return bytes(await file.download_as_bytearray())
    except BadRequest:
        raise NotTakenError(messages.REFUSED[Refusal.TOO_BIG]) from None  # beyond what bots may download
    except TelegramError:
        raise NotTakenError(messages.FILE_LOST) from None
