"""How a report begins: from a button, /lapor, or a link; and where it can't."""

from __future__ import annotations

from telegram import CallbackQuery, Message, Update

from handlers.allowance import Use
from handlers.context import Context
from handlers.report.draft import Draft, Step
from handlers.reporting import Reporting
from handlers.sending import send
from handlers.views import messages as general
from handlers.views import replies, report_keyboards
from handlers.views import report_messages as messages
from handlers.views.callbacks import Callback
from handlers.views.replies import Reply
from handlers.views.report_screens import screen

LINK = "lapor"
"""Payload of the link that opens a report (`?start=lapor`)."""

_WAY_AROUND = "cara-lapor"
"""The entry that tells the official way."""


async def on_command(update: Update, context: Context) -> None:
    """/lapor"""
    if update.effective_message:
        await begin(update.effective_message, context)


async def on_tap(query: CallbackQuery, callback: Callback, context: Context) -> str | None:
    """ "Lapor pelanggaran": the message under the button becomes the first screen."""
    message = query.message
    if not isinstance(message, Message):
        return general.EXPIRED_BUTTON
    await begin(message, context, tapped=True)
    return None


async def begin(message: Message, context: Context, *, tapped: bool = False) -> None:
    """Show the warning, or why there can be no report now. `tapped`: `message` is ours and may become the screen."""
    if message.chat.type != message.chat.PRIVATE:
        await refuse_in_group(message, context)
        return
    reporting = context.services.reporting
    if reporting is None or await reporting.intake.obstacles():
        await closed(message, context)
        return
    chat_id = message.chat_id
    draft = reporting.conversations.find(chat_id)
    if isinstance(draft, Draft):
        notice = messages.ALREADY_SENT if draft.step is Step.CODE else messages.STILL_OPEN
    elif refusal := _refusal(reporting, chat_id):
        await send(message, Reply(refusal))
        return
    else:
        await reporting.end(context.bot, chat_id)
        draft, notice = Draft(form=reporting.form), ""
        reporting.conversations.begin(chat_id, draft)
    reporting.conversations.keep(chat_id)
    if reporting.is_young(message.date):
        draft.messages.add(message.message_id)
        if tapped and draft.screen is None:
            draft.screen = message.message_id
    in_place = tapped and draft.screen == message.message_id
    await reporting.show(context.bot, chat_id, screen(draft, reporting.today, notice), below=not in_place)


async def shown_again(message: Message, context: Context, *, typed: bool = True) -> bool:
    """Whether a report is being written in the chat: it goes first, so it is shown with the ways on and out.

    `typed`: `message` is the person's and goes with the report.
    """
    reporting = context.services.reporting
    draft = reporting.conversations.find(message.chat_id) if reporting else None
    if reporting is None or not isinstance(draft, Draft):
        return False
    if typed:
        draft.messages.add(message.message_id)
    notice = messages.ALREADY_SENT if draft.step is Step.CODE else messages.STILL_OPEN
    await reporting.show(context.bot, message.chat_id, screen(draft, reporting.today, notice))
    return True


async def closed(message: Message, context: Context) -> None:
    """Reports are not taken: says so and shows the official way, instead of a dead end."""
    base = context.services.base
    await send(message, Reply(messages.CLOSED))
    await send(message, replies.of_entry(base.entries[_WAY_AROUND], base, general=True))


async def refuse_in_group(message: Message, context: Context) -> None:
    """Reports and codes are for the private chat only: says so and leads there. Nothing is looked up."""
    await send(message, Reply(messages.ONLY_IN_PRIVATE, report_keyboards.private_chat(context.bot.username)))


def _refusal(reporting: Reporting, chat_id: int) -> str:
    """Why this person can't begin now; empty when they can. A private chat has its person's id."""
    if not reporting.allowance.left(chat_id, Use.REPORT):
        return messages.TOO_MANY
    return messages.BUSY if reporting.conversations.full else ""
