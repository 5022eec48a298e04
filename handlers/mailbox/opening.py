"""How a mailbox opens: /kotak, or the twenty digits themselves."""

from __future__ import annotations

from telegram import Message, Update

from handlers.allowance import Use
from handlers.context import Context
from handlers.mailbox.box import Box, Step
from handlers.report import opening
from handlers.reporting import Reporting
from handlers.sending import typing_when_slow
from handlers.views import mailbox_messages as messages
from handlers.views.mailbox_screens import screen


async def on_command(update: Update, context: Context) -> None:
    """/kotak, alone or with the code behind it."""
    message, reporting = update.effective_message, context.services.reporting
    if not message:
        return
    if message.chat.type != message.chat.PRIVATE:
        await opening.refuse_in_group(message, context)
    elif reporting is None:
        await opening.closed(message, context)
    elif await opening.shown_again(message, context):
        return
    elif context.args:
        await open_code(message, " ".join(context.args), reporting, context)
    else:
        box = await _box(message, reporting, context)
        box.messages.add(message.message_id)
        box.shut()
        await reporting.show(context.bot, message.chat_id, screen(box))


async def open_code(message: Message, code: str, reporting: Reporting, context: Context) -> None:
    """Take the code out of the chat, then show its mailbox, or the one sentence for every code that opens none."""
    chat_id = message.chat_id
    await reporting.disposal.delete(context.bot, chat_id, [message.message_id])
    box = await _box(message, reporting, context)
    box.shut()
    if not reporting.allowance.take(chat_id, Use.CODE):
        await reporting.show(context.bot, chat_id, screen(box, messages.TOO_MANY_CODES))
        return
    with typing_when_slow(message):
        box.mailbox = await reporting.mailboxes.open(code)
    box.step = Step.VIEW if box.mailbox else Step.ASK
    await reporting.show(context.bot, chat_id, screen(box, "" if box.mailbox else messages.CODE_UNKNOWN))


async def _box(message: Message, reporting: Reporting, context: Context) -> Box:
    """The chat's open box, or a new one."""
    box = reporting.conversations.find(message.chat_id)
    if not isinstance(box, Box):
        await reporting.end(context.bot, message.chat_id)
        box = Box()
        reporting.conversations.begin(message.chat_id, box)
    reporting.conversations.keep(message.chat_id)
    return box
