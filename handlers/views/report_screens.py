"""A draft -> the screen that the person sees at its step."""

from __future__ import annotations

import datetime as dt

from handlers.report.draft import TRIES, Draft, Step
from handlers.views import report_keyboards as keyboards
from handlers.views import report_messages as messages
from handlers.views.callbacks import Action
from handlers.views.replies import Reply


def screen(draft: Draft, today: dt.date, notice: str = "", page: int = 0) -> Reply:
    """What the person sees now. `notice`: what just happened, above it; `page`: of the exclusion list."""
    reply = _plain(draft, today, page)
    return Reply(f"{notice}\n\n{reply.text}", reply.keyboard) if notice else reply


def _plain(draft: Draft, today: dt.date, page: int) -> Reply:
    match draft.step:
        case Step.WARNING:
            return Reply(messages.warning(draft.form), keyboards.warning())
        case Step.EVENT:
            return _days(messages.EVENT, Action.REPORT_EVENT_DAY, draft, today)
        case Step.KNOWN:
            assert draft.event_date
            return _days(messages.known(draft.event_date), Action.REPORT_KNOWN_DAY, draft, today)
        case Step.STORY:
            return _story(draft, today)
        case Step.CHECK:
            return _check(draft)
        case Step.CHANGE:
            return Reply(messages.CHANGE, keyboards.change(has_files=bool(draft.files)))
        case Step.EXCLUDE:
            choices = keyboards.options(draft.receivers)
            return Reply(messages.EXCLUDE, keyboards.exclude(choices, draft.excluded, page))
        case Step.CODE:
            return Reply(messages.code(draft.code), keyboards.noted() if draft.wrong >= TRIES else None)


def _days(text: str, action: Action, draft: Draft, today: dt.date) -> Reply:
    earliest = draft.event_date if draft.step is Step.KNOWN else None
    buttons = keyboards.days(action, today, earliest, typing=draft.typing_date)
    return Reply(f"{text}\n\n{messages.TYPE_DAY}" if draft.typing_date else text, buttons)


def _story(draft: Draft, today: dt.date) -> Reply:
    assert draft.known_date
    if draft.parts or draft.files:
        text = messages.more_story(len(draft.story), len(draft.files))
    else:
        text = messages.ask_story(draft.known_date, today)
    return Reply(text, keyboards.story(ready=bool(draft.parts)))


def _check(draft: Draft) -> Reply:
    assert draft.event_date
    assert draft.known_date
    without = [receiver.name for receiver in draft.receivers if receiver.id in draft.excluded]
    text = messages.check(messages.days(draft.event_date, draft.known_date), draft.story, len(draft.files), without)
    return Reply(text, keyboards.check())
