"""Buttons of a broadcast that is being written."""

from __future__ import annotations

from telegram import CallbackQuery, Message
from telegram.error import BadRequest, Forbidden

from handlers.broadcast.draft import EVERYWHERE, Draft, Step
from handlers.broadcast.writing import target_screen
from handlers.broadcasting import Broadcasting, Waiting
from handlers.context import Context
from handlers.sending import NO_PREVIEW, edit
from handlers.views import broadcast_messages as messages
from handlers.views import broadcast_screens as screens
from handlers.views import letters
from handlers.views import messages as general
from handlers.views.callbacks import Action, Callback
from handlers.views.replies import Reply
from knowledge.model import Employment


async def on_tap(query: CallbackQuery, callback: Callback, context: Context) -> str | None:
    """Do what the button says. Returns a toast, None for none."""
    message, broadcasting = query.message, context.services.broadcasting
    if broadcasting is None or query.from_user.id not in broadcasting.administrators:
        return general.EXPIRED_BUTTON
    if not isinstance(message, Message):
        return messages.OLD_SCREEN
    draft = context.services.conversations.find(message.chat_id)
    if not isinstance(draft, Draft):
        await edit(query, Reply(messages.LOST))
        return None
    if message.message_id != draft.screen:
        return messages.OLD_SCREEN
    context.services.conversations.keep(message.chat_id)
    match callback.action:
        case Action.BROADCAST_CANCEL:
            context.services.conversations.end(message.chat_id)
            await edit(query, Reply(messages.CANCELLED))
        case Action.BROADCAST_PROVINCES:
            draft.step = Step.PROVINCES
            await edit(query, Reply(messages.ASK_PROVINCES))
        case Action.BROADCAST_SEND:
            return await _send(query, message, draft, broadcasting, context)
        case _:
            _change(draft, callback)
            await edit(query, await target_screen(draft, context))
    return None


def _change(draft: Draft, callback: Callback) -> None:
    if callback.action is Action.BROADCAST_EVERYWHERE:
        draft.provinces = EVERYWHERE
    elif callback.subject in set(Employment):
        draft.toggle(Employment(callback.subject))


async def _send(
    query: CallbackQuery, message: Message, draft: Draft, broadcasting: Broadcasting, context: Context
) -> str | None:
    subscribers = context.services.subscribers
    recipients = await subscribers.subscriptions.count(draft.target) if subscribers else 0
    if not recipients:
        await edit(query, await target_screen(draft, context))
        return messages.NOBODY
    screen = (message.chat_id, message.message_id)
    if not broadcasting.others(draft.author):
        context.services.conversations.end(message.chat_id)
        await broadcasting.start(context.bot, draft, recipients, [screen])
        return None
    waiting = Waiting(draft, recipients, screen)
    for other in broadcasting.others(draft.author):
        await _ask(other, waiting, broadcasting, context)
    if not waiting.others:
        return messages.NOBODY_TO_APPROVE
    context.services.conversations.end(message.chat_id)
    broadcasting.waiting[draft.number] = waiting
    await edit(query, screens.waiting(draft, recipients, broadcasting.per_second))
    return None


async def _ask(other: int, waiting: Waiting, broadcasting: Broadcasting, context: Context) -> None:
    """Show the broadcast to another administrator as it will be received, and ask. Who can't be reached is left out."""
    shown = letters.broadcast(waiting.draft.html)
    question = screens.approval(waiting.draft, waiting.recipients, broadcasting.per_second)
    try:
        for reply in (shown, question):
            sent = await context.bot.send_message(
                other, reply.text, parse_mode="HTML", reply_markup=reply.keyboard, link_preview_options=NO_PREVIEW
            )
    except (BadRequest, Forbidden):
        return
    waiting.others.append((other, sent.message_id))


ACTIONS = (
    Action.BROADCAST_KIND,
    Action.BROADCAST_PROVINCES,
    Action.BROADCAST_EVERYWHERE,
    Action.BROADCAST_SEND,
    Action.BROADCAST_CANCEL,
)
"""The buttons that `on_tap` knows."""
