"""Who may pass: every path under /api/ needs a session, except the few that lead to one."""

from __future__ import annotations

import hmac
from dataclasses import dataclass

from aiohttp import hdrs, web
from aiohttp.typedefs import Handler

from bot.reports.holders import Holder, Holders, State
from bot.web.limits import A_MINUTE, Limits, visitor
from bot.web.problems import FORBIDDEN, LOGGED_OUT, NO_CSRF, TOO_OFTEN, ProblemError
from bot.web.sessions import Session, Sessions

COOKIE = "sesi"
CSRF_HEADER = "X-CSRF"
WITHOUT_SESSION = frozenset({"/api/situs", "/api/daftar", "/api/daftar/status", "/api/tantangan", "/api/masuk"})
_API = "/api/"
_READING = frozenset({hdrs.METH_GET, hdrs.METH_HEAD})


@dataclass(frozen=True)
class Visitor:
    """Who asks, in a request that passed the guard."""

    holder: Holder
    session: Session
    token: str

    def __repr__(self) -> str:
        return "Visitor(...)"


VISITOR = web.RequestKey("VISITOR", Visitor)


class Guard:
    """Stands before every route. What changes something must come from `origin` and, with a session, carry its
    CSRF token; a session of a holder who is no longer active ends here.
    """

    def __init__(
        self, holders: Holders, sessions: Sessions, limits: Limits, *, origin: str, trusted_proxy: bool
    ) -> None:
        self._holders = holders
        self._sessions = sessions
        self._limits = limits
        self._origin = origin
        self._trusted_proxy = trusted_proxy

    @web.middleware
    async def check(self, request: web.Request, handler: Handler) -> web.StreamResponse:
        path = _path(request)
        if not path.startswith(_API):
            return await handler(request)
        token = request.cookies.get(COOKIE, "")
        session = self._sessions.find(token)
        self._count(request, path, token if session else "")
        if request.method not in _READING and request.headers.get(hdrs.ORIGIN) != self._origin:
            raise ProblemError(FORBIDDEN)
        if path not in WITHOUT_SESSION:
            request[VISITOR] = await self._visitor(request, token, session)
        return await handler(request)

    def _count(self, request: web.Request, path: str, token: str) -> None:
        """An office behind one address is many visitors once they are logged in."""
        who = token if token and path not in A_MINUTE else visitor(request, self._trusted_proxy)
        if not self._limits.allows(path, who):
            raise ProblemError(TOO_OFTEN)

    async def _visitor(self, request: web.Request, token: str, session: Session | None) -> Visitor:
        holder = await self._holders.get(session.holder) if session else None
        if session is None or holder is None or holder.state is not State.ACTIVE:
            self._sessions.close(token)
            raise ProblemError(LOGGED_OUT)
        given = request.headers.get(CSRF_HEADER, "").encode(errors="surrogateescape")
        if request.method not in _READING and not hmac.compare_digest(given, session.csrf.encode()):
            raise ProblemError(NO_CSRF)
        return Visitor(holder, session, token)


def _path(request: web.Request) -> str:
    """The path of the route that will answer: one address may be written in many ways, its route cannot."""
    resource = request.match_info.route.resource
    return resource.canonical if resource else request.path
