"""Buttons of an open report. Each says what it wants, so a second tap on it changes nothing more."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

from telegram import CallbackQuery, Message

from handlers.context import Context
from handlers.report import days, ending
from handlers.report.draft import Draft, Step
from handlers.reporting import Reporting
from handlers.sending import edit
from handlers.views import keyboards as general_keyboards
from handlers.views import messages as general
from handlers.views import report_keyboards as keyboards
from handlers.views import report_messages as messages
from handlers.views.callbacks import Action, Callback
from handlers.views.replies import Reply
from handlers.views.report_screens import screen

Move = Callable[[Draft, int, dt.date], str]
"""Changes a draft by a button's number; returns what is wrong, empty when nothing is."""


async def on_tap(query: CallbackQuery, callback: Callback, context: Context) -> str | None:
    """Do what the button says and show the draft. Returns a toast, None for none."""
    message, reporting = query.message, context.services.reporting
    if reporting is None or not isinstance(message, Message):
        return general.EXPIRED_BUTTON
    draft = reporting.conversations.find(message.chat_id)
    if not isinstance(draft, Draft):
        await _show_lost(query, callback)
        return None
    if message.message_id != draft.screen:
        return messages.OLD_SCREEN
    reporting.conversations.keep(message.chat_id)
    if callback.action is Action.REPORT_CANCEL:
        await ending.cancel(message.chat_id, draft, reporting, context)
        return None
    if callback.action is Action.REPORT_NOTED and draft.step is Step.CODE:
        await ending.finish(message.chat_id, reporting, context)
        return messages.CLEANED
    problem = await _move(draft, callback, message.chat_id, reporting)
    # A button that the step does not know was tapped twice or shown before a network error: the screen is shown again.
    page = callback.number if callback.action is Action.REPORT_EXCLUDE else _page(callback)
    shown = screen(draft, reporting.today, problem, page)
    await reporting.show(context.bot, message.chat_id, shown, below=False)
    return None


async def _show_lost(query: CallbackQuery, callback: Callback) -> None:
    """The draft is gone with a restart of the bot."""
    if callback.action is Action.REPORT_NOTED:
        await edit(query, Reply(messages.NOT_CLEANED, general_keyboards.topics_link()))
        return
    text = messages.LOST_WHILE_SENDING if callback.action is Action.REPORT_SEND else messages.LOST
    await edit(query, Reply(text, keyboards.again()))


async def _move(draft: Draft, callback: Callback, chat_id: int, reporting: Reporting) -> str:
    steps, move = _MOVES.get(callback.action, ((), None))
    if draft.step not in steps:
        return ""
    if callback.action is Action.REPORT_SEND:
        return await ending.send(chat_id, draft, reporting)
    if callback.action is Action.REPORT_EXCLUDE:
        draft.receivers = tuple(await reporting.intake.receivers())
    return move(draft, callback.number, reporting.today) if move else ""


def _page(callback: Callback) -> int:
    toggles = (Action.REPORT_EXCLUDED, Action.REPORT_INCLUDED)
    return callback.number // keyboards.OPTIONS_PER_PAGE if callback.action in toggles else 0


def _go(step: Step) -> Move:
    def move(draft: Draft, number: int, today: dt.date) -> str:
        draft.step = step
        return ""

    return move


def _day(draft: Draft, number: int, today: dt.date) -> str:
    return days.take(draft, today - dt.timedelta(days=number), today)


def _type_day(draft: Draft, number: int, today: dt.date) -> str:
    draft.typing_date = True
    return ""


def _check(draft: Draft, number: int, today: dt.date) -> str:
    if not draft.parts:
        draft.step = Step.STORY
        return messages.NO_STORY
    if draft.receivers and all(receiver.id in draft.excluded for receiver in draft.receivers):
        return messages.NO_RECEIVER
    draft.step = Step.CHECK
    return ""


def _rewrite(draft: Draft, number: int, today: dt.date) -> str:
    draft.rewrite()
    return ""


def _drop_files(draft: Draft, number: int, today: dt.date) -> str:
    draft.files.clear()
    return _check(draft, number, today)


def _toggle(draft: Draft, number: int, *, excluded: bool) -> str:
    choices = keyboards.options(draft.receivers)
    if number < len(choices):
        draft.excluded = (
            draft.excluded | choices[number].holders if excluded else draft.excluded - choices[number].holders
        )
    return ""


_MOVES: dict[Action, tuple[tuple[Step, ...], Move | None]] = {
    Action.REPORT_BEGIN: ((Step.WARNING,), _go(Step.EVENT)),
    Action.REPORT_EVENT_DAY: ((Step.EVENT,), _day),
    Action.REPORT_KNOWN_DAY: ((Step.KNOWN,), _day),
    Action.REPORT_TYPE_DAY: ((Step.EVENT, Step.KNOWN), _type_day),
    Action.REPORT_CHECK: ((Step.STORY, Step.CHANGE, Step.EXCLUDE), _check),
    Action.REPORT_CHANGE: ((Step.CHECK,), _go(Step.CHANGE)),
    Action.REPORT_CHANGE_DAYS: ((Step.CHANGE,), _go(Step.EVENT)),
    Action.REPORT_CHANGE_STORY: ((Step.CHANGE,), _rewrite),
    Action.REPORT_CHANGE_FILES: ((Step.CHANGE,), _drop_files),
    Action.REPORT_EXCLUDE: ((Step.CHECK, Step.EXCLUDE), _go(Step.EXCLUDE)),
    Action.REPORT_EXCLUDED: ((Step.EXCLUDE,), lambda draft, number, _: _toggle(draft, number, excluded=True)),
    Action.REPORT_INCLUDED: ((Step.EXCLUDE,), lambda draft, number, _: _toggle(draft, number, excluded=False)),
    Action.REPORT_SEND: ((Step.CHECK,), None),
}
"""What each button does, and at which steps."""

ACTIONS = (*_MOVES, Action.REPORT_CANCEL, Action.REPORT_NOTED)
"""The buttons that `on_tap` knows."""
