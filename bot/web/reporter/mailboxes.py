"""A reporter's mailbox for a browser that has stretched the code itself: the code never comes here."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from aiohttp import web

from bot.reports.agencies import agencies
from bot.reports.deadlines import feedback_due, personal_due
from bot.reports.desk_errors import ConflictError
from bot.reports.keys import b64
from bot.reports.limits import LimitError
from bot.reports.mailbox import Mailboxes
from bot.reports.sealed_mailbox import MailboxGoneError, SealedMailbox
from bot.reports.shapes import ShapeError
from bot.web.problems import BAD_FORM, CONFLICT, ProblemError
from bot.web.reporter.refusals import CODE_UNKNOWN, FULL
from bot.web.wire import Form, Id, Key, Sealed, answer, read


class _OpenForm(Form):
    search: Key


class _AddForm(_OpenForm):
    id: Id
    sealed: Sealed


class WebMailboxes:
    """Each call names its mailbox anew: there is no session that could be stolen or left open."""

    def __init__(self, mailboxes: Mailboxes) -> None:
        self._mailboxes = mailboxes

    def routes(self) -> list[web.RouteDef]:
        return [
            web.post("", self.open),
            web.post("/pesan", self.add_message),
            web.post("/lampiran", self.add_file),
            web.post("/hapus", self.delete),
        ]

    async def open(self, request: web.Request) -> web.Response:
        form = await read(request, _OpenForm)
        return answer(_shown(await self._found(form)))

    async def add_message(self, request: web.Request) -> web.Response:
        form = await read(request, _AddForm)
        mailbox = await self._found(form)
        with _refused():
            await mailbox.add_message(form.id, form.sealed)
        return answer({})

    async def add_file(self, request: web.Request) -> web.Response:
        form = await read(request, _AddForm)
        mailbox = await self._found(form)
        with _refused():
            await mailbox.add_files({form.id: form.sealed})
        return answer({})

    async def delete(self, request: web.Request) -> web.Response:
        form = await read(request, _OpenForm)
        await (await self._found(form)).close()
        return answer({})

    async def _found(self, form: _OpenForm) -> SealedMailbox:
        mailbox = await self._mailboxes.find(form.search)
        if mailbox is None:
            raise ProblemError(CODE_UNKNOWN)
        return mailbox


def _shown(mailbox: SealedMailbox) -> dict[str, object]:
    agency = agencies().get(mailbox.outcome) if mailbox.outcome else None
    return {
        "report": b64(mailbox.report),
        "status": mailbox.status,
        "outcome": mailbox.outcome,
        "agency": agency.name if agency else None,
        "status_date": mailbox.status_date,
        "received": mailbox.received,
        "formal_due": mailbox.formal_due,
        "personal_due": personal_due(mailbox.received),
        "feedback_due": feedback_due(mailbox.received),
        "r_public": b64(mailbox.r_public),
        "mailbox": b64(mailbox.locked),
        "replies": [
            {"id": b64(reply.id), "date": reply.date, "sealed": b64(reply.sealed)} for reply in mailbox.replies
        ],
    }


@contextmanager
def _refused() -> Iterator[None]:
    """The mailbox's refusals as problems."""
    try:
        yield
    except MailboxGoneError:
        raise ProblemError(CODE_UNKNOWN) from None
    except LimitError:
        raise ProblemError(FULL) from None
    except ConflictError:
        raise ProblemError(CONFLICT) from None
    except ShapeError:
        raise ProblemError(BAD_FORM) from None
