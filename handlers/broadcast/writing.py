"""What an author writes: the text, and names of provinces."""

from __future__ import annotations

import re

from telegram import Message, MessageEntity
from telegram.error import BadRequest

from bot.provinces import PROVINCES
from handlers.broadcast.draft import Draft, Step
from handlers.context import Context
from handlers.remind.search import find
from handlers.sending import send
from handlers.views import broadcast_messages as messages
from handlers.views import broadcast_screens as screens
from handlers.views import letters
from handlers.views.replies import Reply

_FORMATTED = frozenset(
    {
        MessageEntity.BOLD,
        MessageEntity.ITALIC,
        MessageEntity.UNDERLINE,
        MessageEntity.STRIKETHROUGH,
        MessageEntity.SPOILER,
        MessageEntity.CODE,
        MessageEntity.PRE,
        MessageEntity.BLOCKQUOTE,
        MessageEntity.EXPANDABLE_BLOCKQUOTE,
        MessageEntity.TEXT_LINK,
    }
)


async def on_message(message: Message, draft: Draft, context: Context) -> None:
    """Take the message in. Whatever is wrong with it is said in one sentence, and the draft stays as it was."""
    if not message.text:
        await send(message, Reply(messages.ONLY_WORDS))
    elif draft.step is Step.PROVINCES:
        await _provinces(message, message.text, draft, context)
    else:
        await _text(message, draft, context)


async def show_target(message: Message, draft: Draft, context: Context) -> None:
    """The screen on which the target is chosen, as the last message of the chat."""
    draft.screen = await send(message, await target_screen(draft, context))


async def target_screen(draft: Draft, context: Context) -> Reply:
    subscribers, broadcasting = context.services.subscribers, context.services.broadcasting
    assert subscribers
    assert broadcasting
    recipients = await subscribers.subscriptions.count(draft.target)
    return screens.target(draft, recipients, broadcasting.per_second, alone=not broadcasting.others(draft.author))


async def _text(message: Message, draft: Draft, context: Context) -> None:
    html = html_of(message)
    try:
        await send(message, letters.broadcast(html))
    except BadRequest as error:
        await send(message, Reply(_refusal(error)))
        return
    draft.html = html
    await show_target(message, draft, context)


def html_of(message: Message) -> str:
    """What was formatted in Telegram as HTML; a text without format is taken for HTML that was typed."""
    formatted = any(entity.type in _FORMATTED for entity in message.entities)
    return message.text_html if formatted else message.text or ""


def _refusal(error: BadRequest) -> str:
    text = error.message.lower()
    if "too long" in text:
        return messages.TOO_LONG
    return messages.EMPTY if "empty" in text else messages.WRONG_HTML


async def _provinces(message: Message, text: str, draft: Draft, context: Context) -> None:
    chosen = set[str]()
    for name in filter(None, (part.strip() for part in re.split(r"[,;\n]", text))):
        exact = [one.code for one in PROVINCES.values() if name.casefold() in _names(one.code)]
        found = exact or [one.code for one in find(name)]
        if len(found) != 1:
            meant = [PROVINCES[code].name for code in found]
            await send(message, Reply(messages.unknown_province(name, meant)))
            return
        chosen.update(found)
    if chosen:
        draft.provinces, draft.step = frozenset(chosen), Step.TEXT
    await show_target(message, draft, context)


def _names(code: str) -> set[str]:
    province = PROVINCES[code]
    return {name.casefold() for name in (province.name, *province.also)}
