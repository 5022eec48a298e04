"""The chat's edge: updates in, replies out. No rules of law and no storage of its own."""

from __future__ import annotations

from typing import Any

from telegram.ext import (
    Application,
    CallbackQueryHandler,
    ChatMemberHandler,
    CommandHandler,
    InlineQueryHandler,
    MessageHandler,
    filters,
)

from handlers import ask, browse, dialogue, errors, inline, notices, start, taps
from handlers.addressed import Addressed
from handlers.broadcast import opening as broadcast
from handlers.mailbox import opening as mailbox
from handlers.remind import leaving
from handlers.remind import opening as remind
from handlers.report import opening as report

UPDATE_KINDS = ("message", "edited_message", "callback_query", "inline_query", "my_chat_member")
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
            CommandHandler("lapor", report.on_command, filters=new),
            CommandHandler("kotak", mailbox.on_command, filters=new),
            CommandHandler("batal", dialogue.on_cancel, filters=new),
            CommandHandler("pengingat", remind.on_command, filters=new),
            CommandHandler(["berhenti", "stop"], leaving.on_command, filters=new & private),
            CommandHandler("berhenti_kabar", notices.on_stop, filters=new & private),
            CommandHandler("siarkan", broadcast.on_command, filters=new & private),
            CommandHandler("jadwal", broadcast.on_schedule, filters=new & private),
            MessageHandler(filters.COMMAND & new & private, start.on_unknown_command),
            MessageHandler(filters.TEXT & ~filters.COMMAND & new & Addressed(), dialogue.on_text),
            MessageHandler((filters.TEXT | filters.CAPTION) & filters.UpdateType.EDITED_MESSAGE, dialogue.on_edited),
            MessageHandler(new & private & ~filters.StatusUpdate.ALL, dialogue.on_other),
            CallbackQueryHandler(taps.on_callback),
            InlineQueryHandler(inline.on_inline),
            ChatMemberHandler(leaving.on_membership, ChatMemberHandler.MY_CHAT_MEMBER),
        ]
    )
    application.add_error_handler(errors.on_error)
