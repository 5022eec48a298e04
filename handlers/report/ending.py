"""How a report ends: sent and noted, or given up. Either way its messages leave the chat."""

from __future__ import annotations

import logging

from bot import incidents
from bot.reports.intake import NoReceiverError, NotReadyError
from handlers.allowance import Use
from handlers.context import Context
from handlers.report.draft import Draft, Step
from handlers.reporting import Reporting
from handlers.views import keyboards
from handlers.views import messages as general
from handlers.views import report_messages as messages
from handlers.views.replies import Reply
from handlers.views.report_screens import screen

log = logging.getLogger(__name__)


async def send(chat_id: int, draft: Draft, reporting: Reporting) -> str:
    """Store the report; the draft then shows its code. Returns why it was not stored, and nothing was kept then."""
    if not reporting.allowance.left(chat_id, Use.REPORT):
        return messages.TOO_MANY
    try:
        code = await reporting.intake.submit(draft.content())
    except NotReadyError:
        return messages.CLOSED_MEANWHILE
    except NoReceiverError:
        draft.step = Step.EXCLUDE
        return messages.NO_RECEIVER
    except Exception as error:  # whatever broke, one transaction was rolled back and the draft is still here
        incidents.note(log, "sending a report", error)
        return messages.NOTHING_SAVED
    reporting.allowance.take(chat_id, Use.REPORT)
    draft.sent(code)
    return ""


async def finish(chat_id: int, reporting: Reporting, context: Context) -> None:
    """The code was noted: the conversation leaves the chat, the ordinary menu stays."""
    await reporting.end(context.bot, chat_id, Reply(general.WELCOME, keyboards.welcome()))


async def cancel(chat_id: int, draft: Draft, reporting: Reporting, context: Context) -> None:
    """Give the draft up. Once the report was sent there is nothing to give up: says how to withdraw it."""
    if draft.step is Step.CODE:
        await reporting.show(context.bot, chat_id, screen(draft, reporting.today, messages.ALREADY_SENT))
        return
    await reporting.end(context.bot, chat_id, Reply(messages.CANCELLED, keyboards.topics_link()))
