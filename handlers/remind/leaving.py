"""How reminders end: a command, one tap, or blocking the bot. Each deletes the subscription and its letters."""

from __future__ import annotations

from telegram import CallbackQuery, InlineKeyboardMarkup, Message, Update

from handlers.context import Context
from handlers.remind.choosing import Choosing
from handlers.sending import edit, send
from handlers.views import messages as general
from handlers.views import remind_keyboards as keyboards
from handlers.views import remind_messages as messages
from handlers.views.callbacks import Action, Callback
from handlers.views.replies import Reply


async def on_command(update: Update, context: Context) -> None:
    """/berhenti, /stop"""
    message, subscribers = update.effective_message, context.services.subscribers
    if not message:
        return
    if isinstance(context.services.conversations.find(message.chat_id), Choosing):
        context.services.conversations.end(message.chat_id)
    ended = subscribers is not None and await subscribers.forget(message.chat_id)
    await send(message, Reply(messages.STOPPED, keyboards.stopped()) if ended else Reply(messages.NOT_SUBSCRIBED))


async def on_tap(query: CallbackQuery, callback: Callback, context: Context) -> str | None:
    """ "Berhenti": on the screen of the choice it is replaced; a letter keeps its words."""
    message, subscribers = query.message, context.services.subscribers
    if subscribers is None or not message:
        return general.EXPIRED_BUTTON
    await subscribers.forget(message.chat.id)
    if callback.action is Action.REMIND_STOP:
        await edit(query, Reply(messages.STOPPED, keyboards.stopped()))
    else:
        await query.edit_message_reply_markup(_without_stop(message if isinstance(message, Message) else None))
    return messages.STOPPED


async def on_membership(update: Update, context: Context) -> None:
    """The person blocked the bot: whatever was kept of the chat goes."""
    change, subscribers = update.my_chat_member, context.services.subscribers
    if change and subscribers and change.new_chat_member.status in (change.new_chat_member.BANNED,):
        await subscribers.forget(change.chat.id)
        await subscribers.notices.unlink(change.chat.id)


def _without_stop(message: Message | None) -> InlineKeyboardMarkup:
    """The letter's buttons with the way back in the place of the way out."""
    rows = message.reply_markup.inline_keyboard[:-1] if message and message.reply_markup else ()
    return InlineKeyboardMarkup([*rows, *keyboards.stopped().inline_keyboard])


ACTIONS = (Action.REMIND_STOP, Action.REMIND_STOP_LETTER)
"""The buttons that `on_tap` knows."""
