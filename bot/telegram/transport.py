"""python-telegram-bot's requests on one aiohttp session: several times faster than its default client.

What fails here is one of

    telegram.error.NetworkError     the connection broke: the request may have reached Telegram
    ├── TimedOut                    the request may have reached Telegram
    └── NotSent                     no connection was made: repeating the request cannot send anything twice
        └── NotSentTimedOut         the same, because the wait was too long (also a TimedOut)

with a class name and a number, never a URL: the bot's token is part of every URL. So no error keeps a
`__cause__` or `__context__`, and a page that is not the Bot API's JSON is never quoted.
"""

import asyncio
import contextlib
import io
import json
from errno import errorcode
from typing import Any, Final
from urllib.request import getproxies, proxy_bypass

import aiohttp
import orjson
from aiohttp.abc import AbstractStreamWriter
from telegram.error import NetworkError, TelegramError, TimedOut
from telegram.request import BaseRequest, RequestData
from yarl import URL

_NOT_GIVEN: Final = BaseRequest.DEFAULT_NONE
_AT_ONCE: Final = 32 * 1024  # bytes: aiohttp hands so many to the system without waiting
_NO_CONNECTION: Final = (aiohttp.ClientConnectorError, aiohttp.ClientHttpProxyError, aiohttp.InvalidURL)


class NotSent(NetworkError):  # noqa: N818 -- named like telegram.error.Forbidden
    """The request certainly did not reach Telegram."""


class NotSentTimedOut(NotSent, TimedOut):
    """No free connection, or no connection to Telegram, within the time allowed."""


class AiohttpRequest(BaseRequest):
    """A transport for `telegram.Bot`: give one to `.request()` and another to `.get_updates_request()`.

    Usable from `initialize` until `shutdown`, and again after the next `initialize`, also in another loop.
    At most `connections` requests are under way, the others wait in order. No redirects, no cookies.
    """

    def __init__(
        self,
        *,
        connections: int = 256,
        connect_timeout: float | None = 5.0,
        read_timeout: float | None = 10.0,
        write_timeout: float | None = 10.0,
        media_write_timeout: float | None = 60.0,
        pool_timeout: float | None = 5.0,
        proxy: str | None = None,
        trust_env: bool = True,
    ) -> None:
        """Timeouts are in seconds (None: for ever); those that a Bot method is called with come first.

        `connect_timeout` covers look-up, TCP, proxy and TLS together, `read_timeout` silence in an answer,
        `write_timeout` sending a form, `media_write_timeout` sending files, `pool_timeout` the wait in line.
        `proxy` (http or https, with user:password@ if needed; `ValueError` for another) carries everything.
        Without it, `trust_env` follows HTTPS_PROXY, HTTP_PROXY, ALL_PROXY and NO_PROXY at a host's first use.
        """
        self._connections, self._trust_env = connections, trust_env
        self._connect, self._read, self._pool = connect_timeout, read_timeout, pool_timeout
        self._write, self._media_write = write_timeout, media_write_timeout
        self._proxy = None if proxy is None else _checked_proxy(proxy, ValueError)
        self._proxies: dict[URL, URL | None] = {}
        self._places = asyncio.Semaphore(connections)
        self._session: aiohttp.ClientSession | None = None

    @property
    def read_timeout(self) -> float | None:
        """Seconds; python-telegram-bot adds a long poll's own duration to it."""
        return self._read

    async def initialize(self) -> None:
        """Open the session; nothing happens if it is open."""
        if self._session is None:
            self._places, self._proxies = asyncio.Semaphore(self._connections), {}
            connector = aiohttp.TCPConnector(limit=0)  # `_places` limits: its timeout is a NotSentTimedOut
            jar, headers = aiohttp.DummyCookieJar(), {"User-Agent": self.USER_AGENT}
            self._session = aiohttp.ClientSession(connector=connector, cookie_jar=jar, headers=headers)

    async def shutdown(self) -> None:
        """Close the session and its connections; nothing happens if it is closed."""
        if self._session is not None:
            await self._session.close()
            self._session = None

    @staticmethod
    def parse_json_payload(payload: bytes) -> dict[str, Any]:
        """The JSON object in `payload`. Raises `TelegramError` for anything else, without quoting it."""
        if not isinstance(parsed := _json(payload), dict):
            raise TelegramError("Invalid server response")
        return parsed

    async def do_request(
        self,
        url: str,
        method: str,
        request_data: RequestData | None = None,
        read_timeout: Any = _NOT_GIVEN,
        write_timeout: Any = _NOT_GIVEN,
        connect_timeout: Any = _NOT_GIVEN,
        pool_timeout: Any = _NOT_GIVEN,
    ) -> tuple[int, bytes]:
        """Status and body of the answer. Raises the errors drawn at the top; `RuntimeError` when not open."""
        session, places = self._session, self._places
        if session is None:
            raise RuntimeError("the transport is not initialized")
        patience = self._media_write if request_data and request_data.contains_files else self._write
        connect, read = _chosen(connect_timeout, self._connect), _chosen(read_timeout, self._read)
        timeout = aiohttp.ClientTimeout(connect=connect, sock_read=read)
        try:
            async with asyncio.timeout(_chosen(pool_timeout, self._pool) if places.locked() else None):
                await places.acquire()
        except TimeoutError:
            raise NotSentTimedOut("all connections are busy, the request was not sent") from None
        try:
            body = await _body(request_data, _chosen(write_timeout, patience)) if request_data is not None else None
            target = URL(url)
            via = self._proxy or (self._proxy_for(target.origin()) if self._trust_env else None)
            call = session.request(method, target, data=body, timeout=timeout, proxy=via, allow_redirects=False)
            async with call as response:
                content = await response.read()
                kept = 200 <= response.status < 300 or isinstance(_json(content), dict)
                return response.status, content if kept else b"{}"
        except Exception as error:  # of any kind: python-telegram-bot would quote it with the URL in it
            failure = error if isinstance(error, NotSent) else _translated(error)
        finally:
            places.release()
        raise failure  # here and not in the except clause, which would set __context__

    def _proxy_for(self, origin: URL) -> URL | None:
        if origin not in self._proxies:
            proxies = {} if proxy_bypass(origin.host or "") else getproxies()
            url = proxies.get(origin.scheme) or proxies.get("all")
            self._proxies[origin] = _checked_proxy(url, NotSent) if url else None
        return self._proxies[origin]


