"""Front door of the browser edge: the officers' inbox as one web application, the reporter's form as another."""

from __future__ import annotations

import socket
from dataclasses import dataclass
from pathlib import Path

from aiohttp import web
from aiohttp.typedefs import Handler, Middleware
from yarl import URL

from bot.clock import Clock
from bot.reports.room import Room
from bot.web import statics
from bot.web.actions import Actions
from bot.web.cases import Cases
from bot.web.challenges import Challenges
from bot.web.enrolment import Enrolment
from bot.web.guard import Guard
from bot.web.headers import SecurityHeaders, content_security_policy
from bot.web.limits import Limits
from bot.web.login import Login
from bot.web.numbers import Numbers
from bot.web.people import People
from bot.web.problems import connection_logger, problems
from bot.web.reporter.application import add_reporter_apps
from bot.web.sessions import Sessions
from bot.web.site import Site
from bot.web.wire import LARGEST_BODY


def web_app(
    room: Room, clock: Clock, *, origin: str, trusted_proxy: bool = False, page_folder: Path = statics.FOLDER
) -> web.Application:
    """The application. `origin` is what browsers show, such as `https://lapor.contoh.go.id`, without a path.

    `trusted_proxy`: everybody comes through one proxy that writes X-Forwarded-For. Raises `OSError` when the page's
    files are missing.
    """
    files = statics.Statics(page_folder)
    sessions = Sessions(clock)
    guard = Guard(room.holders, sessions, Limits(clock), origin=origin, trusted_proxy=trusted_proxy)
    app = web.Application(middlewares=[problems, _of_officers(guard)], client_max_size=LARGEST_BODY)
    for part in (
        files,
        Site(room),
        Enrolment(room.holders),
        Login(room.holders, sessions, Challenges(clock), origin),
        Cases(room.desk, clock),
        Actions(room.desk),
        People(room.holders),
        Numbers(room.desk),
    ):
        app.add_routes(part.routes())
    app.router.add_get("/health", _health)
    headers = SecurityHeaders(content_security_policy(files.script_hashes()), https=origin.startswith("https:"))
    app.on_response_prepare.append(headers.add)
    add_reporter_apps(app, room.intake, room.mailboxes, clock, origin=origin, trusted_proxy=trusted_proxy)
    return app


def _of_officers(guard: Guard) -> Middleware:
    """The guard for what this application answers itself; the reporter's applications have a gate of their own."""

    @web.middleware
    async def check(request: web.Request, handler: Handler) -> web.StreamResponse:
        if len(request.match_info.apps) > 1:
            return await handler(request)
        return await guard.check(request, handler)

    return check


async def _health(_: web.Request) -> web.Response:
    return web.Response(text="ok")


@dataclass(frozen=True)
class Running:
    """A started inbox. `url` is where it listens; `origin` is where browsers find it."""

    url: str
    origin: str
    runner: web.AppRunner

    async def stop(self) -> None:
        """Closes connections and frees the port. Harmless when repeated."""
        await self.runner.cleanup()

    async def __aenter__(self) -> Running:
        return self

    async def __aexit__(self, *_: object) -> None:
        await self.stop()


async def start(
    room: Room,
    clock: Clock,
    host: str = "127.0.0.1",
    port: int = 0,
    *,
    public_url: str | None = None,
    trusted_proxy: bool = False,
    page_folder: Path = statics.FOLDER,
) -> Running:
    """Listens on `host:port` (0: any free port) and returns once it does. `OSError` when the port is taken.

    Without a `public_url` browsers come to that address itself, as in the demo and in tests.
    """
    listening = socket.create_server((host, port), family=socket.AF_INET6 if ":" in host else socket.AF_INET)
    shown = f"[{host}]" if ":" in host else host
    url = f"http://{shown}:{listening.getsockname()[1]}"
    origin = str(URL(public_url).origin()) if public_url else url
    try:
        app = web_app(room, clock, origin=origin, trusted_proxy=trusted_proxy, page_folder=page_folder)
        runner = web.AppRunner(app, access_log=None, logger=connection_logger(), shutdown_timeout=1.0)
        await runner.setup()
        await web.SockSite(runner, listening).start()
    except BaseException:
        listening.close()
        raise
    return Running(url, origin, runner)
