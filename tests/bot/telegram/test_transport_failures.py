"""How requests fail on the aiohttp transport: which error, and that it never tells the token."""

from __future__ import annotations

import asyncio

import pytest
from aiohttp import web
from telegram.error import NetworkError, TimedOut

from bot.telegram.transport import AiohttpRequest, NotSent, NotSentTimedOut
from tests.bot.telegram.conftest import TOKEN, BotApi, Call, bot_at, failure, ok, opened, raw_server


async def test_refused(unused_tcp_port: int) -> None:
    error = await failure(bot_at(f"http://127.0.0.1:{unused_tcp_port}"))
    assert type(error) is NotSent
    assert str(error) == "ClientConnectorError (ECONNREFUSED)"


async def test_the_other_side_does_not_speak_tls() -> None:
    async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.read(1)
        writer.write(b"HTTP/1.1 400 Bad Request\r\n\r\n")
        await reader.read()

    async with raw_server(serve) as address:
        error = await failure(bot_at(f"https://{address}"))
    assert type(error) is NotSent
    assert str(error) == "ClientConnectorSSLError"


async def test_dropped_after_the_request_was_taken() -> None:
    async def serve(reader: asyncio.StreamReader, _writer: asyncio.StreamWriter) -> None:
        await reader.readuntil(b"\r\n\r\n")

    async with raw_server(serve) as address:
        error = await failure(bot_at(f"http://{address}"))
    assert type(error) is NetworkError


async def test_silence(api: BotApi) -> None:
    async def slow(_call: Call) -> web.Response:
        await asyncio.sleep(0.5)
        return ok(True)

    api.answer = slow
    error = await failure(api.bot(), read_timeout=0.05)
    assert type(error) is TimedOut


async def test_silence_in_the_middle_of_an_answer() -> None:
    async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.readuntil(b"\r\n\r\n")
        writer.write(b'HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n{"ok":')
        await asyncio.sleep(0.3)

    async with raw_server(serve) as address:
        assert type(await failure(bot_at(f"http://{address}", read_timeout=0.05))) is TimedOut


async def test_no_connection_in_time() -> None:
    async def serve(reader: asyncio.StreamReader, _writer: asyncio.StreamWriter) -> None:
        await reader.read()  # never answers the TLS handshake

    async with raw_server(serve) as address:
        error = await failure(bot_at(f"https://{address}", connect_timeout=0.05))
    assert type(error) is NotSentTimedOut


@pytest.mark.parametrize("options", [{"media_write_timeout": 0.1}, {"write_timeout": 9.0}])
async def test_an_upload_that_does_not_move(options: dict[str, float]) -> None:
    async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        writer.transport.pause_reading()  # type: ignore[attr-defined]
        await asyncio.sleep(0.6)

    timeouts = {} if "media_write_timeout" in options else {"write_timeout": 0.1}
    async with raw_server(serve) as address, opened(bot_at(f"http://{address}", **options)) as bot:
        with pytest.raises(TimedOut) as caught:
            await bot.send_document(7, b"x" * 20_000_000, **timeouts)  # type: ignore[arg-type]
    assert not isinstance(caught.value, NotSent)


async def test_no_place_in_time(api: BotApi) -> None:
    release = asyncio.Event()

    async def wait(_call: Call) -> web.Response:
        await release.wait()
        return ok(True)

    api.answer = wait
    async with opened(api.bot(connections=1, pool_timeout=0.05)) as bot:
        first = asyncio.ensure_future(bot.send_chat_action(7, "typing"))
        await asyncio.sleep(0.02)
        with pytest.raises(NotSentTimedOut, match="not sent"):
            await bot.send_chat_action(8, "typing")
        release.set()
        assert await first is True
        assert await bot.send_chat_action(9, "typing") is True
    assert [call.fields["chat_id"] for call in api.calls] == ["7", "9"]


async def test_a_url_that_is_none() -> None:
    async with AiohttpRequest() as request:
        with pytest.raises(NetworkError) as caught:
            await request.post(f"http://[bot{TOKEN}/sendMessage")
    assert TOKEN not in str(caught.value)
    assert caught.value.__context__ is None


async def test_cancelling_gives_the_place_back(api: BotApi) -> None:
    async def never(_call: Call) -> web.Response:
        await asyncio.sleep(30)
        return ok(True)

    api.answer = never
    async with opened(api.bot(connections=1)) as bot:
        call = asyncio.ensure_future(bot.send_chat_action(7, "typing"))
        await asyncio.sleep(0.02)
        call.cancel()
        with pytest.raises(asyncio.CancelledError):
            await call
        api.answer = None
        assert await bot.send_chat_action(8, "typing") is True
