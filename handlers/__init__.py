"""The chat's edge: updates in, replies out. No rules of law and no storage of its own."""

from __future__ import annotations

from typing import Any

from telegram.ext import (
    Application,
    CallbackQueryHandler,
    CommandHandler,
    InlineQueryHandler,
    MessageHandler,
    filters,
)

from handlers import ask, browse, errors, inline, start, taps
from handlers.addressed import Addressed

UPDATE_KINDS = ("message", "edited_message", "callback_query", "inline_query")
"""The updates that are asked of Telegram; it sends no others."""


def register(application: Application[Any, Any, Any, Any, Any, Any]) -> None:
    """All handlers, in the order in which they are tried."""
    new = filters.UpdateType.MESSAGE
    private = filters.ChatType.PRIVATE
    application.add_handlers(
        [
            CommandHandler(["mulai", "start"], start.on_start, filters=new),
            CommandHandler("tanya", ask.on_command, filters=new),
            CommandHandler("topik", browse.on_topics, filters=new),
            CommandHandler(["bantuan", "help"], start.on_help, filters=new),
            CommandHandler(["privasi", "privacy"], start.on_privacy, filters=new),
            CommandHandler("hapus_data", start.on_forget, filters=new),
            CommandHandler("batal", start.on_cancel, filters=new),
            CommandHandler(list(start.NOT_OPEN_YET), start.on_not_open_yet, filters=new & private),
            MessageHandler(filters.COMMAND & new & private, start.on_unknown_command),
            MessageHandler(filters.TEXT & ~filters.COMMAND & new & Addressed(), ask.on_text),
            MessageHandler(filters.TEXT & filters.UpdateType.EDITED_MESSAGE, ask.on_edited),
            MessageHandler(new & private & ~filters.StatusUpdate.ALL, ask.on_other),
            CallbackQueryHandler(taps.on_callback),
            InlineQueryHandler(inline.on_inline),
        ]
    )
    application.add_error_handler(errors.on_error)
