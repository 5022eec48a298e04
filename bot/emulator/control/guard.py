"""Who may use the control API: only this machine's own page and programs. Every refusal is a sentence."""

from collections.abc import Awaitable, Callable
from typing import Any
from urllib.parse import SplitResult, urlsplit

import orjson
from aiohttp import web
from aiohttp.typedefs import Handler

from bot.emulator.problems import ControlError
from bot.emulator.world import World

LOCAL = {"127.0.0.1", "localhost", "::1"}
Endpoint = Callable[[World, web.Request], Awaitable[Any]]
_HEADERS = {
    "Content-Type": "application/json",
    "X-Content-Type-Options": "nosniff",
    "Cache-Control": "no-store",
}


def check_origin(request: web.Request) -> None:
    """Refuses foreign Host headers (DNS rebinding) and requests that another site's page makes."""
    host = request.headers.get("Host", "")
    if _split(f"//{host}").hostname not in LOCAL:
        raise ControlError(403, "foreign_host", "The control API answers only on this machine's own names.")
    origin = request.headers.get("Origin")
    if origin is not None and _split(origin).netloc != host:
        raise ControlError(403, "foreign_origin", "The control API answers only its own page.")
    if request.headers.get("Sec-Fetch-Site", "same-origin") not in ("same-origin", "none"):
        raise ControlError(403, "foreign_origin", "The control API answers only its own page.")


def _split(url: str) -> SplitResult:
    try:
        return urlsplit(url)
    except ValueError:
        return urlsplit("")


def guarded(world: World, endpoint: Endpoint) -> Handler:
    """The endpoint as a handler: origin checked, results as JSON, refusals as `{"error": ...}`."""

    async def handle(request: web.Request) -> web.StreamResponse:
        try:
            check_origin(request)
            result = await endpoint(world, request)
        except ControlError as error:
            return web.Response(status=error.status, body=orjson.dumps(error.body()), headers=_HEADERS)
        if isinstance(result, web.StreamResponse):
            return result
        return web.Response(body=orjson.dumps(result, default=str), headers=_HEADERS)

    return handle


async def unknown(world: World, request: web.Request) -> None:
    """Answers every path and verb that the control API does not have."""
    raise ControlError(404, "unknown_route", f"The control API has no {request.method} {request.path}.")
