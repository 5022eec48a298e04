"""Buttons of subscribing. Each carries what was chosen so far, so it works after a restart and a second time."""

from __future__ import annotations

from telegram import CallbackQuery, Message

from bot.outbox.quiet import ZONES
from bot.provinces import PROVINCES
from bot.reminders.subscriptions import Frequency
from bot.subscribers import Subscribers
from handlers.context import Context
from handlers.remind import opening
from handlers.remind.choosing import Choosing
from handlers.sending import edit
from handlers.views import keyboards as general_keyboards
from handlers.views import messages as general
from handlers.views import remind_keyboards as keyboards
from handlers.views import remind_messages as messages
from handlers.views.callbacks import Action, Callback
from handlers.views.replies import Reply
from knowledge.model import Employment


async def on_tap(query: CallbackQuery, callback: Callback, context: Context) -> str | None:
    """Show the step behind the button. Returns a toast, None for none."""
    message, subscribers = query.message, context.services.subscribers
    if subscribers is None or not isinstance(message, Message) or message.chat.type != message.chat.PRIVATE:
        return general.EXPIRED_BUTTON
    try:
        reply = await _step(message.chat_id, callback, subscribers, context)
    except (KeyError, ValueError):  # a choice that this version does not know
        return general.EXPIRED_BUTTON
    await edit(query, reply)
    return None


async def _step(chat_id: int, callback: Callback, subscribers: Subscribers, context: Context) -> Reply:
    chosen = callback.subject.split("-")
    match callback.action:
        case Action.REMIND_CHANGE:
            return await opening.ask(chat_id, context, messages.PROVINCE)
        case Action.REMIND_LIST:
            return Reply(messages.LIST, keyboards.listed(_zone(callback.subject), callback.number))
        case Action.REMIND_PROVINCE:
            _stop_waiting(chat_id, context)
            return Reply(messages.kind(PROVINCES[chosen[0]]), keyboards.kind(chosen[0]))
        case Action.REMIND_KIND:
            code, kind = chosen
            employment = Employment(kind)
            text = messages.frequency(PROVINCES[code], employment)
            return Reply(text, keyboards.frequency(code, employment))
        case Action.REMIND_SAVE:
            code, kind, frequency = chosen
            await subscribers.subscriptions.save(chat_id, code, Employment(kind), Frequency(frequency))
    _stop_waiting(chat_id, context)
    present = await opening.present(subscribers, chat_id)
    return present or Reply(messages.CANCELLED, general_keyboards.topics_link())


def _stop_waiting(chat_id: int, context: Context) -> None:
    """What is typed from now on is a question again."""
    if isinstance(context.services.conversations.find(chat_id), Choosing):
        context.services.conversations.end(chat_id)


def _zone(subject: str) -> str:
    return subject if subject in ZONES else ""


ACTIONS = (
    Action.REMIND_CHANGE,
    Action.REMIND_LIST,
    Action.REMIND_PROVINCE,
    Action.REMIND_KIND,
    Action.REMIND_SAVE,
    Action.REMIND_CANCEL,
)
"""The buttons that `on_tap` knows."""
