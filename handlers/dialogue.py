"""Whose turn a private message is: a report's, a mailbox's, a province's, a broadcast's, a code's, or a question's."""

from __future__ import annotations

from telegram import Message, Update

from bot.reports.receipt import looks_like_code
from handlers import ask
from handlers.broadcast import writing as broadcast
from handlers.broadcast.draft import Draft as Broadcast
from handlers.context import Context
from handlers.mailbox import writing as mailbox
from handlers.mailbox.box import Box
from handlers.mailbox.opening import open_code
from handlers.remind import writing as remind
from handlers.remind.choosing import Choosing
from handlers.report import ending
from handlers.report import writing as report
from handlers.report.draft import Draft
from handlers.report.opening import refuse_in_group
from handlers.sending import send
from handlers.views import broadcast_messages, keyboards, messages, remind_messages
from handlers.views.replies import Reply


async def on_text(update: Update, context: Context) -> None:
    """A text in a private chat, or one in a group that is meant for the bot."""
    message = update.effective_message
    if not message or not message.text:
        return
    if not await _taken(message, context) and not await _code(message, message.text, context):
        await ask.on_text(update, context)


async def on_other(update: Update, context: Context) -> None:
    """Photos, documents, stickers, voice and the like in a private chat."""
    message = update.effective_message
    if message and not await _taken(message, context):
        await ask.on_other(update, context)


async def on_edited(update: Update, context: Context) -> None:
    """A message was corrected: a part of a story, or a question. What went into a mailbox can't be corrected."""
    message, reporting = update.edited_message, context.services.reporting
    conversation = context.services.conversations.find(message.chat_id) if message else None
    if message and reporting and isinstance(conversation, Draft):
        reporting.conversations.keep(message.chat_id)
        await report.on_edited(message, conversation, reporting, context)
    elif not isinstance(conversation, Box):
        await ask.on_edited(update, context)


async def on_cancel(update: Update, context: Context) -> None:
    """/batal at any step of whatever is under way."""
    message, reporting = update.effective_message, context.services.reporting
    if not message:
        return
    conversation = context.services.conversations.find(message.chat_id)
    if reporting and isinstance(conversation, Draft):
        conversation.messages.add(message.message_id)
        await ending.cancel(message.chat_id, conversation, reporting, context)
    elif reporting and isinstance(conversation, Box):
        conversation.messages.add(message.message_id)
        await reporting.end(context.bot, message.chat_id, Reply(messages.WELCOME, keyboards.welcome()))
    elif conversation:
        context.services.conversations.end(message.chat_id)
        choosing = isinstance(conversation, Choosing)
        await send(message, Reply(remind_messages.CANCELLED if choosing else broadcast_messages.CANCELLED))
    else:
        await send(message, Reply(messages.NOTHING_TO_CANCEL))


async def _taken(message: Message, context: Context) -> bool:
    """Whether an open conversation took the message."""
    reporting, conversations = context.services.reporting, context.services.conversations
    conversation = conversations.find(message.chat_id)
    if reporting and isinstance(conversation, Draft):
        conversations.keep(message.chat_id)
        await report.on_message(message, conversation, reporting, context)
        return True
    if reporting and isinstance(conversation, Box) and conversation.listens:
        conversations.keep(message.chat_id)
        await mailbox.on_message(message, conversation, reporting, context)
        return True
    if isinstance(conversation, Broadcast):
        conversations.keep(message.chat_id)
        await broadcast.on_message(message, conversation, context)
        return True
    return isinstance(conversation, Choosing) and await remind.on_message(message, context)


async def _code(message: Message, text: str, context: Context) -> bool:
    """Whether the message was a receipt code: it opens the mailbox, in groups it is refused without looking it up."""
    reporting = context.services.reporting
    text = ask.without_mention(text, context.bot.username)
    if not reporting or not looks_like_code(text):
        return False
    if message.chat.type == message.chat.PRIVATE:
        await open_code(message, text, reporting, context)
    else:
        await refuse_in_group(message, context)
    return True
