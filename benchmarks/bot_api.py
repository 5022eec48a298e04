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

Decode = Callable[[str], str]

_TRUE = frozenset(
    {"setMyCommands", "setMyDescription", "setMyShortDescription", "deleteWebhook", "sendChatAction", "close"}
)


@dataclass(frozen=True)
class Webhook:
    """What a bot gave to setWebhook."""

    url: str
    secret: str


class BotApi:
    """Use as an async context manager. `heard` gets the chat and the source text of every message.

    Every answer leaves `delay_seconds` after its request came: the way to a Telegram that is far.
    """

    def __init__(self, heard: Callable[[int, str], None], delay_seconds: float = 0.0) -> None:
        self._heard, self.delay_seconds = heard, delay_seconds
        self._numbers = count(1)
        self._webhooks: dict[str, asyncio.Future[Webhook]] = {}

    async def __aenter__(self) -> BotApi:
        self._server = await asyncio.get_running_loop().create_server(lambda: _Caller(self), "127.0.0.1", 0)
        self.url = f"http://127.0.0.1:{self._server.sockets[0].getsockname()[1]}"
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

    def call(self, token: str, method: str, params: dict[str, str], decode: Decode) -> bytes:
        """The whole answer to one call. `decode` makes a plain value of one of `params`."""
        bot = {"id": int(token.split(":")[0]), "is_bot": True, "first_name": "Bolehkah", "username": "bolehkah_bot"}
        if method == "sendMessage":
            return _ok(self._send_message(bot, params, decode))
        if method == "getMe":
            return _ok(orjson.dumps(bot | {"can_join_groups": True, "supports_inline_queries": True}))
        if method == "setWebhook":
            self.webhook(token).set_result(Webhook(decode(params["url"]), decode(params["secret_token"])))
        elif method not in _TRUE:
            return response("404 Not Found", b'{"ok":false,"error_code":404,"description":"Not Found"}')
        return _ok(b"true")

    def _send_message(self, bot: dict[str, Any], params: dict[str, str], decode: Decode) -> bytes:
        chat = int(params["chat_id"])
        source, content = _content(params["text"], params.get("parse_mode", ""), params.get("reply_markup", ""), decode)
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
        _, bot, method = unquote_plus(head.split(b" ", 2)[1].decode()).split("/")
        assert self.transport
        if b"application/json" in head:
            params = {key: value if isinstance(value, str) else _json(value) for key, value in _read(body).items()}
            answer = self._api.call(bot.removeprefix("bot"), method, params, str)
        else:
            params = dict(_pair(pair) for pair in body.decode().split("&") if pair)
            answer = self._api.call(bot.removeprefix("bot"), method, params, unquote_plus)
        if self._api.delay_seconds:
            asyncio.get_running_loop().call_later(self._api.delay_seconds, self._answer, answer)
        else:
            self.transport.write(answer)

    def _answer(self, answer: bytes) -> None:
        if self.transport and not self.transport.is_closing():
            self.transport.write(answer)


def _read(body: bytes) -> dict[str, Any]:
    return orjson.loads(body) if body else {}


def _json(value: object) -> str:
    return orjson.dumps(value).decode()


def _pair(pair: str) -> tuple[str, str]:
    name, _, value = pair.partition("=")
    return name, value


@lru_cache(maxsize=1024)
def _content(text: str, parse_mode: str, markup: str, decode: Decode) -> tuple[str, bytes]:
    """The text as it was sent, and the part of the message that is the same for all chats."""
    source = decode(text)
    plain, entities = read_text(source, decode(parse_mode))
    content: dict[str, Any] = {"text": plain}
    if entities:
        content["entities"] = entities
    if markup:
        content["reply_markup"] = orjson.loads(decode(markup))
    return source, orjson.dumps(content)


def _ok(result: bytes) -> bytes:
    return response("200 OK", b'{"ok":true,"result":%b}' % result)
