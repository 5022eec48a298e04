"""Just enough HTTP/1.1 for a load generator that must cost less than what it measures."""

from __future__ import annotations

import asyncio
import re
from typing import cast

_LENGTH = re.compile(rb"\r\ncontent-length: *(\d+)", re.IGNORECASE)


class Messages(asyncio.Protocol):
    """Calls `received` for every message of a keep-alive connection. Bodies must have a Content-Length."""

    def __init__(self) -> None:
        self._buffer = bytearray()
        self.transport: asyncio.Transport | None = None

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self.transport = cast(asyncio.Transport, transport)

    def data_received(self, data: bytes) -> None:
        self._buffer += data
        while (end := self._buffer.find(b"\r\n\r\n") + 4) > 3:
            head = bytes(self._buffer[:end])
            length = _LENGTH.search(head)
            whole = end + (int(length[1]) if length else 0)
            if len(self._buffer) < whole:
                return
            body = bytes(self._buffer[end:whole])
            del self._buffer[:whole]
            self.received(head, body)

    def received(self, head: bytes, body: bytes, /) -> None:
        """`head` is the first line and the headers."""
        raise NotImplementedError


class Connection(Messages):
    """A client's connection: one request at a time."""

    _status: asyncio.Future[int]

    def received(self, head: bytes, _body: bytes) -> None:
        self._status.set_result(int(head[9:12]))

    def connection_lost(self, error: Exception | None) -> None:
        if hasattr(self, "_status") and not self._status.done():
            self._status.set_exception(error or ConnectionResetError("closed without an answer"))

    async def send(self, request: bytes) -> int:
        """The status of the answer."""
        assert self.transport
        self._status = asyncio.get_running_loop().create_future()
        self.transport.write(request)
        return await self._status


def request(path: str, headers: dict[str, str]) -> bytes:
    """The start of a POST of JSON; what follows is the length, an empty line and the body."""
    lines = [f"POST {path} HTTP/1.1", "Content-Type: application/json", *(f"{k}: {v}" for k, v in headers.items())]
    return "\r\n".join(lines).encode() + b"\r\nContent-Length: "


def response(status: str, body: bytes) -> bytes:
    """A whole answer of JSON."""
    return b"HTTP/1.1 %b\r\nContent-Type: application/json\r\nContent-Length: %d\r\n\r\n%b" % (
        status.encode(),
        len(body),
        body,
    )
