"""A Bot API on loopback that answers as Telegram does and costs next to nothing.

It knows what the contenders call and nothing else: an unknown method is a 404. A text in HTML comes back as
plain text with entities, so that each contender's library has to read what it would have to read of Telegram.
"""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from itertools import count
from types import TracebackType
from typing import Any
from urllib.parse import unquote_plus

import orjson

from benchmarks.http1 import Messages, response
from bot.emulator.entities import read_text

Params = dict[bytes, bytes]

_TRUE = frozenset(
    {"setMyCommands", "setMyDescription", "setMyShortDescription", "deleteWebhook", "sendChatAction", "close"}
)


@dataclass(frozen=True)
class Webhook:
    """What a bot gave to setWebhook."""

    url: str
    secret: str


class BotApi:
    """Use as an async context manager. `heard` gets the chat and the source text of every message."""

    def __init__(self, heard: Callable[[int, str], None]) -> None:
        self._heard = heard
        self._numbers = count(1)
        self._webhooks: dict[str, asyncio.Future[Webhook]] = {}

    async def __aenter__(self) -> BotApi:
        self._server = await asyncio.get_running_loop().create_server(lambda: _Caller(self), "127.0.0.1", 0)
        self.url = "http://127.0.0.1:{}".format(self._server.sockets[0].getsockname()[1])
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._server.close()

    def webhook(self, token: str) -> asyncio.Future[Webhook]:
        """Done when the bot with this token has set its webhook."""
        if token not in self._webhooks:
            self._webhooks[token] = asyncio.get_running_loop().create_future()
        return self._webhooks[token]

    def call(self, token: str, method: str, params: Params) -> bytes:
        """The whole answer to one call."""
        bot = {"id": int(token.split(":")[0]), "is_bot": True, "first_name": "Bolehkah", "username": "bolehkah_bot"}
        if method == "sendMessage":
            return _ok(self._send_message(bot, params))
        if method == "getMe":
            return _ok(orjson.dumps(bot | {"can_join_groups": True, "supports_inline_queries": True}))
        if method == "setWebhook":
            url, secret = (unquote_plus(params[name].decode()) for name in (b"url", b"secret_token"))
            self.webhook(token).set_result(Webhook(url, secret))
        elif method not in _TRUE:
            return response("404 Not Found", b'{"ok":false,"error_code":404,"description":"Not Found"}')
        return _ok(b"true")

    def _send_message(self, bot: dict[str, Any], params: Params) -> bytes:
        chat = int(params[b"chat_id"])
        source, content = _content(params[b"text"], params.get(b"parse_mode", b""), params.get(b"reply_markup", b""))
        self._heard(chat, source)
        message = {
            "message_id": next(self._numbers),
            "from": bot,
            "chat": {"id": chat, "first_name": "Siti", "type": "private"},
            "date": int(time.time()),
        }
        return orjson.dumps(message)[:-1] + b"," + content[1:]


class _Caller(Messages):
    def __init__(self, api: BotApi) -> None:
        super().__init__()
        self._api = api

    def received(self, head: bytes, body: bytes) -> None:
        _, token, method = head.split(b" ", 2)[1].decode().split("/")
        assert self.transport
        self.transport.write(self._api.call(unquote_plus(token).removeprefix("bot"), method, _params(head, body)))


def _params(head: bytes, body: bytes) -> Params:
    """The parameters as they stand in the body: percent-encoded in a form, plain in JSON."""
    if b"application/json" in head:
        return {key.encode(): value.encode() for key, value in orjson.loads(body).items()}
    return dict(pair.split(b"=", 1) for pair in body.split(b"&") if pair)  # type: ignore[misc]


@lru_cache(maxsize=1024)
def _content(text: bytes, parse_mode: bytes, markup: bytes) -> tuple[str, bytes]:
    """The text as it was sent, and the part of the message that is the same for all chats."""
    source = unquote_plus(text.decode())
    plain, entities = read_text(source, parse_mode.decode())
    content: dict[str, Any] = {"text": plain}
    if entities:
        content["entities"] = entities
    if markup:
        content["reply_markup"] = orjson.loads(unquote_plus(markup.decode()))
    return source, orjson.dumps(content)


def _ok(result: bytes) -> bytes:
    return response("200 OK", b'{"ok":true,"result":%b}' % result)