class _Timed(aiohttp.Payload):
    """A body whose sending as a whole is bounded by `seconds`; aiohttp has no such timeout."""

    def __init__(self, body: aiohttp.Payload, seconds: float | None) -> None:
        super().__init__(body, headers=body.headers)
        self._size, self._seconds = body.size, seconds

    def decode(self, encoding: str = "utf-8", errors: str = "strict") -> str:
        return self._value.decode(encoding, errors)  # type: ignore[no-any-return]

    async def write(self, writer: AbstractStreamWriter) -> None:
        async with asyncio.timeout(self._seconds):
            await self._value.write(writer)


async def _body(data: RequestData, seconds: float | None) -> aiohttp.Payload:
    """JSON or, with files, multipart. Handles are read whole from their start: a retry sends them again."""
    if not data.contains_files:
        encoded = orjson.dumps(data.parameters)
        body = aiohttp.BytesPayload(encoded, content_type="application/json")
        return body if len(encoded) <= _AT_ONCE else _Timed(body, seconds)
    form = aiohttp.FormData(data.json_parameters, quote_fields=False)
    for name, (filename, file, kind) in data.multipart_data.items():
        content = file
        if not isinstance(content, bytes):
            content.seek(0)
            content = await asyncio.to_thread(content.read)
        shown = "".join(c if c.isprintable() else "_" for c in filename)
        form.add_field(name, io.BytesIO(content), filename=shown, content_type=kind)
    return _Timed(form(), seconds)


def _translated(error: Exception) -> NetworkError:
    secure = isinstance(error, aiohttp.ClientSSLError)  # whose numbers are OpenSSL's
    number = None if secure else getattr(error, "errno", None) or getattr(error, "status", None)
    message = type(error).__name__ + (f" ({errorcode.get(number, number)})" if number else "")
    if isinstance(error, aiohttp.ConnectionTimeoutError):
        return NotSentTimedOut(message)
    if isinstance(error, _NO_CONNECTION):
        return NotSent(message)
    return TimedOut(message) if isinstance(error, TimeoutError) else NetworkError(message)


def _json(payload: bytes) -> object:
    """None for what is not JSON. The standard library reads what orjson refuses: half a surrogate pair."""
    with contextlib.suppress(orjson.JSONDecodeError):
        return orjson.loads(payload)
    with contextlib.suppress(ValueError):
        return json.loads(payload.decode(errors="replace"))
    return None


def _checked_proxy(url: str, otherwise: type[Exception]) -> URL:
    if (proxy := URL(url)).scheme not in ("http", "https"):
        raise otherwise("a proxy must be http:// or https://")
    return proxy


def _chosen(timeout: Any, default: float | None) -> float | None:
    return default if timeout is _NOT_GIVEN else timeout
