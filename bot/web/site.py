"""What everybody may know of this site: its fingerprint, its salt, and the words of its lists."""

from __future__ import annotations

from aiohttp import web

from bot.provinces import PROVINCE_NAMES
from bot.reports.agencies import agencies
from bot.reports.categories import Category
from bot.reports.holders import Role
from bot.reports.keys import b64
from bot.reports.room import Room
from bot.reports.statuses import OUTCOMES, TRANSITIONS
from bot.web.wire import answer


class Site:
    """The public route."""

    def __init__(self, room: Room) -> None:
        self._room = room

    def routes(self) -> list[web.RouteDef]:
        return [web.get("/api/situs", self.site)]

    async def site(self, _: web.Request) -> web.Response:
        return answer(
            {
                "fingerprint": await self._room.intake.fingerprint(),
                "garam": b64(await self._room.intake.salt()),
                "kategori": [{"kode": category, "label": category.label} for category in Category],
                "provinsi": PROVINCE_NAMES,
                "status": {"langkah": TRANSITIONS, "hasil": OUTCOMES},
                "instansi": [
                    {"kode": code, "nama": agency.name, "diperiksa": agency.checked}
                    for code, agency in agencies().items()
                ],
                "pemulihan": await self._recovery(),
            }
        )

    async def _recovery(self) -> list[dict[str, str]]:
        """Under which id a printed key logs in: paper has the key only, and its fingerprint follows from it."""
        return [
            {"petugas": b64(holder.id), "sidik": holder.keys.fingerprint}
            for holder in await self._room.holders.active()
            if holder.role is Role.RECOVERY and holder.keys
        ]
