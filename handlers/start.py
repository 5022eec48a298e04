"""/mulai and deep links, help, privacy, forgetting, and commands that do not exist."""

from __future__ import annotations

from telegram import CallbackQuery, Update

from handlers import notices
from handlers.context import Context
from handlers.remind import opening as remind
from handlers.report import opening as report
from handlers.sending import edit, send
from handlers.views import keyboards, messages, remind_messages, replies, report_messages
from handlers.views.callbacks import Callback
from handlers.views.replies import Reply


async def on_start(update: Update, context: Context) -> None:
    """/mulai, /start; with the payload of a deep link (`?start=<payload>`): the id of an entry shows its card,
    "lapor" begins a report, "pengingat" a subscription, an officer's token links the notices."""
    message = update.effective_message
    if not message:
        return
    payload = context.args[0] if context.args else ""
    entry = context.services.base.entries.get(payload)
    if payload == report.LINK:
        await report.begin(message, context)
    elif payload == remind.LINK:
        await remind.begin(message, context)
    elif payload.startswith(notices.LINK) and message.chat.type == message.chat.PRIVATE:
        await notices.link(message, payload, context)
    elif entry:
        await send(message, replies.of_entry(entry, context.services.base))
    else:
        await send(message, Reply(messages.WELCOME, keyboards.welcome()))


async def on_help(update: Update, context: Context) -> None:
    if update.effective_message:
        await send(update.effective_message, Reply(messages.HELP, keyboards.topics_link()))


async def on_privacy(update: Update, context: Context) -> None:
    if update.effective_message:
        await send(update.effective_message, Reply(await privacy(context)))


async def on_privacy_tap(query: CallbackQuery, callback: Callback, context: Context) -> str | None:
    await edit(query, Reply(await privacy(context), keyboards.topics_link()))
    return None


async def privacy(context: Context) -> str:
    """What is kept; where reports are open, with the fingerprint that a fake bot can't show."""
    parts, reporting = [messages.PRIVACY], context.services.reporting
    if context.services.subscribers:
        parts.append(remind_messages.PRIVACY)
    if reporting and not await reporting.intake.obstacles():
        parts.append(report_messages.privacy(await reporting.intake.fingerprint()))
    return "\n\n".join(parts)


async def on_forget(update: Update, context: Context) -> None:
    """/hapus_data: the memory of this chat goes at once, what is under way too, and its subscription."""
    message, services = update.effective_message, context.services
    if message:
        services.memory.forget(message.chat_id)
        if services.reporting:
            await services.reporting.end(context.bot, message.chat_id)
        services.conversations.end(message.chat_id)
        if services.subscribers:
            await services.subscribers.forget(message.chat_id)
            await services.subscribers.notices.unlink(message.chat_id)
        await send(message, Reply(messages.FORGOTTEN))


async def on_unknown_command(update: Update, context: Context) -> None:
    if update.effective_message:
        await send(update.effective_message, Reply(messages.UNKNOWN_COMMAND))
