"""An officer's browser without a browser: enrols, logs in and opens reports over HTTP with keys of its own."""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from typing import Any

import aiohttp

from bot.reports import content, envelope
from bot.reports.cleaning import CleanFile
from bot.reports.envelope import ID_BYTES, KeyPair, Kind, Place
from bot.reports.keys import HolderKeys, b64, new_holder_keys, unb64

ENROLMENT = b"bolehkah-daftar-v1"
LOGIN = b"bolehkah-masuk-v1"


@dataclass(frozen=True)
class Answer:
    """What came back: JSON as objects, everything else as bytes."""

    status: int
    body: Any
    headers: Any

    @property
    def code(self) -> str:
        """The machine code of a refusal."""
        return str(self.body["kode"])


@dataclass(frozen=True)
class Opened:
    """A report as its officer reads it."""

    row: dict[str, Any]
    body: content.Body
    messages: tuple[content.Text, ...]
    key: KeyPair


class Officer:
    """Use as `async with`. `origin`: what the browser would write into its requests."""

    def __init__(self, url: str, origin: str | None = None, keys: HolderKeys | None = None) -> None:
        self.url = url
        self.origin = origin or url
        self.keys = keys or new_holder_keys()
        self.id = b""
        self.csrf = ""
        self.http = aiohttp.ClientSession(cookie_jar=aiohttp.CookieJar(unsafe=True))

    async def __aenter__(self) -> Officer:
        return self

    async def __aexit__(self, *_: object) -> None:
        await self.http.close()

    async def get(self, path: str, **headers: str) -> Answer:
        return await self.send("GET", path, headers=headers)

    async def post(self, path: str, body: object, **headers: str) -> Answer:
        """As the page does: JSON, its origin, its CSRF token. `headers` replace these (`Origin=""` leaves it out)."""
        usual = {"Origin": self.origin, "X-CSRF": self.csrf}
        given = {name: value for name, value in (usual | headers).items() if value}
        return await self.send("POST", path, headers=given, json=body)

    async def send(self, method: str, path: str, **more: Any) -> Answer:
        async with self.http.request(method, self.url + path, **more) as response:
            is_json = response.content_type == "application/json"
            body = await response.json() if is_json else await response.read()
            return Answer(response.status, body, response.headers)

    # Enrolling and logging in

    async def enrol(self, token: str) -> Answer:
        public = self.keys.public
        proof = self.keys.signing.sign(ENROLMENT + public.opening + public.signing + unb64(token)).signature
        form = {"undangan": token, "buka": b64(public.opening), "tanda": b64(public.signing), "bukti": b64(proof)}
        answer = await self.post("/api/daftar", form)
        if answer.status == 200:
            self.id = unb64(answer.body["petugas"])
        return answer

    async def challenge(self) -> bytes:
        answer = await self.post("/api/tantangan", {"petugas": b64(self.id)})
        return unb64(answer.body["tantangan"])

    def login_form(self, challenge: bytes, origin: str | None = None) -> dict[str, str]:
        """What the browser sends: the challenge, signed for `origin`."""
        message = LOGIN + challenge + self.id + (origin or self.origin).encode()
        signature = self.keys.signing.sign(message).signature
        return {"petugas": b64(self.id), "tantangan": b64(challenge), "tanda": b64(signature)}

    async def log_in(self) -> Answer:
        answer = await self.post("/api/masuk", self.login_form(await self.challenge()))
        self.csrf = answer.body.get("csrf", "")
        return answer

    # Reading

    async def rows(self, query: str = "") -> list[dict[str, Any]]:
        return list((await self.get(f"/api/laporan{query}")).body["baris"])

    async def open(self, report: str) -> Opened:
        """The report `report` (id as in the list), opened with this officer's key."""
        row = (await self.get(f"/api/laporan/{report}")).body
        key = self.report_key(row)
        report_id = unb64(report)
        body = content.read_body(envelope.unseal(unb64(row["isi"]), key, Place(Kind.BODY, report_id)))
        kinds = {"pelapor": Kind.FOLLOW_UP, "petugas": Kind.REPLY_COPY, "catatan": Kind.NOTE}
        messages = tuple(
            content.read_text(envelope.unseal(unb64(m["isi"]), key, Place(kinds[m["sisi"]], report_id, unb64(m["id"]))))
            for m in row["pesan"]
        )
        return Opened(row, body, messages, key)

    def report_key(self, row: dict[str, Any]) -> KeyPair:
        """R of a report, from this officer's access."""
        place = Place(Kind.ACCESS, unb64(row["id"]), self.id)
        return envelope.key_pair(envelope.unseal(unb64(row["kunci"]), self.keys.opening, place))

    async def file(self, opened: Opened, attachment: str) -> CleanFile:
        answer = await self.get(f"/api/laporan/{opened.row['id']}/lampiran/{attachment}")
        place = Place(Kind.ATTACHMENT, unb64(opened.row["id"]), unb64(attachment))
        return content.read_file(envelope.unseal(answer.body, opened.key, place))

    # Working

    async def reply(self, opened: Opened, text: str) -> Answer:
        message, report = secrets.token_bytes(ID_BYTES), unb64(opened.row["id"])
        packed = content.Text(text=text, author="Petugas").packed()
        to_reporter = envelope.seal(packed, unb64(opened.row["m_publik"]), Place(Kind.REPLY, report, message))
        to_officers = envelope.seal(packed, unb64(opened.row["r_publik"]), Place(Kind.REPLY_COPY, report, message))
        form = {"id": b64(message), "untuk_pelapor": b64(to_reporter), "untuk_petugas": b64(to_officers)}
        return await self.post(f"/api/laporan/{opened.row['id']}/balasan", form)

    def sealed_note(self, row: dict[str, Any], text: str) -> dict[str, str]:
        """A note for the other officers, as in a `catatan` and as the reason of a `status`."""
        message = secrets.token_bytes(ID_BYTES)
        packed = content.Text(text=text, author="Petugas").packed()
        place = Place(Kind.NOTE, unb64(row["id"]), message)
        return {"id": b64(message), "isi": b64(envelope.seal(packed, unb64(row["r_publik"]), place))}

    async def note(self, opened: Opened, text: str) -> Answer:
        return await self.post(f"/api/laporan/{opened.row['id']}/catatan", self.sealed_note(opened.row, text))

    async def move(self, report: str, to: str, outcome: str | None = None, reason: Any = None) -> Answer:
        return await self.post(f"/api/laporan/{report}/status", {"ke": to, "hasil": outcome, "alasan": reason})

    async def grant(self, opened: Opened, other: dict[str, Any]) -> Answer:
        """Give `other` (as in /api/petugas) access."""
        place = Place(Kind.ACCESS, unb64(opened.row["id"]), unb64(other["petugas"]))
        sealed = envelope.seal(opened.key.private, unb64(other["buka"]), place)
        form = {"petugas": other["petugas"], "kunci": b64(sealed)}
        return await self.post(f"/api/laporan/{opened.row['id']}/akses", form)
