"""Front door of the reporter's side: applications of its own, put under paths of their own.

They are given no holders, no sessions and no desk, so no mistake in them can reach what officers see.
"""

from __future__ import annotations

from aiohttp import web

from bot.clock import Clock
from bot.reports.intake import Intake
from bot.reports.mailbox import Mailboxes
from bot.web.headers import SecurityHeaders, content_security_policy
from bot.web.reporter.files import ReporterFiles
from bot.web.reporter.gate import Gate
from bot.web.reporter.mailboxes import WebMailboxes
from bot.web.reporter.quotas import Quotas
from bot.web.reporter.reports import Reports


def add_reporter_apps(
    app: web.Application, intake: Intake, mailboxes: Mailboxes, clock: Clock, *, origin: str, trusted_proxy: bool
) -> None:
    """Puts `/lapor`, `/kotak`, `/api/lapor` and `/api/kotak` under `app`. Raises `OSError` when a file is missing."""
    files = ReporterFiles()
    gate = Gate(Quotas(clock), origin=origin, trusted_proxy=trusted_proxy)
    headers = SecurityHeaders(content_security_policy(files.script_hashes()), https=origin.startswith("https:"))
    pages = {
        "/lapor": [web.get("", files.page), web.get("/statis/{name:.+}", files.file)],
        "/kotak": [web.get("", files.page)],
    }
    calls = {"/api/lapor": Reports(intake, clock).routes(), "/api/kotak": WebMailboxes(mailboxes).routes()}
    for prefix, routes in (pages | calls).items():
        part = web.Application(middlewares=[gate.check] if prefix in calls else [])
        part.add_routes(routes)
        part.on_response_prepare.append(headers.add)
        app.add_subapp(prefix, part)
