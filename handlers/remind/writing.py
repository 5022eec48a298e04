"""What is typed while a province is asked for."""

from __future__ import annotations

from telegram import Message

from bot.outbox.quiet import ZONES
from handlers.ask import without_mention
from handlers.context import Context
from handlers.remind.search import find
from handlers.sending import send
from handlers.views import remind_keyboards as keyboards
from handlers.views import remind_messages as messages
from handlers.views.replies import Reply
from knowledge.decision import Answered, Choices


async def on_message(message: Message, context: Context) -> bool:
    """Take the message for a province; False for a question, which is to be answered as one."""
    text = without_mention(message.text or "", context.bot.username)
    if not text or "?" in text:
        return False
    if (zone := text.upper()) in ZONES:
        await send(message, Reply(messages.LIST, keyboards.listed(zone, 0)))
        return True
    found = find(text)
    if not found and isinstance(context.services.finder.answer(text), Answered | Choices):
        return False
    if len(found) == 1:
        context.services.conversations.end(message.chat_id)
        await send(message, Reply(messages.kind(found[0]), keyboards.kind(found[0].code)))
    elif found:
        await send(message, Reply(messages.UNSURE, keyboards.unsure(found)))
    else:
        await send(message, Reply(messages.NOT_FOUND, keyboards.province()))
    return True
