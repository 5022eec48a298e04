"""How subscribing begins: /pengingat, a button, or a link; and where it can't."""

from __future__ import annotations

from telegram import CallbackQuery, Message, Update

from bot.subscribers import Subscribers
from handlers.context import Context
from handlers.remind.choosing import Choosing
from handlers.report.draft import Draft
from handlers.report.opening import shown_again
from handlers.sending import edit, send
from handlers.views import messages as general
from handlers.views import remind_keyboards as keyboards
from handlers.views import remind_messages as messages
from handlers.views import replies
from handlers.views.callbacks import Callback
from handlers.views.replies import Reply

LINK = "pengingat"
"""Payload of the link that opens the reminders (`?start=pengingat`)."""

_WAY_AROUND = "kapan-berlaku"
"""The entry that says when the rules apply."""


async def on_command(update: Update, context: Context) -> None:
    """/pengingat"""
    if update.effective_message:
        await begin(update.effective_message, context)


async def on_tap(query: CallbackQuery, callback: Callback, context: Context) -> str | None:
    """ "Pengingat kampanye": the message under the button becomes the first screen."""
    if not isinstance(query.message, Message):
        return general.EXPIRED_BUTTON
    await begin(query.message, context, tapped=query)
    return None


async def begin(message: Message, context: Context, *, tapped: CallbackQuery | None = None) -> None:
    """Show the present choice, or ask for the province. `tapped`: the button whose message becomes the screen."""
    subscribers = context.services.subscribers
    if message.chat.type != message.chat.PRIVATE:
        await send(message, Reply(messages.ONLY_IN_PRIVATE, keyboards.private_chat(context.bot.username)))
    elif subscribers is None:
        base = context.services.base
        await send(message, Reply(messages.CLOSED))
        await send(message, replies.of_entry(base.entries[_WAY_AROUND], base, general=True))
    elif not await shown_again(message, context, typed=tapped is None):
        reply = await present(subscribers, message.chat_id)
        shown = reply or await ask(message.chat_id, context, messages.START)
        await (edit(tapped, shown) if tapped else send(message, shown))


async def present(subscribers: Subscribers, chat_id: int) -> Reply | None:
    """What the chat has subscribed to and what will come; None when it has not."""
    subscription = await subscribers.subscriptions.get(chat_id)
    if subscription is None:
        return None
    coming = subscribers.schedule.coming(subscription)
    return Reply(messages.subscribed(subscription, coming), keyboards.subscribed())


async def ask(chat_id: int, context: Context, text: str) -> Reply:
    """The question for the province; what is typed next is taken for the answer, unless a report is being written."""
    conversations, reporting = context.services.conversations, context.services.reporting
    open_now = conversations.find(chat_id)
    if isinstance(open_now, Draft):
        return Reply(messages.LIST, keyboards.listed("", 0))
    if open_now is None and conversations.full:
        return Reply(messages.BUSY)
    if reporting:
        await reporting.end(context.bot, chat_id)
    conversations.begin(chat_id, Choosing())
    return Reply(text, keyboards.province())
