"""Votes, "Bukan ini", and questions left for the curators. Counted and kept without the person."""

from __future__ import annotations

from telegram import CallbackQuery, InaccessibleMessage, Message

from bot.feedback.service import MailboxFullError
from bot.feedback.tables import Vote
from handlers.context import Context
from handlers.sending import edit
from handlers.views import keyboards, messages, replies
from handlers.views.callbacks import Action, Callback
from handlers.views.replies import Reply
from knowledge.decision import MAX_CHOICES

_VOTES = {Action.HELPED: Vote.HELPED, Action.NOT_HELPED: Vote.NOT_HELPED}


async def on_vote(query: CallbackQuery, callback: Callback, context: Context) -> str:
    """Count once: the vote buttons go away with the tap."""
    entry = context.services.base.entries.get(callback.subject)
    if entry is None or not _still_voting(query):
        return messages.EXPIRED_BUTTON
    await query.edit_message_reply_markup(
        keyboards.answer(entry, replies.related(entry, context.services.base), voted=True)
    )
    await context.services.feedback.count(entry.id, _VOTES[callback.action])
    return messages.COUNTED if callback.action is Action.HELPED else messages.COUNTED_NOT_HELPED


def _still_voting(query: CallbackQuery) -> bool:
    """False after a double tap that arrived when the buttons were already gone, as far as Telegram tells."""
    if isinstance(query.message, Message) and query.message.reply_markup:
        data = [b.callback_data for row in query.message.reply_markup.inline_keyboard for b in row]
        return query.data in data
    return query.inline_message_id is None and not isinstance(query.message, InaccessibleMessage)


async def on_not_this(query: CallbackQuery, callback: Callback, context: Context) -> str | None:
    """The next likeliest entries, from the memory of the question; else the related ones."""
    services = context.services
    last = services.memory.recall(query.message.chat.id) if query.message else None
    ids = last.entry_ids if last and last.question else ()
    entry = services.base.entries.get(callback.subject)
    if not ids and entry:
        ids = entry.related
    others = [services.base.entries[name] for name in ids if name != callback.subject and name in services.base.entries]
    if others:
        await edit(query, Reply(messages.CHOICES, keyboards.choices(others[:MAX_CHOICES])))
    else:
        await edit(query, Reply(messages.UNKNOWN, keyboards.unknown()))
    return None


async def on_none_of_these(query: CallbackQuery, callback: Callback, context: Context) -> str | None:
    await edit(query, Reply(messages.UNKNOWN, keyboards.unknown()))
    return None


async def on_leave(query: CallbackQuery, callback: Callback, context: Context) -> str | None:
    """Asks for consent with the very text that would be kept."""
    question = _question(query, context)
    if not question:
        return messages.EXPIRED_BUTTON
    await edit(query, Reply(messages.consent(question), keyboards.consent()))
    return None


async def on_leave_answer(query: CallbackQuery, callback: Callback, context: Context) -> str | None:
    question = _question(query, context)
    if callback.action is Action.LEAVE_CANCELLED:
        await edit(query, Reply(messages.NOT_LEFT, keyboards.topics_link()))
        return None
    if not question or not query.message:
        return messages.EXPIRED_BUTTON
    context.services.memory.forget(query.message.chat.id)
    try:
        await context.services.feedback.save_question(question)
    except MailboxFullError:
        await edit(query, Reply(messages.TOO_MANY_LEFT, keyboards.topics_link()))
        return None
    await edit(query, Reply(messages.LEFT, keyboards.topics_link()))
    return None


def _question(query: CallbackQuery, context: Context) -> str:
    last = context.services.memory.recall(query.message.chat.id) if query.message else None
    return last.question if last else ""
