"""Reading reports: the list that the page polls, one report, its attachments. All of it is ciphertext."""

from __future__ import annotations

import datetime as dt

from aiohttp import web

from bot.clock import Clock
from bot.reports.cases import Case
from bot.reports.days import today
from bot.reports.desk import Desk
from bot.reports.inbox import Row
from bot.reports.keys import b64
from bot.reports.statuses import Status
from bot.web.guard import VISITOR
from bot.web.numbers import audit_line
from bot.web.problems import BAD_FORM, NOT_FOUND, ProblemError
from bot.web.wire import answer, answer_unless_known, offset, path_id


class Cases:
    """What the visitor may read; anything else is as unknown as a report that never was."""

    def __init__(self, desk: Desk, clock: Clock) -> None:
        self._desk = desk
        self._clock = clock

    def routes(self) -> list[web.RouteDef]:
        return [
            web.get("/api/laporan", self.page),
            web.get("/api/laporan/{id}", self.case),
            web.get("/api/laporan/{id}/lampiran/{attachment}", self.attachment),
        ]

    async def page(self, request: web.Request) -> web.Response:
        """`?status=&mulai=`; 304 when the page has it already."""
        day = today(self._clock)
        found = await self._desk.page(request[VISITOR].holder.id, _status(request), offset(request))
        content = {
            "jumlah": found.counts,
            "total": found.total,
            "hari_ini": day,
            "baris": [_row(row, day) for row in found.rows],
        }
        return answer_unless_known(request, content)

    async def case(self, request: web.Request) -> web.Response:
        case = await self._desk.case(request[VISITOR].holder.id, path_id(request, "id"))
        if case is None:
            raise ProblemError(NOT_FOUND)
        return answer(_case(case, today(self._clock)))

    async def attachment(self, request: web.Request) -> web.Response:
        report, attachment = path_id(request, "id"), path_id(request, "attachment")
        sealed = await self._desk.attachment(request[VISITOR].holder.id, report, attachment)
        if sealed is None:
            raise ProblemError(NOT_FOUND)
        return web.Response(body=sealed, content_type="application/octet-stream")


def _status(request: web.Request) -> Status | None:
    text = request.query.get("status", "")
    if text and text not in list(Status):
        raise ProblemError(BAD_FORM)
    return Status(text) if text else None


def _row(row: Row, day: dt.date) -> dict[str, object]:
    return {
        "id": b64(row.id),
        "sebutan": row.designation,
        "status": row.status,
        "hasil": row.outcome,
        "kategori": row.category,
        "provinsi": row.province,
        "diterima": row.received,
        "tanggal_status": row.status_date,
        "batas_resmi": row.formal_due,
        "sisa_hari": (row.formal_due - day).days,
        "batas_pribadi": row.personal_due,
        "batas_kabar": row.feedback_due,
        "kunci": b64(row.key),
    }


def _case(case: Case, day: dt.date) -> dict[str, object]:
    return _row(case.row, day) | {
        "isi": b64(case.body),
        "pesan": [
            {"id": b64(letter.id), "sisi": letter.side, "tanggal": letter.date, "isi": b64(letter.sealed)}
            for letter in case.letters
        ],
        "lampiran": [{"id": b64(identity), "ukuran": size} for identity, size in case.attachments.items()],
        "pemegang": [{"petugas": b64(reader.id), "nama": reader.name} for reader in case.readers],
        "dikecualikan": sorted(b64(holder) for holder in case.excluded),
        "riwayat": [audit_line(line) for line in case.history],
        "m_publik": b64(case.m_public),
        "r_publik": b64(case.r_public),
    }
