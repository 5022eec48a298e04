"""Every tapped button comes here, and every one is answered: Telegram shows a clock until it is."""

from __future__ import annotations

from collections.abc import Awaitable, Callable

from telegram import CallbackQuery, Update
from telegram.error import BadRequest

from handlers import browse, feedback, notices, start
from handlers.broadcast import deciding
from handlers.broadcast import taps as broadcast
from handlers.context import Context
from handlers.mailbox import taps as mailbox
from handlers.remind import leaving
from handlers.remind import opening as reminders
from handlers.remind import taps as remind
from handlers.report import opening
from handlers.report import taps as report
from handlers.views import messages
from handlers.views.callbacks import Action, Callback, unpack

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
    Action.PRIVACY: start.on_privacy_tap,
    Action.REMINDERS: reminders.on_tap,
    Action.REPORT: opening.on_tap,
    **dict.fromkeys(report.ACTIONS, report.on_tap),
    **dict.fromkeys(mailbox.ACTIONS, mailbox.on_tap),
    **dict.fromkeys(remind.ACTIONS, remind.on_tap),
    **dict.fromkeys(leaving.ACTIONS, leaving.on_tap),
    Action.NOTICE_STOP: notices.on_tap,
    **dict.fromkeys(broadcast.ACTIONS, broadcast.on_tap),
    **dict.fromkeys(deciding.DECISIONS, deciding.on_decision),
    **dict.fromkeys(deciding.CONTROLS, deciding.on_control),
}
