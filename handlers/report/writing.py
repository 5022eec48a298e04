"""What the person writes and attaches while a report is open."""

from __future__ import annotations

from telegram import Message

from bot.reports.content import MAX_FILES
from bot.reports.receipt import looks_like_code
from handlers.attachments import NotTakenError, cleaned_file
from handlers.context import Context
from handlers.report import days, ending
from handlers.report.draft import Draft, Step, StoryTooLongError
from handlers.reporting import Reporting
from handlers.views import report_messages as messages
from handlers.views.report_screens import screen


async def on_message(message: Message, draft: Draft, reporting: Reporting, context: Context) -> None:
    """Take a message in at the present step and show where the report stands. The same message twice counts once."""
    draft.messages.add(message.message_id)
    if message.message_id in draft.handled:
        return
    draft.handled.add(message.message_id)
    if draft.step is Step.CODE and draft.confirms(message.text or ""):
        await ending.finish(message.chat_id, reporting, context)
        return
    notice = await _take(message, draft, reporting)
    same_album = draft.answered(message.media_group_id, notice)
    shown = screen(draft, reporting.today, draft.notice)
    await reporting.show(context.bot, message.chat_id, shown, below=not same_album)


async def on_edited(message: Message, draft: Draft, reporting: Reporting, context: Context) -> None:
    """A part of the story was corrected, also one that was refused. Other edits change nothing."""
    text = message.text or message.caption
    if text and message.message_id in draft.offered:
        notice = _tell(message, draft, text)
        await reporting.show(context.bot, message.chat_id, screen(draft, reporting.today, notice))


async def _take(message: Message, draft: Draft, reporting: Reporting) -> str:
    match draft.step:
        case Step.EVENT | Step.KNOWN if message.text:
            return days.take_typed(draft, message.text, reporting.today)
        case Step.STORY | Step.CHECK:
            return await _contents(message, draft, reporting)
        case Step.CODE:
            draft.wrong += 1
            return messages.WRONG_DIGITS
        case _:
            return messages.PRESS_FIRST


async def _contents(message: Message, draft: Draft, reporting: Reporting) -> str:
    """Words and file of a message. Returns what went wrong, or that the file was taken."""
    notices = []
    if text := message.text or message.caption:
        notices.append(_tell(message, draft, text))
    if not message.text:
        notices.append(await _attach(message, draft, reporting))
    return "\n".join(filter(None, notices))


def _tell(message: Message, draft: Draft, text: str) -> str:
    draft.offered.add(message.message_id)
    if looks_like_code(text):
        return messages.CODE_IN_STORY
    try:
        draft.tell(message.message_id, text)
    except StoryTooLongError as error:
        return messages.PART_TOO_LONG.format(over=error.over)
    return ""


async def _attach(message: Message, draft: Draft, reporting: Reporting) -> str:
    if len(draft.files) >= MAX_FILES:
        return messages.TOO_MANY_FILES
    try:
        file = await cleaned_file(message, reporting)
    except NotTakenError as error:
        return error.sentence
    if file is None or not reporting.has_room(len(file.content)):
        return messages.BUSY
    draft.files[message.message_id] = file
    return messages.FILE_TAKEN
