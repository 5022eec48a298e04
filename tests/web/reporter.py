"""A reporter's browser without a browser: seals reports and opens mailboxes over HTTP."""

from __future__ import annotations

import io
import json
import secrets
from collections.abc import Iterable
from typing import Any

from bot.reports import content, envelope
from bot.reports.cleaning import CleanFile
from bot.reports.content import Draft
from bot.reports.envelope import ID_BYTES, Kind, Place
from bot.reports.holders import Holder, Role, State
from bot.reports.keys import PublicKeys, b64, unb64
from bot.reports.receipt import new_code, receipt
from bot.reports.sealed import SealedReport, sealed_report
from tests.web.officer import Answer, Officer


def form(sealed: SealedReport) -> dict[str, Any]:
    """A sealed report as JSON."""
    return {
        "id": b64(sealed.id),
        "search": b64(sealed.search),
        "r_public": b64(sealed.r_public),
        "m_public": b64(sealed.m_public),
        "mailbox": b64(sealed.mailbox),
        "body": b64(sealed.body),
        "known_date": sealed.known_date.isoformat(),
        "access": [{"holder": b64(holder), "sealed": b64(key)} for holder, key in sealed.access.items()],
        "attachments": [{"id": b64(item), "sealed": b64(file)} for item, file in sealed.attachments.items()],
        "excluded": [b64(holder) for holder in sealed.excluded],
    }


class Reporter(Officer):
    """Use as `async with`. Of an officer it has only the way of speaking HTTP."""

    async def post(self, path: str, body: object, **headers: str) -> Answer:
        usual = {"Origin": self.origin, "Content-Type": "application/json"}
        given = {name: value for name, value in (usual | headers).items() if value}
        content = io.BytesIO(json.dumps(body).encode())  # aiohttp warns of large bodies that are sent as bytes
        return await self.send("POST", path, headers=given, data=content)

    async def site(self) -> dict[str, Any]:
        return dict((await self.get("/api/lapor")).body)

    async def sealed(self, draft: Draft, code: str) -> dict[str, Any]:
        """What the page would send."""
        site = await self.site()
        readers = [holder for holder in _holders(site["receivers"]) if holder.id not in draft.excluded]
        return form(sealed_report(draft, code, unb64(site["salt"]), readers))

    async def report(self, draft: Draft) -> str:
        """A whole report. Returns its code."""
        code = new_code()
        answer = await self.post("/api/lapor", await self.sealed(draft, code))
        assert (answer.status, answer.body) == (201, {})
        return code

    async def search(self, code: str) -> str:
        return b64(receipt(code, unb64((await self.site())["salt"])).search)

    async def open(self, code: str) -> Answer:  # type: ignore[override]
        return await self.post("/api/kotak", {"search": await self.search(code)})

    async def replies(self, code: str) -> list[str]:
        """What officers wrote, opened with the code."""
        opened, found = receipt(code, unb64((await self.site())["salt"])), (await self.open(code)).body
        report = unb64(found["report"])
        private = envelope.unlock(unb64(found["mailbox"]), opened.mailbox_key, Place(Kind.MAILBOX, report))
        m = envelope.key_pair(private)
        places = [(reply, Place(Kind.REPLY, report, unb64(reply["id"]))) for reply in found["replies"]]
        return [content.read_text(envelope.unseal(unb64(reply["sealed"]), m, place)).text for reply, place in places]

    async def added(self, code: str, what: str | CleanFile) -> dict[str, str]:
        """A message or a file as the page would send it."""
        found, item = (await self.open(code)).body, secrets.token_bytes(ID_BYTES)
        if isinstance(what, str):
            kind, packed = Kind.FOLLOW_UP, content.Text(text=what).packed()
        else:
            kind, packed = Kind.ATTACHMENT, content.pack_file(what)
        sealed = envelope.seal(packed, unb64(found["r_public"]), Place(kind, unb64(found["report"]), item))
        return {"search": await self.search(code), "id": b64(item), "sealed": b64(sealed)}


def _holders(receivers: Iterable[dict[str, str]]) -> list[Holder]:
    return [
        Holder(
            id=unb64(one["id"]),
            role=Role(one["role"]),
            name=one["name"],
            agency=one["agency"],
            state=State.ACTIVE,
            keys=PublicKeys(unb64(one["opening"]), unb64(one["signing"])),
        )
        for one in receivers
    ]
