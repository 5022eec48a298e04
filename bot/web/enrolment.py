"""Taking the public keys of an invited officer. The administrator compares the fingerprint before they count."""

from __future__ import annotations

from aiohttp import web

from bot.reports.holders import Holders, InvitationError, State
from bot.reports.keys import PublicKeys, b64
from bot.web.problems import BAD_INVITATION, ProblemError
from bot.web.wire import Form, Key, Signature, answer, query_id, read


class _EnrolmentForm(Form):
    undangan: str
    buka: Key
    tanda: Key
    bukti: Signature


class Enrolment:
    """One invitation, one officer."""

    def __init__(self, holders: Holders) -> None:
        self._holders = holders

    def routes(self) -> list[web.RouteDef]:
        return [web.post("/api/daftar", self.enrol), web.get("/api/daftar/status", self.status)]

    async def enrol(self, request: web.Request) -> web.Response:
        form = await read(request, _EnrolmentForm)
        keys = PublicKeys(form.buka, form.tanda)
        try:
            holder = await self._holders.enrol(form.undangan, keys, form.bukti)
        except InvitationError:
            raise ProblemError(BAD_INVITATION) from None
        return answer(
            {
                "petugas": b64(holder.id),
                "sidik": keys.fingerprint,
                "nama": holder.name,
                "instansi": holder.agency,
            }
        )

    async def status(self, request: web.Request) -> web.Response:
        """Whether the administrator has confirmed; an unknown officer is simply not active."""
        holder = await self._holders.get(query_id(request, "petugas"))
        return answer({"aktif": holder is not None and holder.state is State.ACTIVE})
