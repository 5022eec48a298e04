"""How calls arrive: percent-encoded colon, GET, form, JSON, multipart; and what is refused at the door."""

from typing import Any

import pytest
from aiohttp import ClientSession, FormData
from telegram import Bot
from telegram.error import InvalidToken
from yarl import URL

from bot.emulator import Person, Running, World
from tests.bot.emulator.conftest import call

Json = dict[str, Any]


async def test_the_colon_may_be_percent_encoded_and_names_ignore_case(running: Running) -> None:
    token = running.world.token.replace(":", "%3A")
    url = URL(f"{running.bot_url}{token}/GETME", encoded=True)
    async with ClientSession() as http, http.get(url) as answer:
        assert (await answer.json())["result"]["username"] == "bolehkah_bot"


async def test_parameters_come_in_every_form(running: Running, siti: Person) -> None:
    markup = '{"inline_keyboard":[[{"text":"a","callback_data":"b"}]]}'
    flat = {"chat_id": str(siti.id), "text": "hai", "reply_markup": markup}
    form = FormData(flat)
    form.add_field("unused", b"x", filename="x.bin")
    nested = {
        "chat_id": siti.id,
        "text": "hai",
        "reply_markup": {"inline_keyboard": [[{"text": "a", "callback_data": "b"}]]},
    }
    for way in ({"params": flat, "verb": "GET"}, {"data": flat}, {"data": form}, {"json": nested}):
        status, answer = await call(running, "sendMessage", **way)
        assert (status, answer["result"]["text"]) == (200, "hai")
        assert answer["result"]["reply_markup"] == nested["reply_markup"]


@pytest.mark.parametrize(
    ("way", "status", "sentence"),
    [
        ({"data": b"{", "headers": {"Content-Type": "application/json"}}, 400, "can't parse JSON object"),
        ({"data": b"[]", "headers": {"Content-Type": "application/json"}}, 400, "JSON object expected"),
        ({"data": b"x", "headers": {"Content-Type": "multipart/form-data"}}, 400, "can't parse multipart body"),
        ({"json": {"text": "x"}}, 400, "chat_id is empty"),
        ({"json": {"chat_id": 5, "text": "x"}}, 400, "chat not found"),
        ({"json": {"chat_id": "@siapa", "text": "x"}}, 400, "chat not found"),
        ({"json": {"chat_id": 5}}, 400, "message text is empty"),
    ],
)
async def test_bad_calls_are_refused(running: Running, way: Json, status: int, sentence: str) -> None:
    answer = await call(running, "sendMessage", **way)
    expected = {"ok": False, "error_code": status, "description": f"Bad Request: {sentence}"}
    assert answer == (status, expected)


async def test_a_wrong_token_is_401(running: Running) -> None:
    with pytest.raises(InvalidToken, match="was rejected by the server"):
        async with Bot("1:AAwrong", base_url=running.bot_url):
            pass
    async with ClientSession() as http, http.get(f"{running.file_url}1:AAwrong/photos/x.jpg") as answer:
        assert answer.status == 401


async def test_an_unknown_method_is_404_and_logged(running: Running, world: World) -> None:
    status, answer = await call(running, "sendDice", json={"chat_id": 1})
    assert (status, answer["description"]) == (404, "Not Found: method not found")
    assert world.calls.read()[-1][2:5] == ("sendDice", {"chat_id": 1}, 404)


async def test_get_me_is_complete(bot: Bot) -> None:
    me = await bot.get_me()
    assert (me.is_bot, me.username, me.supports_inline_queries) == (True, "bolehkah_bot", True)
    assert me.can_read_all_group_messages is False
