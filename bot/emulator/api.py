"""The Bot API over HTTP: /bot<token>/<method> and /file/bot<token>/<path>."""

import asyncio
from collections.abc import Awaitable
from typing import Any

import orjson
from aiohttp import web

from bot.emulator.faults import Fault
from bot.emulator.methods import METHODS
from bot.emulator.params import Params, read_params
from bot.emulator.problems import ApiError
from bot.emulator.world import World

UNAUTHORIZED = ApiError(401, "Unauthorized")
UNKNOWN_METHOD = ApiError(404, "Not Found: method not found")
_JSON = {"Content-Type": "application/json"}


class BotApi:
    """Answers the bot's calls. Every call ends up in the log, whatever became of it."""

    def __init__(self, world: World) -> None:
        self._world = world

    def routes(self) -> list[web.RouteDef]:
        """The routes of the Bot API; any verb is fine for a method, as with Telegram."""
        return [
            web.route("*", "/bot{token}/{method}", self.call),
            web.get("/file/bot{token}/{path:.+}", self.file),
        ]

    async def call(self, request: web.Request) -> web.StreamResponse:
        """One call of a method over HTTP."""
        if request.match_info["token"] != self._world.token:
            return _refusal(UNAUTHORIZED)
        try:
            params = await read_params(request)
        except ApiError as error:
            self._log(request.match_info["method"], {}, error)
            return _refusal(error)
        name, _ = METHODS.get(request.match_info["method"].lower(), (request.match_info["method"], None))
        fault = self._world.faults.take(name, params.values.get("chat_id"))
        if fault is not None:
            return await self._faulty(request, name, params, fault)
        return await self._answer(name, params)

    async def file(self, request: web.Request) -> web.Response:
        """Downloads a file whose path getFile gave."""
        if request.match_info["token"] != self._world.token:
            return _refusal(UNAUTHORIZED)
        stored = self._world.files.at(request.match_info["path"])
        if stored is None:
            return _refusal(ApiError(404, "Not Found"))
        return web.Response(body=stored.data, headers={"Content-Type": "application/octet-stream"})

    async def execute(self, method: str, values: dict[str, Any]) -> None:
        """Carries out a call that came in the answer to a webhook; its result goes nowhere."""
        name, _ = METHODS.get(method.lower(), (method, None))
        await self._answer(name, Params(values))

    async def _answer(self, name: str, params: Params) -> web.Response:
        try:
            result = await self._run(name, params)
        except ApiError as error:
            self._log(name, params.values, error)
            return _refusal(error)
        self._log(name, params.values, None)
        return web.Response(body=b'{"ok":true,"result":' + orjson.dumps(result) + b"}", headers=_JSON)

    async def _run(self, name: str, params: Params) -> Any:
        if (known := METHODS.get(name.lower())) is None:
            raise UNKNOWN_METHOD
        result = known[1](self._world, params)
        return await result if isinstance(result, Awaitable) else result

    async def _faulty(self, request: web.Request, name: str, params: Params, fault: Fault) -> web.StreamResponse:
        if (error := fault.error()) is not None:
            self._log(name, params.values, error)
            return _refusal(error)
        if fault.delay_ms:
            await asyncio.sleep(fault.delay_ms / 1000)
        if fault.kind == "drop" and not fault.accepted:
            self._world.calls.add(self._world.clock.timestamp(), name, params.values, 0, "dropped unseen")
            answer = web.Response()
        else:
            answer = await self._answer(name, params)
        if fault.kind == "drop" and request.transport is not None:
            request.transport.abort()
        return answer

    def _log(self, name: str, values: dict[str, Any], error: ApiError | None) -> None:
        status, description = (200, None) if error is None else (error.code, error.description)
        self._world.calls.add(self._world.clock.timestamp(), name, values, status, description)


def _refusal(error: ApiError) -> web.Response:
    return web.Response(status=error.code, body=orjson.dumps(error.body()), headers=_JSON)
