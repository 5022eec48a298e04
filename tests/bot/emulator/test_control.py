"""The control API: who may use it, what it refuses, what it shows, and that its documentation is complete."""

import json
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from aiohttp import ClientSession, FormData
from telegram import Bot

from bot.emulator import Emulator, Person, Running, World
from bot.emulator.client import NoReplyError, RefusedError
from bot.emulator.control import ROUTES
from tests.bot.emulator.conftest import png

DOCS = Path(__file__).parents[3] / "docs" / "emulator.md"


def test_every_route_is_documented() -> None:
    text = DOCS.read_text(encoding="utf-8")
    for verb, path, _ in ROUTES:
        shown = path
        for pattern in (r":\d{1,15}", r":-?\d{1,15}", r":-\d{1,15}", r":\d{1,20}", ":[A-Za-z0-9_-]{1,100}"):
            shown = shown.replace(pattern, "")
        shown = shown.replace(":photo|document|sticker|voice", "")
        assert f"`{verb} /control{shown}`" in text


async def test_only_this_machine_and_its_own_page(running: Running) -> None:
    url = f"{running.base_url}/control/people"
    own = running.base_url.removeprefix("http://")
    port = own.partition(":")[2]
    cases: list[tuple[dict[str, str], int]] = [
        ({"Host": "jahat.example"}, 403),
        ({"Host": f"jahat.example:{port}"}, 403),
        ({"Host": "["}, 403),
        ({"Origin": "http://jahat.example"}, 403),
        ({"Origin": "null"}, 403),
        ({"Origin": "http://["}, 403),
        ({"Sec-Fetch-Site": "cross-site"}, 403),
        ({"Host": f"localhost:{port}", "Origin": f"http://localhost:{port}"}, 200),
        ({"Origin": running.base_url, "Sec-Fetch-Site": "same-origin"}, 200),
    ]
    async with ClientSession() as http:
        for headers, status in cases:
            async with http.post(url, json={"first_name": "A"}, headers=headers) as answer:
                assert (answer.status, headers) == (status, headers)
                assert ("error" in await answer.json()) is (status == 403)


