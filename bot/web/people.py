"""Who holds keys: for giving access, and for comparing fingerprints."""

from __future__ import annotations

from aiohttp import web

from bot.reports.holders import Holders
from bot.reports.keys import b64
from bot.web.wire import answer


class People:
    """The active holders."""

    def __init__(self, holders: Holders) -> None:
        self._holders = holders

    def routes(self) -> list[web.RouteDef]:
        return [web.get("/api/petugas", self.active)]

    async def active(self, _: web.Request) -> web.Response:
        return answer(
            [
                {
                    "petugas": b64(holder.id),
                    "nama": holder.name,
                    "instansi": holder.agency,
                    "peran": holder.role,
                    "buka": b64(holder.keys.opening),
                    "tanda": b64(holder.keys.signing),
                    "sidik": holder.keys.fingerprint,
                }
                for holder in await self._holders.active()
                if holder.keys
            ]
        )
