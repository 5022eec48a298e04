"""Proxies: a server that answers itself, and what it was asked is what would have been passed on."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator

import pytest

from bot.telegram.transport import AiohttpRequest, NotSent
from tests.bot.telegram.conftest import TOKEN, BotApi, bot_at, failure, opened, raw_server

Asked = tuple[str, list[tuple[str, str | None]]]


@pytest.fixture
async def proxy() -> AsyncIterator[Asked]:
    asked: list[tuple[str, str | None]] = []

    async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        head = (await reader.readuntil(b"\r\n\r\n")).decode().split("\r\n")
        login = [line.split(": ")[1] for line in head if line.lower().startswith("proxy-authorization:")]
        asked.append((head[0], login[0] if login else None))
        status = "407 Proxy Authentication Required" if head[0].startswith("CONNECT") else "200 OK"
        body = json.dumps({"ok": True, "result": True, "seen": head[0]})
        writer.write(f"HTTP/1.1 {status}\r\nConnection: close\r\nContent-Length: {len(body)}\r\n\r\n{body}".encode())
        await writer.drain()
        await reader.read()

    async with raw_server(serve) as address:
        yield address, asked


async def test_explicit(proxy: Asked) -> None:
    address, asked = proxy
    bot = bot_at("http://telegram.invalid", proxy=f"http://kantor:s%40ndi@{address}")
    async with opened(bot):
        assert await bot.send_chat_action(7, "typing") is True
    assert asked == [(f"POST http://telegram.invalid/bot{TOKEN}/sendChatAction HTTP/1.1", "Basic a2FudG9yOnNAbmRp")]


async def test_https_tunnels_without_the_token(proxy: Asked) -> None:
    address, asked = proxy
    error = await failure(bot_at("https://telegram.invalid", proxy=f"http://kantor:x@{address}"))
    assert type(error) is NotSent
    assert str(error) == "ClientHttpProxyError (407)"
    assert asked == [("CONNECT telegram.invalid:443 HTTP/1.1", "Basic a2FudG9yOng=")]


@pytest.mark.parametrize("name", ["http_proxy", "all_proxy", "HTTP_PROXY"])
async def test_from_the_environment(proxy: Asked, monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    address, asked = proxy
    monkeypatch.setenv(name, f"http://{address}")
    bot = bot_at("http://telegram.invalid")
    async with opened(bot):
        await bot.send_chat_action(7, "typing")
        await bot.send_chat_action(8, "typing")
    assert len(asked) == 2


async def test_the_environment_can_exclude_a_host_and_can_be_ignored(
    api: BotApi, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("http_proxy", "http://127.0.0.1:1")
    async with opened(api.bot(trust_env=False)) as bot:
        assert await bot.send_chat_action(7, "typing") is True
    assert type(await failure(api.bot())) is NotSent
    monkeypatch.setenv("no_proxy", "127.0.0.1")
    async with opened(api.bot()) as bot:
        assert await bot.send_chat_action(7, "typing") is True


async def test_other_kinds_are_refused(api: BotApi, monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(ValueError, match="http"):
        AiohttpRequest(proxy="socks5://127.0.0.1:1080")
    monkeypatch.setenv("all_proxy", "socks5://127.0.0.1:1080")
    async with opened(api.bot()) as bot:
        with pytest.raises(NotSent, match=r"^a proxy must be http:// or https://$"):
            await bot.send_message(7, "halo")
