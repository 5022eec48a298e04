"""/mulai and deep links, help, privacy, forgetting, and commands that do not exist (yet)."""

from __future__ import annotations

from telegram import Update

from handlers.context import Context
from handlers.sending import send
from handlers.views import keyboards, messages, replies
from handlers.views.replies import Reply

NOT_OPEN_YET = {"lapor": "cara-lapor", "kotak": "cara-lapor", "pengingat": "kapan-berlaku"}
"""Commands of rooms that this release does not have -> the entry that tells the way around."""


async def on_start(update: Update, context: Context) -> None:
    """/mulai, /start; with the id of an entry (deep link `?start=<id>`) its card."""
    if not update.effective_message:
        return
    entry = context.services.base.entries.get(context.args[0]) if context.args else None
    welcome = Reply(messages.WELCOME, keyboards.welcome())
    await send(update.effective_message, replies.of_entry(entry, context.services.base) if entry else welcome)


async def on_help(update: Update, context: Context) -> None:
    if update.effective_message:
        await send(update.effective_message, Reply(messages.HELP, keyboards.topics_link()))


async def on_privacy(update: Update, context: Context) -> None:
    if update.effective_message:
        await send(update.effective_message, Reply(messages.PRIVACY))


async def on_forget(update: Update, context: Context) -> None:
    """/hapus_data: the memory of this chat goes at once; nothing else is connected with a person."""
    if update.effective_message:
        context.services.memory.forget(update.effective_message.chat_id)
        await send(update.effective_message, Reply(messages.FORGOTTEN))


async def on_cancel(update: Update, context: Context) -> None:
    if update.effective_message:
        await send(update.effective_message, Reply(messages.NOTHING_TO_CANCEL))


async def on_not_open_yet(update: Update, context: Context) -> None:
    """A command of a later release: says so and shows the official way, instead of a dead end."""
    message = update.effective_message
    if not message or not message.text:
        return
    command = message.text.split()[0].lstrip("/").split("@")[0].lower()
    await send(message, Reply(messages.NOT_OPEN_YET))
    entry = context.services.base.entries[NOT_OPEN_YET[command]]
    await send(message, replies.of_entry(entry, context.services.base, general=True))


async def on_unknown_command(update: Update, context: Context) -> None:
    if update.effective_message:
        await send(update.effective_message, Reply(messages.UNKNOWN_COMMAND))
