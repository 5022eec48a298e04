"""Counts without small cells, and the audit."""

from __future__ import annotations

from aiohttp import web

from bot.reports.designation import designation
from bot.reports.desk import PAGE_SIZE, Desk
from bot.reports.history import AuditLine
from bot.reports.keys import b64
from bot.web.guard import VISITOR
from bot.web.wire import answer, offset


class Numbers:
    """Statistics and audit of what the visitor may see."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def routes(self) -> list[web.RouteDef]:
        return [web.get("/api/statistik", self.statistics), web.get("/api/audit", self.audit)]

    async def statistics(self, request: web.Request) -> web.Response:
        """`null`: a number that is hidden."""
        found = await self._desk.statistics(request[VISITOR].holder.id)
        return answer(
            {
                "total": found.total,
                "status": found.by_status,
                "kategori": found.by_category,
                "provinsi": found.by_province,
                "bulan": found.by_month,
            }
        )

    async def audit(self, request: web.Request) -> web.Response:
        """A page, newest first; `lagi`: there is another page."""
        lines = await self._desk.audit(request[VISITOR].holder.id, offset(request), PAGE_SIZE + 1)
        return answer({"baris": [_line(line) for line in lines[:PAGE_SIZE]], "lagi": len(lines) > PAGE_SIZE})


def _line(line: AuditLine) -> dict[str, object]:
    return audit_line(line) | {
        "laporan": b64(line.report) if line.report else None,
        "sebutan": designation(line.report) if line.report else None,
    }


def audit_line(line: AuditLine) -> dict[str, object]:
    """A line as the page shows it, wherever it shows it."""
    return {"tanggal": line.date, "siapa": line.who, "apa": line.action, "rinci": line.detail}
