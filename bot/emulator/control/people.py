"""People and groups: create, start, block, join, promote, migrate."""

from typing import Any

from aiohttp import web

from bot.emulator import people
from bot.emulator.control.schemas import BotStatus, Membership, NewGroup, NewPerson, Start, body
from bot.emulator.control.views import group_view, message_view, person_view
from bot.emulator.control.who import chat_of, person_of
from bot.emulator.problems import ControlError
from bot.emulator.world import World


async def list_people(world: World, request: web.Request) -> Any:
    """Everybody."""
    return {"people": [person_view(person) for person in world.people.values()]}


async def add_person(world: World, request: web.Request) -> Any:
    """A new person; the chat id is the person's id."""
    given = await body(request, NewPerson)
    if given.id is not None and given.id <= 0:
        raise ControlError(400, "invalid", "id: A person's id is positive.")
    person = world.add_person(
        given.first_name,
        last_name=given.last_name,
        username=given.username,
        language_code=given.language_code,
        person_id=given.id,
        started=given.started,
    )
    return {"person": person_view(person)}


async def start(world: World, request: web.Request) -> Any:
    """Opens the bot's link with a payload and presses Start."""
    given = await body(request, Start)
    message = people.start(world, person_of(world, request), given.payload)
    return {"message": message_view(message), "cursor": message.revision}


async def block(world: World, request: web.Request) -> Any:
    """Blocks the bot."""
    people.set_blocked(world, person_of(world, request), blocked=True)
    return {"person": person_view(person_of(world, request))}


async def unblock(world: World, request: web.Request) -> Any:
    """Unblocks the bot."""
    people.set_blocked(world, person_of(world, request), blocked=False)
    return {"person": person_view(person_of(world, request))}


async def add_group(world: World, request: web.Request) -> Any:
    """A new group; its first member is its owner and adds the bot."""
    given = await body(request, NewGroup)
    if given.id is not None and given.id >= 0:
        raise ControlError(400, "invalid", "id: A group's id is negative.")
    chat = world.add_group(given.title, given.members, chat_id=given.id, supergroup=given.supergroup)
    people.set_bot_status(world, chat, world.person(given.members[0]), given.bot)
    return {"group": group_view(chat)}


async def set_member(world: World, request: web.Request) -> Any:
    """Someone joins, leaves or is promoted."""
    given = await body(request, Membership)
    chat = chat_of(world, request)
    people.set_member(world, chat, world.person(given.person_id), given.status)
    return {"group": group_view(chat)}


async def set_bot(world: World, request: web.Request) -> Any:
    """Someone adds, promotes or removes the bot."""
    given = await body(request, BotStatus)
    chat = chat_of(world, request)
    by = given.person_id if given.person_id is not None else next(iter(chat.members), 0)
    people.set_bot_status(world, chat, world.person(by), given.status)
    return {"group": group_view(chat)}


async def migrate(world: World, request: web.Request) -> Any:
    """A group becomes a supergroup."""
    return {"group": group_view(people.migrate(world, chat_of(world, request)))}
