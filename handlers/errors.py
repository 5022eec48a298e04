"""What happens when a handler fails: a log line without content, a sentence with a code for the person."""

from __future__ import annotations

import logging

from telegram import Update
from telegram.error import Forbidden, NetworkError, RetryAfter, TelegramError

from bot import incidents
from handlers.context import Context
from handlers.sending import send
from handlers.views import messages
from handlers.views.replies import Reply

log = logging.getLogger(__name__)


async def on_error(update: object, context: Context) -> None:
    """Log where it failed, never what was said: no text, no ids, no exception message, no update."""
    error = context.error
    if isinstance(error, Forbidden):
        return  # the person blocked the bot: nothing to mend and nobody to tell
    code = incidents.note(log, "update", error)
    if isinstance(error, (NetworkError, RetryAfter)) or not isinstance(update, Update):
        return
    if update.effective_message and not update.inline_query:
        try:
            await send(update.effective_message, Reply(messages.internal_error(code)))
        except TelegramError as second:
            log.error("error reply failed code=%s error=%s", code, type(second).__name__)
