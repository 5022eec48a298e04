"""Buttons of a broadcast that waits for approval, and of one that is under way."""

from __future__ import annotations

from telegram import CallbackQuery

from handlers.broadcasting import Broadcasting, Waiting, edit_screen
from handlers.context import Context
from handlers.sending import edit
from handlers.views import broadcast_messages as messages
from handlers.views import messages as general
from handlers.views.callbacks import Action, Callback
from handlers.views.replies import Reply


async def on_decision(query: CallbackQuery, callback: Callback, context: Context) -> str | None:
    """Approve, reject, or withdraw. The first decision counts."""
    broadcasting = context.services.broadcasting
    if broadcasting is None or query.from_user.id not in broadcasting.administrators:
        return general.EXPIRED_BUTTON
    waiting = broadcasting.waiting.get(callback.subject)
    if waiting is None:
        await edit(query, Reply(messages.LOST))
        return None
    own = query.from_user.id == waiting.draft.author
    if own is not (callback.action is Action.BROADCAST_WITHDRAW):
        return messages.OWN
    del broadcasting.waiting[callback.subject]
    if callback.action is Action.BROADCAST_APPROVE:
        await _approve(query, waiting, broadcasting, context)
        return None
    for screen in waiting.others:
        await edit_screen(context.bot, screen, Reply(messages.WITHDRAWN if own else messages.REJECTED))
    told = messages.WITHDRAWN if own else messages.REJECTED_BY_OTHER
    await edit_screen(context.bot, waiting.author_screen, Reply(told))
    return None


async def on_control(query: CallbackQuery, callback: Callback, context: Context) -> str | None:
    """Pause, resume, or stop. A second tap changes nothing."""
    broadcasting, subscribers = context.services.broadcasting, context.services.subscribers
    if broadcasting is None or subscribers is None or query.from_user.id not in broadcasting.administrators:
        return general.EXPIRED_BUTTON
    change = {
        Action.BROADCAST_PAUSE: subscribers.queue.pause,
        Action.BROADCAST_RESUME: subscribers.queue.resume,
        Action.BROADCAST_STOP: subscribers.queue.cancel,
    }[callback.action]
    await change(callback.subject)
    await broadcasting.show(context.bot, callback.subject)
    return None


async def _approve(query: CallbackQuery, waiting: Waiting, broadcasting: Broadcasting, context: Context) -> None:
    own = next((screen for screen in waiting.others if screen[0] == query.from_user.id), None)
    for screen in waiting.others:
        if screen != own:
            await edit_screen(context.bot, screen, Reply(messages.APPROVED_BY_OTHER))
    watching = [waiting.author_screen, *([own] if own else [])]
    await broadcasting.start(context.bot, waiting.draft, waiting.recipients, watching)


DECISIONS = (Action.BROADCAST_APPROVE, Action.BROADCAST_REJECT, Action.BROADCAST_WITHDRAW)
CONTROLS = (Action.BROADCAST_PAUSE, Action.BROADCAST_RESUME, Action.BROADCAST_STOP)
"""The buttons that `on_decision` and `on_control` know."""
