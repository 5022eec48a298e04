"""What the person writes while a mailbox listens: the code, an answer, more evidence."""

from __future__ import annotations

from telegram import Message

from bot.reports.content import MESSAGE_LIMIT
from bot.reports.limits import LimitError
from bot.reports.mailbox import Mailbox, MailboxGoneError
from bot.reports.receipt import looks_like_code
from handlers.attachments import NotTakenError, cleaned_file
from handlers.context import Context
from handlers.mailbox.box import Box
from handlers.mailbox.opening import open_code
from handlers.reporting import Reporting
from handlers.views import mailbox_messages as messages
from handlers.views import report_messages
from handlers.views.mailbox_screens import screen


async def on_message(message: Message, box: Box, reporting: Reporting, context: Context) -> None:
    """Take a message in. What was sent to the officers leaves the chat at once; the same message twice counts once."""
    chat_id = message.chat_id
    if message.message_id in box.handled:
        return
    box.handled.add(message.message_id)
    box.messages.add(message.message_id)
    if box.mailbox is None and message.text and looks_like_code(message.text):
        await open_code(message, message.text, reporting, context)
        return
    notice = await _take(message, box, reporting)
    if notice in _SENT:
        await reporting.disposal.delete(context.bot, chat_id, [message.message_id])
    same_album = box.answered(message.media_group_id, notice)
    await reporting.show(context.bot, chat_id, screen(box, box.notice), below=not same_album)


async def _take(message: Message, box: Box, reporting: Reporting) -> str:
    """Send words and file to the officers. Returns what became of them."""
    if box.mailbox is None:
        return messages.NOT_A_CODE
    try:
        if text := message.text or message.caption:
            await _answer(text, box.mailbox)
        if file := await cleaned_file(message, reporting):
            await box.mailbox.add_files([file])
    except NotTakenError as error:
        return error.sentence
    except LimitError:
        return messages.FULL
    except MailboxGoneError:
        box.shut()
        return messages.CODE_UNKNOWN
    return messages.ATTACHED if file else messages.ANSWERED


async def _answer(text: str, mailbox: Mailbox) -> None:
    if looks_like_code(text):
        raise NotTakenError(messages.CODE_IN_ANSWER)
    if len(text) > MESSAGE_LIMIT:
        raise NotTakenError(report_messages.MESSAGE_TOO_LONG)
    await mailbox.answer(text)


_SENT = (messages.ANSWERED, messages.ATTACHED)
