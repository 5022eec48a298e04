"""An open mailbox -> the screen that the person sees."""

from __future__ import annotations

from html import escape

from handlers.mailbox.box import Box, Step
from handlers.views import mailbox_messages as messages
from handlers.views import report_keyboards as keyboards
from handlers.views.replies import Reply

CHUNK = 1500
"""Letters of a reply on one page: with status and headings a page stays below Telegram's 4,096 (in UTF-16)."""


def screen(box: Box, notice: str = "", page: int = 0) -> Reply:
    """What the person sees now. `notice`: what just happened, above it; `page`: of the replies."""
    reply = _plain(box, page)
    return Reply(f"{notice}\n\n{reply.text}", reply.keyboard) if notice else reply


def _plain(box: Box, page: int) -> Reply:
    if box.mailbox is None:
        return Reply(messages.ASK_CODE, keyboards.ask_code())
    match box.step:
        case Step.ANSWER:
            return Reply(messages.ANSWER, keyboards.compose())
        case Step.EVIDENCE:
            return Reply(messages.EVIDENCE, keyboards.compose())
        case Step.DELETE:
            return Reply(messages.DELETE, keyboards.delete())
        case _:
            return view(box.mailbox, page)


def view(mailbox: messages.Standing, page: int = 0) -> Reply:
    """One page of an open mailbox; the last one for a page that does not exist."""
    pages = _pages(mailbox)
    page = min(page, len(pages) - 1)
    return Reply(pages[page], keyboards.mailbox(page, len(pages)))


def _pages(mailbox: messages.Standing) -> list[str]:
    """The latest reply first; the first page begins with the status."""
    pages: list[str] = []
    for reply in reversed(mailbox.replies):
        text = reply.text or messages.UNREADABLE
        heading = messages.reply_heading(reply)
        pages.extend(f"{heading}\n{escape(text[start : start + CHUNK])}" for start in range(0, len(text), CHUNK))
    first, *rest = pages or [messages.NO_REPLY]
    return [f"{text}\n\n<i>{messages.GOES_AWAY}</i>" for text in (f"{messages.status(mailbox)}\n\n{first}", *rest)]
