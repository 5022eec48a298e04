"""Which chat and which person a request is about."""

from aiohttp import web

from bot.emulator.models import Chat, User
from bot.emulator.problems import ControlError
from bot.emulator.world import World


def chat_of(world: World, request: web.Request) -> Chat:
    """The chat in the path. ControlError 404."""
    return world.chat(int(request.match_info["chat"]))


def person_of(world: World, request: web.Request) -> User:
    """The person in the path. ControlError 404."""
    return world.person(int(request.match_info["person"]))


def actor(world: World, chat: Chat, person_id: int | None) -> User:
    """Who acts in a chat: the person named, or the one whose private chat it is. ControlError 400 or 404."""
    if person_id is not None:
        return world.person(person_id)
    if chat.person is None:
        raise ControlError(400, "person_needed", "In a group, say who acts: person_id.")
    return chat.person
