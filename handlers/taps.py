"""Every tapped button comes here, and every one is answered: Telegram shows a clock until it is."""

from __future__ import annotations

from collections.abc import Awaitable, Callable

from telegram import CallbackQuery, Update
from telegram.error import BadRequest

from handlers import browse, feedback
from handlers.context import Context
from handlers.sending import edit
from handlers.views import keyboards, messages
from handlers.views.callbacks import Action, Callback, unpack
from handlers.views.replies import Reply

Tap = Callable[[CallbackQuery, Callback, Context], Awaitable[str | None]]


async def on_callback(update: Update, context: Context) -> None:
    """Do what the button says, then answer the query with a toast or silently."""
    query = update.callback_query
    if not query:
        return
    callback = unpack(query.data or "")
    toast: str | None = messages.EXPIRED_BUTTON
    try:
        if callback:
            toast = await _TAPS[callback.action](query, callback, context)
    except BadRequest as error:
        if not _gone(error):
            raise
        toast = messages.EXPIRED_BUTTON
    finally:
        await _answer(query, toast)


async def _privacy(query: CallbackQuery, callback: Callback, context: Context) -> str | None:
    await edit(query, Reply(messages.PRIVACY, keyboards.topics_link()))
    return None


def _gone(error: BadRequest) -> bool:
    """The message under the button was deleted or is too old to change."""
    text = error.message.lower()
    return "not found" in text or "can't be edited" in text


async def _answer(query: CallbackQuery, toast: str | None) -> None:
    try:
        await query.answer(toast)
    except BadRequest as error:
        if "too old" not in error.message.lower():  # nobody waits for that answer any more
            raise


_TAPS: dict[Action, Tap] = {
    Action.TOPIC: browse.on_tap,
    Action.CONTEXT: browse.on_tap,
    Action.GENERAL: browse.on_tap,
    Action.GROUPS: browse.on_tap,
    Action.GROUP: browse.on_tap,
    Action.HELPED: feedback.on_vote,
    Action.NOT_HELPED: feedback.on_vote,
    Action.NOT_THIS: feedback.on_not_this,
    Action.NONE_OF_THESE: feedback.on_none_of_these,
    Action.LEAVE: feedback.on_leave,
    Action.LEAVE_CONFIRMED: feedback.on_leave_answer,
    Action.LEAVE_CANCELLED: feedback.on_leave_answer,
    Action.PRIVACY: _privacy,
}
