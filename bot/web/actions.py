"""What officers do with a report: reply, note, move, classify, give access, step back."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from aiohttp import web

from bot.reports.categories import Category
from bot.reports.desk import Desk
from bot.reports.desk_errors import ConflictError, ExcludedError, LastHolderError, UnknownReportError
from bot.reports.shapes import ShapeError
from bot.reports.statuses import Outcome, Status, TransitionError
from bot.web.guard import VISITOR
from bot.web.problems import BAD_FORM, CONFLICT, EXCLUDED, LAST_HOLDER, NOT_FOUND, ProblemError
from bot.web.wire import Form, Id, Sealed, answer, path_id, read


class _ReplyForm(Form):
    id: Id
    untuk_pelapor: Sealed
    untuk_petugas: Sealed


class _NoteForm(Form):
    id: Id
    isi: Sealed


class _MoveForm(Form):
    ke: Status
    hasil: Outcome | None = None
    alasan: _NoteForm | None = None


class _ClassifyForm(Form):
    kategori: Category
    provinsi: str | None = None


class _GrantForm(Form):
    petugas: Id
    kunci: Sealed


class _LeaveForm(Form):
    pass


class Actions:
    """Steps of the visitor, each on one report. A step that fails changed nothing."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def routes(self) -> list[web.RouteDef]:
        return [
            web.post("/api/laporan/{id}/balasan", self.reply),
            web.post("/api/laporan/{id}/catatan", self.note),
            web.post("/api/laporan/{id}/status", self.move),
            web.post("/api/laporan/{id}/golongan", self.classify),
            web.post("/api/laporan/{id}/akses", self.grant),
            web.post("/api/laporan/{id}/lepas", self.leave),
        ]

    async def reply(self, request: web.Request) -> web.Response:
        form = await read(request, _ReplyForm)
        with _refused():
            await self._desk.reply(*_place(request), form.id, form.untuk_pelapor, form.untuk_petugas)
        return answer({})

    async def note(self, request: web.Request) -> web.Response:
        form = await read(request, _NoteForm)
        with _refused():
            await self._desk.note(*_place(request), form.id, form.isi)
        return answer({})

    async def move(self, request: web.Request) -> web.Response:
        form = await read(request, _MoveForm)
        reason = (form.alasan.id, form.alasan.isi) if form.alasan else None
        with _refused():
            await self._desk.move(*_place(request), form.ke, form.hasil, reason)
        return answer({})

    async def classify(self, request: web.Request) -> web.Response:
        form = await read(request, _ClassifyForm)
        try:
            with _refused():
                await self._desk.classify(*_place(request), form.kategori, form.provinsi)
        except ValueError:  # a province that is not on the list
            raise ProblemError(BAD_FORM) from None
        return answer({})

    async def grant(self, request: web.Request) -> web.Response:
        form = await read(request, _GrantForm)
        with _refused():
            await self._desk.grant(*_place(request), form.petugas, form.kunci)
        return answer({})

    async def leave(self, request: web.Request) -> web.Response:
        await read(request, _LeaveForm)
        with _refused():
            await self._desk.leave(*_place(request))
        return answer({})


def _place(request: web.Request) -> tuple[bytes, bytes]:
    """Who takes the step, and on which report."""
    return request[VISITOR].holder.id, path_id(request, "id")


@contextmanager
def _refused() -> Iterator[None]:
    """The desk's refusals as problems. A transition that is not allowed any more: somebody else was faster."""
    try:
        yield
    except UnknownReportError:
        raise ProblemError(NOT_FOUND) from None
    except LastHolderError:
        raise ProblemError(LAST_HOLDER) from None
    except ExcludedError:
        raise ProblemError(EXCLUDED) from None
    except (ConflictError, TransitionError):
        raise ProblemError(CONFLICT) from None
    except ShapeError:
        raise ProblemError(BAD_FORM) from None
