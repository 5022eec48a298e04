"""Topics as buttons: /topik, groups, pages, entries and their contexts."""

from __future__ import annotations

from telegram import CallbackQuery, Update

from handlers.context import Context
from handlers.memory import Exchange
from handlers.sending import edit, send
from handlers.views import messages, replies
from handlers.views.callbacks import Action, Callback
from handlers.views.replies import Reply
from knowledge.loader import KnowledgeBase


async def on_topics(update: Update, context: Context) -> None:
    """/topik"""
    if update.effective_message:
        await send(update.effective_message, replies.of_groups(context.services.base))


async def on_tap(query: CallbackQuery, callback: Callback, context: Context) -> str | None:
    """Show what was tapped by editing the message. Returns a toast, None for none."""
    reply = _reply(callback, context.services.base)
    if reply is None:
        return messages.EXPIRED_BUTTON
    await edit(query, reply)
    if callback.action in (Action.TOPIC, Action.CONTEXT, Action.GENERAL) and query.message:
        exchange = Exchange(question="", entry_id=callback.subject, entry_ids=(callback.subject,))
        context.services.memory.remember(query.message.chat.id, exchange)
    return None


def _reply(callback: Callback, base: KnowledgeBase) -> Reply | None:
    """What a button shows; None when its subject is gone."""
    if callback.action is Action.GROUPS:
        return replies.of_groups(base)
    if callback.action is Action.GROUP:
        return replies.of_group(callback.subject, callback.number, base)
    entry = base.entries.get(callback.subject)
    if entry is None:
        return None
    if callback.action is Action.CONTEXT:
        return replies.of_context(entry, callback.number, base)
    return replies.of_entry(entry, base, general=callback.action is Action.GENERAL)
