"""Logging in by signing a challenge: no password and no private key ever comes to the server."""

from __future__ import annotations

from aiohttp import web

from bot.reports.holders import Holder, Holders, State
from bot.reports.keys import b64
from bot.web.challenges import Challenges, signed_message
from bot.web.guard import COOKIE, VISITOR
from bot.web.problems import KEY_REFUSED, ProblemError
from bot.web.sessions import IDLE_MINUTES, Session, Sessions
from bot.web.wire import Form, Id, Key, Signature, answer, read


class _ChallengeForm(Form):
    petugas: Id


class _LoginForm(Form):
    petugas: Id
    tantangan: Key
    tanda: Signature


class Login:
    """Challenge, log-in, log-out, and who is logged in."""

    def __init__(self, holders: Holders, sessions: Sessions, challenges: Challenges, origin: str) -> None:
        self._holders = holders
        self._sessions = sessions
        self._challenges = challenges
        self._origin = origin

    def routes(self) -> list[web.RouteDef]:
        return [
            web.post("/api/tantangan", self.challenge),
            web.post("/api/masuk", self.log_in),
            web.post("/api/keluar", self.log_out),
            web.get("/api/saya", self.me),
        ]

    async def challenge(self, request: web.Request) -> web.Response:
        form = await read(request, _ChallengeForm)
        return answer({"tantangan": b64(self._challenges.new(form.petugas))})

    async def log_in(self, request: web.Request) -> web.Response:
        form = await read(request, _LoginForm)
        fresh = self._challenges.take(form.tantangan, form.petugas)
        holder = await self._holders.get(form.petugas)
        message = signed_message(form.tantangan, form.petugas, self._origin)
        if not (fresh and holder and _may_enter(holder, message, form.tanda)):
            raise ProblemError(KEY_REFUSED)
        self._sessions.close(request.cookies.get(COOKIE, ""))
        token, session = self._sessions.open(holder.id)
        response = answer(_me(holder, session))
        secure = self._origin.startswith("https:")
        response.set_cookie(COOKIE, token, path="/", httponly=True, samesite="Strict", secure=secure)
        return response

    async def log_out(self, request: web.Request) -> web.Response:
        self._sessions.close(request[VISITOR].token)
        response = answer({})
        response.del_cookie(COOKIE, path="/", httponly=True, samesite="Strict")
        return response

    async def me(self, request: web.Request) -> web.Response:
        return answer(_me(request[VISITOR].holder, request[VISITOR].session))


def _may_enter(holder: Holder, message: bytes, signature: bytes) -> bool:
    return holder.state is State.ACTIVE and holder.keys is not None and holder.keys.signed(message, signature)


def _me(holder: Holder, session: Session) -> dict[str, object]:
    return {
        "petugas": b64(holder.id),
        "csrf": session.csrf,
        "nama": holder.name,
        "instansi": holder.agency,
        "peran": holder.role,
        "habis_menit": IDLE_MINUTES,
    }
