"""What happens when a handler fails: a log line without content, a sentence with a code for the person."""

from __future__ import annotations

import logging
import secrets
import traceback

from telegram import Update
from telegram.error import Forbidden, NetworkError, RetryAfter, TelegramError

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
    code = secrets.token_hex(3).upper()
    log.error("update failed code=%s error=%s at=%s", code, type(error).__name__, _place(error))
    if isinstance(error, (NetworkError, RetryAfter)) or not isinstance(update, Update):
        return
    if update.effective_message and not update.inline_query:
        try:
            await send(update.effective_message, Reply(messages.internal_error(code)))
        except TelegramError as second:
            log.error("error reply failed code=%s error=%s", code, type(second).__name__)


def _place(error: BaseException | None) -> str:
    """Files and lines of the last frames; a message could quote what a person wrote."""
    frames = traceback.extract_tb(error.__traceback__)[-4:] if error else []
    return " > ".join(f"{frame.filename.rsplit('/', 1)[-1]}:{frame.lineno}" for frame in frames)
