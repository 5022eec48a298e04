"""Buttons of an open mailbox."""

from __future__ import annotations

from telegram import CallbackQuery, Message

from handlers.context import Context
from handlers.mailbox.box import Box, Step
from handlers.reporting import Reporting
from handlers.sending import edit
from handlers.views import keyboards
from handlers.views import mailbox_messages as messages
from handlers.views import messages as general
from handlers.views.callbacks import Action, Callback
from handlers.views.mailbox_screens import screen
from handlers.views.replies import Reply

_STEPS = {
    Action.MAILBOX_PAGE: Step.VIEW,
    Action.MAILBOX_ANSWER: Step.ANSWER,
    Action.MAILBOX_EVIDENCE: Step.EVIDENCE,
    Action.MAILBOX_DELETE: Step.DELETE,
}


async def on_tap(query: CallbackQuery, callback: Callback, context: Context) -> str | None:
    """Do what the button says. Returns a toast, None for none."""
    message, reporting = query.message, context.services.reporting
    if reporting is None or not isinstance(message, Message):
        return general.EXPIRED_BUTTON
    box = reporting.conversations.find(message.chat_id)
    if not isinstance(box, Box) or message.message_id != box.screen:
        await edit(query, Reply(messages.SHUT, keyboards.topics_link()))
        return None
    reporting.conversations.keep(message.chat_id)
    if callback.action is Action.MAILBOX_CLOSE:
        await _leave(message, reporting, context)
        return None
    if box.mailbox is None:
        return None
    if callback.action is Action.MAILBOX_DELETE_SURE:
        if box.step is not Step.DELETE:
            return None
        await box.mailbox.close()
        await _leave(message, reporting, context)
        return messages.DELETED
    box.step = _STEPS[callback.action]
    await reporting.show(context.bot, message.chat_id, screen(box, page=callback.number), below=False)
    return None


async def _leave(message: Message, reporting: Reporting, context: Context) -> None:
    await reporting.end(context.bot, message.chat_id, Reply(general.WELCOME, keyboards.welcome()))


ACTIONS = (*_STEPS, Action.MAILBOX_DELETE_SURE, Action.MAILBOX_CLOSE)
"""The buttons that `on_tap` knows."""
