"""Free text and /tanya: a question in, a card, a choice of three, or an honest "not yet" out."""

from __future__ import annotations

from telegram import Message, Update
from telegram.error import BadRequest

from handlers.context import Context, Services
from handlers.memory import Exchange
from handlers.sending import NO_PREVIEW, send
from handlers.views import messages, replies, report_keyboards, report_messages
from handlers.views.replies import Reply
from knowledge.decision import Answered, Decision, SmallTalk

TEXT_LIMIT = 2000
"""Letters of a question. The longest honest stories have about 900."""


async def on_text(update: Update, context: Context) -> None:
    """A message in a private chat, or one that mentions the bot or replies to it in a group."""
    message = update.effective_message
    if message and message.text:
        await _answer(message, without_mention(message.text, context.bot.username), context.services)


async def on_command(update: Update, context: Context) -> None:
    """/tanya <question>; alone it asks for the question."""
    message = update.effective_message
    if not message:
        return
    question = " ".join(context.args or ())
    if question:
        await _answer(message, question, context.services)
    else:
        private = message.chat.type == message.chat.PRIVATE
        await send(message, Reply(messages.ASK if private else messages.ASK_IN_GROUP))


async def on_edited(update: Update, context: Context) -> None:
    """The last question was corrected: its answer is corrected in place. Older edits change nothing."""
    message = update.edited_message
    if not message or not message.text:
        return
    services = context.services
    last = services.memory.recall(message.chat_id)
    if not last or last.question_message != message.message_id or not last.answer_message:
        return
    text = without_mention(message.text, context.bot.username)
    decision = services.finder.answer(text)
    reply = replies.of_decision(decision, services.base)
    _remember(services, message, text, decision, last.answer_message)
    try:
        await context.bot.edit_message_text(
            reply.text,
            chat_id=message.chat_id,
            message_id=last.answer_message,
            parse_mode="HTML",
            reply_markup=reply.keyboard,
            link_preview_options=NO_PREVIEW,
        )
    except BadRequest:
        # The answer was deleted, or the correction leads to the same card: the latter needs no new message.
        return


async def on_other(update: Update, context: Context) -> None:
    """Stickers, voice, photos and the like in a private chat."""
    if update.effective_message:
        await send(update.effective_message, Reply(messages.ONLY_TEXT))


async def _answer(message: Message, text: str, services: Services) -> None:
    if len(text) > TEXT_LIMIT:
        await send(message, _too_long(message, services))
        return
    if not text.strip():
        await send(message, Reply(messages.ASK))
        return
    several = services.finder.answer_several(text)
    if several.answers:
        await _answer_several(message, several.answers, services)
        if several.more:
            await send(message, Reply(messages.MORE_THAN_THREE))
        return
    last = services.memory.recall(message.chat_id)
    previous = services.base.entries.get(last.entry_id) if last else None
    decision = services.finder.answer(text, previous)
    sent = await send(message, replies.of_decision(decision, services.base))
    _remember(services, message, text, decision, sent)


def _too_long(message: Message, services: Services) -> Reply:
    """So long a text may be a story: in private the way to a report is offered."""
    text = messages.TEXT_TOO_LONG.format(limit=TEXT_LIMIT)
    if services.reporting is None or message.chat.type != message.chat.PRIVATE:
        return Reply(text)
    return Reply(f"{text}\n\n{report_messages.PERHAPS_A_REPORT}", report_keyboards.offer())


async def _answer_several(message: Message, answers: tuple[tuple[str, Answered], ...], services: Services) -> None:
    for number, (question, decision) in enumerate(answers, 1):
        reply = replies.of_decision(decision, services.base)
        text = f"{messages.numbered(number, question)}\n{reply.text}"
        sent = await send(message, Reply(text, reply.keyboard))
        _remember(services, message, question, decision, sent)


def _remember(services: Services, message: Message, text: str, decision: Decision, answer: int) -> None:
    if isinstance(decision, SmallTalk):
        return
    entry_ids = tuple(ranked.entry.id for ranked in decision.ranking)
    entry_id = decision.entry.id if isinstance(decision, Answered) else ""
    exchange = Exchange(text, entry_id, entry_ids, message.message_id, answer)
    services.memory.remember(message.chat_id, exchange)


def without_mention(text: str, username: str) -> str:
    """What was said to the bot, without its name."""
    return text.replace(f"@{username}", " ").strip()
