"""Requests and answers on the aiohttp transport, with a real `telegram.Bot` and a server on the loopback interface."""

from __future__ import annotations

import asyncio
import io
import json
from pathlib import Path

import pytest
from aiohttp import web
from telegram import Bot, InlineKeyboardButton, InlineKeyboardMarkup, InputFile, InputMediaPhoto
from telegram.error import BadRequest, ChatMigrated, Forbidden, InvalidToken, NetworkError, RetryAfter, TelegramError

from bot.telegram.transport import AiohttpRequest, NotSent
from tests.bot.telegram.conftest import TOKEN, BotApi, Call, ok, opened, refusal


class TestBodies:
    async def test_a_message_is_json(self, api: BotApi) -> None:
        keyboard = InlineKeyboardMarkup([[InlineKeyboardButton("Boleh? & = %", callback_data="v1:x")]])
        async with api.bot() as bot:
            sent = await bot.send_message(7, "Boleh 🙏 <b>ya</b>&+%", reply_markup=keyboard)
        call = api.calls[-1]
        assert sent.text == call.fields["text"] == "Boleh 🙏 <b>ya</b>&+%"
        assert json.loads(call.fields["reply_markup"])["inline_keyboard"][0][0]["text"] == "Boleh? & = %"
        assert call.content_type == "application/json"

    async def test_a_document_keeps_its_name_its_kind_and_its_bytes(self, api: BotApi) -> None:
        content = bytes(range(256)) * 8192
        async with api.bot() as bot:
            await bot.send_document(7, content, filename='surat "tugas" – ñ.pdf', caption="isi")
        call = api.calls[-1]
        assert call.files == {"document": ('surat "tugas" – ñ.pdf', "application/pdf", content)}
        assert call.fields["caption"] == "isi"
        assert call.content_type == "multipart/form-data"

    async def test_a_name_cannot_break_out_of_its_header(self, api: BotApi) -> None:
        async with api.bot() as bot:
            await bot.send_document(7, b"x", filename="a\r\nX-Evil: 1\r\n.txt")
        assert api.calls[-1].files["document"][0] == "a__X-Evil: 1__.txt"

    async def test_an_album_is_attached(self, api: BotApi) -> None:
        async with api.bot() as bot:
            sent = await bot.send_media_group(7, [InputMediaPhoto(b"one", caption="satu"), InputMediaPhoto(b"two")])
        call = api.calls[-1]
        media = json.loads(call.fields["media"])
        contents = [call.files[item["media"].removeprefix("attach://")][2] for item in media]
        assert contents == [b"one", b"two"]
        assert media[0]["caption"] == "satu"
        assert len(sent) == 2

    async def test_a_file_handle_can_be_sent_again(self, api: BotApi, tmp_path: Path) -> None:
        path = tmp_path / "bukti.bin"
        path.write_bytes(b"0123456789")
        with path.open("rb") as handle:
            file = InputFile(handle, read_file_handle=False)
            async with api.bot() as bot:
                await bot.send_document(7, file)
                await bot.send_document(7, file)
        assert [call.files["document"][2] for call in api.calls[-2:]] == [b"0123456789"] * 2

    async def test_big_forms_and_big_handles(self, api: BotApi) -> None:
        async with api.bot() as bot:
            await bot.send_message(7, "x" * 500_000)
            await bot.send_document(7, InputFile(io.BytesIO(b"y" * 5_000_000), read_file_handle=False))
        assert len(api.calls[-2].fields["text"]) == 500_000
        assert len(api.calls[-1].files["document"][2]) == 5_000_000

    async def test_a_download(self, api: BotApi) -> None:
        async def answer(_call: Call) -> web.Response:
            return ok({"file_id": "f", "file_unique_id": "u", "file_path": "photos/a b.jpg"})

        async with api.bot() as bot:
            api.answer = answer
            assert bytes(await (await bot.get_file("f")).download_as_bytearray()) == b"photos/a b.jpg" * 2


