"""Commands, name, descriptions and the menu button."""

import re
from collections.abc import Callable
from typing import Any

from bot.emulator.methods.targets import known_chat
from bot.emulator.models import Json
from bot.emulator.params import Params
from bot.emulator.problems import bad_request
from bot.emulator.profile import Commands, Scope
from bot.emulator.world import World

MOST_COMMANDS = 100
LIMITS = {"name": 64, "description": 512, "short_description": 120}
_COMMAND = re.compile(r"[a-z0-9_]+")
_PLAIN_SCOPES = {"default", "all_private_chats", "all_group_chats", "all_chat_administrators"}
_CHAT_SCOPES = {"chat", "chat_administrators", "chat_member"}


def _language(params: Params) -> str:
    code = params.text("language_code")
    if code and not re.fullmatch("[a-z]{2}", code):
        raise bad_request("invalid language code specified")
    return code


def _scope(world: World, params: Params) -> Scope:
    given = params.json("scope")
    if given is None:
        return Scope("default")
    kind = str(given.get("type")) if isinstance(given, dict) else ""
    if kind in _PLAIN_SCOPES:
        return Scope(kind)
    if kind not in _CHAT_SCOPES:
        raise bad_request("can't parse BotCommandScope: unsupported type specified")
    chat = known_chat(world, Params(given))
    if kind != "chat" and chat.type == "private":
        raise bad_request("can't change commands in private chats: use scope chat")
    user = Params(given).number("user_id") if kind == "chat_member" else 0
    if kind == "chat_member" and user not in world.people:
        raise bad_request("user not found")
    return Scope(kind, chat.id, user)


def _command(item: Any) -> dict[str, str]:
    if not isinstance(item, dict):
        raise bad_request("can't parse BotCommand: expected an Object")
    for name in ("command", "description"):
        if not isinstance(item.get(name), str):
            raise bad_request(f"can't parse BotCommand: Can't find field \"{name}\"")
    command, description = item["command"].strip().removeprefix("/"), item["description"].strip()
    if not command:
        raise bad_request("command must be non-empty")
    if len(command) > 32:
        raise bad_request("command length must not exceed 32")
    if not description:
        raise bad_request("command description must be non-empty")
    if len(description) > 256:
        raise bad_request("command description length must not exceed 256")
    if not _COMMAND.fullmatch(command):
        raise bad_request("BOT_COMMAND_INVALID")
    return {"command": command, "description": description}


def set_my_commands(world: World, params: Params) -> bool:
    """setMyCommands for one scope and language."""
    given = params.json("commands")
    if given is None:
        given = []
    if not isinstance(given, list):
        raise bad_request("expected an Array of BotCommand")
    if len(given) > MOST_COMMANDS:
        raise bad_request("BOT_COMMANDS_TOO_MUCH")
    commands: Commands = [_command(item) for item in given]
    world.commands.put(_scope(world, params), _language(params), commands)
    world.journal.record("world")
    return True


def get_my_commands(world: World, params: Params) -> Commands:
    """getMyCommands: exactly what was set for this scope and language."""
    return world.commands.get(_scope(world, params), _language(params))


def delete_my_commands(world: World, params: Params) -> bool:
    """deleteMyCommands."""
    world.commands.put(_scope(world, params), _language(params), [])
    world.journal.record("world")
    return True


def _set_text(kind: str) -> Callable[[World, Params], bool]:
    def set_text(world: World, params: Params) -> bool:
        text = params.text(kind)
        if len(text) > LIMITS[kind]:
            raise bad_request(f"{kind.replace('_', ' ')} is too long")
        world.profile.put(kind, _language(params), text)
        return True

    return set_text


def _get_text(kind: str) -> Callable[[World, Params], Json]:
    def get_text(world: World, params: Params) -> Json:
        found = world.profile.get(kind, _language(params))
        return {kind: found or (world.bot.first_name if kind == "name" else "")}

    return get_text


def set_chat_menu_button(world: World, params: Params) -> bool:
    """setChatMenuButton, for one private chat or for all."""
    button = params.json("menu_button") or {"type": "default"}
    kind = button.get("type") if isinstance(button, dict) else None
    if kind not in ("commands", "default", "web_app"):
        raise bad_request("can't parse menu button: unsupported type specified")
    if kind == "web_app" and not (button.get("text") and isinstance(button.get("web_app"), dict)):
        raise bad_request("can't parse menu button: Can't find field \"web_app\"")
    if params.text("chat_id"):
        known_chat(world, params).menu_button = None if kind == "default" else button
    else:
        world.profile.menu_button = {"type": "commands"} if kind == "default" else button
    return True


def get_chat_menu_button(world: World, params: Params) -> Json:
    """getChatMenuButton."""
    own = known_chat(world, params).menu_button if params.text("chat_id") else None
    return own or world.profile.menu_button


METHODS: dict[str, Any] = {
    "setMyCommands": set_my_commands,
    "getMyCommands": get_my_commands,
    "deleteMyCommands": delete_my_commands,
    "setMyName": _set_text("name"),
    "getMyName": _get_text("name"),
    "setMyDescription": _set_text("description"),
    "getMyDescription": _get_text("description"),
    "setMyShortDescription": _set_text("short_description"),
    "getMyShortDescription": _get_text("short_description"),
    "setChatMenuButton": set_chat_menu_button,
    "getChatMenuButton": get_chat_menu_button,
}