REFUSALS: list[tuple[str, str, Any, int, str]] = [
    ("POST", "/people", "{", 400, "bad_json"),
    ("POST", "/people", "[]", 400, "invalid"),
    ("POST", "/people", "", 400, "invalid"),
    ("POST", "/people", {"first_name": ""}, 400, "invalid"),
    ("POST", "/people", {"first_name": "A", "umur": 3}, 400, "invalid"),
    ("POST", "/people", {"first_name": "A", "id": -3}, 400, "invalid"),
    ("POST", "/people", {"first_name": "A", "id": 10**30}, 400, "invalid"),
    ("POST", "/people", {"first_name": "A", "id": 77}, 409, "id_taken"),
    ("POST", "/people/5/start", {}, 404, "person_not_found"),
    ("POST", "/people/77/start", {"payload": "a b"}, 400, "payload_invalid"),
    ("POST", "/people/77/start", {"payload": "a" * 65}, 400, "payload_invalid"),
    ("POST", "/groups", {"title": "A", "members": []}, 400, "invalid"),
    ("POST", "/groups", {"title": "A", "members": [5]}, 404, "person_not_found"),
    ("POST", "/groups/-5/migrate", {}, 404, "chat_not_found"),
    ("GET", "/chats/5/messages", None, 404, "chat_not_found"),
    ("GET", "/chats/77/messages?since=x", None, 400, "invalid"),
    ("GET", "/chats/77/messages?wait=61", None, 400, "invalid"),
    ("GET", "/chats/77/messages?apa=1", None, 400, "invalid"),
    ("POST", "/chats/5/messages", {"text": "x"}, 404, "chat_not_found"),
    ("POST", "/chats/77/messages", {"text": " "}, 400, "text_empty"),
    ("POST", "/chats/77/messages", {"text": "a" * 4097}, 400, "text_too_long"),
    ("POST", "/chats/77/messages", {"text": "a" * 1_100_000}, 413, "too_large"),
    ("POST", "/chats/77/messages", {"text": "x", "reply_to": 9}, 404, "message_not_found"),
    ("POST", "/chats/77/messages", {"text": "x", "person_id": 5}, 404, "person_not_found"),
    ("POST", "/chats/77/messages", {"text": "x", "person_id": 78}, 409, "not_in_chat"),
    ("POST", "/chats/77/messages/9/edit", {"text": "x"}, 404, "message_not_found"),
    ("POST", "/chats/77/tap", {}, 400, "invalid"),
    ("POST", "/chats/77/tap", {"text": "x"}, 404, "button_not_found"),
    ("POST", "/chats/77/location", {"latitude": 91, "longitude": 0}, 400, "invalid"),
    ("POST", "/chats/77/files/photo", {"file": "x"}, 400, "invalid"),
    ("POST", "/chats/77/files/video", {}, 404, "unknown_route"),
    ("GET", "/queries/123", None, 404, "query_not_found"),
    ("POST", "/inline/123/choose", {"result_id": "1", "chat_id": 77}, 404, "query_not_found"),
    ("POST", "/clock", {}, 400, "invalid"),
    ("POST", "/clock", {"advance_seconds": -1}, 400, "invalid"),
    ("POST", "/clock", {"advance_seconds": 1e12}, 400, "invalid"),
    ("POST", "/clock", {"to": "2001-01-01T00:00:00Z"}, 400, "invalid"),
    ("POST", "/clock", {"to": "2099-01-01T00:00:00"}, 400, "invalid"),
    ("POST", "/faults", {"kind": "slow", "delay_ms": -1}, 400, "invalid"),
    ("GET", "/files/tidak-ada", None, 404, "file_not_found"),
    ("GET", "/calls?limit=0", None, 400, "invalid"),
    ("GET", "/apa", None, 404, "unknown_route"),
    ("PUT", "/people", {}, 404, "unknown_route"),
    ("GET", "/chats/" + "9" * 5000 + "/messages", None, 404, "unknown_route"),
]


async def test_every_refusal_is_a_sentence(running: Running, world: World) -> None:
    for number in (77, 78):
        world.add_person("A", person_id=number)
    async with ClientSession() as http:
        for verb, path, body, status, code in REFUSALS:
            data = BytesIO((body if isinstance(body, str) else json.dumps(body)).encode())
            async with http.request(verb, f"{running.base_url}/control{path}", data=data) as answer:
                error = (await answer.json())["error"]
                assert (path, body, answer.status, error["code"]) == (path, body, status, code)
                assert error["message"].endswith(".")
                assert error["message"][0] != " "


async def test_refused_uploads(emulator: Emulator, siti: Person) -> None:
    with pytest.raises(RefusedError, match="400 not_a_picture"):
        await siti.send_file("photo", b"bukan gambar")
    with pytest.raises(RefusedError, match="400 text_too_long"):
        await siti.send_file("photo", png(), caption="a" * 1025)
    with pytest.raises(RefusedError, match="400 invalid: A file has"):
        await siti.send_file("document", b"")
    for field, value in (("person_id", "x"), ("reply_to", "x"), ("lain", "x")):
        form = FormData({field: value}, default_to_multipart=True)
        if field != "lain":
            form.add_field("file", b"x", filename="x")
        with pytest.raises(RefusedError, match=r"400 invalid: (person_id|reply_to|file): "):
            await emulator.post_form(f"/chats/{siti.chat_id}/files/document", form)


async def test_a_blocked_bot_cannot_be_written_to(siti: Person, bot: Bot) -> None:
    await siti.block()
    for action in (siti.say("x"), siti.tap("x"), siti.send_contact()):
        with pytest.raises(RefusedError, match="409 blocked"):
            await action
    await siti.start("kembali")
    assert [u.message.text for u in await bot.get_updates() if u.message] == ["/start kembali"]


