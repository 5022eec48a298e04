"""A client of the control API for tests: people that write, press buttons and wait for the bot.

Waits are driven by events, end after a time limit with `NoReplyError`, and never sleep.
"""

import json
from datetime import timedelta
from types import TracebackType
from typing import Any, Self

from aiohttp import ClientResponse, ClientSession, FormData

from bot.emulator.client_person import NoReplyError, Person, RefusedError, Shown, Tapped

__all__ = ["Emulator", "NoReplyError", "Person", "RefusedError", "Shown", "Tapped"]

Json = dict[str, Any]


class Emulator:
    """A connection to a running emulator. Use it as `async with Emulator(base_url) as emulator`.

    Every refusal of the control API raises `RefusedError` with its status, code and sentence.
    """

    def __init__(self, base_url: str, *, limit: float = 5.0) -> None:
        self.base_url = base_url.rstrip("/")
        self.limit = limit
        self._session: ClientSession | None = None

    async def __aenter__(self) -> Self:
        self._session = ClientSession(trust_env=False)
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self.close()

    async def close(self) -> None:
        """Closes the connection. Harmless when repeated."""
        if self._session is not None:
            await self._session.close()
            self._session = None

    async def get(self, path: str, **query: Any) -> Json:
        """GET /control<path>; parameters that are None are left out."""
        wanted = {name: str(value) for name, value in query.items() if value is not None}
        async with self._http().get(f"{self.base_url}/control{path}", params=wanted) as response:
            return await _read(response)

    async def post(self, path: str, **body: Any) -> Json:
        """POST /control<path> with a JSON object."""
        async with self._http().post(f"{self.base_url}/control{path}", json=body) as response:
            return await _read(response)

    async def post_form(self, path: str, form: FormData) -> Json:
        """POST /control<path> with a form."""
        async with self._http().post(f"{self.base_url}/control{path}", data=form) as response:
            return await _read(response)

    async def delete(self, path: str) -> Json:
        """DELETE /control<path>."""
        async with self._http().delete(f"{self.base_url}/control{path}") as response:
            return await _read(response)

    async def download(self, file_id: str) -> bytes:
        """The bytes of a file that somebody sent."""
        async with self._http().get(f"{self.base_url}/control/files/{file_id}") as response:
            if response.status != 200:
                await _read(response)
            return await response.read()

    async def person(self, first_name: str = "Siti", **more: Any) -> Person:
        """A new person; `more` as in POST /control/people (id, username, language_code, started...)."""
        answer = await self.post("/people", first_name=first_name, **more)
        number = answer["person"]["id"]
        return Person(self, number, number)

    async def group(self, title: str, *members: Person, **more: Any) -> int:
        """A new group with the bot in it and its chat id; `person.in_chat(id)` writes there."""
        people = [member.id for member in members]
        answer = await self.post("/groups", title=title, members=people, **more)
        return int(answer["group"]["id"])

    async def advance(self, step: float | timedelta) -> None:
        """Moves the emulator's clock forward, seconds or a timedelta."""
        seconds = step.total_seconds() if isinstance(step, timedelta) else step
        await self.post("/clock", advance_seconds=seconds)

    async def fault(self, kind: str, method: str = "*", **more: Any) -> None:
        """A fault for the next calls; `more` as in POST /control/faults (times, retry_after, status...)."""
        await self.post("/faults", kind=kind, method=method, **more)

    async def calls(self, method: str | None = None, *, since: int = 0) -> list[Json]:
        """What the bot called, oldest first."""
        answer = await self.get("/calls", method=method, since=since, limit=2000)
        found: list[Json] = answer["calls"]
        return found

    def _http(self) -> ClientSession:
        if self._session is None:
            raise RuntimeError("use `async with Emulator(...)`")
        return self._session


async def _read(response: ClientResponse) -> Json:
    text = await response.text()
    try:
        answer = json.loads(text)
    except ValueError:
        raise RefusedError(response.status, "not_json", text[:200]) from None
    if response.status != 200:
        error = answer.get("error", {})
        raise RefusedError(response.status, error.get("code", "unknown"), error.get("message", text[:200]))
    found: Json = answer
    return found
