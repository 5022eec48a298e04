"""Taking reports that were sealed in their reporters' browsers."""

from __future__ import annotations

import datetime as dt

from aiohttp import web

from bot.clock import Clock
from bot.reports.days import today
from bot.reports.desk_errors import ConflictError
from bot.reports.holders import Holder
from bot.reports.intake import Intake, NoReceiverError, NotReadyError, ReceiversChangedError
from bot.reports.keys import b64
from bot.reports.limits import LimitError
from bot.reports.sealed import SealedReport
from bot.reports.shapes import ShapeError
from bot.web.problems import BAD_FORM, CONFLICT, ProblemError
from bot.web.reporter.refusals import CLOSED, FULL, NO_RECEIVER, RECEIVERS_CHANGED
from bot.web.wire import Form, Id, Key, Sealed, answer, read

OLDEST_DAYS = 3653
"""Ten years: an older date is a mistyped one."""


class _AccessForm(Form):
    holder: Id
    sealed: Sealed


class _FileForm(Form):
    id: Id
    sealed: Sealed


class _ReportForm(Form):
    id: Id
    search: Key
    r_public: Key
    m_public: Key
    mailbox: Sealed
    body: Sealed
    known_date: dt.date
    access: list[_AccessForm]
    attachments: list[_FileForm]
    excluded: list[Id]


class Reports:
    """What a browser needs to seal a report, and the place where it leaves it."""

    def __init__(self, intake: Intake, clock: Clock) -> None:
        self._intake = intake
        self._clock = clock

    def routes(self) -> list[web.RouteDef]:
        return [web.get("", self.site), web.post("", self.take)]

    async def site(self, _: web.Request) -> web.Response:
        """Whose keys to seal to, the salt of codes, today's date, and whether reports are open at all."""
        return answer(
            {
                "open": not await self._intake.obstacles(),
                "today": today(self._clock),
                "salt": b64(await self._intake.salt()),
                "fingerprint": await self._intake.fingerprint(),
                "receivers": [_receiver(holder) for holder in await self._intake.holders()],
            }
        )

    async def take(self, request: web.Request) -> web.Response:
        form = await read(request, _ReportForm)
        self._require_plausible(form.known_date)
        try:
            await self._intake.accept(_sealed(form))
        except NotReadyError:
            raise ProblemError(CLOSED) from None
        except NoReceiverError:
            raise ProblemError(NO_RECEIVER) from None
        except ReceiversChangedError:
            raise ProblemError(RECEIVERS_CHANGED) from None
        except LimitError:
            raise ProblemError(FULL) from None
        except ConflictError:
            raise ProblemError(CONFLICT) from None
        except ShapeError:
            raise ProblemError(BAD_FORM) from None
        response = answer({})
        response.set_status(web.HTTPCreated.status_code)
        return response

    def _require_plausible(self, known: dt.date) -> None:
        if not 0 <= (today(self._clock) - known).days <= OLDEST_DAYS:
            raise ProblemError(BAD_FORM)


def _receiver(holder: Holder) -> dict[str, object]:
    assert holder.keys, "an active holder has keys"
    return {
        "id": b64(holder.id),
        "name": holder.name,
        "agency": holder.agency,
        "role": holder.role,
        "opening": b64(holder.keys.opening),
        "signing": b64(holder.keys.signing),
    }


def _sealed(form: _ReportForm) -> SealedReport:
    return SealedReport(
        id=form.id,
        search=form.search,
        r_public=form.r_public,
        m_public=form.m_public,
        mailbox=form.mailbox,
        body=form.body,
        known_date=form.known_date,
        access={access.holder: access.sealed for access in form.access},
        attachments={file.id: file.sealed for file in form.attachments},
        excluded=frozenset(form.excluded),
    )
