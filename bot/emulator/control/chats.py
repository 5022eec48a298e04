"""In a chat: read, write, edit, send files, press buttons."""

from typing import Any

from aiohttp import web
from aiohttp.web_request import FileField

from bot.emulator import people
from bot.emulator.control.schemas import (
    Contact,
    Edit,
    Location,
    ReadChat,
    ReadCommands,
    ReadQuery,
    Say,
    Tap,
    body,
    query,
)
from bot.emulator.control.views import chat_view, message_view, query_view
from bot.emulator.control.waiting import until
from bot.emulator.control.who import actor, chat_of
from bot.emulator.files import LARGEST_UPLOAD
from bot.emulator.models import Chat, Json, Message, Query
from bot.emulator.pressing import contact, press
from bot.emulator.problems import ControlError
from bot.emulator.world import World


def _sent(message: Message) -> Json:
    return {"message": message_view(message), "cursor": message.revision}


async def read(world: World, request: web.Request) -> Any:
    """What is new after a cursor; with `wait`, as soon as something is."""
    given = query(request, ReadChat)
    chat = chat_of(world, request)

    def fresh() -> bool:
        return any(change.chat_id == chat.id for change in world.journal.since(given.since))

    if given.wait:
        await until(world, fresh, given.wait)
    return chat_view(world, chat, given.since, given.limit)


async def say(world: World, request: web.Request) -> Any:
    """A text message."""
    given = await body(request, Say)
    chat = chat_of(world, request)
    person = actor(world, chat, given.person_id)
    return _sent(people.say(world, chat, person, given.text, reply_to=given.reply_to))


async def edit(world: World, request: web.Request) -> Any:
    """A person corrects a message."""
    given = await body(request, Edit)
    chat = chat_of(world, request)
    person = actor(world, chat, given.person_id)
    return _sent(people.edit(world, chat, person, int(request.match_info["message"]), given.text))


async def send_contact(world: World, request: web.Request) -> Any:
    """The person's own telephone number."""
    given = await body(request, Contact)
    chat = chat_of(world, request)
    person = actor(world, chat, given.person_id)
    content = {"contact": contact(person, given.phone_number, given.first_name)}
    return _sent(people.send(world, chat, person, content))


async def send_location(world: World, request: web.Request) -> Any:
    """A place."""
    given = await body(request, Location)
    chat = chat_of(world, request)
    content = {"location": {"latitude": given.latitude, "longitude": given.longitude}}
    return _sent(people.send(world, chat, actor(world, chat, given.person_id), content))


async def upload(world: World, request: web.Request) -> Any:
    """A photo, document, sticker or voice message: a form of `file`, `caption`, `person_id`, `reply_to`, `album`."""
    chat = chat_of(world, request)
    if request.content_type != "multipart/form-data":
        raise ControlError(400, "invalid", "Send files as multipart/form-data.")
    try:
        form = await request.post()
    except web.HTTPRequestEntityTooLarge:
        raise ControlError(413, "too_large", "A file may have at most 50 MB.") from None
    except (ValueError, AssertionError, LookupError):
        raise ControlError(400, "bad_multipart", "The multipart body cannot be read.") from None
    file = form.get("file")
    if not isinstance(file, FileField):
        raise ControlError(400, "invalid", "file: A file is needed.")
    with file.file as source:
        data = source.read()
    if not 0 < len(data) <= LARGEST_UPLOAD:
        raise ControlError(413 if data else 400, "too_large" if data else "invalid", "A file has 1 byte to 50 MB.")
    message = people.send_file(
        world,
        chat,
        actor(world, chat, _number(form.get("person_id"), "person_id")),
        request.match_info["kind"],
        data,
        name=file.filename,
        mime=file.content_type,
        caption=str(form.get("caption", "")),
        album=str(form.get("album", "")),
        reply_to=_number(form.get("reply_to"), "reply_to"),
    )
    return _sent(message)


def _number(value: object, name: str) -> int | None:
    if value in (None, ""):
        return None
    text = str(value)
    if not text.removeprefix("-").isdecimal() or len(text) > 18:
        raise ControlError(400, "invalid", f"{name}: A whole number is needed.")
    return int(text)


async def tap(world: World, request: web.Request) -> Any:
    """Presses a button and waits a while for the bot's answer: its toast, or "pending"."""
    given = await body(request, Tap)
    if given.text is None and given.data is None:
        raise ControlError(400, "invalid", "Give text or data of the button.")
    chat = chat_of(world, request)
    person = actor(world, chat, given.person_id)
    cursor = world.journal.cursor
    done = press(world, chat, person, text=given.text, data=given.data, message_id=given.message_id)
    if done.query is not None:
        return await _answered(world, done.query, given.wait) | {"cursor": cursor}
    if isinstance(done.value, Message):
        return _sent(done.value) | {"outcome": done.outcome, "status": "done"}
    return {"outcome": done.outcome, "status": "done", "value": done.value, "cursor": cursor}


async def read_query(world: World, request: web.Request) -> Any:
    """A callback or inline query, later."""
    found = world.queries.get(request.match_info["query"])
    if found is None:
        raise ControlError(404, "query_not_found", "There is no such query.")
    return await _answered(world, found, query(request, ReadQuery).wait)


async def _answered(world: World, asked: Query, seconds: float) -> Json:
    await until(world, lambda: asked.answer is not None, seconds)
    return query_view(asked)


async def commands(world: World, request: web.Request) -> Any:
    """The command menu that a person sees here."""
    chat: Chat = chat_of(world, request)
    person = actor(world, chat, query(request, ReadCommands).person_id)
    found = world.commands.seen(
        chat.id,
        person.id,
        group=chat.type != "private",
        admin=chat.members.get(person.id) in ("creator", "administrator"),
        language=(person.language_code or "")[:2],
    )
    return {"commands": found}