async def test_people_edit_their_own_words(siti: Person, bot: Bot) -> None:
    said = await siti.say("salah ketik")
    await siti.edit(said.id, "benar")
    mine = await bot.send_message(siti.id, "x")
    with pytest.raises(RefusedError, match="409 not_editable"):
        await siti.edit(mine.id, "y")
    updates = await bot.get_updates()
    assert updates[-1].edited_message is not None
    assert updates[-1].edited_message.text == "benar"
    assert (await siti.messages())[0].data["versions"] == 2


async def test_contact_and_location(siti: Person, bot: Bot) -> None:
    await siti.send_contact()
    await siti.send_location()
    contact, location = await bot.get_updates()
    assert contact.message is not None
    assert contact.message.contact is not None
    assert contact.message.contact.user_id == siti.id
    assert location.message is not None
    assert location.message.location is not None
    assert [message.data["kind"] for message in await siti.messages()] == ["contact", "location"]


async def test_reading_what_is_new(siti: Person, bot: Bot, emulator: Emulator) -> None:
    await siti.say("hai")
    message = await bot.send_message(siti.id, "<b>x</b> & <script>", disable_web_page_preview=True)
    view = await emulator.get(f"/chats/{siti.id}/messages")
    assert [item["html"] for item in view["messages"]] == ["hai", "&lt;b&gt;x&lt;/b&gt; &amp; &lt;script&gt;"]
    again = await emulator.get(f"/chats/{siti.id}/messages", since=view["cursor"])
    assert again["messages"] == []
    await bot.delete_message(siti.id, message.id)
    (gone,) = (await emulator.get(f"/chats/{siti.id}/messages", since=view["cursor"], wait=1))["messages"]
    assert (gone["id"], gone["deleted"], "text" in gone) == (message.id, True, False)


async def test_files_never_run_in_the_page(running: Running, siti: Person, emulator: Emulator) -> None:
    page = await siti.send_file("document", b"<script>", "x.html", mime="text/html")
    photo = await siti.send_file("photo", png())
    async with ClientSession() as http:
        for message, disposition in ((page, "attachment"), (photo, "inline")):
            url = f"{running.base_url}/control/files/{message.data['file']['file_id']}"
            async with http.get(url) as answer:
                assert answer.headers["Content-Disposition"].startswith(disposition)
                assert answer.headers["X-Content-Type-Options"] == "nosniff"
                assert "sandbox" in answer.headers["Content-Security-Policy"]
                assert answer.content_type != "text/html"
    assert await emulator.download(photo.data["file"]["file_id"]) == png()


async def test_the_clock_moves(emulator: Emulator, world: World) -> None:
    before = world.clock.now()
    await emulator.advance(3600)
    assert (world.clock.now() - before).total_seconds() >= 3600
    target = "2199-01-01T00:00:00+07:00"
    with pytest.raises(RefusedError):
        await emulator.post("/clock", to=target)


async def test_the_call_log(bot: Bot, siti: Person, emulator: Emulator) -> None:
    await bot.send_photo(siti.id, png(), caption="x")
    (call,) = await emulator.calls("sendPhoto")
    assert call["params"]["caption"] == "x"
    assert "PNG" not in json.dumps(call)
    await bot.send_message(siti.id, "y")
    assert [c["method"] for c in await emulator.calls(since=call["number"])] == ["sendMessage"]
    await emulator.delete("/calls")
    assert await emulator.calls() == []


async def test_waiting_ends(siti: Person) -> None:
    with pytest.raises(NoReplyError, match="did not answer in time"):
        await siti.wait_reply(limit=0.02)


async def test_state(emulator: Emulator, siti: Person) -> None:
    await siti.say("hai")
    state = await emulator.get("/state")
    assert (state["pending_updates"], state["webhook"], state["people"][0]["started"]) == (1, None, True)
    assert (await emulator.get("/people"))["people"] == state["people"]
