"""Commands of the people in charge: /siarkan and /jadwal. To everybody else they do not exist."""

from __future__ import annotations

from collections.abc import Awaitable, Callable

from telegram import Message, Update

from bot.reminders.subscriptions import Target
from bot.subscribers import Subscribers
from handlers.broadcast.draft import Draft
from handlers.broadcasting import Broadcasting
from handlers.context import Context
from handlers.report.opening import shown_again
from handlers.sending import send
from handlers.start import on_unknown_command
from handlers.views import broadcast_messages as messages
from handlers.views import remind_messages
from handlers.views.replies import Reply

Work = Callable[[Message, Subscribers, Broadcasting, Context], Awaitable[None]]


async def on_command(update: Update, context: Context) -> None:
    """/siarkan"""
    await _in_charge(update, context, _begin)


async def on_schedule(update: Update, context: Context) -> None:
    """/jadwal: what is planned in the next 30 days, and for how many."""
    await _in_charge(update, context, _schedule)


async def _in_charge(update: Update, context: Context, work: Work) -> None:
    message, person = update.effective_message, update.effective_user
    subscribers, broadcasting = context.services.subscribers, context.services.broadcasting
    allowed = broadcasting and person and person.id in broadcasting.administrators
    if not message or not subscribers or not broadcasting or not allowed:
        await on_unknown_command(update, context)
    else:
        await work(message, subscribers, broadcasting, context)


async def _begin(message: Message, subscribers: Subscribers, _: Broadcasting, context: Context) -> None:
    conversations, chat_id = context.services.conversations, message.chat_id
    if await shown_again(message, context):
        return
    if not await subscribers.subscriptions.count(Target()):
        await send(message, Reply(messages.NO_SUBSCRIBERS))
    elif conversations.find(chat_id) is None and conversations.full:
        await send(message, Reply(remind_messages.BUSY))
    else:
        if context.services.reporting:
            await context.services.reporting.end(context.bot, chat_id)
        conversations.begin(chat_id, Draft(author=chat_id))
        await send(message, Reply(messages.WRITE))


async def _schedule(message: Message, subscribers: Subscribers, _: Broadcasting, context: Context) -> None:
    await send(message, Reply(messages.schedule(await subscribers.schedule.planned())))