class TestAnswers:
    @pytest.mark.parametrize(
        ("answer", "expected"),
        [
            (refusal(400, "Bad Request: message is too long"), BadRequest),
            (refusal(401, "Unauthorized"), InvalidToken),
            (refusal(403, "Forbidden: bot was blocked by the user"), Forbidden),
            (refusal(400, "group upgraded", migrate_to_chat_id=-100), ChatMigrated),
            (refusal(429, "Too Many Requests", retry_after=17), RetryAfter),
            (refusal(500, "Internal"), NetworkError),
        ],
    )
    async def test_errors_are_those_of_the_library(
        self, api: BotApi, answer: web.Response, expected: type[TelegramError]
    ) -> None:
        async def answered(_call: Call) -> web.Response:
            return answer

        api.answer = answered
        async with opened(api.bot()) as bot:
            with pytest.raises(expected) as caught:
                await bot.send_message(7, "halo")
        assert type(caught.value) is expected
        if isinstance(caught.value, RetryAfter):
            assert caught.value.retry_after.total_seconds() == 17  # type: ignore[union-attr]

    @pytest.mark.parametrize("status", [302, 404, 502])
    @pytest.mark.parametrize("page", ["<p>cannot reach /bot{}/sendMessage</p>", '["bot{}"]', '{{"oops": "bot{}'])
    async def test_a_proxys_page_is_not_quoted(self, api: BotApi, status: int, page: str) -> None:
        async def answered(_call: Call) -> web.Response:
            return web.Response(status=status, text=page.format(TOKEN), headers={"Location": f"{api.url}/elsewhere"})

        api.answer = answered
        async with opened(api.bot()) as bot:
            with pytest.raises(TelegramError) as caught:
                await bot.send_message(7, "halo")
        assert str(status) in str(caught.value)
        assert TOKEN not in str(caught.value)
        assert len(api.calls) == 1

    @pytest.mark.parametrize("page", ["<html>log in first</html>", "[]", "", "NaN"])
    async def test_success_must_be_a_json_object(self, api: BotApi, page: str) -> None:
        async def answered(_call: Call) -> web.Response:
            return web.Response(text=page)

        api.answer = answered
        async with opened(api.bot()) as bot:
            with pytest.raises(TelegramError, match=r"^Invalid server response$"):
                await bot.send_message(7, "halo")

    def test_json_that_only_the_standard_library_reads(self) -> None:
        parse = AiohttpRequest.parse_json_payload
        assert parse(b'{"text": "\\ud83d"}') == {"text": "\ud83d"}
        assert parse(b'{"text": "\xff"}') == {"text": "\ufffd"}
        assert parse('{"text": "🙏"}'.encode()) == {"text": "🙏"}


class TestLife:
    async def test_not_more_connections_than_allowed(self, api: BotApi) -> None:
        at_once = most = 0

        async def answered(_call: Call) -> web.Response:
            nonlocal at_once, most
            at_once += 1
            most = max(most, at_once)
            await asyncio.sleep(0.005)
            at_once -= 1
            return ok(True)

        api.answer = answered
        async with opened(api.bot(connections=3)) as bot:
            await asyncio.gather(*(bot.send_chat_action(n, "typing") for n in range(1, 13)))
        assert most == 3
        assert len(api.calls) == 12

    async def test_closed_and_opened_again(self, api: BotApi) -> None:
        request = AiohttpRequest()
        bot = api.bot(request)
        for _ in range(2):
            async with opened(bot):
                await request.initialize()
                assert (await bot.get_me()).id == 42
            await request.shutdown()
            with pytest.raises(NetworkError, match="not initialized"):
                await bot.get_me()

    def test_another_loop(self) -> None:
        request = AiohttpRequest(connections=1)

        async def fail() -> None:
            async with request:
                calls = (request.post("http://127.0.0.1:1/x") for _ in range(3))
                assert all(isinstance(r, NotSent) for r in await asyncio.gather(*calls, return_exceptions=True))

        for _ in range(2):
            asyncio.run(fail())

    async def test_a_long_poll_outlasts_the_read_timeout(self, api: BotApi) -> None:
        async def answered(_call: Call) -> web.Response:
            await asyncio.sleep(0.2)
            return ok([])

        api.answer = answered
        poll = AiohttpRequest(read_timeout=0.1)
        assert poll.read_timeout == 0.1
        bot = Bot(TOKEN, base_url=f"{api.url}/bot", request=AiohttpRequest(), get_updates_request=poll)
        async with opened(bot):
            assert await bot.get_updates(timeout=1) == ()
