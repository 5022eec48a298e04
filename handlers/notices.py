"""Officers' notices in the chat: linked by a one-time link, ended by a command or one tap."""

from __future__ import annotations

from telegram import CallbackQuery, Message, Update

from handlers.context import Context
from handlers.sending import edit, send
from handlers.views import keyboards as general_keyboards
from handlers.views import messages as general
from handlers.views import remind_keyboards as keyboards
from handlers.views import remind_messages as messages
from handlers.views.callbacks import Callback
from handlers.views.replies import Reply

LINK = "petugas-"
"""How the payload of an officer's link begins; the token follows."""


async def link(message: Message, payload: str, context: Context) -> None:
    """Use an officer's link in a private chat."""
    subscribers = context.services.subscribers
    token = payload.removeprefix(LINK)
    if subscribers and await subscribers.notices.link(token, message.chat_id):
        await send(message, Reply(messages.NOTICES_LINKED, keyboards.notice()))
    else:
        await send(message, Reply(messages.NOTICES_NOT_LINKED))


async def on_stop(update: Update, context: Context) -> None:
    """/berhenti_kabar"""
    message, subscribers = update.effective_message, context.services.subscribers
    if message:
        ended = subscribers is not None and await subscribers.notices.unlink(message.chat_id)
        await send(message, Reply(messages.NOTICES_STOPPED if ended else messages.NOTICES_NONE))


async def on_tap(query: CallbackQuery, callback: Callback, context: Context) -> str | None:
    """ "Berhenti" under a notice."""
    subscribers = context.services.subscribers
    if subscribers is None or not query.message:
        return general.EXPIRED_BUTTON
    await subscribers.notices.unlink(query.message.chat.id)
    await edit(query, Reply(messages.NOTICES_STOPPED, general_keyboards.topics_link()))
    return None
