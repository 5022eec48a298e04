"""What stands before every call of a reporter: quotas, the page's own origin, and room for a sealed report."""

from __future__ import annotations

import asyncio

from aiohttp import hdrs, web
from aiohttp.typedefs import Handler

from bot.web.limits import visitor
from bot.web.problems import ProblemError
from bot.web.reporter.quotas import Quotas
from bot.web.reporter.refusals import BUSY, FORBIDDEN, TOO_OFTEN, TOO_SLOW

LARGEST_BODY = 8 * 1024 * 1024
"""Bytes of one call: a report of the largest size class and five files of 1 MiB, in base64url."""

AT_ONCE = 16
"""Bodies that are read at the same time; with `LARGEST_BODY` they bound the memory."""

PATIENCE_SECONDS = 300.0
"""For one body: Tor is slow."""

_READING = frozenset({hdrs.METH_GET, hdrs.METH_HEAD})


class Gate:
    """Knows no session and reads no cookie. Addresses are counted and neither kept nor logged."""

    def __init__(self, quotas: Quotas, *, origin: str, trusted_proxy: bool) -> None:
        self._quotas = quotas
        self._origin = origin
        self._trusted_proxy = trusted_proxy
        self._being_read = 0

    @web.middleware
    async def check(self, request: web.Request, handler: Handler) -> web.StreamResponse:
        resource = request.match_info.route.resource
        call = f"{request.method} {resource.canonical if resource else request.path}"
        if not self._quotas.allows(call, visitor(request, self._trusted_proxy)):
            raise ProblemError(TOO_OFTEN)
        if request.method in _READING:
            return await handler(request)
        if request.headers.get(hdrs.ORIGIN) != self._origin:
            raise ProblemError(FORBIDDEN)
        return await handler(await self._with_body(request))

    async def _with_body(self, request: web.Request) -> web.Request:
        """The request with its body in memory. A slow sender gives the place free in the end."""
        if self._being_read >= AT_ONCE:
            raise ProblemError(BUSY)
        roomy = request.clone(client_max_size=LARGEST_BODY)
        self._being_read += 1
        try:
            async with asyncio.timeout(PATIENCE_SECONDS):
                await roomy.read()
        except TimeoutError:
            raise ProblemError(TOO_SLOW) from None
        finally:
            self._being_read -= 1
        return roomy
