"""Telegram's webhook: an update is handled first and acknowledged afterwards.

Telegram sends an update again until it gets a 2xx. Because 200 means "handled" here, a process that is
killed in the middle of its work loses nothing; because ids are remembered, a repetition is not handled again.
"""

import asyncio
import hmac
import logging
from typing import Any, Final

from aiohttp import web
from telegram import Update
from telegram.error import TelegramError
from telegram.ext import Application

from bot.telegram.transport import AiohttpRequest

BODY_LIMIT: Final = 1024 * 1024
"""Bytes. Telegram's updates are far smaller."""

SECRET_HEADER: Final = "X-Telegram-Bot-Api-Secret-Token"  # noqa: S105 -- the name of a header
"""The header that carries the `secret_token` given to setWebhook."""

_log = logging.getLogger(__name__)


def webhook_app(
    application: Application[Any, Any, Any, Any, Any, Any],
    *,
    secret: str,
    path: str = "/telegram",
    remembered: int = 10_000,
) -> web.Application:
    """A web application with `POST path` for Telegram and `GET /health` for whoever watches the process.

    Answers to a POST: 401 without the secret and 403 with a wrong one (compared in constant time, before the
    body is read), 413 above `BODY_LIMIT`, 400 for what is not an update, 200 when the update has been handled
    (now or before), 500 when it has not been. That one is forgotten, so that Telegram's next attempt counts.
    A repetition that comes while the first one is being handled waits for it and gets the same answer.

    A handler's exception belongs to the application's error handlers and is no 500; being shut down is.
    The application's own update processor decides about order and parallel work, as it does for long polling;
    `application` must be initialized, not necessarily started. Its arbitrary callback data is not supported.
    The last `remembered` handled ids are kept. Raises `ValueError` for an empty secret.
    """
    if not secret:
        raise ValueError("a webhook needs a secret")
    app = web.Application(client_max_size=BODY_LIMIT)
    app.router.add_post(path, _Webhook(application, secret, remembered).receive)
    app.router.add_get("/health", _health)
    return app


async def _health(_request: web.Request) -> web.Response:
    return web.Response(text="ok")


class _Webhook:
    def __init__(self, application: Application[Any, Any, Any, Any, Any, Any], secret: str, remembered: int) -> None:
        self._application = application
        self._secret = secret.encode()
        self._remembered = remembered
        self._handled: dict[int, None] = {}  # oldest first
        self._in_hand: dict[int, asyncio.Future[bool]] = {}

    async def receive(self, request: web.Request) -> web.Response:
        given = request.headers.get(SECRET_HEADER)
        if given is None:
            return web.Response(status=401)
        if not hmac.compare_digest(given.encode(errors="surrogateescape"), self._secret):
            return web.Response(status=403)
        update = self._parsed(await request.read())
        if update is None:
            return web.Response(status=400)
        return web.Response(status=200 if await self._handle_once(update) else 500)

    def _parsed(self, body: bytes) -> Update | None:
        try:
            content = AiohttpRequest.parse_json_payload(body)
            if type(content.get("update_id")) is int:
                return Update.de_json(content, self._application.bot)
        except (TelegramError, KeyError, TypeError, ValueError, AttributeError) as error:
            # by its kind only: the message could quote what somebody wrote
            _log.error("an update could not be read: %s", type(error).__name__)
        return None

    async def _handle_once(self, update: Update) -> bool:
        """True when the update is handled, be it by this call, by an earlier one or by one that runs now."""
        if update.update_id in self._handled:
            return True
        if (running := self._in_hand.get(update.update_id)) is not None:
            return await asyncio.shield(running)
        outcome = asyncio.get_running_loop().create_future()
        self._in_hand[update.update_id] = outcome
        handled = False
        try:
            handled = await self._handle(update)
        finally:
            del self._in_hand[update.update_id]
            if handled:
                self._remember(update.update_id)
            outcome.set_result(handled)
        return handled

    async def _handle(self, update: Update) -> bool:
        work = self._application.process_update(update)
        try:
            await self._application.update_processor.process_update(update, work)
        except asyncio.CancelledError:
            task = asyncio.current_task()
            if task is not None and task.cancelling():
                raise  # this request is being cancelled, not only what it waited for
            return False
        except Exception:  # not a handler's: the application or its update processor failed
            _log.exception("an update was not handled")
            return False
        finally:
            work.close()  # cancelled while it waited: never started, which Python would warn about
        return True

    def _remember(self, update_id: int) -> None:
        self._handled[update_id] = None
        if len(self._handled) > self._remembered:
            del self._handled[next(iter(self._handled))]
